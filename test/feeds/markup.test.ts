import { describe, expect, test } from 'vitest'
import { withTextsShielded } from '../../src/feeds/markup.ts'
import { canonicalNames } from '../../src/feeds/names.ts'

const rss = (inside: string) => `<rss><channel>${inside}</channel></rss>`

function shielded(xml: string): string {
  return withTextsShielded(xml, canonicalNames(xml, 'rss'))
}

describe('a text', () => {
  test('with elements in it becomes CDATA', () => {
    expect(shielded(rss('<item><title>Kestrel <b>cuts</b></title></item>'))).toBe(
      rss('<item><title><![CDATA[Kestrel <b>cuts</b>]]></title></item>'),
    )
  })

  test('that is not closed in its entry ends at the next tag, whatever the next entry closes', () => {
    const next = '<item><title>Dunlin</title></item>'
    expect(shielded(rss(`<item><title>Kestrel<link/></item>${next}`))).toBe(
      rss(`<item><title>Kestrel</title><link/></item>${next}`),
    )
  })

  test('is not closed by an element whose name only begins with its own', () => {
    const body = '<content:encoded>Kestrel cuts</content:encoded>'
    expect(shielded(rss(`<item><content>Kestrel${body}</item>`))).toBe(
      rss(`<item><content>Kestrel</content>${body}</item>`),
    )
  })
})

describe('one long document takes no longer than its pieces in many short ones', () => {
  /** Of this thread alone, and the shortest of some: what else the machine does only adds. */
  function timeOf(work: () => unknown): number {
    const runs = Array.from({ length: 5 }, () => {
      const before = process.threadCpuUsage()
      work()
      const { user, system } = process.threadCpuUsage(before)
      return user + system
    })
    return Math.min(...runs)
  }

  /** Differently written, the same element. */
  const spelt = (at: number) =>
    Array.from('description', (letter, bit) =>
      at & (1 << bit) ? letter.toUpperCase() : letter,
    ).join('')

  test.each<[string, (at: number) => string]>([
    ['texts that nothing closes', () => '<title>'],
    ['sections that nothing closes', () => '<title><![CDATA[x]]>'],
    ['texts that nothing closes, each spelt in its own way', (at) => `<${spelt(at)}>`],
    ['texts closed under another name', () => '<title></titles>'],
    ['closed texts', () => '<title>a<b>c</title>'],
    ['entries of one text that nothing closes', () => '<item><title></item>'],
    ['entries that nothing closes', () => '<item><title>'],
    ['a text and closings alone', (at) => (at === 0 ? '<title>' : '</title>')],
  ])('of %s', (_name, piece) => {
    const many = (count: number) =>
      rss(`<item>${Array.from({ length: count }, (_, at) => piece(at)).join('')}</item>`)
    const [long, short] = [many(32_000), many(1000)]
    const inPieces = timeOf(() => Array.from({ length: 32 }, () => shielded(short)))
    // The clock of a thread may move in steps of some ms.
    expect(timeOf(() => shielded(long))).toBeLessThan(5 * Math.max(inPieces, 20_000))
  })
})
