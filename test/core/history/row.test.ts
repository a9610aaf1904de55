import { expect, test } from 'vitest'
import { type Header, readHeader, readRow } from '../../../src/core/history/row.ts'
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

function header(text: string): Header {
  const found = readHeader(text.split(','))
  if ('fault' in found) throw new Error(found.fault)
  return found
}

function row(names: string, values: string) {
  return readRow(header(names), values.split('|'), directory, now)
}

const expected = {
  title: 'Acme lays off 1,200 people',
  at: Date.UTC(2023, 2, 5, 12),
  sources: [{ name: 'news.example', link: 'https://www.news.example/a' }],
  facts: { category: 'layoff', company: { key: 'acme' }, headcount: 1200, percent: 15 },
}

test.each([
  [
    'company,location,industry,total_laid_off,percentage_laid_off,date,stage,country,funds_raised,source',
    'Acme Robotics|Boston|Hardware|1200.0|0.15|2023-03-05|Series B|United States|120|https://www.news.example/a',
  ],
  [
    'Company,Location HQ,# Laid Off,Date,%,Industry,Source,$ Raised (mm),Stage,Date Added,Country',
    'ACME|Boston|1,200|3/5/2023|15%|Hardware|https://www.news.example/a|$120|Series B|3/6/2023|United States',
  ],
  [
    'Date,Source,Company,Laid_Off_Count,Percentage',
    'March 5, 2023|https://www.news.example/a|Acme, Inc.|1200|15%',
  ],
])('a tracker row is read whatever its columns are called: %s', (names, values) => {
  expect(row(names, values)).toMatchObject(expected)
})

test('what the row says beside is kept as the summary', () => {
  expect(row('company,date,country,stage', 'Acme|2023-03-05|Japan|IPO')).toMatchObject({
    summary: 'country: Japan; stage: IPO',
    title: 'Acme lays off staff',
  })
})

test('a share of 1 is everyone, and 0 or a dash says nothing', () => {
  const read = (percent: string) =>
    row('company,date,percentage_laid_off', `Acme|2023-03-05|${percent}`)
  expect(read('1')).toMatchObject({
    facts: { percent: 100 },
    title: 'Acme lays off 100% of its staff',
  })
  expect(read('0')).toMatchObject({ facts: { percent: null } })
  expect(read('-')).toMatchObject({ facts: { percent: null } })
  expect(read('Unknown')).toMatchObject({ facts: { percent: null } })
})

test.each([
  ['company,date', '|2023-03-05', 'it names no company'],
  ['company,date', 'Acme|', 'it gives no date'],
  ['company,date', 'Acme|soon', '"soon" is no date'],
  ['company,date', 'Acme|2023-02-30', '"2023-02-30" is no date'],
  ['company,date', 'Acme|2027-01-01', '2027-01-01 is in the future'],
  ['company,date,total_laid_off', 'Acme|2023-03-05|many', '"many" is no number'],
  ['company,date,percentage', 'Acme|2023-03-05|140%', '"140%" is no percentage'],
  [
    'company,date,category',
    'Acme|2023-03-05|weather',
    '"weather" is no category (layoff, ai_investment)',
  ],
])('a row that cannot be read says why: %s %s', (names, values, fault) => {
  expect(row(names, values)).toEqual({ fault })
})

test('a file without a column for company or date is refused with the columns it has', () => {
  expect(readHeader(['Firm', 'Date'])).toEqual({
    fault: 'no column is named company; there are: Firm, Date',
  })
})
