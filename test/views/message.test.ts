import { expect, test } from 'vitest'
import type { Content } from '../../src/core/delivery/shown.ts'
import type { LayoffFacts } from '../../src/core/facts.ts'
import type { StoryId } from '../../src/core/ids.ts'
import { leadStory } from '../../src/views/alert.ts'
import { messageView } from '../../src/views/message.ts'
import { company, investment } from '../support/claims.ts'
import { content, cut, noon, shown, spend } from '../support/shown.ts'

const knowledge = { furniture: ['read more'], toUsd: (amount: number) => amount }

/** All words of blocks; pieces and blocks apart by spaces. */
function words(value: unknown): string {
  if (Array.isArray(value)) return value.map(words).filter(Boolean).join(' ')
  if (typeof value !== 'object' || value === null) return ''
  return Object.entries(value)
    .map(([key, inner]) => (key === 'text' && typeof inner === 'string' ? inner : words(inner)))
    .filter(Boolean)
    .join(' ')
}
const wordsOf = (given: Content) =>
  words(messageView(given, noon, knowledge)?.blocks).replace(/\s+/g, ' ')
const headerOf = (given: Content) => {
  const [first] = messageView(given, noon, knowledge)?.blocks ?? []
  return first?.type === 'header' && 'text' in first ? words(first) : undefined
}
const alertOf = (...facts: LayoffFacts[]) =>
  content({
    events: [
      shown(
        facts,
        facts.map(() => ({})),
      ),
    ],
  })

test('the header says it all, and the facts stand below with the round', () => {
  const alert = alertOf(cut)
  expect(headerOf(alert)).toBe('Amazon cuts about 16,000 jobs')
  const said = wordsOf(alert)
  expect(said).toContain('Round: Second round in 3 months')
  expect(said).toContain('Cause: AI and automation')
  expect(said).toContain('Status: Announced')
})

test('a number that is open to one side says to which', () => {
  expect(headerOf(alertOf({ ...cut, bound: 'most' }))).toBe('Amazon cuts up to 16,000 jobs')
  expect(headerOf(alertOf({ ...cut, bound: 'least' }))).toBe('Amazon cuts at least 16,000 jobs')
})

test('linked events share a message and name the company once', () => {
  const alert = content({ events: [shown([cut]), shown([spend])] })
  expect(headerOf(alert)).toBe('Amazon cuts about 16,000 jobs; spends $10 bn on AI')
})

test('a cut says its money side, but not where the message tells the money too', () => {
  const paidFor: LayoffFacts = { ...cut, aiSide: 'moves money to AI' }
  expect(wordsOf(alertOf(paidFor))).toContain('AI side: moves money to AI')
  const both = content({ events: [shown([paidFor]), shown([spend])] })
  expect(wordsOf(both)).not.toContain('AI side')
  const dismissed = content({
    events: [shown([paidFor]), { ...shown([spend]), isDismissed: true }],
  })
  expect(wordsOf(dismissed)).toContain('AI side: moves money to AI')
})

test('a rumour, a denial and a reversal are told from an announcement in the header itself', () => {
  const rumoured: LayoffFacts = { ...cut, stance: 'rumoured' }
  const denied: LayoffFacts = { ...cut, stance: 'denied' }
  expect(headerOf(alertOf(rumoured))).toBe('Amazon may cut about 16,000 jobs')
  expect(headerOf(alertOf(denied))).toBe('Amazon denies cutting about 16,000 jobs')
  expect(headerOf(alertOf(cut, denied))).toBe('Amazon calls off cutting about 16,000 jobs')
})

test('numbers that differ stand side by side with who says so', () => {
  const exact = { ...cut, approximate: false }
  const stories = [{ source: 'Reuters' }, { source: 'The Verge' }]
  const event = shown([exact, { ...exact, headcount: 14_000 }], stories)
  const said = wordsOf(content({ events: [event] }))
  expect(said).toContain('16,000 (Reuters)')
  expect(said).toContain('14,000 (The Verge)')
  const one = shown(
    [exact, { ...exact, headcount: 14_000 }],
    [{ source: 'Reuters' }, { source: 'Reuters' }],
  )
  expect(wordsOf(content({ events: [one] }))).toMatch(/Jobs: 1[46],000 · 1[46],000 \(Reuters\)/)
})

const [amazon, meta, nvidia] = [company('Amazon'), company('Meta'), company('Nvidia')]

test.each<[Partial<Parameters<typeof investment>[0]>, string]>([
  [{ kind: 'round', round: 'Series B' }, 'Amazon raises $10 bn (Series B)'],
  [{ kind: 'round', from: [nvidia, meta] }, 'Amazon raises $10 bn from Nvidia and Meta'],
  [{ kind: 'stake' }, 'Amazon gets $10 bn for a stake'],
  [{ kind: 'stake', from: [nvidia] }, 'Nvidia invests $10 bn in Amazon'],
  [{ kind: 'stake', from: [nvidia, meta] }, 'Amazon gets $10 bn from Nvidia and Meta'],
  [{ kind: 'acquisition', from: [meta] }, 'Meta buys Amazon for $10 bn'],
  [{ kind: 'acquisition', amount: null }, 'Amazon is bought'],
  [{ kind: 'acquisition', company: null, from: [meta] }, 'Meta buys an AI company for $10 bn'],
  [{ kind: 'capex' }, 'Amazon spends $10 bn on AI'],
  [{ kind: 'capex', recipient: nvidia }, 'Amazon spends $10 bn on AI, with Nvidia'],
  [{ kind: 'fund' }, 'Amazon starts an AI fund of $10 bn'],
  [{ kind: 'programme' }, 'Amazon commits $10 bn to an AI programme'],
  [{ kind: 'ipo', amount: null }, 'Amazon goes public'],
  [{ kind: 'other', amount: null }, 'Amazon gets money for AI'],
  [{ kind: 'other', company: null, from: [meta] }, 'Meta commits $10 bn to AI'],
])('an investment of %o reads as "%s"', (facts, line) => {
  expect(
    headerOf(
      content({ events: [shown([investment({ company: amazon, amount: 10e9, ...facts })])] }),
    ),
  ).toBe(line)
})

test('where no company is named, the story’s own title is the header', () => {
  const event = shown([{ ...cut, company: null }], [{ title: 'City hospital closes a ward' }])
  expect(headerOf(content({ events: [event] }))).toBe('City hospital closes a ward')
})

test('the summary is sentences of the story that add to its title', () => {
  const summary =
    'Amazon to cut 16,000 roles. The company said the cuts fund data centres. It employs 350,000 people in offices. Read more on our site.'
  const said = wordsOf(content({ events: [shown([cut], [{ summary }])] }))
  expect(said).toContain('The company said the cuts fund data centres. It employs 350,000 people')
  expect(said).not.toContain('Read more')
})

test('old news is marked as old', () => {
  const old = shown([cut], [{ at: noon - 3 * 86_400_000 }])
  expect(wordsOf(content({ events: [old] }))).toContain('Older news')
  expect(wordsOf({ ...alertOf(cut), older: true })).toContain('Older news')
  expect(wordsOf(alertOf(cut))).not.toContain('Older news')
})

test('what a workspace dismissed says so where it stands', () => {
  const event = { ...shown([cut]), isDismissed: true }
  expect(wordsOf(content({ events: [event] }))).toContain('Taken back')
})

test('a line of a thread names what changed and who says so', () => {
  const event = shown([cut], [{ source: 'Reuters' }])
  const [to] = event.merged.said.headcount
  const [story] = event.stories
  if (!to || !story) throw new Error('an event without a number')
  const change = {
    kind: 'material',
    changes: [{ kind: 'first_number', field: 'headcount', to }],
  } as const
  const line = { told: { eventId: event.id, storyId: story.id as StoryId, change }, story }
  expect(wordsOf(content({ kind: 'thread', events: [event], line }))).toMatch(
    /^A first number, about 16,000 jobs \(Reuters\): Amazon cuts about 16,000 jobs/,
  )
})

test.each([
  [['Reuters', 'The Verge'], 'about 14,000 jobs (The Verge) beside about 16,000 jobs (Reuters)'],
  [['Reuters', 'Reuters'], 'about 14,000 jobs (Reuters) after about 16,000 jobs'],
])('a different number of %j reads "%s"', (sources, words) => {
  const stories = sources.map((source) => ({ source }))
  const event = shown([cut, { ...cut, headcount: 14_000 }], stories)
  const [from, to] = event.merged.said.headcount.toSorted((a, b) => b.value - a.value)
  const [, story] = event.stories
  if (!from || !to || !story) throw new Error('an event with one number')
  const change = {
    kind: 'material',
    changes: [{ kind: 'different_number', field: 'headcount', from, to }],
  } as const
  const line = { told: { eventId: event.id, storyId: story.id, change }, story }
  expect(wordsOf(content({ kind: 'thread', events: [event], line }))).toContain(
    `A different number, ${words}:`,
  )
})

test('a summary of many events counts them by kind and names each', () => {
  const burst = content({ kind: 'burst', events: [shown([cut]), shown([cut]), shown([spend])] })
  expect(headerOf(burst)).toBe('3 more events: 2 layoffs and 1 AI investment')
  expect(wordsOf(burst)).toContain('Amazon spends $10 bn on AI')
})

test('a summary that is the first word in a channel speaks of no more', () => {
  const burst = content({ kind: 'burst', events: [shown([cut]), shown([spend])], follows: false })
  expect(headerOf(burst)).toBe('2 events: 1 layoff and 1 AI investment')
})

test('a summary of one kind says once what it is', () => {
  const events = [shown([cut]), shown([cut])]
  expect(headerOf(content({ kind: 'burst', events }))).toBe('2 more layoffs')
  expect(headerOf(content({ kind: 'burst', events, follows: false }))).toBe('2 layoffs')
  expect(headerOf(content({ kind: 'digest', events }))).toBe('Digest: 2 layoffs')
})

test('what is denied, rumoured or called off is no layoff of a digest', () => {
  const [denied, rumoured] = (['denied', 'rumoured'] as const).map((stance) => ({ ...cut, stance }))
  const events = [[cut], [denied], [rumoured], [cut, denied]].map((facts) =>
    shown(facts as LayoffFacts[], facts.length > 1 ? [{}, {}] : [{}]),
  )
  expect(headerOf(content({ kind: 'digest', events }))).toBe(
    'Digest: 1 layoff, 1 rumour, 1 denied report and 1 plan called off',
  )
})

test('a digest gives a long kind the lines that a short one leaves', () => {
  const cuts = Array.from({ length: 30 }, () => shown([cut]))
  const words = wordsOf(content({ kind: 'digest', events: [...cuts, shown([spend])] }))
  expect(words.split('Amazon cuts about 16,000 jobs')).toHaveLength(31)
  expect(words).not.toContain('more event')
})

test('a digest tells of each kind the largest first', () => {
  const named = (name: string, headcount: number | null) => ({
    ...cut,
    company: company(name),
    headcount,
  })
  const events = [
    shown([spend]),
    shown([named('Verizon', 13_000)], [{}, {}]),
    shown([named('Acme', null)]),
    shown([{ ...cut, stance: 'denied' as const }]),
    shown([named('Amazon', 16_000)]),
  ]
  expect(wordsOf(content({ kind: 'digest', events }))).toMatch(
    /Layoffs .*Amazon cuts.*Verizon cuts.*Acme cuts.* AI investment .* Denied report .*Amazon denies/,
  )
})

test('a confirmed rumour is told in the words of who confirmed it', () => {
  const rumour = { ...cut, stance: 'rumoured' as const }
  const event = shown(
    [rumour, { ...cut, stance: 'announced' }],
    [{ title: 'Acme is said to plan cuts' }, { title: 'Acme confirms cuts' }],
  )
  expect(leadStory(event).title).toBe('Acme confirms cuts')
})
