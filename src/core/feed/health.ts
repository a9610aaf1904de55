/** How a feed is, for people: one word for its state, and the figures that bear it out. */

import { dayMs, hourMs } from '../text/calendar.ts'
import type { DocumentFault } from './fetched.ts'
import { type FeedError, type FeedState, itemsAWeek } from './schedule.ts'

/** No feed is called quiet over a long weekend. */
const shortestQuietMs = 4 * dayMs
/** So many times its usual gap without an item, and something may be wrong at the publisher's. */
const gapsToQuiet = 5

type Health =
  /** Not asked yet. */
  | { kind: 'new' }
  | { kind: 'fine' }
  /** It answers, but nothing has come for longer than usual. */
  | { kind: 'quiet'; since: number; usualGapMs: number }
  | { kind: 'failing'; since: number; sentence: string }
  /** The publisher has closed it; it is asked no more. */
  | { kind: 'stopped'; since: number; sentence: string }
  /** Fine, at another address than the configured one. */
  | { kind: 'moved'; to: string }

export interface FeedHealth {
  health: Health
  lastSuccessAt: number | null
  /** Of the last failure, though it be over. */
  lastError: FeedError | null
  itemsAWeek: number | null
  /** From publication to our seeing it; null where nothing is known. */
  usualWaitMs: number | null
  requestsToday: number
  /** Of all passes, 0 to 1; null before the first. */
  notModifiedShare: number | null
  bytesSaved: number
  /** What is wrong with its document, of which the readable part is used. */
  faults: readonly DocumentFault[]
  nextAt: number | null
}

export function feedHealth(state: FeedState, now: number): FeedHealth {
  return {
    health: healthOf(state, now),
    lastSuccessAt: state.lastSuccessAt,
    lastError: state.lastError,
    itemsAWeek: itemsAWeek(state),
    usualWaitMs: state.usualWaitMs,
    requestsToday: state.today.day === Math.floor(now / dayMs) ? state.today.requests : 0,
    notModifiedShare: state.passes === 0 ? null : state.notModified / state.passes,
    bytesSaved: state.bytesSaved,
    faults: state.faults,
    nextAt: state.nextAt,
  }
}

function healthOf(state: FeedState, now: number): Health {
  const { nextAt, failingSince, lastError, movedTo, lastNewsAt, usualGapMs } = state
  const sentence = lastError?.sentence ?? ''
  if (nextAt === null) return { kind: 'stopped', since: lastError?.at ?? now, sentence }
  if (failingSince !== null) return { kind: 'failing', since: failingSince, sentence }
  if (state.lastSuccessAt === null) return { kind: 'new' }
  if (movedTo !== null) return { kind: 'moved', to: movedTo }
  if (lastNewsAt !== null && usualGapMs !== null) {
    const isLate = now - lastNewsAt > Math.max(usualGapMs * gapsToQuiet, shortestQuietMs)
    if (isLate) return { kind: 'quiet', since: lastNewsAt, usualGapMs }
  }
  return { kind: 'fine' }
}

/** A feed that has failed for a day, or that its publisher has closed, is worth telling those who depend on it. */
export function isLost({ failingSince, nextAt }: FeedState, now: number): boolean {
  return nextAt === null || (failingSince !== null && now - failingSince >= dayMs)
}

/** What the channels are told, once each: that a feed is lost, that it is back, or nothing. */
export function lossNotice(name: string, state: FeedState, now: number): string | null {
  if (state.toldLostAt === null && isLost(state, now)) {
    const since = state.nextAt === null ? 'is closed' : 'could not be read for a day'
    return `The feed “${name}” ${since}. ${state.lastError?.sentence ?? ''}`.trim()
  }
  return state.toldLostAt !== null && state.failures === 0
    ? `The feed “${name}” is read again.`
    : null
}

/** What a person can do about it; null where all is well. */
export function advise({ health, faults }: FeedHealth): string | null {
  switch (health.kind) {
    case 'failing':
    case 'stopped':
      return health.sentence
    case 'moved':
      return `It has moved to ${health.to}. Change its address to that.`
    case 'quiet':
      return `It brings ${gapOf(health.usualGapMs)} as a rule. Look whether the site still publishes there.`
    case 'new':
    case 'fine':
      return faults.map((fault) => faultSentences[fault]).join(' ') || null
  }
}

const faultSentences: Record<DocumentFault, string> = {
  truncated: 'Its document breaks off; the items before the break are used.',
  repaired: 'Its document breaks the rules of XML and was mended.',
  items_lost: 'Some items of its document cannot be read; the others are used.',
  dates_unread: 'The dates of some items cannot be read; they count as old as their neighbours.',
  too_many_items: 'Its document holds more than 2,000 items; the newest are used.',
}

function gapOf(ms: number): string {
  const hours = ms / hourMs
  if (hours < 1.5) return 'an item an hour or more'
  if (hours < 36) return `an item every ${Math.round(hours)} hours`
  return `an item every ${Math.round(hours / 24)} days`
}

/** How long new items had been out when they were seen, at the feed in the middle; null where none is known yet. */
export function usualWaitOf(states: readonly Pick<FeedState, 'usualWaitMs'>[]): number | null {
  const waits = states.flatMap(({ usualWaitMs }) => usualWaitMs ?? []).sort((a, b) => a - b)
  return waits[Math.floor(waits.length / 2)] ?? null
}
