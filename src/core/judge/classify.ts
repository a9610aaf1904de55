/**
 * Judging one story: which categories, which facts, and why.
 *
 * A category stands when the strongest rule that fires for it is stronger than the strongest that holds it back. What only the
 * summary says counts one less, but for what its first sentence says outright (`lead`). Of a summary that is a list of other publishers' headlines only the facts count. A cut at no
 * employer in particular is no event.
 */

import type { AiInvestmentFacts, Category, LayoffFacts, Sure } from '../facts.ts'
import { quote } from '../pattern/matchable.ts'
import type { Quantity } from '../quantity/quantity.ts'
import type { Prose } from '../reading/prose.ts'
import type { Reading, ReadStory } from '../reading/read-story.ts'
import type { Told } from '../story.ts'
import { words } from '../text/words.ts'
import type { Reason, Verdict } from '../verdict.ts'
import { saysEmployer } from './employer.ts'
import { investmentFacts } from './investment.ts'
import { layoffFacts } from './layoff.ts'
import type { Hit, Hits, Rules } from './rules.ts'

/** Pure and total: any text gives a verdict, in time linear in what of it is read. */
export type Judge = (told: Told) => Verdict

/** A category that stands, with the rules that fired for it, the strongest first. */
interface Standing {
  category: Category
  fired: readonly Hit[]
  facts: LayoffFacts | AiInvestmentFacts
}

export function compileJudge(rules: Rules, readStory: ReadStory): Judge {
  return (told) => judgeReading(rules, readStory(told))
}

/** For a caller that has more to ask of the same reading. */
export function judgeReading(rules: Rules, reading: Reading): Verdict {
  const hits = heard(rules.judge(reading), reading)
  const added = titleFirst(hits.told)
  const investment = stand('ai_investment', reading.title, hits, (fired) =>
    investmentFacts(reading, fired, added),
  )
  const layoff = stand('layoff', reading.title, hits, (fired) => {
    const facts = layoffFacts(reading, fired, added)
    return investment ? { ...facts, aiSide: null } : facts
  })
  const stood = [layoff, investment].filter((one) => one !== null)
  const denied = layoff ? null : deniedCut(reading, hits)
  return {
    categories: stood.map(({ category }) => category),
    facts: stood.map(({ facts }) => facts),
    ...(denied && { denied: [denied] }),
    why: reasons(
      stood.flatMap(({ fired }) => fired),
      reading,
    ),
    held: reasons(hits.held, reading),
  }
}

/**
 * Without what a list of headlines says beside the title, what a summary says in passing, and a lead that is none; facts may come
 * from there.
 */
function heard({ fired, told, held }: Hits, { coverage, summary }: Reading): Hits {
  const isInLead = (at: number) => at < (summary.sentences[0]?.end ?? 0)
  const counts = ({ rule, field, from }: Hit) =>
    field === 'title' ? !rule.lead : !coverage && (!rule.lead || isInLead(from))
  const isNews = (hit: Hit) =>
    counts(hit) && !(hit.field === 'summary' && isInPassing(summary, hit.from))
  return { fired: fired.filter(isNews), told, held: held.filter(counts) }
}

const relative = words('who which whose')
const subordinate = words('as while after when since')

/** "Jo Doe, who announced layoffs", "stocks rose, as Acme announced layoffs": said beside what the sentence tells. */
function isInPassing({ tokens }: Prose, at: number): boolean {
  const before = tokens[at - 1]
  if (tokens[at]?.pause === 'none' && subordinate.has(before?.text ?? '')) {
    return before?.pause === 'comma'
  }
  for (let back = at - 1; back >= 0 && tokens[back + 1]?.pause === 'none'; back--) {
    if (relative.has(tokens[back]?.text ?? '')) return true
  }
  return false
}

function titleFirst(hits: readonly Hit[]): Hit[] {
  return [
    ...hits.filter(({ field }) => field === 'title'),
    ...hits.filter(({ field }) => field === 'summary'),
  ]
}

/** Null where nothing fires, a hold outweighs it, or it is nobody's. */
function stand(
  category: Category,
  title: Prose,
  hits: Hits,
  read: (fired: readonly Hit[]) => Standing['facts'],
): Standing | null {
  const fired = hits.fired
    .filter(({ rule }) => rule.category === category)
    .toSorted((a, b) => strengthOf(b) - strengthOf(a))
  const held = hits.held.filter(({ rule }) => rule.category === category)
  const against = held.filter(({ rule }) => rule.effect === 'hold')
  const strongest = Math.max(0, ...fired.map(strengthOf))
  if (strongest <= Math.max(0, ...against.map(strengthOf))) return null
  const facts = read(fired)
  if (!isEvent(facts, title)) return null
  const sure = sureOf(strongest, held, facts)
  return { category, fired, facts: { ...facts, sure } }
}

/** Plain is what the strongest rules say of somebody named, with nothing against it; possible is what a weak rule says, or what an exception touches. */
function sureOf(strongest: number, held: readonly Hit[], { company }: Standing['facts']): Sure {
  if (strongest >= 3 && company !== null && held.length === 0) return 'plain'
  return strongest <= 1 || (strongest === 2 && held.length > 0) ? 'possible' : 'likely'
}

function strengthOf({ rule, field }: Hit): number {
  return rule.strength - (field === 'title' || rule.lead ? 0 : 1)
}

/** A smaller sum is a price or a prize. */
const smallestInvestment = 100_000

/** Not a cut at no employer in particular; not an investment by nobody, or of a sum that is none. */
function isEvent(facts: LayoffFacts | AiInvestmentFacts, title: Prose): boolean {
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

/** The cut that a story denies, where it says whose. */
function deniedCut(reading: Reading, { held }: Hits): LayoffFacts | null {
  const denials = held.filter(({ rule }) => rule.stance === 'denied')
  if (denials.length === 0) return null
  const facts = layoffFacts(reading, denials, [])
  return facts.company && { ...facts, stance: 'denied' }
}

function reasons(hits: readonly Hit[], reading: Reading): Reason[] {
  return hits.map((hit) => {
    const prose = reading[hit.field]
    return { rule: hit.rule.id, matched: quote(prose.text, prose, hit), field: hit.field }
  })
}
