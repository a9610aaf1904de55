import { expect, test } from 'vitest'
import { filingsIn, noticeOfFiling } from '../../../src/core/official/filing-notice.ts'

const entry = (title: string, number: string, items = 'Item 2.05: Cost Associated with Exit') => ({
  title,
  summary: `Filed: 2026-03-02 AccNo: x ${items}`,
  guid: `urn:tag:sec.gov,2008:accession-number=0000000001-26-${number}`,
  link: `https://www.sec.gov/Archives/edgar/data/1/${number}-index.htm`,
  publishedAt: 5,
})

test('titles are read from their end, for names hold brackets; other items and other forms are left', () => {
  const filings = filingsIn(
    [
      entry('8-K - Widget (Holdings) Inc. (0000000011) (Filer)', '000001'),
      entry('8-K/A - ACME CORP /DE/ (0000000012) (Filer)', '000002'),
      entry('8-K - Quiet Co (0000000013) (Filer)', '000003', 'Item 8.01: Other Events'),
      entry('8-K12B - New Co (0000000014) (Filer)', '000004'),
      entry('4 - Somebody (0000000015) (Reporting)', '000005'),
    ],
    9,
  )
  expect(filings.map(({ form, registrants }) => [form, registrants])).toEqual([
    ['8-K', [{ name: 'Widget (Holdings) Inc.', cik: '0000000011' }]],
    ['8-K/A', [{ name: 'ACME CORP /DE/', cik: '0000000012' }]],
  ])
})

const report = (plan: string, other = '') =>
  `UNITED STATES FORM 8-K Item 2.05 Costs Associated with Exit or Disposal Activities. ${plan} ${other} SIGNATURES Pursuant to 40 positions reduced`

const filed = filingsIn(
  [
    entry('8-K - ACME OPERATING LLC (0000000021) (Filer)', '000001'),
    entry('8-K - ACME ENERGY INC (0000000020) (Filer)', '000001'),
  ],
  9,
)
const [filing] = filed

test('those who file one report together are one filing, told of the one whose securities are listed', () => {
  expect(filed).toHaveLength(1)
  const text = { report: '', exhibits: [], tickers: ['ACM'], cik: '20', trade: null }
  expect(filing && noticeOfFiling(filing, text).employer).toBe('ACME ENERGY INC')
})

test('only item 2.05 is read, to the next item or the signatures', () => {
  const text = report(
    'The Company will reduce its workforce by 12 employees.',
    'Item 8.01 Other Events. It sold 900 jobs.',
  )
  const notice =
    filing &&
    noticeOfFiling(filing, { report: text, exhibits: [], tickers: [], cik: null, trade: null })
  expect(notice).toMatchObject({ headcount: 12, isCut: true, official: { change: 'none' } })
})

test('where item 2.05 leaves it to another item, or to the press release, the number is found there', () => {
  const elsewhere = 'The information in Item 7.01 is incorporated by reference.'
  const inItem = report(
    elsewhere,
    'Item 7.01 Regulation FD Disclosure. It will reduce its workforce by 8%.',
  )
  const inRelease = report(elsewhere)
  const release =
    'Acme will eliminate approximately 640 roles. About Acme: it employs 9,000 people.'
  const read = (text: string, exhibits: string[]) =>
    filing &&
    noticeOfFiling(filing, { report: text, exhibits, tickers: [], cik: null, trade: null })
  expect(read(inItem, [release])).toMatchObject({ headcount: null, percent: 8 })
  expect(read(inRelease, [release])).toMatchObject({ headcount: 640 })
})

test('the SEC says what trade a registrant is of', () => {
  const of = (trade: string | null) =>
    filing &&
    noticeOfFiling(filing, { report: '', exhibits: [], tickers: [], cik: null, trade }).industry
  expect(of('SERVICES-PREPACKAGED SOFTWARE [7372]')).toEqual({
    trade: 'tech',
    by: 'services-prepackaged software',
  })
  expect(of('CARPETS & RUGS [2273]')).toMatchObject({ trade: 'other' })
  expect(of(null)).toBeNull()
})
