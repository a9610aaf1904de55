import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { importHistory } from '../../src/cli/import.ts'
import type { LayoffFacts } from '../../src/core/facts.ts'
import type { TeamId } from '../../src/core/ids.ts'
import { openHistory } from '../../src/store/history.ts'
import { fromJson } from '../../src/store/json.ts'
import { openRun } from '../support/command.ts'
import { openTestPoller } from '../support/poller.ts'
import { openTestDatabase, temporaryFolder } from '../support/store.ts'
import { kinds, makeRounds, type Round } from '../support/trackers.ts'

function openImporter() {
  const folder = temporaryFolder()
  const run = openRun(folder)
  return {
    async take(content: string | Buffer, name = 'tracker.csv') {
      const file = join(folder, name)
      writeFileSync(file, content)
      const { code, stderr } = await run(importHistory, file)
      return { code, stderr: stderr.replaceAll(`${folder}/`, '') }
    },
    async events() {
      const db = await openTestDatabase(join(folder, 'x.db'))
      const rows = await db
        .selectFrom('event')
        .select(['company_name', 'happened_at', 'facts'])
        .orderBy('id')
        .execute()
      await db.destroy()
      return rows.map(({ company_name, happened_at, facts }) => {
        const { headcount, percent } = fromJson(facts) as LayoffFacts
        const day = new Date(happened_at).toISOString().slice(0, 10)
        return { company: company_name, day, jobs: headcount, percent }
      })
    },
  }
}

function sumOf(events: readonly { jobs: number | null }[]): number {
  return events.reduce((sum, { jobs }) => sum + (jobs ?? 0), 0)
}

/** The rows that a person would keep: not those of a company, number and (nearly) day that stand above already. */
function withoutDoubles(rounds: readonly Round[]): Round[] {
  const days = ({ day }: Round) => Date.parse(day) / 86_400_000
  const isSame = (a: Round, b: Round) =>
    a.jobs === b.jobs &&
    (a.jobs !== null || a.percent === b.percent) &&
    Math.abs(days(a) - days(b)) <= 2
  const kept = new Map<string, Round[]>()
  for (const round of rounds) {
    const its = kept.get(round.company) ?? []
    if (!its.some((other) => isSame(other, round))) kept.set(round.company, [...its, round])
  }
  return [...kept.values()].flat()
}

test.each(kinds)(
  '$rows rows of $name: every job of the file is recorded, doubles aside',
  async ({ rows, write }) => {
    const rounds = makeRounds(rows, rows)
    const kept = withoutDoubles(rounds)
    const importer = openImporter()
    const { code, stderr } = await importer.take(write(rounds))
    expect(code).toBe(0)
    expect(stderr).toContain(
      `${rows} rows, ${rows - kept.length} joined another, ${kept.length} new events with ` +
        `${sumOf(kept).toLocaleString('en-US')} jobs\n`,
    )
    expect(stderr.match(/: joined line \d+: the same /g)).toHaveLength(rows - kept.length)
    const events = await importer.events()
    expect(sumOf(events)).toBe(sumOf(kept))
    const lineOf = ({ company, day, jobs, percent }: (typeof events)[number]) =>
      [company, day, jobs, percent].join(' ')
    expect(events.map(lineOf).sort()).toEqual(kept.map(lineOf).sort())
    const again = await importer.take(write(rounds))
    expect(again.stderr).toContain(
      `${rows} rows, ${rows} of them known, 0 new events with 0 jobs\n`,
    )
  },
)

test('rounds of one company, its units and its owner are events of their own, in any order of the file', async () => {
  const rows = [
    'Uber,3700,,2020-05-06,SF',
    'Uber,3000,,2020-05-18,SF',
    'Amazon,30,,2024-01-18,',
    'Audible,100,0.05,2024-01-11,',
    'Amazon,,,2024-01-10,',
    'Twitch,500,0.35,2024-01-09,',
    'LinkedIn,716,,2023-05-08,',
    'Microsoft,158,,2023-05-08,',
    'Oracle,101,,2025-08-19,SF',
    'Oracle,101,,2025-08-19,Seattle',
  ]
  for (const order of [rows, rows.toReversed()]) {
    const importer = openImporter()
    await importer.take(
      ['company,total_laid_off,percentage_laid_off,date,location', ...order].join('\n'),
    )
    const events = await importer.events()
    expect(events).toHaveLength(10)
    expect(sumOf(events)).toBe(8406)
    expect(events).toContainEqual({ company: 'Twitch', day: '2024-01-09', jobs: 500, percent: 35 })
  }
})

test('a row that tells what an event of about its day tells joins it, and no chain of days grows', async () => {
  const importer = openImporter()
  const { stderr } = await importer.take(
    [
      'company,total_laid_off,date,source',
      'Zylotek,70,2022-11-05,https://a.example/1',
      'Zylotek,70,2022-11-03,https://b.example/1',
      'Zylotek,70,2022-11-01,https://c.example/1',
      'Zylotek,71,2022-11-01,',
      'Zylotek,71,2022-11-01,',
      'Zylotek,,2022-11-01,',
    ].join('\n'),
  )
  expect(stderr).toContain('tracker.csv:3: joined line 2: the same company, day and number\n')
  expect(stderr).toContain('tracker.csv:6: joined line 5: the same row\n')
  expect(stderr).toContain('6 rows, 2 joined another, 4 new events with 211 jobs\n')
  const other = await importer.take(
    'Employer,Affected,Notice Date\nZylotek,70,11/5/2022\nZylotek,70,11/30/2022\n',
    'other.csv',
  )
  expect(other.stderr).toContain(
    'other.csv:2: joined an event that was known: the same company, day and number\n',
  )
  expect(other.stderr).toContain('2 rows, 1 joined another, 1 new events with 70 jobs\n')
})

test('rows of a file are not counted as stories that were read', async () => {
  const folder = temporaryFolder()
  const run = openRun(folder)
  const file = join(folder, 'tracker.csv')
  writeFileSync(file, 'company,jobs,date\nZylotek,70,2022-11-05\nZylotek,70,2022-11-06\n')
  await run(importHistory, file)
  const db = await openTestDatabase(join(folder, 'x.db'))
  const coverage = () => openHistory(db).findCoverage('T1' as TeamId)
  expect(await coverage()).toEqual({ feeds: 0, stories: 0, since: null, readAt: null })
  const poller = openTestPoller(db)
  await poller.configure('wire')
  poller.documents.set('wire', [{ title: 'Zylotek cuts 70 jobs' }])
  await poller.pass()
  const read = { since: poller.now, readAt: poller.now }
  expect(await coverage()).toEqual({ feeds: 1, stories: 1, ...read })
})

test('columns that are not used are named, and a file without a number is refused', async () => {
  const importer = openImporter()
  const { stderr } = await importer.take(
    'Company,Notice Type,Emp #,Notice Date\nZylotek,WARN,240,2023-10-01\n',
  )
  expect(stderr).toContain(
    'tracker.csv: columns read: company from "Company"; date from "Notice Date"; headcount from "Emp #"\n' +
      'tracker.csv: columns not used: Notice Type\n',
  )
  expect(await importer.take('Company,People,Notice Date\nZylotek,240,2023-10-01\n')).toEqual({
    code: 1,
    stderr:
      'bellwether: tracker.csv: no column gives a number of jobs or a share of the staff; there are: Company, People, ' +
      'Notice Date. Name it in import.yaml, or in the file\n',
  })
  expect(await importer.take('Company;Emp;Notice Date\nZylotek;all;2023-10-01\n')).toEqual({
    code: 1,
    stderr:
      'bellwether: tracker.csv: no cell of "Emp" gives a number; right would be 1200 jobs or 15%\n',
  })
  expect(await importer.events()).toHaveLength(1)
})

test('a fault names file, line, column and what would be right', async () => {
  const importer = openImporter()
  const { code, stderr } = await importer.take(
    [
      'company,total_laid_off,date,notes',
      'Zylotek,1.200,2023-01-05,"two',
      'lines"',
      '',
      'Qubitron,-5,2023-02-05,',
      'Hexalyn,7,3/4/2023,',
      'Hexalyn,8,15/3/2023,',
      'Hexalyn,9,3/15/2023,',
    ].join('\n'),
  )
  expect(code).toBe(0)
  expect(stderr).toContain(
    'tracker.csv:5: column "total_laid_off": "-5" is no whole number; right would be 1200, 1,200 or 100-150. ' +
      'The row is taken without it\n',
  )
  expect(stderr).toContain(
    'tracker.csv:6: column "date": "3/4/2023" is no certain date; right would be 2024-01-31. The row is left out\n',
  )
  expect(stderr).toContain('4 rows, 4 new events with 1,217 jobs, 1 could not be read\n')
})

test('what nothing tells is told as taken for granted', async () => {
  const importer = openImporter()
  const american = await importer.take('company,total_laid_off,date\nZylotek,10,5/3/2023\n')
  expect(american.stderr).toContain(
    'tracker.csv: column "date": no date tells whether day or month comes first; month first is taken for granted, ' +
      'right for certain would be 2024-01-31\n',
  )
  const european = await importer.take('company;total_laid_off;date\nQubitron;10;5/3/2023\n')
  expect(european.stderr).toContain('day first is taken for granted')
  const western = await importer.take(
    Buffer.from('company,total_laid_off,date\nUal\u00e1,10,2023-03-05\n', 'latin1'),
  )
  expect(western.stderr).toContain('it is no UTF-8; read as windows-1252')
  expect((await importer.events()).map(({ company, day }) => `${company} ${day}`)).toEqual([
    'Zylotek 2023-05-03',
    'Qubitron 2023-03-05',
    'Ualá 2023-03-05',
  ])
})

test.each([
  {
    name: 'UTF-16 without its mark',
    content: Buffer.from('company\tjobs\tdate\nOdé\t10\t2023-03-05\n', 'utf16le'),
  },
  { name: 'carriage returns alone', content: 'company,jobs,date\rOdé,10,2023-03-05\r' },
  { name: 'bars', content: 'company|jobs|date\nOdé|10|2023-03-05\n' },
  {
    name: 'a title and empty rows above',
    content: 'Layoffs of 2023\n,,\n\ncompany,jobs,date\nOdé,10,2023-03-05\n',
  },
])('a table is read with $name', async ({ content }) => {
  const importer = openImporter()
  await importer.take(content)
  expect(await importer.events()).toEqual([
    { company: 'Odé', day: '2023-03-05', jobs: 10, percent: null },
  ])
})
