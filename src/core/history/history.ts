/**
 * What a company's earlier events add to a new one.
 *
 * Rounds: a company's own layoffs, those of its units apart, that more than a rumour tells; two that began within two weeks are one
 * told twice. Commitments: the company's own money put into AI, in itself or in others; not money that it raised, nor
 * its own sale. Only what is stored counts, so a round that nobody recorded is missing: the ordinal is a lower bound.
 */

import { rootKey } from '../events/claim.ts'
import type { PastEvent } from '../events/past-event.ts'
import type { Ordinal } from '../facts.ts'
import { rolesOf } from '../roles.ts'
import { dayMs } from '../text/calendar.ts'
import { isFirm } from './totals.ts'

export type HistoryEvent = Pick<PastEvent, 'id' | 'company' | 'facts' | 'happenedAt'>

export type Recurrence =
  /** "Second round in three months": the newest round, counted with those before it. */
  | { kind: 'rounds'; ordinal: Ordinal; event: HistoryEvent }
  /** "Cut within 60 days of an AI commitment, twice": one entry for each round, with its nearest commitment. */
  | {
      kind: 'cut_near_commitment'
      withinDays: number
      cases: readonly { cut: HistoryEvent; commitment: HistoryEvent }[]
    }

const month = 30.44 * dayMs
const nearDays = 60
/** How far back rounds are counted. */
export const historyMs = 365 * dayMs

/**
 * Which round an event is in the twelve months up to it, and in how many months, rounded up; null for a first. What the stories
 * themselves say of the round comes before this.
 */
export function ordinalOf(event: HistoryEvent, history: readonly HistoryEvent[]): Ordinal | null {
  if (!isRound(event)) return null
  const earlier = roundsBefore(event, history)
  const first = earlier[0]
  if (!first) return null
  const months = Math.ceil((event.happenedAt - first.happenedAt) / month - 0.1)
  return { round: earlier.length + 1, withinMonths: Math.max(1, months) }
}

/** @param history the events of one company and its units, in any order. */
export function recurrencesOf(history: readonly HistoryEvent[]): Recurrence[] {
  const newestRound = history.filter(isRound).sort(byTime).at(-1)
  const ordinal = newestRound ? ordinalOf(newestRound, history) : null
  const cases = history
    .filter(isRound)
    .sort(byTime)
    .flatMap((cut) => {
      const commitment = nearestCommitment(cut, history)
      return commitment ? [{ cut, commitment }] : []
    })
  return [
    ...(newestRound && ordinal ? [{ kind: 'rounds' as const, ordinal, event: newestRound }] : []),
    ...(cases.length > 0
      ? [{ kind: 'cut_near_commitment' as const, withinDays: nearDays, cases }]
      : []),
  ]
}

/** The company's own rounds of the twelve months before an event, oldest first, each once. */
function roundsBefore(event: HistoryEvent, history: readonly HistoryEvent[]): HistoryEvent[] {
  const since = event.happenedAt - historyMs
  const candidates = history
    .filter((past) => past.id !== event.id && isRound(past))
    .filter((past) => past.company?.key === event.company?.key)
    .filter(({ happenedAt }) => happenedAt >= since && happenedAt < event.happenedAt)
    .sort(byTime)
  const rounds: HistoryEvent[] = []
  for (const past of candidates) {
    if (isApart(rounds.at(-1), past)) rounds.push(past)
  }
  return rounds.filter((past) => isApart(past, event))
}

function isApart(earlier: HistoryEvent | undefined, later: HistoryEvent): boolean {
  return earlier === undefined || later.happenedAt - earlier.happenedAt > 14 * dayMs
}

function nearestCommitment(
  cut: HistoryEvent,
  history: readonly HistoryEvent[],
): HistoryEvent | null {
  const away = (event: HistoryEvent) => Math.abs(event.happenedAt - cut.happenedAt)
  const near = history
    .filter((event) => isCommitment(event, cut) && away(event) <= nearDays * dayMs)
    .sort((a, b) => away(a) - away(b) || a.id - b.id)
  return near[0] ?? null
}

function isRound({ facts, company }: HistoryEvent): boolean {
  return facts.category === 'layoff' && company !== null && isFirm({ facts })
}

/** By the house that cut, whose own money goes out. */
function isCommitment({ facts }: HistoryEvent, cut: HistoryEvent): boolean {
  const root = rootKey(cut.company)
  return root !== null && isFirm({ facts }) && rolesOf(facts, root).has('payer')
}

function byTime(a: HistoryEvent, b: HistoryEvent): number {
  return a.happenedAt - b.happenedAt || a.id - b.id
}
