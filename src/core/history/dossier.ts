import type { PastEvent } from '../events/past-event.ts'
import type { Company, Facts } from '../facts.ts'
import type { CompanyKey } from '../ids.ts'
import { partsOf } from '../roles.ts'
import { dayMs } from '../text/calendar.ts'
import { type Buckets, calendarBuckets, sumInto } from './buckets.ts'
import { paidUsd } from './flow.ts'
import type { ToUsd } from './rates.ts'
import { isFirm, jobsOf, type Totals, totalsOf, usdOf } from './totals.ts'

const yearMs = 365 * dayMs

/** What is known of one company. */
export interface Dossier {
  company: Company
  /** Newest first. */
  events: readonly PastEvent[]
  /** Of the period asked for, else of the last twelve months. */
  totals: Totals
  /** When that period began. */
  since: number
  /** When it ended; null where it goes on. */
  until: number | null
  /** Of all that is known, where the period asked for is not all. */
  ever: Totals
  /** Units with events of their own, most events first. */
  units: readonly { company: Company; events: number }[]
  timeline: Timeline
}

/** Firm events over time, for a chart. */
export interface Timeline extends Buckets {
  jobs: readonly number[]
  usd: readonly number[]
  /** Events of any number. */
  events: readonly number[]
}

/**
 * @param events of the company and its units, in any order.
 * @param asked the period that was asked for: null where it has no beginning or no end.
 */
export function dossierOf(
  company: Company,
  events: readonly PastEvent[],
  asked: { since: number | null; until: number | null },
  now: number,
  toUsd: ToUsd,
): Dossier {
  const { since, until } = asked
  const end = until ?? now
  const newestFirst = events.toSorted((a, b) => b.happenedAt - a.happenedAt || b.id - a.id)
  const from = since ?? end - yearMs
  return {
    company,
    events: newestFirst,
    totals: totalsOf(
      newestFirst.filter(({ happenedAt }) => happenedAt >= from),
      toUsd,
      company.key,
    ),
    since: from,
    until,
    ever: totalsOf(newestFirst, toUsd, company.key),
    units: unitsOf(company, newestFirst),
    timeline: timelineOf(company, newestFirst, since, end, toUsd),
  }
}

function unitsOf(owner: Company, events: readonly PastEvent[]): Dossier['units'] {
  const units = new Map<string, { company: Company; events: number }>()
  for (const company of events.flatMap(({ facts }) => unitsIn(facts, owner))) {
    const unit = units.get(company.key) ?? { company, events: 0 }
    unit.events++
    units.set(company.key, unit)
  }
  return [...units.values()].sort((a, b) => b.events - a.events)
}

/** The units of an owner that take part, each once. */
function unitsIn(facts: Facts, owner: Company): Company[] {
  const units = partsOf(facts)
    .filter(({ company, role }) => role !== 'other' && company.parent === owner.key)
    .map(({ company }): [string, Company] => [company.key, company])
  return [...new Map(units).values()]
}

function timelineOf(
  company: Company,
  events: readonly PastEvent[],
  since: number | null,
  now: number,
  toUsd: ToUsd,
): Timeline {
  const firm = events.filter(isFirm)
  const oldest = firm.reduce((at, { happenedAt }) => Math.min(at, happenedAt), now)
  return timelineOver(calendarBuckets(since ?? oldest, now), firm, toUsd, company.key)
}

/**
 * @param events firm ones.
 * @param of a company, whose own money counts; null: the industry, all money.
 */
export function timelineOver(
  { step, buckets }: Buckets,
  events: readonly PastEvent[],
  toUsd: ToUsd,
  of: CompanyKey | null = null,
): Timeline {
  const at = ({ happenedAt }: PastEvent) => happenedAt
  return {
    step,
    buckets,
    jobs: sumInto(buckets, events, at, (event) => jobsOf(event) ?? 0),
    usd: sumInto(
      buckets,
      events,
      at,
      (event) => (of ? paidUsd(event, of, toUsd) : usdOf(event, toUsd)) ?? 0,
    ),
    events: sumInto(buckets, events, at, () => 1),
  }
}
