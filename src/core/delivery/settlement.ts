/** What comes of an attempt, for the row of the message and for its channel. */

import type { ChannelSettings } from '../channel/settings.ts'
import { type DeliveryState, type Hold, isFinal, type Pending, type Timings } from './delivery.ts'
import { backOff, probeAfter } from './retry.ts'

/** What came of one send. `word` is Slack's, or the network's. */
export type Posted =
  | { kind: 'posted'; ts: string }
  /** Certainly not done: Slack asks for patience. */
  | { kind: 'limited'; retryAfterMs: number }
  /** Certainly not done, and not for as long as things are as they are. */
  | { kind: 'refused'; scope: 'channel' | 'team' | 'message' | 'frozen'; word: string }
  /** Certainly not done, for a reason that passes. */
  | { kind: 'failed'; word: string }
  /** Done or not: nobody said. */
  | { kind: 'unknown'; word: string }

/** What came of looking for a message by its metadata. */
export type Sought =
  | { kind: 'found'; ts: string }
  | { kind: 'absent' }
  /** The bot may not read there. */
  | { kind: 'unreadable'; word: string }
  | { kind: 'limited'; retryAfterMs: number }
  | { kind: 'failed'; word: string }

/** What to write; what is left out stays. */
export interface Settlement {
  state?: DeliveryState
  ts?: string
  shown?: number
  /** Given with the state `held`; any other state is held by nothing. */
  hold?: Hold
  error?: string | null
  /** Of what stands: no change that is not material before. */
  nextAt?: number
  attempts?: number
  channel?: {
    /** Nothing is posted there before. */
    notBefore?: number
    /** Slack's word for why nothing can be posted there; null when something was. */
    blocked?: string | null
  }
}

/** Later than any clock: held until a person decides. */
export const never = 9_000_000_000_000_000

/** `sent.revision` is the one that was sent; `sent.chance` is 0 to 1. */
export function afterPost(
  posted: Posted,
  row: Pending,
  sent: { revision: number; now: number; chance: number },
): Settlement {
  const { now } = sent
  switch (posted.kind) {
    case 'posted':
      return stands(posted.ts, sent.revision, now)
    case 'limited': {
      const notBefore = now + posted.retryAfterMs
      return { state: 'waiting', error: 'ratelimited', channel: { notBefore } }
    }
    case 'refused':
      return posted.scope === 'channel' || posted.scope === 'team'
        ? refused(posted.word, row.attempts + 1, now)
        : { state: 'given_up', error: posted.word }
    case 'failed': {
      const notBefore = now + backOff(row.attempts + 1, sent.chance)
      return { state: 'waiting', error: posted.word, channel: { notBefore } }
    }
    case 'unknown':
      return { error: posted.word, channel: { notBefore: now } }
  }
}

export function afterLook(
  sought: Sought,
  row: Pending,
  look: { at: number; now: number; chance: number },
  onUnknown: ChannelSettings['onUnknown'],
  times: Timings,
): Settlement {
  const { now } = look
  switch (sought.kind) {
    case 'found':
      // What was sent may be older than what is wanted now: one more update settles it.
      return stands(sought.ts, row.wanted === 1 ? 1 : 0, now)
    case 'absent':
      return isFinal(row, look.at, times)
        ? { state: 'waiting', nextAt: now, attempts: 0 }
        : { attempts: 0, channel: { notBefore: (row.attemptedAt ?? now) + times.lookAgainMs } }
    case 'unreadable':
      return onUnknown === 'send'
        ? { state: 'waiting', error: sought.word, nextAt: now }
        : { state: 'held', hold: 'unknown', error: sought.word, nextAt: never }
    case 'limited':
      return { channel: { notBefore: now + sought.retryAfterMs } }
    case 'failed':
      return {
        attempts: row.attempts + 1,
        channel: { notBefore: now + backOff(row.attempts + 1, look.chance) },
      }
  }
}

/**
 * When what stands may next be changed for a change that is not material: ever rarer, up to `updateAtLeastEveryMs`, the longer it
 * stands, so that thirty outlets in an hour cost a message a handful of updates.
 */
export function nextUpdateAt(
  { createdAt }: Pick<Pending, 'createdAt'>,
  now: number,
  { updateEveryMs, updateAtLeastEveryMs }: Timings,
): number {
  return now + Math.max(updateEveryMs, Math.min(now - createdAt, updateAtLeastEveryMs))
}

export function afterUpdate(
  posted: Posted,
  row: Pending,
  sent: { revision: number; now: number; chance: number },
  times: Timings,
): Settlement {
  const { revision: shown, now } = sent
  const again = now + backOff(row.attempts + 1, sent.chance)
  switch (posted.kind) {
    case 'posted':
      return { shown, error: null, attempts: 0, nextAt: nextUpdateAt(row, now, times) }
    case 'limited':
      return { nextAt: now + posted.retryAfterMs }
    case 'refused':
      return posted.scope === 'channel' || posted.scope === 'team'
        ? {
            ...refused(posted.word, row.attempts + 1, now),
            state: 'sent',
            attempts: row.attempts + 1,
          }
        : { shown, error: posted.word, attempts: 0, nextAt: nextUpdateAt(row, now, times) }
    case 'failed':
    case 'unknown':
      // The same update twice is one update.
      return { nextAt: again, attempts: row.attempts + 1, error: posted.word }
  }
}

function stands(ts: string, shown: number, now: number): Settlement {
  const row = { ts, shown, error: null, attempts: 0, nextAt: now } as const
  return { state: 'sent', ...row, channel: { blocked: null } }
}

function refused(word: string, refusals: number, now: number): Settlement {
  const again = now + probeAfter(refusals)
  return {
    state: 'refused',
    error: word,
    nextAt: again,
    channel: { notBefore: again, blocked: word },
  }
}
