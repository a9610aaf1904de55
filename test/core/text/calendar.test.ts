import { expect, test } from 'vitest'
import {
  dayNamed,
  dayNames,
  monthNamed,
  monthNames,
  monthWords,
  utcDate,
} from '../../../src/core/text/calendar.ts'

test('days and months stand in the order in which a Date counts them', () => {
  const format = (options: Intl.DateTimeFormatOptions, at: number) =>
    new Intl.DateTimeFormat('en', { ...options, timeZone: 'UTC' }).format(at)
  for (const [index, name] of dayNames.entries()) {
    const at = Date.UTC(2026, 10, 22 + index)
    expect([new Date(at).getUTCDay(), format({ weekday: 'long' }, at)]).toEqual([index, name])
  }
  for (const [index, name] of monthNames.entries()) {
    expect(format({ month: 'long' }, Date.UTC(2026, index, 15))).toBe(name)
  }
})

test('a day and a month are known by their names or the first letters of them', () => {
  expect(['Sunday', 'sun', 'TUES', 'thurs', 'sat'].map(dayNamed)).toEqual([0, 0, 2, 4, 6])
  expect(['su', 's', '', 'sunny', 'sundays', 'today'].map(dayNamed)).toEqual(
    Array.from({ length: 6 }, () => null),
  )
  expect(['January', 'jan', 'Sept', 'DEC'].map(monthNamed)).toEqual([1, 1, 9, 12])
  expect(['ja', 'mayor', 'xyz'].map(monthNamed)).toEqual([null, null, null])
  expect(['may', 'sept', 'september', 'sep'].every((word) => monthWords.has(word))).toBe(true)
})

test('a date that is in no calendar is none', () => {
  expect(utcDate(2028, 2, 29)).toBe(Date.UTC(2028, 1, 29))
  for (const [year, month, day] of [
    [2027, 2, 29],
    [2026, 2, 30],
    [2026, 13, 1],
    [2026, 0, 1],
    [2026, 4, 31],
    [2026, 4, 0],
    [Number.NaN, 1, 1],
  ] as const) {
    expect(utcDate(year, month, day)).toBeNull()
  }
})
