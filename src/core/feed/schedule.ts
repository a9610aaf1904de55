/**
 * When to ask a feed again. Requests are spent where news is expected (spend.ts), by what the feed's own rhythm is (rhythm.ts); a
 * configured `every` takes the place of both. A publisher's wish (ttl, sy:updatePeriod, Cache-Control, Expires, skipHours,
 * skipDays) makes the wait longer, never shorter, and never longer than the bounds here. Failures back off by doubling. All of it
 * is kept in `FeedState`, so a restart polls nothing early.
 */

import { doubling } from '../doubling.ts'
import { dayMs, hourMs, minuteMs } from '../text/calendar.ts'
import type {
  DocumentFault,
  DocumentReading,
  FailureReason,
  FeedReading,
  Hints,
  RefusalReason,
  UnchangedReading,
  Validators,
} from './fetched.ts'
import { type Hours, openingAfter } from './hours.ts'
import { firstRhythm, observe, type Rhythm } from './rhythm.ts'
import { type Bounds, nextRequest } from './spend.ts'

/** The least wait after a failure. */
const shortestMs = 5 * minuteMs
/** The most that a publisher's wish is worth, and the ceiling for a feed that seems to have fallen asleep. */
const longestMs = 6 * hourMs
/** So long without news, and a feed is asleep. */
const asleepMs = 30 * dayMs
/** Feeds that fall due in the same minute are spread over so long. */
const spreadMs = 20_000
/** What a wait of today weighs beside those before. */
const waitWeight = 0.1
/** RFC 9110 §10.2.3 sets no limit to Retry-After; a slip of the publisher's should not cost us the feed. */
const longestRetryAfterMs = 2 * dayMs
const longestBackOffMs = dayMs
/** What readers of the field wait after a 403 or a bare 429 (goldenhillsoftware.com, "Feed polling for Unread Cloud"). */
const blockedMs = 4 * hourMs
/** A permanent redirect is believed when this many passes in a row met it; servers take mistakes back. */
const movesToBelieve = 3
/** So many failures at the new address send us back to the old one. */
const failuresToReturn = 3

/** What is remembered of one feed between passes: plain data, stored as JSON. Instants are ms, UTC. */
export interface FeedState {
  /** The configured address that all of this was learned at. */
  url: string
  /** Null: stopped (410), never asked again until its address changes. */
  nextAt: number | null
  /** From the last pass to the next, as it was planned. */
  intervalMs: number
  validators: Validators
  /** When a whole answer last came; null or absent: never. */
  wholeAt?: number | null
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
  /** When it brings news; null before the first document. */
  rhythm: Rhythm | null
  /** How long a new item had been out when we saw it, as a rule; null before one came between two passes. */
  usualWaitMs: number | null
  /** Before then the publisher does not want to be asked. */
  notBeforeAt: number
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
  reading: FeedReading
  /** When the items were published that the feed had not shown before, undated ones now; on the first pass, all. */
  newAt: readonly number[]
  now: number
  /** The configured interval, never to be undercut; null: adaptive. */
  everyMs: number | null
  /** When there may be anything new; absent: always. */
  hours?: Hours | null
  /** 0 to 1: spreads feeds that would fall due together. */
  chance: number
  spending: Spending
}

/** What requests cost now, for all feeds alike. */
export interface Spending {
  /** In minutes that an item waits. */
  price: number
  bounds: Bounds
}

const noValidators: Validators = { etag: null, lastModified: null }

/** What to send with the next request: once a day nothing, for there are servers that answer "not modified" for ever. */
export function validatorsFor({ validators, wholeAt }: FeedState, now: number): Validators {
  return Math.abs(now - (wholeAt ?? 0)) < dayMs ? validators : noValidators
}

/** A feed that was never asked is due at once; so is one whose configured address changed. */
export function startState(url: string, now: number): FeedState {
  return {
    url,
    nextAt: now,
    intervalMs: 0,
    validators: noValidators,
    wholeAt: null,
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
    rhythm: null,
    usualWaitMs: null,
    notBeforeAt: 0,
    today: { day: 0, requests: 0 },
    passes: 0,
    notModified: 0,
    documentBytes: 0,
    bytesSaved: 0,
  }
}

/** What to remember after a pass, with the next one due at `nextAt`. */
export function planNext(state: FeedState, pass: Pass): FeedState {
  const next = after(state, pass)
  if (!pass.hours || next.nextAt === null) return next
  return { ...next, nextAt: openingAfter(next.nextAt, pass.hours) }
}

function after(state: FeedState, pass: Pass): FeedState {
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
  return state.rhythm && (state.rhythm.items / state.rhythm.spanMs) * 7 * dayMs
}

function countRequests(state: FeedState, { reading, now }: Pass) {
  const day = Math.floor(now / dayMs)
  const before = state.today.day === day ? state.today.requests : 0
  return { today: { day, requests: before + reading.requests }, passes: state.passes + 1 }
}

function followMoves(state: FeedState, reading: FeedReading) {
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
  const { now, newAt } = pass
  const dates = reading.items.flatMap(({ publishedAt }) => publishedAt ?? [])
  const rhythm = state.rhythm ? observe(state.rhythm, newAt, now) : firstRhythm(dates, now)
  return {
    ...state,
    validators: reading.validators,
    wholeAt: now,
    bodyHash: reading.bodyHash,
    faults: reading.faults,
    documentBytes: reading.bytes,
    rhythm,
    usualWaitMs: waited(state, newAt, now),
    ...(newAt.length > 0 && {
      lastNewsAt: Math.max(...dates, state.lastNewsAt ?? 0) || now,
      usualGapMs: rhythm.items > 0 ? rhythm.spanMs / rhythm.items : null,
    }),
  }
}

/** Of items that came out since the pass before: an older one was put into the feed late, or is of the first document. */
function waited({ usualWaitMs, lastSuccessAt }: FeedState, newAt: readonly number[], now: number) {
  const since = lastSuccessAt ?? now
  const waits = newAt.filter((at) => at > since && at < now).map((at) => now - at)
  if (waits.length === 0) return usualWaitMs
  const mean = waits.reduce((sum, wait) => sum + wait, 0) / waits.length
  return Math.round(usualWaitMs === null ? mean : usualWaitMs + (mean - usualWaitMs) * waitWeight)
}

function readUnchanged(state: FeedState, reading: UnchangedReading, { now }: Pass): FeedState {
  const isNotModified = reading.by === 'status'
  return {
    ...state,
    validators: reading.validators ?? state.validators,
    ...(!isNotModified && { wholeAt: now }),
    rhythm: state.rhythm && observe(state.rhythm, [], now),
    notModified: state.notModified + (isNotModified ? 1 : 0),
    bytesSaved: state.bytesSaved + (isNotModified ? state.documentBytes : 0),
  }
}

function afterSuccess(state: FeedState, hints: Hints, pass: Pass): FeedState {
  const { now, everyMs, chance } = pass
  const intervalMs = everyMs ?? planned(state, pass)
  const wishedMs = Math.max(hints.freshMs ?? 0, hints.ttlMs ?? 0, hints.updateEveryMs ?? 0)
  const notBeforeAt = afterSkipped(now + Math.min(wishedMs, longestMs), hints)
  const waitMs = Math.max(intervalMs, notBeforeAt - now)
  const spread = Math.round(Math.min(spreadMs, waitMs / 10) * chance)
  return {
    ...state,
    intervalMs,
    notBeforeAt,
    failures: 0,
    failingSince: null,
    lastSuccessAt: now,
    nextAt: afterSkipped(now + waitMs + spread, hints),
  }
}

/** A feed of which nothing is known yet, or that fell asleep, is asked at the ceiling. */
function planned({ rhythm, lastNewsAt }: FeedState, { now, spending }: Pass): number {
  const { price, bounds } = spending
  if (!rhythm) return bounds.ceiling * minuteMs
  const isAsleep = rhythm.spanMs > asleepMs / 2 && now - (lastNewsAt ?? 0) > asleepMs
  return isAsleep ? longestMs : nextRequest(rhythm, now, price, bounds) - now
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
    ...later(now + backOff(state.intervalMs, failures, pass)),
  }
}

function later(at: number) {
  return { nextAt: at, notBeforeAt: at }
}

function backOff(intervalMs: number, failures: number, pass: Pass): number {
  const { reading, everyMs, chance } = pass
  const baseMs = Math.max(everyMs ?? intervalMs, isBlocked(reading) ? blockedMs : shortestMs)
  const waitMs = Math.max(doubling(failures, baseMs, longestBackOffMs), everyMs ?? 0)
  const asked = reading.kind === 'failed' ? reading.retryAfterMs : null
  if (asked === null) return waitMs + spread(waitMs, chance)
  const askedMs = Math.min(Math.max(asked, everyMs ?? shortestMs), longestRetryAfterMs)
  return askedMs + spread(shortestMs, chance)
}

function isBlocked(reading: FeedReading): boolean {
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
