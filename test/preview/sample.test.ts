import { afterEach, expect, test } from 'vitest'
import { openSample, type Sample } from '../../src/preview/sample/sample.ts'

const START = Date.UTC(2026, 10, 20, 12)
let now = START
let sample: Sample

afterEach(() => sample.close())

async function open() {
  now = START
  sample = await openSample(START, () => now)
}

async function titles(id: string): Promise<string[]> {
  const feed = sample.feeds.find((one) => one.id === id)
  const text = await (await fetch(feed?.url ?? '')).text()
  if (id.endsWith('startups')) return JSON.parse(text).items.map((i: { title: string }) => i.title)
  return [...text.matchAll(/<(?:item|entry)><title>(.*?)<\/title>/g)].map((match) => match[1] ?? '')
}

test('the week has at least 60 items in 4 feeds once it has played', async () => {
  await open()
  now = START + 3600_000
  const all = await Promise.all(sample.feeds.map((feed) => titles(feed.id)))
  expect(all).toHaveLength(4)
  expect(all.flat().length).toBeGreaterThanOrEqual(60)
  expect(new Set(all.flat()).size).toBe(all.flat().length)
})

test('an item that comes later is not there before its time', async () => {
  await open()
  const [feed] = sample.feeds
  const confirmed = 'Amazon confirms 16,000 job cuts and says that is all for this year'
  expect(await titles(feed?.id ?? '')).not.toContain(confirmed)
  now = START + 71_000
  expect((await titles(feed?.id ?? ''))[0]).toBe(confirmed)
})

test('a feed that has nothing new says so with 304', async () => {
  await open()
  const url = sample.feeds[0]?.url ?? ''
  const etag = (await fetch(url)).headers.get('etag') ?? ''
  expect((await fetch(url, { headers: { 'if-none-match': etag } })).status).toBe(304)
})

test('every link leads to a page that says it is a sample', async () => {
  await open()
  const text = await (await fetch(sample.feeds[0]?.url ?? '')).text()
  const link = /<item>.*?<link>(.*?)<\/link>/.exec(text)?.[1] ?? ''
  expect(await (await fetch(link)).text()).toContain('not a news report')
})
