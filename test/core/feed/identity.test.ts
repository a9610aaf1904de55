import { describe, expect, test } from 'vitest'
import {
  addVersion,
  canonicalLink,
  identify,
  isLastVersion,
} from '../../../src/core/feed/identity.ts'
import type { Item } from '../../../src/core/story.ts'

function item(given: Partial<Item>): Item {
  const none = { guid: null, link: null, summary: '', publisher: null, publishedAt: null }
  return { ...none, title: 'Acme cuts 10 jobs', ...given }
}

/** What a feed that has shown `before` would call new of `after`. */
function newOf(before: Item[], after: Item[]): Item[] {
  const shown = new Set(identify(before).flatMap(({ keys }) => keys))
  return identify(after).flatMap(({ item, keys }) =>
    keys.some((key) => shown.has(key)) ? [] : item,
  )
}

const link = 'https://wire.example/1'

describe('an item is the same', () => {
  test.each<[string, Partial<Item>, Partial<Item>]>([
    [
      'with its guid, whatever else changed',
      { guid: 'a', link },
      { guid: 'a', link: 'https://wire.example/2', title: 'B' },
    ],
    [
      'with its link, though its guid changes with each fetch',
      { guid: 'a', link },
      { guid: 'b', link },
    ],
    [
      'with its link, though it never had a guid and its date moves',
      { link, publishedAt: 1 },
      { link, publishedAt: 2 },
    ],
    [
      'with its link, moved to https and without www',
      { link: 'http://www.wire.example/1/' },
      { link },
    ],
    [
      'with its title and date, where it has neither guid nor link',
      { publishedAt: 1 },
      { publishedAt: 1 },
    ],
    ['without any date as well', {}, {}],
    [
      'with its title and date, though guid and link change with each fetch',
      { guid: 'a', link, publishedAt: 1 },
      { guid: 'b', link: 'https://wire.example/2', publishedAt: 1 },
    ],
    ['with its title, where its guid changes and it has no date', { guid: 'a' }, { guid: 'b' }],
    [
      'with its title, where its date is a guess',
      { publishedAt: 1, isDateGuessed: true },
      { publishedAt: 2, isDateGuessed: true },
    ],
    ['with a guid too long to keep', { guid: 'x'.repeat(2000) }, { guid: 'x'.repeat(2000) }],
  ])('%s', (_why, before, after) => {
    expect(newOf([item(before)], [item(after)])).toEqual([])
  })

  test('though the link that it had alone is now shared, and the other way round', () => {
    const alone = [item({ link, publishedAt: 1 })]
    const crowd = [...alone, item({ link, title: 'Another', publishedAt: 2 })]
    expect(newOf(alone, crowd).map(({ title }) => title)).toEqual(['Another'])
    expect(newOf(crowd, alone)).toEqual([])
  })
})

describe('an item is new', () => {
  test('when neither its guid nor its link was shown, nor its title with its date', () => {
    const before = item({ guid: 'a', link, publishedAt: 1 })
    const after = { guid: 'b', link: 'https://wire.example/2' }
    for (const other of [item({ ...after, publishedAt: 2 }), item(after)]) {
      expect(newOf([before], [other])).toEqual([other])
    }
    expect(newOf([item({ guid: 'a', link })], [item(after)])).toHaveLength(1)
  })

  test('when another of its document has its title and date too', () => {
    const notice = (guid: string) =>
      item({ guid, link: `https://wire.example/${guid}`, publishedAt: 1 })
    expect(newOf([notice('a')], [notice('a'), notice('b')])).toEqual([notice('b')])
    expect(newOf([notice('a'), notice('b')], [notice('b'), notice('c')])).toEqual([notice('c')])
  })

  test('when another outlet has the same headline at the same time', () => {
    const told = (publisher: string) =>
      item({
        guid: publisher,
        link: `https://wire.example/${publisher}`,
        publisher,
        publishedAt: 1,
      })
    expect(newOf([told('Heron Daily')], [told('Kestrel News')])).toHaveLength(1)
  })

  test('when it shares its link with another: the front page identifies none', () => {
    const front = (guid: string) => item({ guid, title: guid, link: 'https://wire.example/' })
    expect(newOf([front('a'), front('b')], [front('b'), front('c')])).toEqual([front('c')])
  })

  test('when it shares a guid that says nothing', () => {
    const same = (title: string) =>
      item({ guid: '0', title, link: `https://wire.example/${title}` })
    expect(newOf([same('a'), same('b')], [same('b'), same('c')])).toEqual([same('c')])
  })

  test('when title or date differ, where there is nothing else', () => {
    expect(newOf([item({ publishedAt: 1 })], [item({ publishedAt: 2 })])).toHaveLength(1)
    expect(newOf([item({})], [item({ title: 'Acme cuts 20 jobs' })])).toHaveLength(1)
  })
})

test('items that all have the time of their document are known by their titles', () => {
  const built = (publishedAt: number) =>
    ['A', 'B'].map((title) => item({ title, link: 'https://wire.example/', publishedAt }))
  expect(newOf(built(3_600_001), built(7_200_001))).toEqual([])
  const noticesOf = (day: number) => built(day * 86_400_000)
  expect(newOf(noticesOf(1), noticesOf(2))).toHaveLength(2)
})

describe('of the texts that an item had', () => {
  const first = addVersion('', 'm1', '100 jobs')
  const second = addVersion(first.versions, 'm2', '120 jobs')

  test('the last one is no edit', () => {
    expect(isLastVersion(second.versions, 'm2')).toBe(true)
    expect(isLastVersion(second.versions, 'm1')).toBe(false)
    expect(isLastVersion('m1', 'm1')).toBe(true)
  })

  test.each([
    ['an earlier text', 'm1', '100 jobs', true],
    ['another text that tells what an earlier one told', 'm3', '100 jobs', true],
    ['another text that tells something else', 'm3', '130 jobs', false],
  ])('%s comes back: %s %s, %s', (_name, mark, told, isReturn) => {
    const again = addVersion(second.versions, mark, told)
    expect(again.isReturn).toBe(isReturn)
    expect(isLastVersion(again.versions, mark)).toBe(true)
  })

  test('a few are remembered', () => {
    let { versions } = first
    for (let at = 2; at < 100; at++)
      versions = addVersion(versions, `m${at}`, `${at} jobs`).versions
    expect(versions.split(' ')).toHaveLength(8)
  })
})

test('an entry that a document repeats is one item, and known when it is repeated no more', () => {
  const entry = item({ guid: 'a', link })
  expect(identify([entry, { ...entry }])).toHaveLength(1)
  expect(newOf([entry, { ...entry }], [entry])).toEqual([])
})

test('the mark changes with the title or the summary, and with nothing else', () => {
  const mark = (given: Partial<Item>) => identify([item(given)])[0]?.mark
  expect(mark({ guid: 'a', link, publishedAt: 5 })).toBe(mark({}))
  expect(mark({ title: 'Acme cuts 12 jobs' })).not.toBe(mark({}))
  expect(mark({ summary: 'Twelve.' })).not.toBe(mark({}))
})

test.each([
  ['HTTPS://Wire.Example:443/A?utm_source=x&b=2#top', 'https://wire.example/A?b=2#top'],
  ['https://wire.example/?UTM_Medium=x&fbclid=1', 'https://wire.example/'],
  ['https://wire.example/?source=rss&ref=42', 'https://wire.example/?ref=42'],
  ['https://wire.example/a#ref=rss', 'https://wire.example/a'],
  ['https://wire.example/a%20b?q=c+d', 'https://wire.example/a%20b?q=c+d'],
])('%s is canonically %s', (written, canonical) => {
  expect(canonicalLink(written)).toBe(canonical)
})

test.each([
  'mailto:a@wire.example',
  'javascript:alert(1)',
  'https://a:b@wire.example/',
  '/relative',
  '',
])('%s is no link', (written) => expect(canonicalLink(written)).toBeNull())
