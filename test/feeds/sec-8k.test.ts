import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type FeedReader, openFeedReader } from '../../src/feeds/read.ts'
import { type FeedServer, startFeedServer } from '../support/feed-server.ts'

let server: FeedServer
let reader: FeedReader
const never = new AbortController().signal

beforeAll(async () => {
  server = await startFeedServer()
})
afterAll(() => server.close())
beforeEach(() => {
  server.requests.length = 0
  reader = openFeedReader({
    clock: Date.now,
    userAgent: 'Bellwether/1.0 (+mailto:owner@example.org)',
    allowHosts: new Set([server.host]),
  })
})

const entry = (number: string, name: string, items: string) => `
<entry>
<title>8-K - ${name} (0000000042) (Filer)</title>
<link rel="alternate" type="text/html" href="${server.origin}/data/42/${number}-index.htm"/>
<summary type="html"> &lt;b&gt;Filed:&lt;/b&gt; 2026-03-02 &lt;b&gt;AccNo:&lt;/b&gt; ${number}&lt;br&gt;${items}</summary>
<updated>2026-03-02T16:14:41-05:00</updated>
<category scheme="https://www.sec.gov/" label="form type" term="8-K"/>
<id>urn:tag:sec.gov,2008:accession-number=0000000042-26-${number}</id>
</entry>`

const exit = 'Item 2.05: Cost Associated with Exit or Disposal Activities'
const list = (entries: string, built = '') =>
  `<?xml version="1.0" encoding="ISO-8859-1" ?><feed xmlns="http://www.w3.org/2005/Atom"><title>Latest Filings ${built}</title>${entries}</feed>`

const submission = `<SEC-DOCUMENT>0000000042-26-000001.txt
		STANDARD INDUSTRIAL CLASSIFICATION:	SEMICONDUCTORS [3674]
<DOCUMENT>
<TYPE>8-K
<TEXT>
<html><ix:header><ix:hidden>9,999 employees reduced</ix:hidden></ix:header>
<p><ix:nonNumeric contextRef="c" name="dei:TradingSymbol"><b>ACMW</b></ix:nonNumeric></p>
<table><tr><td>Item&#8201;2.05</td><td><p>Costs Associated with Exit or Disposal Activities.</p></td></tr></table>
<p>The plan affects approximately <span>1</span>20&#160;employees, or 8% of the Company&#8217;s workforce, at a cost expected to be
$3&#160;million to $4&#160;million.</p><p>SIGNATURES</p></html>
</TEXT>
</DOCUMENT>`

const address = () => `${server.origin}/list`
const read = () =>
  reader.readFeed(
    {
      url: address(),
      validators: { etag: null, lastModified: null },
      bodyHash: null,
      isConfigured: true,
      register: { kind: 'sec-8k', place: null },
    },
    never,
  )
const paths = () => server.requests.map(({ path }) => path)

test('a filing with item 2.05 is followed once to its text, which says how many, what share and at what cost', async () => {
  server.serve('/list', {
    body: list(
      entry('000001', 'ACME WIDGETS INC', exit) + entry('000002', 'Quiet Co', 'Item 8.01'),
    ),
  })
  server.serve('/data/42/000001.txt', { body: submission })
  const first = await read()
  expect(first).toMatchObject({ kind: 'document', requests: 2 })
  expect(first.kind === 'document' && first.items).toMatchObject([
    {
      guid: '0000000042-26-000001',
      title: 'Acme Widgets files on exit or disposal costs (Form 8-K, item 2.05)',
      publishedAt: Date.parse('2026-03-02T21:14:41Z'),
      notice: {
        tickers: ['ACMW'],
        industry: { trade: 'tech', by: 'semiconductors' },
        headcount: 120,
        percent: 8,
        official: { register: 'sec-8k', cost: { low: 3e6, high: 4e6, currency: 'USD' } },
      },
    },
  ])
  server.serve('/list', { body: list(entry('000001', 'ACME WIDGETS INC', exit), 'later') })
  expect(await read()).toMatchObject({
    kind: 'document',
    requests: 1,
    items: [{ guid: '0000000042-26-000001' }],
  })
  expect(paths()).toEqual(['/list', '/data/42/000001.txt', '/list'])
})

test('a text that cannot be had yet is asked for again, and told by its title alone at last', async () => {
  const texts = { status: 404, body: '' }
  server.serve('/data/42/000003.txt', texts)
  const items: number[] = []
  for (let pass = 0; pass < 6; pass++) {
    server.serve('/list', { body: list(entry('000003', 'Late Co', exit), `${pass}`) })
    const reading = await read()
    items.push(reading.kind === 'document' ? reading.items.length : -1)
  }
  expect(items).toEqual([0, 0, 0, 0, 1, 1])
  expect(paths().filter((path) => path === '/data/42/000003.txt')).toHaveLength(5)
})

test('told to wait, all of it waits, and nothing is lost', async () => {
  server.serve('/list', {
    body: list(entry('000004', 'Busy Co', exit) + entry('000005', 'Next Co', exit)),
  })
  server.serve('/data/42/000004.txt', { status: 429, headers: { 'retry-after': '600' }, body: '' })
  server.serve('/data/42/000005.txt', { body: submission })
  expect(await read()).toMatchObject({
    kind: 'failed',
    reason: 'rate_limited',
    retryAfterMs: 600_000,
  })
  expect(paths()).not.toContain('/data/42/000005.txt')
  server.serve('/data/42/000004.txt', { body: submission })
  server.serve('/list', { body: list('', 'both are gone from the page') })
  const later = await read()
  expect(later.kind === 'document' && later.items.map(({ guid }) => guid)).toEqual([
    '0000000042-26-000004',
    '0000000042-26-000005',
  ])
})

test('a submission larger than any text is asked for once, and told by its title alone', async () => {
  server.serve('/list', { body: list(entry('000006', 'Vast Co', exit)) })
  server.serve('/data/42/000006.txt', { body: ' '.repeat(10_000_001) })
  const reading = await read()
  expect(reading.kind === 'document' && reading.items).toMatchObject([
    { guid: '0000000042-26-000006', notice: { isCut: false } },
  ])
})
