import type { PastEvent } from '../events/past-event.ts'
import type { AiInvestmentFacts, Category, Company } from '../facts.ts'
import type { ToUsd } from './rates.ts'
import { isFirm, jobsOf, usdOf } from './totals.ts'
import { isOfOtherTrade } from './trade.ts'

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
  /** The largest few, largest first. */
  rows: readonly { company: Company | null; size: number; events: readonly PastEvent[] }[]
  /** Events that gave no number, and so stand nowhere. */
  unknown: number
  /** Layoffs at employers of other trades that were left out. */
  otherTrades: number
}

export interface RankingBy {
  what: Ranked
  /** Whether each row is an event, or a company with its units. */
  by: 'event' | 'company'
  /** Layoffs at employers of any trade; else those of known other trades are left out. */
  allIndustries: boolean
}

const mostRows = 10

export function rankingOf(
  all: readonly PastEvent[],
  { what, by, allIndustries }: RankingBy,
  toUsd: ToUsd,
): Ranking {
  const sizeOf = (event: PastEvent) => (what === 'layoffs' ? jobsOf(event) : usdOf(event, toUsd))
  const ofAll = all.filter((event) => isAsked(event, what) && isFirm(event))
  const asked = allIndustries ? ofAll : ofAll.filter(({ facts }) => !isOfOtherTrade(facts))
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
  return {
    rows: rows.sort((a, b) => b.size - a.size).slice(0, mostRows),
    unknown: asked.length - known.length,
    otherTrades: ofAll.length - asked.length,
  }
}
