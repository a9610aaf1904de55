/**
 * When to ask a feed again. The interval follows the feed's own rate of news, from 5 minutes to 6 hours, beginning at
 * 30 minutes and at most halving or doubling from one pass to the next; a configured `every` is a floor. A publisher's
 * wish (ttl, sy:updatePeriod, Cache-Control, Expires, skipHours, skipDays) makes it longer, never shorter, and never
 * longer than the bounds here. Failures back off by doubling. All of it is kept in `FeedState`, so a restart polls
 * nothing early.
 */

import { dayMs, hourMs, minuteMs } from '../text/calendar.ts'
import type {
  DocumentFault,
  DocumentReading,
  FailureReason,
  Hints,
  Reading,
  RefusalReason,
  UnchangedReading,
  Validators,
} from './fetched.ts'

const shortestMs = 5 * minuteMs
const longestMs = 6 * hourMs
const firstMs = 30 * minuteMs
/** RFC 9110 §10.2.3 sets no limit to Retry-After; a slip of the publisher's should not cost us the feed. */
const longestRetryAfterMs = 2 * dayMs
const longestBackOffMs = dayMs
/** What readers of the field wait after a 403 or a bare 429 (goldenhillsoftware.com, "Feed polling for Unread Cloud"). */
const blockedMs = 4 * hourMs
/** A permanent redirect is believed when this many passes in a row met it; servers take mistakes back. */
const movesToBelieve = 3
/** So many failures at the new address send us back to the old one. */
const failuresToReturn = 3
/** Older news counts half for each of these. */
const halfLifeMs = 7 * dayMs

/** What is remembered of one feed between passes: plain data, stored as JSON. Instants are ms, UTC. */
export interface FeedState {
  /** The configured address that all of this was learned at. */
  url: string
  /** Null: stopped (410), never asked again until its address changes. */
  nextAt: number | null
  intervalMs: number
  validators: Validators
  bodyHash: string | null
  /** The address in use after a permanent redirect that was met often enough. */
  movedTo: string | null
  /** A permanent redirect on probation. */
  moving: { to: string; times: number } | null
  /** In a row. */
  failures: number
  failingSince: number | null
  lastError: FeedError | null
  lastSuccessAt: number | null
  /** When the channels were told that it is lost; null: they think it is well. Kept by who tells them. */
  toldLostAt: number | null
  /** Of the last document. */
  faults: readonly DocumentFault[]
  /** When a new item last came: its own date, else when we saw it. */
  lastNewsAt: number | null
  /** The gap between two items that was usual when the last one came; null before there were any. */
  usualGapMs: number | null
  /** The rate of news: `items` in `spanMs`, both fading by half each week. */
  rate: { items: number; spanMs: number; at: number } | null
  /** Requests of one UTC day, `day` counted from 1970. */
  today: { day: number; requests: number }
  passes: number
  /** Passes answered 304. */
  notModified: number
  /** Size of the last document as it was sent; what each unchanged pass saves. */
  documentBytes: number
  bytesSaved: number
}

export interface FeedError {
  at: number
  reason: FailureReason | RefusalReason | 'gone' | 'page'
  sentence: string
}

export interface Pass {
  reading: Reading
  /** Items that the feed had not shown before; on the first pass, all. */
  newItems: number
  now: number
  /** The configured interval, never to be undercut; null: adaptive. */
  everyMs: number | null
  /** 0 to 1: spreads feeds that would fall due together. */
  chance: number
}

/** A feed that was never asked is due at once; so is one whose configured address changed. */
export function startState(url: string, now: number): FeedState {
  return {
    url,
    nextAt: now,
    intervalMs: firstMs,
    validators: { etag: null, lastModified: null },
    bodyHash: null,
    movedTo: null,
    moving: null,
    failures: 0,
    failingSince: null,
    lastError: null,
    lastSuccessAt: null,
    toldLostAt: null,
    faults: [],
    lastNewsAt: null,
    usualGapMs: null,
    rate: null,
    today: { day: 0, requests: 0 },
    passes: 0,
    notModified: 0,
    documentBytes: 0,
    bytesSaved: 0,
  }
}

/** What to remember after a pass, with the next one due at `nextAt`. */
export function planNext(state: FeedState, pass: Pass): FeedState {
  const counted = { ...state, ...countRequests(state, pass), ...followMoves(state, pass.reading) }
  switch (pass.reading.kind) {
    case 'document':
      return afterSuccess(readDocument(counted, pass.reading, pass), pass.reading.hints, pass)
    case 'unchanged':
      return afterSuccess(readUnchanged(counted, pass.reading, pass), pass.reading.hints, pass)
    case 'gone':
      return { ...afterFailure(counted, pass, 'gone', pass.reading.sentence), nextAt: null }
    case 'page':
      return afterFailure(counted, pass, 'page', pass.reading.sentence)
    case 'refused':
    case 'failed':
      return afterFailure(counted, pass, pass.reading.reason, pass.reading.sentence)
  }
}

/** Items a week; null before the first document. */
export function itemsAWeek(state: FeedState): number | null {
  return state.rate && (state.rate.items / state.rate.spanMs) * 7 * dayMs
}

function countRequests(state: FeedState, { reading, now }: Pass) {
  const day = Math.floor(now / dayMs)
  const before = state.today.day === day ? state.today.requests : 0
  return { today: { day, requests: before + reading.requests }, passes: state.passes + 1 }
}

function followMoves(state: FeedState, reading: Reading) {
  const isReading = reading.kind === 'document' || reading.kind === 'unchanged'
  if (!isReading) {
    const isLost = state.movedTo !== null && state.failures + 1 >= failuresToReturn
    return isLost ? { movedTo: null, moving: null } : {}
  }
  const to = reading.movedTo
  if (to === null) return { moving: null }
  const times = state.moving?.to === to ? state.moving.times + 1 : 1
  return times < movesToBelieve ? { moving: { to, times } } : { movedTo: to, moving: null }
}

function readDocument(state: FeedState, reading: DocumentReading, pass: Pass): FeedState {
  const { now, newItems } = pass
  const dates = reading.items.flatMap(({ publishedAt }) => publishedAt ?? [])
  const rate = state.rate ? observe(state.rate, newItems, now) : estimate(dates, now)
  return {
    ...state,
    validators: reading.validators,
    bodyHash: reading.bodyHash,
    faults: reading.faults,
    documentBytes: reading.bytes,
    rate,
    ...(newItems > 0 && {
      lastNewsAt: Math.max(...dates, state.lastNewsAt ?? 0) || now,
      usualGapMs: rate.items > 0 ? rate.spanMs / rate.items : null,
    }),
  }
}

function readUnchanged(state: FeedState, reading: UnchangedReading, { now }: Pass): FeedState {
  const isNotModified = reading.by === 'status'
  return {
    ...state,
    validators: reading.validators ?? state.validators,
    rate: state.rate && observe(state.rate, 0, now),
    notModified: state.notModified + (isNotModified ? 1 : 0),
    bytesSaved: state.bytesSaved + (isNotModified ? state.documentBytes : 0),
  }
}

type Rate = NonNullable<FeedState['rate']>

/** From the dates of a first document: those of the last week, or of as far back as it reaches. */
function estimate(dates: readonly number[], now: number): Rate {
  const recent = dates.filter((date) => date <= now && now - date < halfLifeMs)
  const reach = recent.length === dates.length ? Math.min(...recent, now) : now - halfLifeMs
  return { items: recent.length, spanMs: Math.max(now - reach, hourMs), at: now }
}

function observe(rate: Rate, newItems: number, now: number): Rate {
  const elapsed = Math.max(0, now - rate.at)
  const kept = 0.5 ** (elapsed / halfLifeMs)
  return { items: rate.items * kept + newItems, spanMs: rate.spanMs * kept + elapsed, at: now }
}

function afterSuccess(state: FeedState, hints: Hints, pass: Pass): FeedState {
  const { now, everyMs, chance } = pass
  const intervalMs = adapt(state)
  const wishedMs = Math.max(hints.freshMs ?? 0, hints.ttlMs ?? 0, hints.updateEveryMs ?? 0)
  const waitMs = Math.max(everyMs ?? intervalMs, Math.min(wishedMs, longestMs))
  return {
    ...state,
    intervalMs,
    failures: 0,
    failingSince: null,
    lastSuccessAt: now,
    nextAt: afterSkipped(now + waitMs + spread(waitMs, chance), hints),
  }
}

/** Half the usual gap between two items, so that news waits a quarter of it on average. */
function adapt({ rate, intervalMs, lastSuccessAt }: FeedState): number {
  if (!rate || lastSuccessAt === null) return firstMs
  const wanted = rate.items === 0 ? longestMs : rate.spanMs / rate.items / 2
  const near = Math.min(Math.max(wanted, intervalMs / 2), intervalMs * 2)
  return Math.round(Math.min(Math.max(near, shortestMs), longestMs))
}

function afterFailure(
  state: FeedState,
  pass: Pass,
  reason: FeedError['reason'],
  sentence: string,
): FeedState {
  const { now } = pass
  const failures = state.failures + 1
  return {
    ...state,
    failures,
    failingSince: state.failingSince ?? now,
    lastError: { at: now, reason, sentence },
    nextAt: now + backOff(state.intervalMs, failures, pass),
  }
}

function backOff(intervalMs: number, failures: number, pass: Pass): number {
  const { reading, everyMs, chance } = pass
  const baseMs = Math.max(everyMs ?? intervalMs, isBlocked(reading) ? blockedMs : shortestMs)
  const doubled = Math.min(baseMs * 2 ** Math.min(failures - 1, 20), longestBackOffMs)
  const waitMs = Math.max(doubled, everyMs ?? 0)
  const asked = reading.kind === 'failed' ? reading.retryAfterMs : null
  if (asked === null) return waitMs + spread(waitMs, chance)
  const askedMs = Math.min(Math.max(asked, everyMs ?? shortestMs), longestRetryAfterMs)
  return askedMs + spread(shortestMs, chance)
}

function isBlocked(reading: Reading): boolean {
  return reading.kind === 'failed' && ['rate_limited', 'forbidden'].includes(reading.reason)
}

/** Only ever later, up to a tenth: no feed is asked oftener than was said. */
function spread(waitMs: number, chance: number): number {
  return Math.round((waitMs * chance) / 10)
}

/** The first hour at or after `at` that the publisher does not ask to be left alone in; a document that skips all is not heard. */
function afterSkipped(at: number, { skipHours, skipDays }: Hints): number {
  for (let hour = 0; hour <= 7 * 24; hour++) {
    const then = hour === 0 ? at : (Math.floor(at / hourMs) + hour) * hourMs
    const date = new Date(then)
    if (!skipHours.includes(date.getUTCHours()) && !skipDays.includes(date.getUTCDay())) {
      return then
    }
  }
  return at
}
