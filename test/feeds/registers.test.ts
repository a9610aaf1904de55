import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FeedReader } from '../../src/feeds/read.ts'
import { openFeedReader } from '../../src/feeds/read.ts'
import type { FeedRequest, RegisterFeed } from '../../src/poll/ports.ts'
import { type FeedServer, rss, startFeedServer } from '../support/feed-server.ts'

let server: FeedServer
let reader: FeedReader
let dir: string
const never = new AbortController().signal

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'registers-'))
  server = await startFeedServer()
  reader = openFeedReader({
    clock: () => Date.UTC(2026, 8, 20),
    userAgent: 'Bellwether/1.0',
    allowHosts: new Set([server.host]),
  })
})
afterAll(async () => {
  rmSync(dir, { recursive: true })
  await reader.close()
  await server.close()
})

async function read(url: string, register: RegisterFeed, more: Partial<FeedRequest> = {}) {
  const validators = { etag: null, lastModified: null }
  const request = { url, validators, bodyHash: null, isConfigured: true, register, ...more }
  const reading = await reader.readFeed(request, never)
  const items = reading.kind === 'document' ? reading.items : []
  return { reading, items, titles: items.map(({ title }) => title) }
}

const warn = { kind: 'warn', place: 'Ohio' } as const
const table = `s,s,h
,,
Company,Date Received,City/County,Potential Number Affected,Layoff Date(s)
"Acme Foods, Inc.",9/14/2026,Dayton,50,11/2/2026
"Acme Foods, Inc.",9/14/2026,Toledo,1200,11/9/2026
Bolt Co - Rescinded,9/11/2026,Parma,30,10/1/2026
Old Co,3/1/2019,Parma,30,5/1/2019
`

test('a state’s table gives a notice each of the last year, the newest first, with its days said by name', async () => {
  const { items, titles } = await read(server.serve('/oh.csv', { body: table }), warn)
  expect(titles).toEqual([
    'Acme Foods, Inc.: WARN notice for 1,250 jobs in Ohio',
    'Bolt Co: WARN notice for 30 jobs in Ohio, rescinded',
  ])
  expect(items[0]).toMatchObject({
    link: null,
    summary: 'Notice given 14 Sep 2026. Jobs go from 2 Nov 2026.',
    notice: { headcount: 1250 },
  })
})

test('a table may be a file, which is unchanged until it is written anew', async () => {
  const path = join(dir, 'ohio.csv')
  writeFileSync(path, table)
  const url = pathToFileURL(path).href
  const { reading, titles } = await read(url, warn)
  expect(titles).toHaveLength(2)
  const validators = reading.kind === 'document' ? reading.validators : undefined
  expect((await read(url, warn, { ...(validators && { validators }) })).reading).toMatchObject({
    kind: 'unchanged',
  })
  writeFileSync(path, `${table}Coil Ltd,9/15/2026,Kent,9,11/1/2026\n`)
  expect((await read(url, warn, { ...(validators && { validators }) })).titles).toHaveLength(3)
  const missing = await read(pathToFileURL(join(dir, 'none.csv')).href, warn)
  expect(missing.reading).toMatchObject({ kind: 'failed', reason: 'not_found' })
})

test('no file is read for what somebody typed in Slack', async () => {
  const url = pathToFileURL(join(dir, 'ohio.csv')).href
  const { reading } = await read(url, warn, { isConfigured: false })
  expect(reading).toMatchObject({ kind: 'refused', reason: 'scheme' })
})

test('the WARN Feed’s entries are notices too; their link, the state’s page, names none of them', async () => {
  const entry = (guid: string, city: string, jobs: number) => ({
    title: `Acme Foods: WARN notice, ${jobs} workers`,
    guid,
    link: 'https://state.example/warn',
    summary: `WARN layoff notice: Acme Foods, ${city}, Iowa. ${jobs} workers. Notice date: 2026-09-10; layoff/closure date: n/a. No delay.`,
    date: 'Fri, 18 Sep 2026 12:00:00 +0000',
  })
  const body = rss([entry('a1', 'Ames', 20), entry('b2', 'Boone', 35)])
  const { items, titles } = await read(server.serve('/warn.xml', { body }), {
    kind: 'warn',
    place: null,
  })
  expect(titles).toEqual(['Acme Foods: WARN notice for 55 jobs in Iowa'])
  expect(items[0]).toMatchObject({
    link: null,
    notice: { official: { link: 'https://state.example/warn' } },
  })
})

test('the European monitor’s table gives its cuts', async () => {
  const body =
    'Id,Announcement date,Country,Company,Sector,Restructuring type,Employment Change\n7,2026-09-03,Spain,Acme SA,Cars,Closure,-300\n8,2026-09-04,Spain,Bolt SA,Cars,Expansion,90\n'
  const url = server.serve('/erm?date-from=2026-09-01', { body })
  const { items } = await read(url, { kind: 'erm', place: null })
  expect(items).toMatchObject([{ guid: 'erm 7', title: 'Acme SA: 300 jobs go in Spain' }])
})

test('the European monitor is asked for the last 400 days, unless the address says which', async () => {
  const url = server.serve('/events', {})
  await read(url, { kind: 'erm', place: null })
  expect(server.requests.at(-1)?.path).toBe('/events?date-from=2025-08-16')
})

test('what is no such table is said to be none', async () => {
  const { reading } = await read(server.serve('/odd.csv', { body: 'a,b\n1,2\n' }), warn)
  expect(reading).toMatchObject({ kind: 'failed', reason: 'not_a_feed' })
})
