import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatDate } from '../../../src/preview/page/dates.ts'
import { type Node, parseMrkdwn } from '../../../src/preview/page/mrkdwn.ts'
import { ticksFor } from '../../../src/preview/page/scale.ts'

test.each<[string, Node[]]>([
  ['*bold*', [{ kind: 'bold', inside: [{ kind: 'text', text: 'bold' }] }]],
  ['2 * 3 * 4', [{ kind: 'text', text: '2 * 3 * 4' }]],
  ['snake_case_name', [{ kind: 'text', text: 'snake_case_name' }]],
  ['&lt;b&gt; &amp;', [{ kind: 'text', text: '<b> &' }]],
  ['`*code*`', [{ kind: 'code', text: '*code*' }]],
  ['<https://a.example|A &amp; B>', [{ kind: 'link', url: 'https://a.example', text: 'A & B' }]],
  ['<@U1>', [{ kind: 'user', name: 'U1' }]],
  ['<!here>', [{ kind: 'broadcast', name: 'here' }]],
  [
    '<!date^10^{time}^https://a.example|then>',
    [{ kind: 'date', seconds: 10, format: '{time}', fallback: 'then', url: 'https://a.example' }],
  ],
  [
    '&gt; said\nafter',
    [
      { kind: 'quote', inside: [{ kind: 'text', text: 'said' }] },
      { kind: 'text', text: 'after' },
    ],
  ],
])('%s is read as Slack reads it', (text, nodes) => {
  expect(parseMrkdwn(text)).toEqual(nodes)
})

test('no word of a text is lost, whatever its signs', () => {
  const words = (nodes: Node[]): string =>
    nodes
      .map((node) => ('inside' in node ? words(node.inside) : 'text' in node ? node.text : ''))
      .join('')
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', 'b c', '*', '_', '~', '`', '\n', '>'), { maxLength: 40 }),
      (parts) => {
        const letters = (text: string) => text.replace(/[^abc]/g, '')
        expect(letters(words(parseMrkdwn(parts.join(''))))).toBe(letters(parts.join('')))
      },
    ),
  )
})

test('a date stands in the reader’s zone, and near days have names', () => {
  const seconds = Date.UTC(2026, 10, 23, 23, 30) / 1000
  const at = (timeZone: string, now = Date.UTC(2026, 10, 24, 12)) =>
    formatDate(seconds, '{date_short_pretty} at {time}', { locale: 'en-GB', timeZone, now })
  expect(at('UTC')).toBe('yesterday at 23:30')
  expect(at('Asia/Tokyo')).toBe('today at 8:30')
  expect(at('UTC', Date.UTC(2027, 0, 1))).toBe('23 Nov 2026 at 23:30')
})

test('an axis has round marks that hold every value', () => {
  expect(ticksFor(0, 16_000).ticks).toEqual([0, 5000, 10_000, 15_000, 20_000])
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e12 }), (most) => {
      const { high, ticks } = ticksFor(0, most)
      expect(high).toBeGreaterThanOrEqual(most)
      expect(ticks.length).toBeLessThanOrEqual(8)
    }),
  )
})
