import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FailureReason, Hints, Reading } from '../../../src/core/feed/fetched.ts'
import {
  type FeedState,
  itemsAWeek,
  type Pass,
  planNext,
  startState,
} from '../../../src/core/feed/schedule.ts'
import type { Item } from '../../../src/core/story.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
/** A Monday, noon. */
const start = Date.UTC(2026, 10, 23, 12)
const asked = { requests: 1, bytes: 1000, movedTo: null }
const noHints: Hints = {
  freshMs: null,
  ttlMs: null,
  updateEveryMs: null,
  skipHours: [],
  skipDays: [],
}
const validators = { etag: '"1"', lastModified: null }

function datedItem(publishedAt: number | null): Item {
  return { guid: null, link: null, title: 'A', summary: '', publisher: null, publishedAt }
}

function document(dates: (number | null)[] = [], hints: Partial<Hints> = {}): Reading {
  return {
    kind: 'document',
    title: null,
    items: dates.map(datedItem),
    hints: { ...noHints, ...hints },
    validators,
    bodyHash: 'hash',
    faults: [],
    ...asked,
  }
}
const unchanged: Reading = {
  kind: 'unchanged',
  by: 'status',
  hints: noHints,
  validators: null,
  ...asked,
  bytes: 0,
}
const failed = (reason: FailureReason, retryAfterMs: number | null = null): Reading => ({
  kind: 'failed',
  reason,
  status: 500,
  retryAfterMs,
  sentence: 'It is down.',
  ...asked,
})

const fresh = startState('https://wire.example/feed', start)

function pass(state: FeedState, reading: Reading, given: Partial<Pass> = {}): FeedState {
  const now = given.now ?? state.nextAt ?? start
  return planNext(state, { reading, newItems: 0, now, everyMs: null, chance: 0, ...given })
}

/** The wait that a state ends in after `times` passes, each bringing `newItems`. */
function settle(state: FeedState, reading: Reading, newItems: number, times: number): number {
  let at = state
  for (let i = 0; i < times; i++) at = pass(at, reading, { newItems })
  return (at.nextAt ?? 0) - (at.lastSuccessAt ?? 0)
}

describe('the interval', () => {
  test('begins at 30 minutes', () => {
    expect(fresh.nextAt).toBe(start)
    expect(pass(fresh, document([start - day])).nextAt).toBe(start + 30 * minute)
  })

  test('goes down to 5 minutes for a wire, at most halving from pass to pass', () => {
    const wire = document(Array.from({ length: 100 }, (_, at) => start - at * 2 * minute))
    const first = pass(fresh, wire)
    const second = pass(first, unchanged)
    expect(second.intervalMs).toBe(15 * minute)
    expect(settle(second, document(), 10, 20)).toBe(5 * minute)
  })

  test('goes up to 6 hours for two items a month', () => {
    const rare = pass(fresh, document([start - 3 * day, start - 18 * day]))
    expect(settle(rare, unchanged, 0, 10)).toBe(6 * hour)
  })

  test('goes up for a feed without dates that brings nothing', () => {
    expect(settle(pass(fresh, document([null, null])), unchanged, 0, 30)).toBe(6 * hour)
  })

  test('comes down again when a feed wakes up', () => {
    let state = pass(fresh, document([start - 40 * day]))
    for (let i = 0; i < 20; i++) state = pass(state, unchanged)
    expect(settle(state, document(), 60, 15)).toBeLessThanOrEqual(10 * minute)
  })

  test('is never shorter than what is configured', () => {
    const wire = document(Array.from({ length: 100 }, (_, at) => start - at * minute))
    const state = pass(fresh, wire, { everyMs: 2 * hour })
    expect(state.nextAt).toBe(start + 2 * hour)
    expect(
      pass(state, failed('server_error', 1000), { everyMs: 2 * hour }).nextAt,
    ).toBeGreaterThanOrEqual(start + 4 * hour)
  })

  test('is no longer than configured either, unless the publisher asks', () => {
    expect(pass(fresh, document(), { everyMs: 15 * minute }).nextAt).toBe(start + 15 * minute)
    const shy = document([], { ttlMs: hour })
    expect(pass(fresh, shy, { everyMs: 15 * minute }).nextAt).toBe(start + hour)
  })

  test('is spread by chance, and only ever longer', () => {
    const at = (chance: number) => pass(fresh, document(), { chance }).nextAt ?? 0
    expect(at(1) - at(0)).toBe(3 * minute)
  })
})

describe('a publisher who asks', () => {
  test.each<[string, Partial<Hints>, number]>([
    ['for an hour by ttl', { ttlMs: hour }, hour],
    ['for two hours by Cache-Control', { freshMs: 2 * hour }, 2 * hour],
    ['for a day by sy:updatePeriod, is heard up to six hours', { updateEveryMs: day }, 6 * hour],
    ['for a year, is heard up to six hours', { freshMs: 365 * day }, 6 * hour],
    ['for less than we wait, changes nothing', { ttlMs: minute }, 30 * minute],
  ])('%s', (_how, hints, wait) => {
    expect(pass(fresh, document([start - hour], hints)).nextAt).toBe(start + wait)
  })

  test('to be left alone in some hours is asked after them', () => {
    const night = document([], { skipHours: [12, 13, 14] })
    expect(pass(fresh, night).nextAt).toBe(Date.UTC(2026, 10, 23, 15))
  })

  test('to be left alone on some days is asked on the next, at midnight', () => {
    const weekdays = document([], { skipDays: [1, 2] })
    expect(pass(fresh, weekdays).nextAt).toBe(Date.UTC(2026, 10, 25))
  })

  test('to be left alone always is not heard', () => {
    const never = document([], { skipDays: [0, 1, 2, 3, 4, 5, 6] })
    expect(pass(fresh, never).nextAt).toBe(start + 30 * minute)
  })

  test('to come back after a time is asked then, within two days', () => {
    expect(pass(fresh, failed('rate_limited', 3 * hour)).nextAt).toBe(start + 3 * hour)
    expect(pass(fresh, failed('server_error', 10)).nextAt).toBe(start + 5 * minute)
    expect(pass(fresh, failed('server_error', 900 * day)).nextAt).toBe(start + 2 * day)
  })
})

describe('failures', () => {
  test('double the wait, up to a day', () => {
    let state = pass(fresh, document())
    const waits: number[] = []
    for (let i = 0; i < 8; i++) {
      const now = state.nextAt ?? 0
      state = pass(state, failed('timeout'))
      waits.push(((state.nextAt ?? 0) - now) / minute)
    }
    expect(waits).toEqual([30, 60, 120, 240, 480, 960, 1440, 1440])
  })

  test.each<FailureReason>(['rate_limited', 'forbidden'])(
    'by %s begin with four hours',
    (reason) => {
      expect(pass(fresh, failed(reason)).nextAt).toBe(start + 4 * hour)
    },
  )

  test('are remembered since the first, and forgotten with a success', () => {
    const first = pass(fresh, failed('timeout'))
    const second = pass(first, failed('unreachable'))
    expect(second).toMatchObject({
      failures: 2,
      failingSince: start,
      lastError: { reason: 'unreachable', sentence: 'It is down.' },
    })
    expect(pass(second, document())).toMatchObject({ failures: 0, failingSince: null })
  })

  test('keep the validators of the last 200', () => {
    const state = pass(pass(fresh, document()), failed('not_a_feed'))
    expect(state).toMatchObject({ validators, bodyHash: 'hash' })
  })

  test('by 410 end in never', () => {
    const gone: Reading = { kind: 'gone', sentence: 'It is closed.', ...asked }
    expect(pass(fresh, gone).nextAt).toBeNull()
  })
})

describe('a permanent redirect', () => {
  const to = 'https://new.example/feed'
  const moved: Reading = { ...document(), movedTo: to }

  test('is believed the third time in a row', () => {
    const twice = pass(pass(fresh, moved), { ...unchanged, movedTo: to })
    expect(twice.movedTo).toBeNull()
    expect(pass(twice, moved).movedTo).toBe(to)
  })

  test('that is taken back, or leads elsewhere, begins anew', () => {
    const twice = pass(pass(fresh, moved), moved)
    expect(pass(pass(twice, document()), moved).movedTo).toBeNull()
    expect(pass(twice, { ...document(), movedTo: 'https://third.example/' })).toMatchObject({
      movedTo: null,
      moving: { times: 1 },
    })
  })

  test('to an address that fails three times is forgotten', () => {
    let state = pass(pass(pass(fresh, moved), moved), moved)
    for (let i = 0; i < 2; i++) state = pass(state, failed('not_found'))
    expect(state.movedTo).toBe(to)
    expect(pass(state, failed('not_found')).movedTo).toBeNull()
  })
})

describe('what is counted', () => {
  test('requests of a day begin anew at midnight UTC', () => {
    const twice = pass(pass(fresh, document()), { ...unchanged, requests: 3 })
    expect(twice.today.requests).toBe(4)
    expect(pass(twice, unchanged, { now: start + day }).today.requests).toBe(1)
  })

  test('each 304 saves the bytes of the last document', () => {
    const state = pass(pass(pass(fresh, document()), unchanged), { ...unchanged, by: 'bytes' })
    expect(state).toMatchObject({ passes: 3, notModified: 1, bytesSaved: 1000 })
  })

  test('items a week come from the dates of the first document, then from what is new', () => {
    expect(itemsAWeek(fresh)).toBeNull()
    const daily = pass(fresh, document(Array.from({ length: 30 }, (_, at) => start - at * day)))
    expect(itemsAWeek(daily)).toBeCloseTo(7)
    const quiet = pass(daily, unchanged, { now: start + 28 * day })
    expect(itemsAWeek(quiet)).toBeLessThan(0.5)
  })
})

test('no reading plans a pass sooner than five minutes, nor one later than a skipped week', () => {
  const ms = fc.option(fc.integer({ min: -hour, max: 400 * day }))
  const hints = fc.record({
    freshMs: ms,
    ttlMs: ms,
    updateEveryMs: ms,
    skipHours: fc.array(fc.nat(23)),
    skipDays: fc.array(fc.nat(6)),
  })
  const readings = fc.oneof(
    fc
      .tuple(fc.array(fc.option(fc.integer({ min: 0, max: start }))), hints)
      .map(([dates, hints]) => document(dates, hints)),
    hints.map((hints): Reading => ({ ...unchanged, hints })),
    fc
      .tuple(fc.constantFrom<FailureReason>('timeout', 'forbidden', 'rate_limited'), ms)
      .map(([reason, retry]) => failed(reason, retry)),
  )
  fc.assert(
    fc.property(
      fc.array(fc.tuple(readings, fc.nat(5000), fc.double({ min: 0, max: 1, noNaN: true })), {
        minLength: 1,
        maxLength: 20,
      }),
      (passes) => {
        let state = fresh
        for (const [reading, newItems, chance] of passes) {
          const now = state.nextAt ?? start
          state = pass(state, reading, { newItems, chance })
          expect((state.nextAt ?? 0) - now).toBeGreaterThanOrEqual(5 * minute)
          expect((state.nextAt ?? 0) - now).toBeLessThanOrEqual(8 * day)
          expect(JSON.parse(JSON.stringify(state))).toEqual(state)
        }
      },
    ),
  )
})
