import { expect, test } from 'vitest'
import { isBetween, localTime, nextAt } from '../../../src/core/text/local-time.ts'

const at = (iso: string) => Date.parse(iso)
const lisbon = 'Europe/Lisbon'
const berlin = 'Europe/Berlin'
const kolkata = 'Asia/Kolkata'

test('reads the minute and the weekday of a zone', () => {
  expect(localTime(at('2026-11-23T20:00:00Z'), kolkata)).toEqual({ minute: 90, day: 2 })
})

test('the next time of day is today when it is still to come and tomorrow when it is gone', () => {
  expect(nextAt('09:00', lisbon, at('2026-11-23T08:59:30Z'))).toBe(at('2026-11-23T09:00:00Z'))
  expect(nextAt('09:00', lisbon, at('2026-11-23T09:00:00Z'))).toBe(at('2026-11-24T09:00:00Z'))
})

test('a day of the week is met within seven days', () => {
  expect(nextAt('09:00', lisbon, at('2026-11-23T10:00:00Z'), 1)).toBe(at('2026-11-30T09:00:00Z'))
  expect(nextAt('09:00', lisbon, at('2026-11-23T10:00:00Z'), 5)).toBe(at('2026-11-27T09:00:00Z'))
})

test('a change of the clocks between now and then is allowed for', () => {
  // Berlin springs forward in the night to 2026-03-29.
  expect(nextAt('09:00', berlin, at('2026-03-28T20:00:00Z'))).toBe(at('2026-03-29T07:00:00Z'))
  expect(nextAt('09:00', berlin, at('2026-03-23T20:00:00Z'), 0)).toBe(at('2026-03-29T07:00:00Z'))
})

test('a span over midnight holds on both sides of it, and its end is outside', () => {
  const isQuiet = (iso: string) => isBetween(at(iso), '22:00', '07:00', lisbon)
  expect(
    ['21:59', '22:00', '03:00', '06:59', '07:00'].map((t) => isQuiet(`2026-11-23T${t}:00Z`)),
  ).toEqual([false, true, true, true, false])
})

test('a time that a zone shows twice in one night comes once, and one that it skips comes as much later', () => {
  const first = at('2026-10-25T00:30:00Z')
  expect(nextAt('02:30', berlin, at('2026-10-24T20:00:00Z'))).toBe(first)
  expect(nextAt('02:30', berlin, first)).toBe(at('2026-10-26T01:30:00Z'))
  expect(nextAt('02:30', berlin, at('2026-03-28T20:00:00Z'))).toBe(at('2026-03-29T01:30:00Z'))
})
