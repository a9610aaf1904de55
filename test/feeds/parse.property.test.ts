import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from '../../src/feeds/parse.ts'

const folder = new URL('../fixtures/feeds/', import.meta.url)
const documents = readdirSync(folder)
  .filter((name) => !name.endsWith('.golden'))
  .map((name) => readFileSync(new URL(name, folder)))

/** More than any of them takes on a busy machine; what hangs takes for ever. */
const longestMs = 2000

async function readsInTime(bytes: Uint8Array, contentType: string | null = null): Promise<void> {
  const began = performance.now()
  const parsed = await parse({
    bytes: Buffer.from(bytes),
    contentType,
    url: 'https://wire.example/feed',
    now: Date.UTC(2026, 10, 23),
  })
  expect(performance.now() - began).toBeLessThan(longestMs)
  for (const item of parsed.kind === 'feed' ? parsed.items : []) {
    expect(item.title).not.toBe('')
    expect(item.title.length).toBeLessThanOrEqual(500)
    expect(item.summary.length).toBeLessThanOrEqual(2000)
    expect(item.title + item.summary).not.toMatch(/[\p{Cc}\u202a-\u202e]/u)
    expect(item.link ?? 'https://').toMatch(/^https?:\/\//)
  }
}

test('no byte string makes the reader throw or hang', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), fc.option(fc.string()), (bytes, type) =>
      readsInTime(bytes, type === null ? null : `text/xml; charset=${type}`),
    ),
    { numRuns: 200 },
  )
})

test('no feed with some of its bytes changed, dropped or doubled does', async () => {
  const edits = fc.array(fc.tuple(fc.nat(), fc.nat(40), fc.uint8Array({ maxLength: 12 })), {
    maxLength: 8,
  })
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...documents), edits, (document, edits) => {
      let bytes = document
      for (const [where, dropped, added] of edits) {
        const at = where % (bytes.length + 1)
        bytes = Buffer.concat([bytes.subarray(0, at), added, bytes.subarray(at + dropped)])
      }
      return readsInTime(bytes)
    }),
    { numRuns: 200 },
  )
})

const pieces = [
  '<',
  '>',
  '&',
  '<a',
  '<a>',
  '</a>',
  '<item>',
  '</item>',
  '<title>',
  '</title>',
  '<![CDATA[',
  ']]>',
  '<!--',
  '-->',
  '<?',
  '?>',
  '&amp;',
  '&lt;p',
  '&#x',
  '&#xd800;',
  '&#1114112;',
  '<!DOCTYPE a [',
  '<a b="',
  '"',
  "'",
  '\n',
  ' ',
  '<br/>',
  '{',
  '[',
  '\u0000',
  'é',
]

test('no sequence of what XML is made of does, inside an item or in place of a document', async () => {
  const sequence = fc
    .array(fc.constantFrom(...pieces), { maxLength: 200 })
    .map((parts) => parts.join(''))
  const wrapping = fc.constantFrom(
    (text: string) => text,
    (text: string) =>
      `<rss version="2.0"><channel><item><title>${text}</title></item></channel></rss>`,
    (text: string) => `<rss version="2.0"><channel><item><title>A</title></item>${text}`,
    (text: string) => `<feed xmlns="http://www.w3.org/2005/Atom"><entry>${text}</entry></feed>`,
    (text: string) => `<urlset><url>${text}</url></urlset>`,
    (text: string) => `<html><head>${text}</head></html>`,
    (text: string) =>
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1',
        items: [{ id: text, content_html: text }],
      }),
  )
  await fc.assert(
    fc.asyncProperty(sequence, wrapping, (text, wrap) => readsInTime(Buffer.from(wrap(text)))),
    { numRuns: 200 },
  )
})

test.each(pieces)(
  '%j fifty thousand characters long takes no more than linear time',
  async (piece) => {
    const long = piece.repeat(50_000 / piece.length)
    await readsInTime(
      Buffer.from(
        `<rss version="2.0"><channel><item><title>${long}</title></item></channel></rss>`,
      ),
    )
    await readsInTime(Buffer.from(`<urlset><url>${long}</url></urlset>`))
    await readsInTime(Buffer.from(`<html><head>${long}</head></html>`))
  },
)
