import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Content, ShownLine, ShownStory } from '../../src/core/delivery/shown.ts'
import type { Facts } from '../../src/core/facts.ts'
import type { CompanyKey } from '../../src/core/ids.ts'
import { flawsOfMessageBlocks } from '../../src/preview/block-kit.ts'
import { lengthOf } from '../../src/preview/length.ts'
import { messageView } from '../../src/views/message.ts'
import { content, noon, shown } from '../support/shown.ts'

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 4000 }),
  fc.constantFrom(
    '<!channel> <@U123> <https://evil.example|click> &amp; *bold* `code` _x_ ~y~',
    '\u202eevil\u202c \u0000\u0007 \u200b',
    'a'.repeat(50_000),
    'A sentence of some words with 5,000 jobs. '.repeat(2000),
    '😀'.repeat(5000),
    '',
    ' ',
  ),
)
const anyLink = fc.oneof(
  fc.constant(null),
  hostile,
  fc.constantFrom(
    'javascript:alert(1)',
    'http://a.example/?q=<>"',
    `https://a.example/${'x'.repeat(5000)}`,
  ),
  fc.webUrl(),
)
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.oneof(fc.constant(null), arbitrary)
const anyNumber = orNull(fc.double({ min: 0, max: 1e15, noNaN: true }))
const anyCompany = fc.record({
  key: hostile.map((text) => text as CompanyKey),
  name: hostile,
  parent: fc.constant(null),
})
const common = {
  company: orNull(anyCompany),
  companiesOther: fc.array(anyCompany, { maxLength: 20 }),
  stance: fc.constantFrom('denied', 'rumoured', 'reported', 'announced'),
  approximate: fc.boolean(),
}
const anyLayoff = fc.record({
  ...common,
  category: fc.constant('layoff'),
  headcount: anyNumber,
  headcountDerived: anyNumber,
  scale: fc.constantFrom(null, 'dozens', 'tens_of_thousands'),
  percent: anyNumber,
  cause: fc.constantFrom(null, 'ai', 'merger'),
  ordinal: orNull(fc.record({ round: fc.nat(), withinMonths: orNull(fc.nat()) })),
  aiSide: orNull(hostile),
})
const kinds = ['round', 'stake', 'acquisition', 'capex', 'fund', 'programme', 'ipo', 'other']
const anyInvestment = fc.record({
  ...common,
  category: fc.constant('ai_investment'),
  payers: fc.array(fc.record({ company: anyCompany, amount: anyNumber, lead: fc.boolean() }), {
    maxLength: 20,
  }),
  recipient: orNull(anyCompany),
  amount: anyNumber,
  currency: fc.constantFrom(null, 'USD', 'EUR', 'XXX'),
  valuation: anyNumber,
  kind: fc.constantFrom(...kinds),
  round: orNull(hostile),
})
const anyStories = fc.array(
  fc.record({ title: hostile, summary: hostile, source: hostile, link: anyLink, at: fc.nat(noon) }),
  { minLength: 1, maxLength: 12 },
)
const anyEvent = fc
  .tuple(fc.oneof(anyLayoff, anyInvestment), anyStories)
  .map(([facts, stories]) => shown([facts as Facts], stories))
const anyContent = fc
  .record({
    kind: fc.constantFrom('alert', 'burst', 'digest', 'thread', 'note'),
    events: fc.array(anyEvent, { minLength: 1, maxLength: 8 }),
    older: fc.boolean(),
    note: hostile,
  })
  .map((given): Content => {
    const lines = given.events.map((event): ShownLine => {
      const story = event.stories[0] as ShownStory
      return { told: { eventId: event.id, storyId: story.id, change: { kind: 'joined' } }, story }
    })
    const [line = null] = lines
    const digest = given.kind === 'digest' && { changes: lines.slice(given.events.length >> 1) }
    return content({
      ...(given as Partial<Content>),
      ...digest,
      ...(given.kind === 'thread' && { line }),
    })
  })

test('whatever feeds say, a message is one that Slack takes, and none of their words is markup', () => {
  fc.assert(
    fc.property(anyContent, (given) => {
      const reply = messageView(given, noon, { furniture: [], toUsd: (amount) => amount })
      if (reply === null) return
      expect(flawsOfMessageBlocks(reply.blocks)).toEqual([])
      expect(lengthOf(reply.blocks)).toBeLessThan(13_000)
      expect(reply.text.length).toBeLessThanOrEqual(4000)
      expect(reply.text).not.toMatch(/[<>]/)
      const all = JSON.stringify(reply)
      expect(all).not.toContain('mrkdwn')
      expect(all).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/)
      expect(all).not.toMatch(/"url":"(?!https?:)/)
    }),
    { numRuns: 150 },
  )
})
