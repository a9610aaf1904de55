import { afterEach, expect, test } from 'vitest'
import { openParsing, type Parsing } from '../../src/feeds/parse-aside.ts'
import { askParser, UnreadableDocument, unlessUnreadable } from '../../src/feeds/unreadable.ts'

let parsing: Parsing | undefined
afterEach(() => parsing?.close())

const items = Array.from({ length: 4000 }, (_, at) => `<item><title>Acme ${at}</title></item>`)
const feed = Buffer.from(`<rss version="2.0"><channel>${items.join('')}</channel></rss>`)
const document = { bytes: feed, contentType: null, url: 'https://wire.example/feed', now: 0 }

test('whatever a parser throws about a document is the document’s fault', async () => {
  const ask = () => askParser('a parser', () => JSON.parse('{'))
  await expect(ask()).rejects.toThrow(UnreadableDocument)
  expect(await unlessUnreadable(ask)).toBeNull()
})

test('an error of our own while a document is read is no fault of the document', async () => {
  const slip = new TypeError('items is not iterable')
  await expect(unlessUnreadable(() => Promise.reject(slip))).rejects.toBe(slip)
})

test('a long document that takes too long says so', async () => {
  parsing = openParsing({ longestHere: 100_000, longestMs: 1 })
  expect(await parsing.parse(document, null)).toMatchObject({
    parsed: { kind: 'none', reason: 'timeout' },
  })
})

test('a long document that takes too much memory says so', async () => {
  parsing = openParsing({ longestHere: 100_000, heapMegabytes: 4 })
  expect(await parsing.parse(document, null)).toMatchObject({
    parsed: { kind: 'none', reason: 'too_large' },
  })
})

const many = (text: string) => text.repeat(750_000)
test.each([
  ['elements in each other', `<rss><channel><item>${many('<a>')}</item></channel></rss>`],
  ['entries', `<rss><channel>${many('<item/>')}</channel></rss>`],
  ['attributes', `<rss><channel><item ${many('a="" ')}/></channel></rss>`],
  ['objects', `{"version":"https://jsonfeed.org/version/1.1","items":[${many('{},')}{}]}`],
])(
  'a document of a few bytes and very many %s is refused before a parser sees it',
  async (_name, text) => {
    parsing = openParsing()
    // Of this process with its threads: others may have the processor meanwhile.
    const before = process.cpuUsage()
    expect(await parsing.parse({ ...document, bytes: Buffer.from(text) }, null)).toMatchObject({
      parsed: { kind: 'none', reason: 'too_large' },
    })
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1000).toBeLessThan(2000)
  },
)

test('a fault of our own in the thread comes out with its own words, and the next document is read', async () => {
  parsing = openParsing({ longestHere: 100_000 })
  const slip = { ...document, bytes: { length: feed.length } as never }
  await expect(parsing.parse(slip, null)).rejects.toThrow(TypeError)
  expect(await parsing.parse(document, null)).toMatchObject({ parsed: { kind: 'feed' } })
})
