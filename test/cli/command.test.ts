import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { check } from '../../src/cli/check.ts'
import { classify } from '../../src/cli/classify.ts'
import type { Command } from '../../src/cli/command.ts'
import { evaluate } from '../../src/cli/eval.ts'
import { exportHistory } from '../../src/cli/export.ts'
import { feeds } from '../../src/cli/feeds.ts'
import { manifest } from '../../src/cli/manifest.ts'
import { poll } from '../../src/cli/poll.ts'
import { replay } from '../../src/cli/replay.ts'
import { start } from '../../src/cli/start.ts'

async function run(command: Command, ...args: string[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const { signal } = new AbortController()
  const code = await command.run(args, {
    env: {},
    stdin: Readable.from([]),
    stdout,
    stderr,
    signal,
  })
  stdout.end()
  stderr.end()
  return { code, stdout: await text(stdout), stderr: await text(stderr) }
}

const commands = { check, classify, evaluate, exportHistory, feeds, manifest, poll, replay, start }

test.each(Object.entries(commands))(
  '%s names an option that it does not have, and shows its usage',
  async (_name, command) => {
    const { code, stdout, stderr } = await run(command, '--jason')
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain("bellwether: Unknown option '--jason'")
    expect(stderr).toContain(`\n${command.usage}\n`)
  },
)

test.each([
  ['a file where none is read', feeds, ['feeds.yaml'], "Unexpected argument 'feeds.yaml'"],
  ['a second file', replay, ['a', 'b'], 'there is "b" too'],
  ['no file where one is needed', evaluate, [], 'name a file'],
  ['an option without its value', evaluate, ['a', '--folds'], "'--folds <value>' argument missing"],
  [
    'no number',
    evaluate,
    ['a', '--folds', 'x'],
    '--folds takes a whole number from 1 to 100, not "x"',
  ],
  [
    'an address that is none',
    manifest,
    ['--http', 'bot'],
    '--http takes an address that begins with https://, not "bot"',
  ],
  ['two forms at once', exportHistory, ['--csv', '--json'], 'one of --csv and --json'],
] as const)('%s is bad usage, and said so', async (_what, command, args, said) => {
  const { code, stderr } = await run(command, ...args)
  expect(code).toBe(2)
  expect(stderr).toContain(said)
})
