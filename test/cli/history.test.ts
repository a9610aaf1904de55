import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { exportHistory } from '../../src/cli/export.ts'
import { importHistory } from '../../src/cli/import.ts'
import { claimOf } from '../../src/core/events/claim.ts'
import type { Facts } from '../../src/core/facts.ts'
import type { EventId, FeedId, TeamId } from '../../src/core/ids.ts'
import type { Story } from '../../src/core/story.ts'
import { beginEvent } from '../../src/poll/place.ts'
import { insertCorrection, type NewCorrection } from '../../src/store/corrections.ts'
import type { Database } from '../../src/store/database.ts'
import { nobody } from '../../src/store/listeners.ts'
import { openRecords } from '../../src/store/records.ts'
import { company, investment, layoff } from '../support/claims.ts'
import { openRun } from '../support/command.ts'
import { openTestDatabase, temporaryFolder } from '../support/store.ts'

const tracker = `company,total_laid_off,percentage_laid_off,date,source
Amazon,16000,,2026-01-28,https://news.example/amazon
"Zyx ""Labs""",,0.2,2026-02-01,
Amazon,16000,,2026-01-29,https://other.example/amazon
Nobody,many,,,
`

test('a tracker is imported in silence, bad rows are named by line, and a second run adds nothing', async () => {
  const folder = temporaryFolder()
  const run = openRun(folder)
  const file = join(folder, 'tracker.csv')
  writeFileSync(file, tracker)
  const first = await run(importHistory, file)
  expect(first.code).toBe(0)
  expect(first.stderr).toContain('tracker.csv:5: it gives no date. The row is left out')
  expect(first.stderr).toContain(
    '3 rows, 1 joined another, 2 new events with 16,000 jobs, 1 could not be read',
  )
  const second = await run(importHistory, file)
  expect(second.stderr).toContain('3 rows, 3 of them known, 0 new events with 0 jobs')
  const db = await openTestDatabase(join(folder, 'x.db'))
  const events = await db.selectFrom('event').select(['company_key', 'stories', 'silent']).execute()
  expect(events).toEqual([
    { company_key: 'amazon', stories: 2, silent: 1 },
    { company_key: '~zyx labs', stories: 1, silent: 1 },
  ])
  expect(await db.selectFrom('message').select('id').execute()).toEqual([])
})

test('what is exported as CSV comes to the same events where it is imported, to the last cell', async () => {
  const { run, folder } = await openNewsroom()
  const { stdout } = await run(exportHistory, '--csv')
  const elsewhere = temporaryFolder()
  const runElsewhere = openRun(elsewhere)
  const file = join(elsewhere, 'ours.csv')
  writeFileSync(file, stdout)
  const first = await runElsewhere(importHistory, file)
  expect(first.stderr).toBe('7 rows, 7 new events with 1,510 jobs\n')
  expect((await runElsewhere(exportHistory, '--csv')).stdout).toBe(stdout)
  const second = await runElsewhere(importHistory, file)
  expect(second.stderr).toBe('7 rows, 7 of them known, 0 new events with 0 jobs\n')
  expect((await runElsewhere(exportHistory, '--csv')).stdout).toBe(stdout)
  // Into the database that it came from.
  const back = await run(importHistory, file)
  expect(back.stderr).toContain('0 new events with 0 jobs')
  expect((await run(exportHistory, '--csv')).stdout).toBe(stdout)
  expect(await lastMomentsOf(elsewhere)).toEqual(await lastMomentsOf(folder))
})

/** Events of the news and of a tracker: of several stories, of a workspace alone, denied, with what a spreadsheet would run. */
async function openNewsroom() {
  const folder = temporaryFolder()
  const run = openRun(folder)
  const db = await openTestDatabase(join(folder, 'x.db'))
  const zylotek = { ...company('~zylotek'), name: "=cmd|' /C calc'!A0" }
  const acme = { ...company('~acme'), name: 'Acme; Inc' }
  const round = layoff({ company: zylotek, headcount: 500 })
  await tell(db, { ...round, ordinal: { round: 2, withinMonths: 3 } }, [
    { title: '-Zylotek; cuts, "again"', publishedAt: Date.UTC(2026, 9, 1, 23, 30) },
    { title: "'=HYPERLINK", publishedAt: Date.UTC(2026, 9, 9, 1, 15), link: null },
  ])
  await tell(db, { ...round, stance: 'rumoured' }, [{}])
  await tell(db, { ...round, stance: 'denied' }, [{}])
  await tell(db, layoff({ company: null, percent: 12.345, approximate: true, bound: 'most' }), [
    { teamId: 'T2' as TeamId },
  ])
  await tell(
    db,
    investment({
      company: { ...company('openai'), name: 'OpenAI' },
      companiesOther: [acme],
      amount: 1_500_000_000_000,
      valuation: 3_000_000_000_000,
    }),
    [{ summary: 'Line one\nline two', publishedAt: null }],
  )
  const other = { category: 'other' as const, companiesOther: [], approximate: false }
  await tell(db, { ...other, company: acme, stance: 'reported' }, [{ title: '@Acme moves' }])
  for (const [at, made] of corrections.entries()) {
    await insertCorrection(db, 'T1' as TeamId, { event: 1 as EventId, userId: 'U1', at, ...made })
  }
  await db.destroy()
  const file = join(folder, 'tracker.csv')
  writeFileSync(file, 'company,city,total_laid_off,date\nQubitron,Lisbon,10,2026-01-28\n')
  await run(importHistory, file)
  return { run, folder }
}

async function tell(db: Database, facts: Facts, tellings: Partial<Story>[]) {
  const records = openRecords(db, nobody)
  const told = []
  for (const [at, telling] of tellings.entries()) {
    const story = {
      feedId: 'wire' as FeedId,
      teamId: null,
      title: 'Zylotek cuts jobs',
      summary: '',
      source: `Outlet; ${at}`,
      link: `https://news.example/${at}`,
      publishedAt: Date.UTC(2026, 9, 2, 8),
      seenAt: Date.UTC(2026, 9, 2, 9),
      ...telling,
    }
    const verdict = { categories: [], facts: [], why: [], held: [] }
    told.push(await records.addStory({ story, verdict, rulesHash: '', keys: [], mark: '' }))
  }
  await beginEvent(
    records,
    told.map((story) => claimOf(story, facts)),
    'first',
    { story: told[0]!, silent: false, now: Date.UTC(2026, 9, 2, 9) },
  )
}

const corrections: Pick<NewCorrection, 'correction' | 'general' | 'undoneAt'>[] = [
  { correction: { kind: 'headcount', value: 450 }, general: true },
  { correction: { kind: 'company', company: company('~b', 'a') }, general: false, undoneAt: 9 },
  { correction: { kind: 'dismissed' }, general: false, undoneAt: 7 },
]

async function lastMomentsOf(folder: string) {
  const db = await openTestDatabase(join(folder, 'x.db'))
  return db.selectFrom('event').select(['happened_at', 'last_at']).orderBy('id').execute()
}

test('JSON Lines hold each event with what each story says and every correction', async () => {
  const folder = temporaryFolder()
  const run = openRun(folder)
  writeFileSync(join(folder, 'tracker.csv'), tracker)
  await run(importHistory, join(folder, 'tracker.csv'))
  const db = await openTestDatabase(join(folder, 'x.db'))
  const correction = { kind: 'headcount', value: 15_000 } as const
  const made = { event: 1 as EventId, userId: 'U1', at: 0, correction, general: false }
  await insertCorrection(db, 'T1' as TeamId, made)
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
  writeFileSync(file, 'payer,when\nAcme,2023-01-01\n')
  expect(await run(importHistory, file)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('no column is named company or date'),
  })
  expect(await run(importHistory, join(folder, 'none.csv'))).toMatchObject({ code: 1 })
  expect(readFileSync(file, 'utf8')).toContain('payer')
})
