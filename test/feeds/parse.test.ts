import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Item } from '../../src/core/story.ts'
import { type Parsed, parse } from '../../src/feeds/parse.ts'

const now = Date.UTC(2026, 10, 23, 12)

function parseText(text: string | Buffer): Promise<Parsed> {
  return parse({ bytes: Buffer.from(text), contentType: null, url: 'https://cdn.example/', now })
}

async function itemsOf(text: string | Buffer): Promise<Item[]> {
  const parsed = await parseText(text)
  return parsed.kind === 'feed' ? parsed.items : []
}

async function faultsOf(text: string): Promise<readonly string[]> {
  const parsed = await parseText(text)
  return parsed.kind === 'feed' ? parsed.faults : [parsed.kind]
}

function rss(...items: string[]): string {
  return `<rss version="2.0"><channel><title>Wire</title>${items.join('')}</channel></rss>`
}

function item(title: string, more = ''): string {
  return `<item><title>${title}</title>${more}</item>`
}

describe('one odd entry changes nothing of how the others are read', () => {
  const folder = new URL('../fixtures/feeds/', import.meta.url)
  const fixtures = readdirSync(folder).filter((name) => /^(?!.*utf16).*\.xml$/.test(name))
  const odd = [
    '<title>Odd <b>one</b></title>',
    '<title>Odd one: 5 < 6</title>',
    '<title>Odd one</title><description>A<br>B</description>',
    '<title>Odd one</title><published>yesterday</published><link>https://odd.example/</link>',
  ]

  test.each(fixtures)('of %s', async (name) => {
    const bytes = readFileSync(new URL(name, folder))
    const text = bytes.toString('latin1')
    const end = Math.max(text.lastIndexOf('</channel>'), text.lastIndexOf('</feed>'))
    if (end < 0 || /truncated|control/.test(name)) return
    const tag = text.startsWith('</feed>', end) ? 'entry' : 'item'
    const before = await itemsOf(bytes)
    for (const inside of odd) {
      const more = `${text.slice(0, end)}<${tag}>${inside}</${tag}>${text.slice(end)}`
      const after = await itemsOf(Buffer.from(more, 'latin1'))
      expect(after.filter(({ title }) => !title.startsWith('Odd one'))).toEqual(before)
      expect(after).toHaveLength(before.length + 1)
    }
  })
})

describe('a document in one piece', () => {
  test('with a declaration that nothing ends is read, and says that it was mended', async () => {
    const trap = `${rss(item('Kestrel cuts 40 jobs'))}<!${'a'.repeat(100_000)}</rss>`
    const began = performance.now()
    expect(await itemsOf(trap)).toHaveLength(1)
    expect(await itemsOf(`<!${'a'.repeat(100_000)}>${rss(item('Kestrel'))}`)).toHaveLength(1)
    expect(performance.now() - began).toBeLessThan(2000)
    expect(await faultsOf(trap)).toEqual(['repaired'])
  })

  test('keeps what looks like a declaration where it stands in CDATA', async () => {
    const [only] = await itemsOf(rss(item('<![CDATA[Kestrel &lt;!now> cuts]]>')))
    expect(only?.title).toBe('Kestrel <!now> cuts')
  })
})

describe('an entry whose date cannot be read', () => {
  const dated = (title: string, date: string) => item(title, `<pubDate>${date}</pubDate>`)
  const fresh = dated('Heron', 'Mon, 23 Nov 2026 09:00:00 GMT')
  const old = dated('Plover', 'Sun, 15 Nov 2026 09:00:00 GMT')
  const unread = dated('Kestrel', 'the 5th of Frimaire')

  test('counts as old as the entry behind it, and says that this is a guess', async () => {
    const items = await itemsOf(rss(fresh, unread, old))
    expect(items[1]).toMatchObject({
      publishedAt: Date.UTC(2026, 10, 15, 9),
      isDateGuessed: true,
    })
    expect(items.filter(({ isDateGuessed }) => isDateGuessed)).toHaveLength(1)
  })

  test('counts as old as the one before it where it is the last', async () => {
    const items = await itemsOf(rss(old, unread))
    expect(items[1]?.publishedAt).toBe(Date.UTC(2026, 10, 15, 9))
  })

  test('has none in a feed where no date can be read, and the feed says so', async () => {
    expect(await itemsOf(rss(unread))).toMatchObject([{ publishedAt: null }])
    expect(await faultsOf(rss(unread))).toEqual(['dates_unread'])
  })

  test('is not one that has no date, or the date of a program’s beginning', async () => {
    const none = dated('Kestrel', '')
    const epoch = dated('Dunlin', 'Thu, 01 Jan 1970 00:00:00 GMT')
    const items = await itemsOf(rss(fresh, none, epoch))
    expect(items.map(({ publishedAt }) => publishedAt !== null)).toEqual([true, false, false])
    expect(await faultsOf(rss(fresh, none, epoch))).toEqual([])
  })
})

describe('a feed that is nearly one', () => {
  const escaped = (entry: string) => rss(entry).replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  const titles = async (text: string) => (await itemsOf(text)).map(({ title }) => title)

  test.each([
    [
      'whose elements all stand under a prefix',
      '<n:rss xmlns:n="urn:news"><n:channel><n:item><n:title>One</n:title></n:item></n:channel></n:rss>',
    ],
    [
      "with Atom's entries under a prefix in an RSS channel",
      '<rss version="2.0" xmlns:a="http://www.w3.org/2005/Atom"><channel><a:entry><a:title>One</a:title></a:entry></channel></rss>',
    ],
    ['of a channel alone', `<channel><title>Wire</title>${item('One')}</channel>`],
    ['whose section lacks a bracket', rss(item('<![CDATA[One]>'))],
    [
      'of JSON with a comma too many',
      '{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","title":"One",},]}',
    ],
    [
      'of JSON that breaks off',
      '{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","title":"One"},{"id":"2","tit',
    ],
    [
      'of JSON that calls a script',
      'feed({"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","title":"One"}]});',
    ],
    [
      'of JSON that is guarded from scripts',
      ')]}\'\n{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","title":"One"}]}',
    ],
    [
      'of JSON with a line break in a title',
      '{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","title":"\nOne"}]}',
    ],
    ['behind a document type of HTML', `<!DOCTYPE html>${rss(item('One'))}`],
    ['within a page that has nothing else', `<html><body>${rss(item('One'))}</body></html>`],
    [
      'escaped in the answer of a service',
      `<string xmlns="urn:x">${escaped(item('One'))}</string>`,
    ],
    ['as a browser shows it', `<html><body><pre>${escaped(item('One'))}</pre></body></html>`],
    [
      'whose channel is a section',
      `<rss version="2.0"><![CDATA[<channel>${item('One')}</channel>]]></rss>`,
    ],
    ['with a section around an item', rss(`<![CDATA[${item('One')}]]>`)],
  ])('%s', async (_name, text) => expect(await titles(text)).toEqual(['One']))

  test.each([
    ['a section that nothing ends', '<description><![CDATA[so</description>'],
    ['a title that is closed by another name', '<title>One</titel>'],
    ['a title that is not closed', '<title>One'],
  ])('loses no entry behind %s', async (_name, odd) => {
    const first = odd.includes('<title>') ? odd : `<title>One</title>${odd}`
    const second = '<title>Two</title><description><![CDATA[as it said]]></description>'
    const text = rss(`<item>${first}</item><item>${second}</item>`)
    expect(await titles(text)).toEqual(['One', 'Two'])
    expect(await faultsOf(text)).not.toContain('items_lost')
  })

  test.each([
    '<pubDate>soon</pubDate><pubDate>Fri, 20 Nov 2026 09:30:00 GMT</pubDate>',
    '<published_at>2026-11-20T09:30:00Z</published_at>',
    '<post-date>2026-11-20 09:30:00</post-date>',
    '<x:datePublished xmlns:x="urn:x">2026-11-20T09:30:00Z</x:datePublished>',
  ])('has the date of %s', async (date) => {
    const [first] = await itemsOf(rss(item('One', date)))
    expect(first?.publishedAt).toBe(Date.UTC(2026, 10, 20, 9, 30))
  })

  test('is linked by its guid where its link leads nowhere', async () => {
    const ids = '<link>htp://wire.example/1</link><guid>https://wire.example/1</guid>'
    const found = await itemsOf(rss(item('One', ids)))
    expect(found).toMatchObject([{ link: 'https://wire.example/1' }])
  })

  test('a page that shows a feed in its own words is a page', async () => {
    const page = `<html><body><p>Like this:</p><pre>${escaped(item('One'))}</pre></body></html>`
    expect((await parseText(page)).kind).toBe('page')
  })

  test('says that its end is missing', async () => {
    const half =
      '{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","title":"One"},{"i'
    expect(await faultsOf(half)).toEqual(['truncated'])
  })
})
