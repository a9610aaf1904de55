import type { PastEvent } from '../events/past-event.ts'
import type { Company } from '../facts.ts'
import type { CompanyKey } from '../ids.ts'
import { partsOf } from '../roles.ts'
import { dayMs } from '../text/calendar.ts'
import { weekBuckets } from './buckets.ts'
import { type Timeline, timelineOver } from './dossier.ts'
import { paidUsd } from './flow.ts'
import type { ToUsd } from './rates.ts'
import { isFirm, jobsOf, type Totals, totalsOf, usdOf } from './totals.ts'
import { isOfOtherTrade } from './trade.ts'

/** The industry over one period, against the one before it. */
export interface Trends {
  from: number
  to: number
  totals: Totals
  before: Totals
  /** Firm events with a number, the heaviest first: a job weighs as much as `usdPerJob` dollars. */
  largest: readonly PastEvent[]
  /** Companies that cut jobs and put money into AI in the period. */
  both: readonly { company: Company; jobs: number; usd: number }[]
  /** Sectors that are known, most events first. */
  sectors: readonly { sector: string; totals: Totals }[]
  timeline: Timeline
  /** The oldest event that is recorded, where that is not of a time before both periods: the earlier one is not all there. */
  begins: number | null
  /** Layoffs of the period that were left out: their employers are no technology companies. */
  otherTrades: number
}

/** So that layoffs and investments can stand in one list: about a year of a job's cost. */
export const usdPerJob = 150_000

interface TrendsBy {
  days: number
  now: number
  /** Whether layoffs at employers that are no technology companies count too. */
  allIndustries: boolean
  /** Whether events of a time before both periods are recorded. */
  reachesBack: boolean
}

interface TrendsLookups {
  toUsd: ToUsd
  /** Of a company's outermost owner; null where the configuration does not say. */
  sectorOf(key: CompanyKey): string | null
}

/** @param all events of both periods, in any order. */
export function trendsOf(
  all: readonly PastEvent[],
  { days, now, allIndustries, reachesBack }: TrendsBy,
  { toUsd, sectorOf }: TrendsLookups,
): Trends {
  const length = days * dayMs
  const from = now - length
  const events = allIndustries ? all : all.filter(({ facts }) => !isOfOtherTrade(facts))
  const current = events.filter(({ happenedAt }) => happenedAt >= from)
  const earlier = events.filter(({ happenedAt: at }) => at < from && at >= from - length)
  const firm = current.filter(isFirm)
  return {
    from,
    to: now,
    totals: totalsOf(current, toUsd),
    before: totalsOf(earlier, toUsd),
    largest: largestOf(firm, toUsd).slice(0, 10),
    both: bothOf(firm, toUsd),
    sectors: sectorsOf(firm, toUsd, sectorOf),
    timeline: timelineOver(weekBuckets(from, now), firm, toUsd),
    begins: reachesBack ? null : oldestOf(all),
    otherTrades: all.filter(({ happenedAt }) => happenedAt >= from).length - current.length,
  }
}

const oldestOf = (events: readonly PastEvent[]): number | null =>
  events.reduce<number | null>((at, { happenedAt }) => Math.min(at ?? happenedAt, happenedAt), null)

/** The events that give a number, the heaviest first. */
function largestOf(events: readonly PastEvent[], toUsd: ToUsd): PastEvent[] {
  return events
    .map((event) => ({ event, weight: weightOf(event, toUsd) }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || b.event.happenedAt - a.event.happenedAt)
    .map(({ event }) => event)
}

function weightOf(event: PastEvent, toUsd: ToUsd): number {
  return (jobsOf(event) ?? 0) * usdPerJob + (usdOf(event, toUsd) ?? 0)
}

/** Each house's own part: jobs that it cuts, money that it puts in. */
function bothOf(events: readonly PastEvent[], toUsd: ToUsd): Trends['both'] {
  const parts = events.flatMap((event) => ownParts(event, toUsd))
  const houses = Map.groupBy(parts, ({ company }) => company.parent ?? company.key)
  return [...houses.values()]
    .filter((own) => new Set(own.map(({ role }) => role)).size === 2)
    .map((own) => ({
      company:
        own.find(({ company }) => company.parent === null)?.company ?? (own[0]?.company as Company),
      jobs: own.reduce((sum, { jobs }) => sum + jobs, 0),
      usd: own.reduce((sum, { usd }) => sum + usd, 0),
    }))
    .sort((a, b) => b.jobs * usdPerJob + b.usd - (a.jobs * usdPerJob + a.usd))
}

function ownParts(event: PastEvent, toUsd: ToUsd) {
  return partsOf(event.facts)
    .filter(({ role }) => role === 'employer' || role === 'payer')
    .map(({ company, role }) => ({
      company,
      role,
      jobs: jobsOf(event) ?? 0,
      usd: paidUsd(event, company.key, toUsd) ?? 0,
    }))
}

function sectorsOf(
  events: readonly PastEvent[],
  toUsd: ToUsd,
  sectorOf: TrendsLookups['sectorOf'],
): Trends['sectors'] {
  const groups = Map.groupBy(events, ({ company }) => company && sectorOf(company.key))
  return [...groups]
    .flatMap(([sector, of]) => (sector === null ? [] : [{ sector, of }]))
    .sort((a, b) => b.of.length - a.of.length)
    .map(({ sector, of }) => ({ sector, totals: totalsOf(of, toUsd) }))
}
