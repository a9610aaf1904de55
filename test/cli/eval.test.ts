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

test('payers are right when each one labelled is said, and nobody else', async () => {
  const line = (id: string, payers: string[]) => ({
    id,
    title: 'AI start-up Tessera raises $5 million from Harrow Group and Pell Partners',
    layoff: 'none',
    ai: 'event',
    recipient: 'Tessera',
    payers,
    amount: 5e6,
    currency: 'USD',
    kind: 'round',
  })
  const both = ['Pell Partners', 'The Harrow Group']
  const { out } = await run(
    file(line('1', both), line('2', ['Harrow Group']), line('3', [...both, 'Lorn']), line('4', [])),
  )
  expect(out).toContain('recipient 1.000 (4/4)  payers 0.250 (1/4)')
})

test('of a deal of the kind capex, ai_company is who pays, and who receives is left open', async () => {
  const { out } = await run(
    file({
      id: '1',
      title: 'Meta spends $30 billion on AI data centers',
      layoff: 'none',
      ai: 'event',
      ai_company: 'Meta',
      amount: 3e10,
      currency: 'USD',
      kind: 'capex',
    }),
  )
  expect(out).toContain('recipient - (0/0)  payers 1.000 (1/1)')
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

test('a file of another form, and an empty one, are told what a line is', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'eval-')), 'other.csv')
  writeFileSync(path, 'company,jobs\n')
  const other = await run(path)
  expect(other.code).toBe(1)
  expect(other.err).toContain(':1: this is none; each line is a JSON object, as in {"id": "1", ')
  expect((await run(file())).err).toContain('there is no story; each line is a JSON object')
})
