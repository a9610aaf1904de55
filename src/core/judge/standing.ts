/** Whether a category stands by the rules: the strongest that fires for it is stronger than the strongest that holds it back. */

import type { AiInvestmentFacts, Category, LayoffFacts, Sure } from '../facts.ts'
import type { Quantity } from '../quantity/quantity.ts'
import type { Prose } from '../reading/prose.ts'
import type { Reading } from '../reading/read-story.ts'
import { saysEmployer } from './employer.ts'
import { investmentFacts } from './investment.ts'
import { layoffFacts } from './layoff.ts'
import type { Hit, Hits } from './rules.ts'

export type ToldFacts = LayoffFacts | AiInvestmentFacts

/** A category that stands, with the rules that fired for it, the strongest first. */
export interface Standing {
  category: Category
  fired: readonly Hit[]
  facts: ToldFacts
}

/** Null where nothing fires, a hold outweighs it, or it is nobody's. `hits` are those that count as news. */
export function stand(category: Category, reading: Reading, hits: Hits): Standing | null {
  const fired = firedFor(category, hits)
  const held = hits.held.filter(({ rule }) => rule.category === category)
  const against = held.filter(({ rule }) => rule.effect === 'hold')
  const strongest = strengthOfAll(fired)
  if (strongest <= strengthOfAll(against)) return null
  const facts = readFacts(category, reading, fired, hits.told)
  if (!isEvent(facts, reading.title)) return null
  const sure = sureOf(strongest, held, facts)
  return { category, fired, facts: { ...facts, sure } }
}

/** The strongest first. */
export function firedFor(category: Category, { fired }: Hits): Hit[] {
  return fired
    .filter(({ rule }) => rule.category === category)
    .toSorted((a, b) => strengthOf(b) - strengthOf(a))
}

/** @param told those that only add facts */
export function readFacts(
  category: Category,
  reading: Reading,
  fired: readonly Hit[],
  told: readonly Hit[],
): ToldFacts {
  const added = titleFirst(told)
  return category === 'layoff'
    ? layoffFacts(reading, fired, added)
    : investmentFacts(reading, fired, added)
}

export function titleFirst(hits: readonly Hit[]): Hit[] {
  return [
    ...hits.filter(({ field }) => field === 'title'),
    ...hits.filter(({ field }) => field === 'summary'),
  ]
}

/** Plain is what the strongest rules say of somebody named, with nothing against it; possible is what a weak rule says, or what an exception touches. */
function sureOf(strongest: number, held: readonly Hit[], { company }: ToldFacts): Sure {
  if (strongest >= 3 && company !== null && held.length === 0) return 'plain'
  return strongest <= 1 || (strongest === 2 && held.length > 0) ? 'possible' : 'likely'
}

/** 0 of none. */
export function strengthOfAll(hits: readonly Hit[]): number {
  return Math.max(0, ...hits.map(strengthOf))
}

/** What only the summary says counts one less, but for what its first sentence says outright (`lead`). */
function strengthOf({ rule, field }: Hit): number {
  return rule.strength - (field === 'title' || rule.lead ? 0 : 1)
}

/** A smaller sum is a price or a prize. */
const smallestInvestment = 100_000

/** Not a cut at no employer in particular; not an investment by nobody, or of a sum that is none. */
export function isEvent(facts: ToldFacts, title: Prose): boolean {
  if (facts.category === 'layoff') return facts.company !== null || saysEmployer(title)
  const { kind, company, amount } = facts
  if (amount !== null) return amount >= smallestInvestment
  if (kind === 'capex' && title.quantities.some(isPrice)) return false
  return company !== null || !(kind === 'capex' || kind === 'programme')
}

/** "From $249": what is bought in a shop. */
function isPrice({ kind, value, currency }: Quantity): boolean {
  return kind === 'money' && currency !== null && value !== null && value < smallestInvestment
}
