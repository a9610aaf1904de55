import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openFeedReader } from '../../src/feeds/read.ts'
import { type Past, reread } from '../../src/feeds/reread.ts'
import { type Entry, type FeedServer, rss, startFeedServer } from '../support/feed-server.ts'

const hour = 3_600_000
const start = Date.UTC(2026, 10, 23)
const a = { title: 'Acme opens an office', guid: 'a', link: 'https://acme.example/a' }
const b = { title: 'Birch names a chief', guid: 'b', link: 'https://birch.example/b' }
const c = { title: 'Cedar cuts 100 jobs', guid: 'c', link: 'https://cedar.example/c' }

let past: Past | null
beforeEach(() => {
  past = null
})

/** The titles that are read of the feed's next document. */
async function titlesOf(document: string, now = start): Promise<string[]> {
  const contentType = 'application/rss+xml'
  const url = 'https://wire.example/feed'
  const read = await reread({ bytes: Buffer.from(document), contentType, url, now }, past)
  past = read.past
  if (read.parsed.kind !== 'feed') throw new Error(`read as ${read.parsed.kind}`)
  return read.parsed.items.map(({ title }) => title)
}

function titles(entries: readonly Entry[]): string[] {
  return entries.map(({ title }) => title)
}

describe('of the next document', () => {
  test('only the entries are read that the last did not have', async () => {
    expect(await titlesOf(rss([a, b]))).toEqual(titles([a, b]))
    expect(await titlesOf(rss([c, a, b]))).toEqual(titles([c]))
    expect(await titlesOf(rss([c, a, b], 'Renamed'))).toEqual([])
  })

  test('an edited entry is read again', async () => {
    await titlesOf(rss([a, b]))
    const edited = { ...a, title: 'Acme opens two offices' }
    expect(await titlesOf(rss([edited, b]))).toEqual([edited.title])
    expect(await titlesOf(rss([a, b]))).toEqual([a.title])
  })

  test.each([
    ['guid', { ...c, guid: a.guid }],
    ['link', { ...c, link: 'http://www.acme.example/a/' }],
  ])('all is read where a new entry has the %s of one that is known', async (_name, twin) => {
    await titlesOf(rss([a, b]))
    expect(await titlesOf(rss([twin, a, b]))).toEqual(titles([twin, a, b]))
  })

  test('all is read where a new entry has the title and the date of one that is known', async () => {
    const date = 'Mon, 23 Nov 2026 00:00:00 GMT'
    const twin = { ...c, title: a.title, date }
    await titlesOf(rss([{ ...a, date }, b]))
    expect(await titlesOf(rss([twin, { ...a, date }, b]))).toEqual(titles([a, a, b]))
  })

  test('all is read where a new entry has neither guid nor link', async () => {
    await titlesOf(rss([a, b]))
    expect(await titlesOf(rss([{ title: c.title }, a, b]))).toEqual(titles([c, a, b]))
  })

  test('all is read once a day', async () => {
    await titlesOf(rss([a]))
    expect(await titlesOf(rss([b, a]), start + 23 * hour)).toEqual(titles([b]))
    expect(await titlesOf(rss([c, b, a]), start + 24 * hour)).toEqual(titles([c, b, a]))
  })

  test('all is read where the clock was set back since', async () => {
    await titlesOf(rss([a]), start + 48 * hour)
    expect(await titlesOf(rss([b, a]), start)).toEqual(titles([b, a]))
  })

  test('all is read where the document is broken, or an entry stands within a text', async () => {
    await titlesOf(rss([a, b]))
    const broken = rss([c, a, b]).replace('</channel></rss>', '')
    expect(await titlesOf(broken)).toEqual(titles([c, a, b]))
    await titlesOf(rss([a, b]))
    const within = rss([a, b]).replace(
      '<link>',
      '<description><![CDATA[<item>]]></description><link>',
    )
    expect(await titlesOf(within)).toEqual(titles([a, b]))
    await titlesOf(rss([a, b]))
    const hidden = rss([c, a, b]).replace('<item>', '<!--<item>').replace('</item>', '</item>-->')
    expect(await titlesOf(hidden)).toEqual(titles([a, b]))
  })
})

describe('a reader', () => {
  let server: FeedServer
  beforeAll(async () => {
    server = await startFeedServer()
  })
  afterAll(() => server.close())

  test('reads all again of what followed a document that was not recorded', async () => {
    const { readFeed, close } = openFeedReader({
      clock: Date.now,
      userAgent: 'Bellwether/1.0',
      allowHosts: new Set([server.host]),
    })
    const read = async (entries: readonly Entry[], bodyHash: string | null) => {
      const url = server.serveFeed('/feed', rss(entries))
      const request = {
        url,
        validators: { etag: null, lastModified: null },
        bodyHash,
        isConfigured: true,
      }
      const reading = await readFeed(request, new AbortController().signal)
      if (reading.kind !== 'document') throw new Error(`read as ${reading.kind}`)
      return { titles: reading.items.map(({ title }) => title), bodyHash: reading.bodyHash }
    }
    const first = await read([a], null)
    const second = await read([b, a], first.bodyHash)
    expect(second.titles).toEqual(titles([b]))
    const third = await read([c, b, a], first.bodyHash)
    expect(third.titles).toEqual(titles([c, b, a]))
    await close()
  })
})
