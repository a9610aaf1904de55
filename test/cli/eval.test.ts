import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { evaluate } from '../../src/cli/eval.ts'

async function run(...args: string[]) {
  const stdout = new PassThrough()
  const stderr = new PassThrough()
  const code = await evaluate.run(args, {
    env: { CONFIG_DIR: 'config' },
    stdin: Readable.from([]),
    stdout,
    stderr,
    signal: new AbortController().signal,
  })
  stdout.end()
  stderr.end()
  return { code, out: await text(stdout), err: await text(stderr) }
}

function file(...lines: object[]): string {
  const path = join(mkdtempSync(join(tmpdir(), 'eval-')), 'labelled.jsonl')
  writeFileSync(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  return path
}

test('counts found, missed and invented events and wrong facts; trends count neither way, unsure ones are apart', async () => {
  const { code, out } = await run(
    file(
      {
        id: '1',
        title: 'Spotify to cut 1,500 jobs',
        layoff: 'event',
        ai: 'none',
        layoff_company: 'Spotify Ltd',
        headcount: 1500,
      },
      {
        id: '2',
        title: 'Okta lays off 180 people',
        layoff: 'event',
        ai: 'none',
        layoff_company: 'Okta',
        headcount: 200,
      },
      { id: '3', title: 'Okta moves office', layoff: 'event', ai: 'none', layoff_company: 'Okta' },
      { id: '4', title: 'Dropbox cuts 500 jobs', layoff: 'none', ai: 'none' },
      { id: '5', title: 'Twilio cuts 500 jobs', layoff: 'trend', ai: 'none' },
      { id: '6', title: 'Cisco cuts 500 jobs', layoff: 'none', ai: 'none', unsure: true },
    ),
  )
  expect(code).toBe(0)
  expect(out).toContain(
    'layoff         precision 0.667  recall 0.667  F1 0.667  (2 found, 1 missed, 1 invented)',
  )
  expect(out).toContain('company 1.000 (2/2)  headcount 0.500 (1/2)  percent 1.000 (2/2)')
  expect(out).toContain('    layoff headcount: said 180, is 200')
  expect(out).toContain('3  Okta moves office\n    layoff missed')
  expect(out).toContain('1 unsure stories, apart\n  layoff         precision 0.000')
})

test('prints the figures of each fold', async () => {
  const { out } = await run('config/labelled.jsonl', '--folds', '3')
  expect(out.match(/^fold \d of 3/gm)).toHaveLength(3)
})

test('a line that is no labelled story is named', async () => {
  const { code, err } = await run(file({ id: '1', title: 'x', layoff: 'maybe', ai: 'none' }))
  expect(code).toBe(1)
  expect(err).toMatch(/labelled\.jsonl:1: layoff: /)
})
