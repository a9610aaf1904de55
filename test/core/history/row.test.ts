import { expect, test } from 'vitest'
import { type Columns, openSurvey } from '../../../src/core/history/columns.ts'
import { type Header, readHeader, unusedColumns } from '../../../src/core/history/header.ts'
import { readRow } from '../../../src/core/history/read-row.ts'
import { compileCompanies } from '../../../src/core/reading/company.ts'

const directory = compileCompanies([
  {
    id: 'acme',
    name: 'Acme',
    aliases: ['Acme Robotics'],
    tickers: [],
    units: [],
    plainWord: false,
    sector: null,
  },
])
const now = Date.UTC(2026, 10, 23)
const spellings = {
  columns: {
    company: ['company', 'employer'],
    date: ['date', 'notice date', 'effective date'],
    headcount: ['total laid off', 'laid off', 'emp'],
    percent: ['percentage laid off', 'percent'],
    location: ['location', 'city'],
    country: ['country'],
    funds_raised: ['raised'],
    source: ['source'],
    link: ['link'],
  },
  unknown: ['Unknown', 'n/a'],
}

function header(names: string): Header {
  const found = readHeader(names.split(','), spellings)
  if (found.kind === 'none') throw new Error(found.missing.join())
  return found
}

function columns(names: string, ...rows: string[]): Columns {
  const survey = openSurvey(header(names), 'month first')
  for (const row of rows) survey.note(row.split('|'))
  return survey.settle().columns
}

function row(names: string, values: string) {
  return readRow(columns(names, values), values.split('|'), directory, now)
}

const expected = {
  kind: 'row',
  remarks: [],
  row: {
    at: Date.UTC(2023, 2, 5, 12),
    tellings: [
      {
        source: 'news.example',
        link: 'https://www.news.example/a',
        title: 'Acme lays off 1,200 people',
      },
    ],
    facts: { category: 'layoff', company: { key: 'acme' }, headcount: 1200, percent: 15 },
  },
}

test.each([
  [
    'company,location,total_laid_off,percentage_laid_off,date,source',
    'Acme Robotics|Boston|1200.0|0.15|2023-03-05|https://www.news.example/a',
  ],
  [
    'Company,# Laid Off (all),Date,%,Source,$ Raised (mm)',
    'ACME|1,200|3/5/2023|15%|https://www.news.example/a|$120',
  ],
  [
    'Link,Employer,Emp #,Notice Date,Percent',
    'https://www.news.example/a|Acme, Inc.|1200|5-Mar-23|15',
  ],
  [
    'Notice Date,Effective Date,Employer,Laid_Off,Emp #,%,Link',
    'Unknown|5 Mar 2023|Acme\n1 Main Street|n/a|1200|15%|https://www.news.example/a',
  ],
])('a row is read whatever its columns are called: %s', (names, values) => {
  expect(row(names, values)).toMatchObject(expected)
})

test('what the row says beside is kept as the summary', () => {
  expect(row('company,date,country,$ Raised (mm)', 'Acme|2023-03-05|Japan|$120')).toMatchObject({
    row: {
      tellings: [{ summary: 'country: Japan; funds raised: $120 m', title: 'Acme lays off staff' }],
    },
  })
})

test('a number that cannot be read is told with its column, and the row goes without it', () => {
  expect(row('company,date,total_laid_off,%', 'Acme|2023-03-05|many|140%')).toMatchObject({
    kind: 'row',
    row: { facts: { headcount: null, percent: null } },
    remarks: [
      'column "total_laid_off": "many" is no whole number; right would be 1200, 1,200 or 100-150',
      expect.stringContaining('column "%": "140%" is no percentage; right would be'),
    ],
  })
})

const own = 'company,date,category,stance'

test.each([
  ['company,date', '|2023-03-05', 'it names no company'],
  ['company,date', 'Acme|', 'it gives no date'],
  [
    'company,date',
    'Acme|soon',
    'column "date": "soon" is no certain date; right would be 2024-01-31',
  ],
  [
    'company,date',
    'Acme|2027-01-01',
    '"2027-01-01" is in the future; right would be the day it was told',
  ],
  [
    own,
    'Acme|2023-03-05|weather|reported',
    'column "category": "weather" is unknown; right would be one of layoff, ai_investment, other',
  ],
  [
    `${own},told`,
    'Acme|2023-03-05|layoff|reported|[{"title":1}]',
    'column "told": "[{"title":1}]" is no list of stories as export writes it',
  ],
  [
    `${own},told`,
    'Acme|2023-03-05|layoff|reported|[{"source":"a","title":"b","summary":"","link":"javascript:1","published":null,"seen":"2023-03-05"}]',
    expect.stringContaining('is no list of stories as export writes it'),
  ],
  [
    `${own},corrections`,
    'Acme|2023-03-05|layoff|reported|[{"team":"T1","user":"U1","at":"2026-01-01","value":{"kind":"pay"},"general":true,"undone":null}]',
    expect.stringContaining('is no list as export writes it'),
  ],
])(
  'a row without what it needs says what is wrong and what would be right: %s %s',
  (names, values, fault) => {
    expect(row(names, values)).toEqual({ kind: 'faults', faults: [fault] })
  },
)

test('a file without a column for company or date lacks it, and columns without use are named', () => {
  expect(readHeader(['Firm', 'Date'], spellings)).toEqual({ kind: 'none', missing: ['company'] })
  expect(unusedColumns(header('Company,Date,Date Added,,Union'))).toEqual(['Date Added', 'Union'])
})

test('a tracker is worth nothing without a number of jobs or a share of the staff', () => {
  const fault = (names: string, ...rows: string[]) => {
    const survey = openSurvey(header(names), 'month first')
    for (const values of rows) survey.note(values.split('|'))
    return survey.settle().fault
  }
  expect(fault('company,date,people', 'Acme|2023-03-05|12')).toContain(
    'no column gives a number of jobs or a share of the staff; there are: company, date, people',
  )
  expect(fault('company,date,emp', 'Acme|2023-03-05|', 'Acme|2023-03-06|all')).toContain(
    'no cell of "emp" gives a number',
  )
  expect(fault('company,date,emp', 'Acme|2023-03-05|', 'Acme|2023-03-06|3')).toBeNull()
  expect(fault('company,date,%', 'Acme|2023-03-05|0.1')).toBeNull()
  expect(fault(own, 'Acme|2023-03-05|layoff|reported')).toBeNull()
})

test('a date that could be either is told as taken for granted', () => {
  const assumed = (...rows: string[]) => {
    const survey = openSurvey(header('company,date'), 'day first')
    for (const values of rows) survey.note(values.split('|'))
    const { columns, assumed } = survey.settle()
    return { assumed, order: columns.orderOf(1) }
  }
  expect(assumed('Acme|3/4/2023')).toEqual({ assumed: ['date'], order: 'day first' })
  expect(assumed('Acme|3/4/2023', 'Acme|3/14/2023')).toEqual({ assumed: [], order: 'month first' })
  expect(assumed('Acme|2023-03-04')).toEqual({ assumed: [], order: 'day first' })
})
