/**
 * Sums over past events. A denied event counts nowhere; a rumoured one is counted apart, never in a sum. Every sum says how many of
 * its events gave a number, so that it can be read as "at least".
 */

import type { PastEvent } from '../events/past-event.ts'
import type { Stance } from '../facts.ts'
import type { CompanyKey } from '../ids.ts'
import { type Flow, flows, flowsOf, movedUsd } from './flow.ts'
import type { ToUsd } from './rates.ts'

interface LayoffTotals {
  rounds: number
  jobs: number
  /** Rounds that gave no number. */
  unknown: number
  approximate: boolean
}

interface InvestmentTotals {
  deals: number
  usd: number
  /** Deals without an amount, or in a currency without a rate. */
  unknown: number
}

export interface Totals {
  layoffs: LayoffTotals
  investments: Readonly<Record<Flow, InvestmentTotals>>
  rumoured: number
  denied: number
}

/** @param of a company, whose own part of each event counts; null: the industry. */
export function totalsOf(
  events: readonly PastEvent[],
  toUsd: ToUsd,
  of: CompanyKey | null = null,
): Totals {
  const told = (stance: Stance) => events.filter(({ facts }) => facts.stance === stance).length
  const firm = events.filter(isFirm)
  return {
    layoffs: layoffTotals(firm),
    investments: Object.fromEntries(
      flows.map((flow) => [flow, investmentTotals(firm, flow, of, toUsd)]),
    ) as Totals['investments'],
    rumoured: told('rumoured'),
    denied: told('denied'),
  }
}

/** More than a rumour, and not denied. */
export function isFirm({ facts: { stance } }: Pick<PastEvent, 'facts'>): boolean {
  return stance !== 'rumoured' && stance !== 'denied'
}

/** Jobs of a layoff: as told, else worked out from a percentage; null where neither is known or it is none. */
export function jobsOf({ facts }: PastEvent): number | null {
  return facts.category === 'layoff' ? (facts.headcount ?? facts.headcountDerived) : null
}

/** Null where it is no investment, gives no amount, or there is no rate. */
export function usdOf({ facts, happenedAt }: PastEvent, toUsd: ToUsd): number | null {
  if (facts.category !== 'ai_investment' || facts.amount === null) return null
  return toUsd(facts.amount, facts.currency ?? 'USD', happenedAt)
}

function layoffTotals(events: readonly PastEvent[]): LayoffTotals {
  const rounds = events.filter(({ facts }) => facts.category === 'layoff')
  const known = rounds.filter((round) => jobsOf(round) !== null)
  return {
    rounds: rounds.length,
    jobs: known.reduce((sum, round) => sum + (jobsOf(round) ?? 0), 0),
    unknown: rounds.length - known.length,
    approximate: known.some(({ facts }) => facts.approximate || isDerived(facts)),
  }
}

const isDerived = (facts: PastEvent['facts']): boolean =>
  facts.category === 'layoff' && facts.headcount === null

function investmentTotals(
  events: readonly PastEvent[],
  flow: Flow,
  of: CompanyKey | null,
  toUsd: ToUsd,
): InvestmentTotals {
  const deals = events.filter((event) => flowsOf(event, of).includes(flow))
  const amounts = deals.map((deal) => movedUsd(deal, flow, of, toUsd)).filter((usd) => usd !== null)
  return {
    deals: deals.length,
    usd: amounts.reduce((sum, usd) => sum + usd, 0),
    unknown: deals.length - amounts.length,
  }
}
