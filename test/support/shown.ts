import type { Content, ShownEvent, ShownStory } from '../../src/core/delivery/shown.ts'
import type { Claim } from '../../src/core/events/claim.ts'
import { merge } from '../../src/core/events/merge.ts'
import type { AiInvestmentFacts, Facts, LayoffFacts } from '../../src/core/facts.ts'
import type { CompanyKey, EventId, StoryId } from '../../src/core/ids.ts'

/** Noon of the day that the stories below are told. */
export const noon = Date.parse('2026-11-23T12:00:00Z')

const amazon = { key: 'amazon' as CompanyKey, name: 'Amazon', parent: null }
const common = {
  company: amazon,
  companiesOther: [],
  stance: 'announced',
  approximate: false,
} as const

export const cut: LayoffFacts = {
  ...common,
  category: 'layoff',
  headcount: 16_000,
  approximate: true,
  headcountDerived: null,
  scale: null,
  percent: null,
  cause: 'ai',
  ordinal: { round: 2, withinMonths: 3 },
  aiSide: null,
}

export const spend: AiInvestmentFacts = {
  ...common,
  category: 'ai_investment',
  payers: [{ company: amazon, amount: null, lead: true }],
  recipient: null,
  amount: 10_000_000_000,
  currency: 'USD',
  valuation: null,
  kind: 'capex',
  round: null,
}

let ids = 0

/** An event told by stories with these facts, one each; the last facts serve the rest. */
export function shown(facts: readonly Facts[], stories: Partial<ShownStory>[] = [{}]): ShownEvent {
  const told = stories.map(
    (story, index): ShownStory => ({
      stance: (facts[index] ?? facts.at(-1))?.stance ?? 'announced',
      id: ++ids as StoryId,
      title: 'Amazon to cut 16,000 roles',
      summary: '',
      source: `Outlet ${index}`,
      link: `https://outlet${index}.example/story`,
      at: noon - 3_600_000 + index,
      ...story,
    }),
  )
  const claims = told.map(
    ({ id, source, at }, index): Claim => ({
      storyId: id,
      source,
      at,
      facts: facts[Math.min(index, facts.length - 1)] as Facts,
      dated: true,
      textKey: '',
    }),
  )
  return {
    id: ++ids as EventId,
    merged: merge(claims),
    isDismissed: false,
    sameAs: null,
    stories: told,
  }
}

export const content = (more: Partial<Content>): Content => ({
  kind: 'alert',
  events: [],
  older: false,
  line: null,
  changes: [],
  note: null,
  follows: true,
  createdAt: noon,
  ...more,
})
