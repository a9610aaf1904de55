import type { PastEvent } from '../events/past-event.ts'
import type { Category, Company } from '../facts.ts'
import { isFirm, jobsOf, type ToUsd, usdOf } from './totals.ts'

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
  category: Category,
  by: 'event' | 'company',
  toUsd: ToUsd,
): Ranking {
  const sizeOf = (event: PastEvent) => (category === 'layoff' ? jobsOf(event) : usdOf(event, toUsd))
  const asked = events.filter((event) => event.facts.category === category && isFirm(event))
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
