import { describe, expect, test } from 'vitest'
import { readErmColumns, readErmRow } from '../../../src/core/official/erm.ts'
import { newsAt } from '../../../src/core/official/news.ts'
import { readWarnItem } from '../../../src/core/official/warn-item.ts'
import { noticesOf } from '../../../src/core/official/warn-notices.ts'
import { readColumns, readRow, type WarnRow } from '../../../src/core/official/warn-table.ts'

const now = Date.UTC(2026, 8, 20)
const day = (text: string) => Date.parse(text)

/** The rows of a table in which cells stand between bars. */
function rowsOf(header: string, ...lines: string[]): WarnRow[] {
  const cells = (line: string) => line.split('|')
  const columns = readColumns(cells(header))
  return columns ? lines.flatMap((line) => readRow(columns, cells(line), now) ?? []) : []
}

describe('a table of notices, whatever its columns are called', () => {
  test.each([
    [
      'notice_date|effective_date|company|city|num_employees',
      '08/21/2026|10/20/2026|Acme|Dayton|65',
    ],
    [
      'Company|Date Received|City/County|Potential Number Affected|Layoff Date(s)',
      'Acme|8/21/2026|Dayton|65|10/20/2026',
    ],
    [
      'RECEIVED|EMPLOYER|CITY/TOWN|DATE(S) OF LAYOFFS|# EMPLOYEES IMPACTED',
      '8/21/2026|Acme|Dayton|10/20/2026|65',
    ],
    [
      'Business Legal Name|Date Layoff/Closure Starts|Date of WARN Notice |Date Posted|Number of Affected Workers',
      'Acme|2026-10-20|2026-08-21|2026-08-30|65',
    ],
    [
      'NOTICE_DATE|JOB_SITE_NAME|TOTAL_LAYOFF_NUMBER|LayOff_Date',
      '2026-08-21 00:00:00|Acme|65|2026-10-20 00:00:00',
    ],
    [
      'Company|Location|Layoff Start Date|# of Workers|Received Date',
      'Acme|Dayton|10/20/2026|65 in all|8/21/2026',
    ],
  ])('%s', (header, line) => {
    expect(rowsOf(header, line)).toMatchObject([
      {
        employer: 'Acme',
        headcount: 65,
        givenAt: day('2026-08-21'),
        effectiveAt: day('2026-10-20'),
      },
    ])
  })

  test('a row of junk is no header', () => {
    expect(readColumns(['s', 's', 'h'])).toBeNull()
    expect(readColumns(['', '', ''])).toBeNull()
  })

  test('what became of a notice stands with its employer, in its sort, or in the name of its document', () => {
    const changes = rowsOf(
      'Company|Notice Type|Emp #|Notice Date|URL',
      'Acme - Rescinded|Layoff|1|8/1/2026|',
      'Acme|Amendment|1|8/1/2026|',
      'Acme|Layoff|1|8/1/2026|https://x.example/Update_Acme.pdf',
      'Acme|Layoff|1|8/1/2026|https://x.example/Acme.pdf',
    ).map(({ change }) => change)
    expect(changes).toEqual(['rescinded', 'amended', 'amended', 'none'])
  })

  test('nought is no number, and 100+ is about 100', () => {
    const counts = rowsOf('Company|Jobs|State', 'A|0|OH', 'B|100+|OH').map((row) => [
      row.headcount,
      row.approximate,
    ])
    expect(counts).toEqual([
      [null, false],
      [100, true],
    ])
  })
})

const header = 'company|address|state|num_employees|notice_date|effective_date|first_seen'
const notices = (...lines: string[]) => noticesOf(rowsOf(header, ...lines), null)

describe('a notice', () => {
  test('is of all sites of its employer on its day, each counted once', () => {
    const [one, ...more] = notices(
      'Acme Inc|1 Elm St|OH|60|2026-09-01|2026-11-01|',
      'ACME, INC.|2 Oak St|OH|40|2026-09-01|2026-10-20|',
      'Acme Inc|1 Elm St|OH|60|2026-09-01|2026-11-01|',
    )
    expect(more).toEqual([])
    expect(one?.notice).toMatchObject({
      headcount: 100,
      official: { place: 'Ohio', at: day('2026-09-01'), effectiveAt: day('2026-10-20') },
    })
  })

  test('is another on another day or in another state', () => {
    const ids = notices(
      'Acme|1 Elm St|OH|60|2026-09-01||',
      'Acme|1 Elm St|OH|60|2026-09-08||',
      'Acme|1 Elm St|IA|60|2026-09-01||',
    ).map(({ id }) => id)
    expect(new Set(ids).size).toBe(3)
  })

  test('without what one of its sites took back; rescinded where all of it is', () => {
    const [some] = notices(
      'Acme|1 Elm St|OH|60|2026-09-01||',
      'Acme - Rescinded|2 Oak St|OH|40|2026-09-01||',
    )
    expect(some?.notice).toMatchObject({ headcount: 60, official: { change: 'amended' } })
    const [none] = notices('Acme - Rescinded|2 Oak St|OH|40|2026-09-01||')
    expect(none?.notice).toMatchObject({ headcount: 40, official: { change: 'rescinded' } })
  })

  test('of the oldest batch of a list of the newest is left: some of its sites may be gone', () => {
    const told = notices(
      'Acme|1 Elm St|OH|60|2026-09-01||2026-09-18',
      'Bolt|2 Oak St|OH|40|2026-09-01||2026-09-12',
    )
    expect(told.map(({ notice }) => notice.employer)).toEqual(['Acme'])
  })

  test('whose state nobody knows is none', () => {
    expect(notices('Acme|1 Elm St||60|2026-09-01||')).toEqual([])
  })
})

test('an entry of the WARN Feed says employer, number, state and days', () => {
  const summary =
    'WARN layoff notice: Acme Foods, Chandler, Arizona. 75 workers. Notice date: 2026-08-21; layoff/closure date: 2026-10-20. No delay. Want more?'
  const entry = {
    title: 'Acme Foods: WARN notice, 75 workers',
    summary,
    link: null,
    publishedAt: now,
  }
  expect(readWarnItem(entry)).toMatchObject({
    employer: 'Acme Foods',
    state: 'Arizona',
    headcount: 75,
    givenAt: day('2026-08-21'),
    effectiveAt: day('2026-10-20'),
    firstSeenAt: now,
  })
  const silent = { ...entry, title: 'Acme - Rescinded: WARN notice, worker count not published' }
  expect(readWarnItem(silent)).toMatchObject({
    employer: 'Acme',
    headcount: null,
    change: 'rescinded',
  })
  expect(readWarnItem({ ...entry, title: 'Something else' })).toBeNull()
})

test('the monitor counts losses with a minus; a row that creates jobs is left', () => {
  const columns = readErmColumns([
    'Id',
    'Announcement date',
    'Country',
    'Company',
    'Sector',
    'Restructuring type',
    'Employment Change',
  ])
  const read = (line: string) => columns && readErmRow(columns, line.split('|'))
  expect(read('4711|2026-09-03|Germany|Acme AG|Cars|Closure|-1,300')).toMatchObject({
    notice: {
      employer: 'Acme AG',
      headcount: 1300,
      official: { register: 'erm', place: 'Germany' },
    },
  })
  expect(read('4712|2026-09-03|Germany|Acme AG|Cars|Expansion|500')).toBeNull()
  expect(readErmColumns(['Id', 'Company'])).toBeNull()
})

test('a fresh notice is news when it is seen; one that surfaces weeks later, and a first pass, are history', () => {
  const seen = (given: string | null, effective: string | null, isFirstPass = false) => {
    const [one] = notices(`Acme|1 Elm St|OH|60|${given ?? ''}|${effective ?? ''}|`)
    const at = one && newsAt({ ...item, notice: one.notice }, isFirstPass, now)
    return at ? new Date(at).toISOString().slice(0, 10) : at
  }
  expect(seen('2026-09-10', '2026-11-10')).toBe('2026-09-20')
  expect(seen('2026-09-10', '2026-11-10', true)).toBe('2026-09-10')
  expect(seen('2026-08-20', '2026-10-20')).toBe('2026-08-20')
  expect(seen(null, '2026-10-01')).toBe('2026-08-02')
})

const item = { guid: null, link: null, title: '', summary: '', publisher: null, publishedAt: null }
