import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FailureReason, FeedReading, Hints } from '../../../src/core/feed/fetched.ts'
import {
  type FeedState,
  itemsAWeek,
  type Pass,
  planNext,
  startState,
  validatorsFor,
} from '../../../src/core/feed/schedule.ts'
import { boundsOf } from '../../../src/core/feed/spend.ts'
import type { Item } from '../../../src/core/story.ts'
import { noHints } from '../../support/rows.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
/** A Monday, noon. */
const start = Date.UTC(2026, 10, 23, 12)
const asked = { requests: 1, bytes: 1000, movedTo: null }
const validators = { etag: '"1"', lastModified: null }

function datedItem(publishedAt: number | null): Item {
  return { guid: null, link: null, title: 'A', summary: '', publisher: null, publishedAt }
}

function document(dates: (number | null)[] = [], hints: Partial<Hints> = {}): FeedReading {
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
const unchanged: FeedReading = {
  kind: 'unchanged',
  by: 'status',
  hints: noHints,
  validators: null,
  ...asked,
  bytes: 0,
}
const failed = (reason: FailureReason, retryAfterMs: number | null = null): FeedReading => ({
  kind: 'failed',
  reason,
  status: 500,
  retryAfterMs,
  sentence: 'It is down.',
  ...asked,
})

const fresh = startState('https://wire.example/feed', start)

const spending = { price: 8, bounds: boundsOf(144) }

/** Asked every half hour, where the test says no other. */
function pass(state: FeedState, reading: FeedReading, given: Partial<Pass> = {}): FeedState {
  const now = given.now ?? state.nextAt ?? start
  const usual = { newAt: [], everyMs: 30 * minute, chance: 0, spending }
  return planNext(state, { reading, now, ...usual, ...given })
}

describe('the interval', () => {
  const adaptive = { everyMs: null }
  /** The wait after the first document, which brings an item every so often. */
  const waitFor = (gapMs: number, price = spending.price) => {
    const dates = Array.from({ length: 200 }, (_, at) => start - (at + 0.4) * gapMs * 1.013)
    const given = { ...adaptive, spending: { ...spending, price } }
    return ((pass(fresh, document(dates), given).nextAt ?? 0) - start) / minute
  }

  test('follows the square root of the rate of news', () => {
    const hourly = waitFor(hour)
    expect(waitFor(hour / 4)).toBeLessThan(hourly / 1.4)
    expect(waitFor(hour / 16)).toBeLessThan(hourly / 2.8)
  })

  test('grows with what a request costs', () => {
    expect(waitFor(hour, 4)).toBeLessThan(waitFor(hour, 16))
  })

  test('is a minute for a wire, an hour for a feed that lives, and six for one that fell asleep', () => {
    expect(waitFor(minute / 4)).toBeLessThan(2)
    expect(waitFor(day)).toBeGreaterThan(55)
    expect(waitFor(day)).toBeLessThan(62)
    let asleep = pass(fresh, document([start - 40 * day]), adaptive)
    for (let at = 0; at < 3; at++) {
      asleep = pass(asleep, unchanged, { ...adaptive, now: start + at * 10 * day })
    }
    expect(asleep.intervalMs).toBe(6 * hour)
  })

  test('is an hour where nothing is known', () => {
    expect(pass(fresh, unchanged, adaptive).nextAt).toBe(start + hour)
  })

  test('is what is configured, where something is', () => {
    expect(pass(fresh, document(), { everyMs: 2 * hour }).nextAt).toBe(start + 2 * hour)
    const shy = document([], { ttlMs: hour })
    expect(pass(fresh, shy, { everyMs: 15 * minute }).nextAt).toBe(start + hour)
    const slow = pass(fresh, document(), { everyMs: 2 * hour })
    const down = pass(slow, failed('server_error', 1000), { everyMs: 2 * hour })
    expect(down.nextAt).toBeGreaterThanOrEqual(start + 4 * hour)
  })

  test('is spread by chance over twenty seconds, and only ever longer', () => {
    const at = (chance: number) => pass(fresh, document(), { chance }).nextAt ?? 0
    expect(at(1) - at(0)).toBe(20_000)
  })
})

describe('the usual wait', () => {
  test('is how long new items had been out', () => {
    const first = pass(fresh, document([start - hour]), { newAt: [start - hour] })
    expect(first.usualWaitMs).toBeNull()
    const now = start + 30 * minute
    const once = pass(first, document(), { newAt: [now - 10 * minute, now - 20 * minute] })
    expect(once.usualWaitMs).toBe(15 * minute)
    const later = now + 30 * minute
    expect(pass(once, document(), { newAt: [later - 5 * minute] }).usualWaitMs).toBe(14 * minute)
  })

  test('leaves out what was put into the feed late', () => {
    const first = pass(fresh, document())
    expect(pass(first, document(), { newAt: [start - day] }).usualWaitMs).toBeNull()
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
    expect(pass(fresh, failed('server_error', 10)).nextAt).toBe(start + 30 * minute)
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
    const gone: FeedReading = { kind: 'gone', sentence: 'It is closed.', ...asked }
    expect(pass(fresh, gone).nextAt).toBeNull()
  })
})

describe('validators', () => {
  const none = { etag: null, lastModified: null }
  const read = pass(fresh, document())

  test('are sent for a day, then a whole answer is asked for, whatever the server says', () => {
    expect(validatorsFor(read, start + day - 1)).toEqual(validators)
    const still = pass(read, unchanged, { now: start + hour })
    expect(validatorsFor(still, start + day)).toEqual(none)
    expect(
      validatorsFor(pass(still, failed('server_error'), { now: start + day }), start + day),
    ).toEqual(none)
  })

  test('are sent for another day once it came, also where it was the same', () => {
    const same = pass(read, { ...unchanged, by: 'bytes', validators }, { now: start + day })
    expect(validatorsFor(same, start + 2 * day - 1)).toEqual(validators)
  })

  test('are not sent where nobody knows when a whole answer came, nor where the clock was far ahead', () => {
    const { wholeAt: _, ...unknown } = read
    expect(validatorsFor(unknown, start)).toEqual(none)
    expect(validatorsFor(read, start - 2 * day)).toEqual(none)
  })
})

describe('a permanent redirect', () => {
  const to = 'https://new.example/feed'
  const moved: FeedReading = { ...document(), movedTo: to }

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
    expect(itemsAWeek(quiet)).toBeLessThan(1)
  })
})

test('no reading plans a pass sooner than a minute, nor one later than a skipped week', () => {
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
    hints.map((hints): FeedReading => ({ ...unchanged, hints })),
    fc
      .tuple(fc.constantFrom<FailureReason>('timeout', 'forbidden', 'rate_limited'), ms)
      .map(([reason, retry]) => failed(reason, retry)),
  )
  fc.assert(
    fc.property(
      fc.array(fc.tuple(readings, fc.nat(50), fc.double({ min: 0, max: 1, noNaN: true })), {
        minLength: 1,
        maxLength: 20,
      }),
      (passes) => {
        let state = fresh
        for (const [reading, newItems, chance] of passes) {
          const now = state.nextAt ?? start
          const newAt = Array.from({ length: newItems }, (_, at) => now - at * minute)
          state = pass(state, reading, { newAt, chance, everyMs: null })
          expect((state.nextAt ?? 0) - now).toBeGreaterThanOrEqual(minute)
          expect((state.nextAt ?? 0) - now).toBeLessThanOrEqual(8 * day)
          expect(JSON.parse(JSON.stringify(state))).toEqual(state)
        }
      },
    ),
  )
})
