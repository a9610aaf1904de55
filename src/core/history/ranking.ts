import type { PastEvent } from '../events/past-event.ts'
import type { AiInvestmentFacts, Category, Company } from '../facts.ts'
import type { ToUsd } from './rates.ts'
import { isFirm, jobsOf, usdOf } from './totals.ts'

/** `rounds` is money that a company raised, `spending` what it puts in itself, `investments` all of it. */
export type Ranked = 'layoffs' | 'rounds' | 'spending' | 'investments'

const kinds: Readonly<Record<Ranked, readonly AiInvestmentFacts['kind'][]>> = {
  layoffs: [],
  rounds: ['round', 'stake', 'ipo'],
  spending: ['capex', 'fund', 'programme', 'acquisition'],
  investments: ['round', 'stake', 'ipo', 'capex', 'fund', 'programme', 'acquisition', 'other'],
}

export const categoryOf = (what: Ranked): Category =>
  what === 'layoffs' ? 'layoff' : 'ai_investment'

function isAsked({ facts }: PastEvent, what: Ranked): boolean {
  if (facts.category === 'ai_investment') return kinds[what].includes(facts.kind)
  return facts.category === categoryOf(what)
}

/** What is largest in a time, by jobs or by dollars. Rumoured and denied events are left out. */
export interface Ranking {
  /** Largest first. */
  rows: readonly { company: Company | null; size: number; events: readonly PastEvent[] }[]
  /** Events that gave no number, and so stand nowhere. */
  unknown: number
}

/** @param by whether each row is an event, or a company with its units. */
export function rankingOf(
  events: readonly PastEvent[],
  what: Ranked,
  by: 'event' | 'company',
  toUsd: ToUsd,
): Ranking {
  const sizeOf = (event: PastEvent) => (what === 'layoffs' ? jobsOf(event) : usdOf(event, toUsd))
  const asked = events.filter((event) => isAsked(event, what) && isFirm(event))
  const known = asked.filter((event) => (sizeOf(event) ?? 0) > 0)
  const keyOf = (event: PastEvent) =>
    by === 'event' || event.company === null
      ? `#${event.id}`
      : (event.company.parent ?? event.company.key)
  const rows = [...Map.groupBy(known, keyOf).values()].map((of) => ({
    company:
      of.map(({ company }) => company).find((one) => one?.parent === null) ??
      of[0]?.company ??
      null,
    size: of.reduce((sum, event) => sum + (sizeOf(event) ?? 0), 0),
    events: of,
  }))
  return { rows: rows.sort((a, b) => b.size - a.size), unknown: asked.length - known.length }
}
