import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { check } from '../../src/cli/check.ts'
import { silentSettings } from '../../src/core/channel/settings.ts'
import type { ChannelId, TeamId } from '../../src/core/ids.ts'
import { settingsStore } from '../../src/store/settings.ts'
import { openDatabase } from '../../src/store/sqlite/database.ts'

const dir = mkdtempSync(join(tmpdir(), 'bellwether-check-'))
const path = join(dir, 'bellwether.db')
cpSync(join(import.meta.dirname, '../../config'), dir, { recursive: true })
writeFileSync(
  join(dir, 'channels.yaml'),
  'channels: [{ channel: C0000000001 }, { channel: C0000000002 }]',
)

async function run(...args: string[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const env = { CONFIG_DIR: dir, DATABASE_URL: `sqlite:${path}` }
  const { signal } = new AbortController()
  const code = await check.run(args, { env, stdin: Readable.from([]), stdout, stderr, signal })
  stdout.end()
  stderr.end()
  return { code, stdout: await text(stdout), stderr: await text(stderr) }
}

test('it takes no argument', async () => {
  expect((await run('--all')).code).toBe(2)
})

test('it names the line of labelled.jsonl that is none, and says where there is no such file', async () => {
  const labelled = join(dir, 'labelled.jsonl')
  const written = readFileSync(labelled, 'utf8')
  writeFileSync(
    labelled,
    '{"id": 1, "title": "Acme cuts jobs", "layoff": "event", "ai": "none"}\nno',
  )
  const bad = await run()
  expect(bad).toMatchObject({ code: 2, stdout: '' })
  expect(bad.stderr).toMatch(/^labelled\.jsonl:2: this is none; /)
  rmSync(labelled)
  const without = await run()
  expect(without.code).toBe(0)
  expect(without.stdout).toContain(`there is no labelled.jsonl in ${dir}`)
  writeFileSync(labelled, written)
})

test('it names the channels that the file no longer speaks for', async () => {
  const before = await run()
  expect(before.code).toBe(0)
  expect(before.stdout).not.toContain('C000')
  const opened = await openDatabase(path, 'slack')
  if (opened.kind === 'fault') throw new Error(opened.sentence)
  const teamId = 'T1' as TeamId
  await settingsStore(opened.db, { teamId, channels: new Map() }).recordSettings(
    { teamId, channelId: 'C0000000002' as ChannelId },
    { settings: silentSettings, userId: 'U1', at: 1, what: 'watches nothing' },
  )
  await opened.db.destroy()
  const { code, stdout } = await run()
  expect(code).toBe(0)
  expect(stdout).toContain('C0000000002 is set in Slack')
  expect(stdout).not.toContain('C0000000001')
})
