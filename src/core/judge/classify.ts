/**
 * Judging one story by the rules: which categories, which facts, and why.
 *
 * Of a summary that is a list of other publishers' headlines only the facts count. A cut at no employer in particular is no event.
 */

import { categories, type LayoffFacts } from '../facts.ts'
import { quote } from '../pattern/matchable.ts'
import type { Prose } from '../reading/prose.ts'
import type { Reading } from '../reading/read-story.ts'
import { words } from '../text/words.ts'
import type { Reason, Verdict } from '../verdict.ts'
import { aiSideOf } from './ai-side.ts'
import { layoffFacts } from './layoff.ts'
import type { Hit, Hits, Rules } from './rules.ts'
import { type Standing, stand } from './standing.ts'

/** A story as the rules judge it. */
export interface Judged {
  reading: Reading
  /** All that the rules said. */
  all: Hits
  /** Those that count as news. */
  hits: Hits
  stood: readonly Standing[]
}

/** Pure and total: any text is judged, in time linear in what of it is read. */
export function judgeByRules(rules: Rules, reading: Reading): Judged {
  const all = rules.judge(reading)
  const hits = heard(all, reading)
  const stood = categories.flatMap((category) => stand(category, reading, hits) ?? [])
  return { reading, all, hits, stood }
}

export function verdictOf({ reading, hits, stood }: Judged): Verdict {
  const told = withMoneySide(stood, reading)
  const isCut = told.some(({ category }) => category === 'layoff')
  const denied = isCut ? null : deniedCut(reading, hits)
  const fired = told.flatMap((one) => one.fired)
  return {
    categories: told.map(({ category }) => category),
    facts: told.map(({ facts }) => facts),
    ...(denied && { denied: [denied] }),
    why: reasons(fired, reading),
    held: reasons(hits.held, reading),
  }
}

/** Where nothing else is said of AI beside a cut, the money that the story tells of is its AI side. */
function withMoneySide(stood: readonly Standing[], reading: Reading): readonly Standing[] {
  const [hit] = stood.find(({ category }) => category === 'ai_investment')?.fired ?? []
  if (!hit) return stood
  return stood.map((one) =>
    one.facts.category === 'layoff' && one.facts.aiSide === null
      ? { ...one, facts: { ...one.facts, aiSide: aiSideOf(reading[hit.field], hit) } }
      : one,
  )
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
