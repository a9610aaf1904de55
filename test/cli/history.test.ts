import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { expect, test } from 'vitest'
import type { Command } from '../../src/cli/command.ts'
import { exportHistory } from '../../src/cli/export.ts'
import { importHistory } from '../../src/cli/import.ts'
import { openTestDatabase, temporaryFolder } from '../support/store.ts'

function openRun(folder: string) {
  return async (command: Command, ...args: string[]) => {
    const said = { stdout: '', stderr: '' }
    const sink = (name: keyof typeof said) =>
      new Writable({
        write(chunk, _encoding, done) {
          said[name] += chunk
          done()
        },
      })
    const code = await command.run(args, {
      env: { DATABASE_URL: `sqlite:${join(folder, 'x.db')}` },
      stdin: Readable.from([]),
      stdout: sink('stdout'),
      stderr: sink('stderr'),
      signal: new AbortController().signal,
    })
    return { code, ...said }
  }
}

const tracker = `company,total_laid_off,percentage_laid_off,date,source
Amazon,16000,,2026-01-28,https://news.example/amazon
"Zyx ""Labs""",,0.2,2026-02-01,
Amazon,16000,,2026-01-29,https://other.example/amazon
Nobody,many,,2026-02-01,
`

test('a tracker is imported in silence, bad rows are named by line, and a second run adds nothing', async () => {
  const folder = temporaryFolder()
  const run = openRun(folder)
  const file = join(folder, 'tracker.csv')
  writeFileSync(file, tracker)
  const first = await run(importHistory, file)
  expect(first.code).toBe(0)
  expect(first.stderr).toContain('line 5: "many" is no number')
  expect(first.stderr).toContain('3 rows, 2 new events, 1 could not be read')
  const second = await run(importHistory, file)
  expect(second.stderr).toContain('3 rows, 3 of them known, 0 new events')
  const db = await openTestDatabase(join(folder, 'x.db'))
  const events = await db.selectFrom('event').select(['company_key', 'stories', 'silent']).execute()
  expect(events).toEqual([
    { company_key: 'amazon', stories: 2, silent: 1 },
    { company_key: '~zyx labs', stories: 1, silent: 1 },
  ])
  expect(await db.selectFrom('message').select('id').execute()).toEqual([])
})

test('what is exported as CSV comes to the same events where it is imported', async () => {
  const folder = temporaryFolder()
  const run = openRun(folder)
  const file = join(folder, 'tracker.csv')
  writeFileSync(file, tracker)
  await run(importHistory, file)
  const { stdout } = await run(exportHistory, '--csv')
  const elsewhere = temporaryFolder()
  const runElsewhere = openRun(elsewhere)
  writeFileSync(join(elsewhere, 'ours.csv'), stdout)
  await runElsewhere(importHistory, join(elsewhere, 'ours.csv'))
  expect((await runElsewhere(exportHistory, '--csv')).stdout).toBe(stdout)
})

test('JSON Lines hold each event with what each story says and every correction', async () => {
  const folder = temporaryFolder()
  const run = openRun(folder)
  writeFileSync(join(folder, 'tracker.csv'), tracker)
  await run(importHistory, join(folder, 'tracker.csv'))
  const db = await openTestDatabase(join(folder, 'x.db'))
  await db
    .insertInto('correction')
    .values({
      team_id: 'T1' as never,
      event_id: 1 as never,
      user_id: 'U1',
      at: 0,
      kind: 'headcount',
      value: '{"kind":"headcount","value":15000}' as never,
      general: 0,
      undone_at: null,
    })
    .execute()
  const { stdout } = await run(exportHistory, '--json')
  const [first] = stdout.split('\n').map((line) => JSON.parse(line || 'null'))
  expect(first).toMatchObject({
    event_id: 1,
    happened: '2026-01-28T12:00:00.000Z',
    event: { category: 'layoff', company: 'Amazon', headcount: 16000 },
    stories: [{ source: 'news.example', says: { headcount: 16000 } }, { source: 'other.example' }],
    corrections: [{ user: 'U1', value: { value: 15000 } }],
  })
})

test('a file without the needed columns, or that is not there, is refused in one sentence', async () => {
  const folder = temporaryFolder()
  const run = openRun(folder)
  const file = join(folder, 'x.csv')
  writeFileSync(file, 'firm,when\nAcme,2023-01-01\n')
  expect(await run(importHistory, file)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('no column is named company or date'),
  })
  expect(await run(importHistory, join(folder, 'none.csv'))).toMatchObject({ code: 1 })
  expect(readFileSync(file, 'utf8')).toContain('firm')
})
