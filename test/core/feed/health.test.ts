import { describe, expect, test } from 'vitest'
import { advise, feedHealth, isLost, usualWaitOf } from '../../../src/core/feed/health.ts'
import { startRhythm } from '../../../src/core/feed/rhythm.ts'
import { type FeedState, startState } from '../../../src/core/feed/schedule.ts'

const hour = 3_600_000
const day = 24 * hour
const now = Date.UTC(2026, 10, 23, 12)
const read: FeedState = {
  ...startState('https://wire.example/feed', now),
  lastSuccessAt: now - hour,
  nextAt: now + hour,
  lastNewsAt: now - hour,
  usualGapMs: 3 * hour,
  rhythm: { ...startRhythm(now), items: 56, spanMs: 7 * day },
  passes: 8,
  notModified: 6,
}
const error = { at: now - hour, reason: 'timeout', sentence: 'It takes too long.' } as const

function state(given: Partial<FeedState>): FeedState {
  return { ...read, ...given }
}

describe('a feed is', () => {
  const kindOf = (given: Partial<FeedState>) => feedHealth(state(given), now).health.kind

  test('new before it was read', () => {
    expect(feedHealth(startState('https://wire.example/feed', now), now)).toMatchObject({
      health: { kind: 'new' },
      notModifiedShare: null,
      itemsAWeek: null,
    })
  })

  test('fine when it was read and has its usual news', () => {
    expect(feedHealth(read, now)).toMatchObject({
      health: { kind: 'fine' },
      itemsAWeek: 56,
      notModifiedShare: 0.75,
    })
    expect(kindOf({ usualGapMs: null, lastNewsAt: null })).toBe('fine')
  })

  test('quiet after five times its usual gap, though never before four days', () => {
    expect(kindOf({ lastNewsAt: now - 3 * day })).toBe('fine')
    expect(kindOf({ lastNewsAt: now - 5 * day })).toBe('quiet')
    expect(kindOf({ lastNewsAt: now - 5 * day, usualGapMs: 2 * day })).toBe('fine')
    expect(kindOf({ lastNewsAt: now - 11 * day, usualGapMs: 2 * day })).toBe('quiet')
  })

  test('failing since its first failure', () => {
    const failing = state({ failingSince: now - day, lastError: error })
    expect(feedHealth(failing, now).health).toEqual({
      kind: 'failing',
      since: now - day,
      sentence: error.sentence,
    })
  })

  test('stopped when it is asked no more', () => {
    expect(kindOf({ nextAt: null, failingSince: now, lastError: error })).toBe('stopped')
  })

  test('moved when it is read at another address', () => {
    expect(kindOf({ movedTo: 'https://new.example/' })).toBe('moved')
  })
})

test('requests are those of today', () => {
  const today = { day: Math.floor(now / day), requests: 3 }
  expect(feedHealth(state({ today }), now).requestsToday).toBe(3)
  expect(feedHealth(state({ today }), now + day).requestsToday).toBe(0)
})

test('a feed is lost once it has failed for a day', () => {
  expect(isLost(state({ failingSince: now - day + 1 }), now)).toBe(false)
  expect(isLost(state({ failingSince: now - day }), now)).toBe(true)
  expect(isLost(read, now)).toBe(false)
})

test('advice is given where there is something to do', () => {
  const adviceFor = (given: Partial<FeedState>) => advise(feedHealth(state(given), now))
  expect(adviceFor({})).toBeNull()
  expect(adviceFor({ faults: ['truncated'] })).toContain('breaks off')
  expect(adviceFor({ failingSince: now, lastError: error })).toBe(error.sentence)
  expect(adviceFor({ movedTo: 'https://new.example/' })).toContain('https://new.example/')
  expect(adviceFor({ lastNewsAt: now - 9 * day })).toContain('every 3 hours')
})

test('the usual wait is that of the feed in the middle, where any is known', () => {
  const waits = (...all: (number | null)[]) =>
    usualWaitOf(all.map((usualWaitMs) => ({ usualWaitMs })))
  expect(waits(9, null, 3, 5)).toBe(5)
  expect(waits(null)).toBeNull()
})
