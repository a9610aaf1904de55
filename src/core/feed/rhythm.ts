/**
 * When a feed brings news: a rate by the hour of the day, the day of the week, and the minute of the hour (an editor's queue is
 * let go on the hour). The rate of one minute is the feed's mean rate times three factors, each learned apart and held near 1 until
 * enough was seen. What is old counts half for each half-life.
 */

import { dayMs, minuteMs } from '../text/calendar.ts'

const halfLifeMs = 21 * dayMs
/** So many items, spread evenly, stand against what was seen. */
const evenly = { hours: 20, weekdays: 7, minutes: 60 }
/** Half an item in a quarter of a day stands for a feed of which little is known. */
const supposed = { items: 0.5, spanMs: dayMs / 4 }

/** Plain data, in UTC; counts fade, so they are no integers. */
export interface Rhythm {
  hours: readonly number[]
  weekdays: readonly number[]
  minutes: readonly number[]
  items: number
  /** The time in which they came. */
  spanMs: number
  at: number
}

export function startRhythm(at: number): Rhythm {
  return {
    hours: Array(24).fill(0),
    weekdays: Array(7).fill(0),
    minutes: Array(60).fill(0),
    items: 0,
    spanMs: 0,
    at,
  }
}

/** From the dates of a first document: those of the last week, or of as far back as it reaches. */
export function firstRhythm(dates: readonly number[], now: number): Rhythm {
  const recent = dates.filter((date) => date <= now && now - date < 7 * dayMs)
  const reach = recent.length === dates.length ? Math.min(...recent, now) : now - 7 * dayMs
  const spanMs = Math.max(now - reach, 60 * minuteMs)
  return observe({ ...startRhythm(now - spanMs) }, recent, now)
}

/** `dates` are those of items that came between `rhythm.at` and `now`. */
export function observe(rhythm: Rhythm, dates: readonly number[], now: number): Rhythm {
  const elapsed = Math.max(0, now - rhythm.at)
  const kept = 0.5 ** (elapsed / halfLifeMs)
  const hours = rhythm.hours.map((count) => round(count * kept))
  const weekdays = rhythm.weekdays.map((count) => round(count * kept))
  const minutes = rhythm.minutes.map((count) => round(count * kept))
  for (const date of dates) {
    const minute = Math.floor(date / minuteMs)
    count(hours, hourOf(minute))
    count(weekdays, weekdayOf(minute))
    count(minutes, minute % 60)
  }
  return {
    hours,
    weekdays,
    minutes,
    items: rhythm.items * kept + dates.length,
    spanMs: rhythm.spanMs * kept + elapsed,
    at: now,
  }
}

/** Items expected in each of `minutes` minutes from `from` on. */
export function ratesFrom(rhythm: Rhythm, from: number, minutes: number): Float64Array {
  const { mean, ofHour, ofWeekday } = ratesOf(rhythm)
  const ofMinute = factors(rhythm.minutes, evenly.minutes)
  const first = Math.floor(from / minuteMs)
  const rates = new Float64Array(minutes)
  for (let at = 0; at < minutes; at++) {
    const minute = first + at
    const hourly = mean * (ofHour[hourOf(minute)] ?? 1) * (ofWeekday[weekdayOf(minute)] ?? 1)
    rates[at] = hourly * (ofMinute[minute % 60] ?? 1)
  }
  return rates
}

/** Items expected a minute in each hour of a week, from Monday on. */
export function hourlyRates(rhythm: Rhythm): number[] {
  const { mean, ofHour, ofWeekday } = ratesOf(rhythm)
  return ofWeekday.flatMap((ofDay) => ofHour.map((hour) => mean * hour * ofDay))
}

/** Items a minute, and the factors of each hour and weekday. */
function ratesOf(rhythm: Rhythm) {
  return {
    mean: ((rhythm.items + supposed.items) / (rhythm.spanMs + supposed.spanMs)) * minuteMs,
    ofHour: factors(smoothed(rhythm.hours), evenly.hours),
    ofWeekday: factors(rhythm.weekdays, evenly.weekdays),
  }
}

const hourOf = (minute: number): number => Math.floor(minute / 60) % 24

/** From Monday on. */
const weekdayOf = (minute: number): number => (Math.floor(minute / 1440) + 3) % 7

/** Each count against the mean of all, 1 where nothing was seen. */
function factors(counts: readonly number[], evenItems: number): number[] {
  const sum = counts.reduce((one, other) => one + other, 0)
  const share = evenItems / counts.length
  return counts.map((count) => ((count + share) / (sum + evenItems)) * counts.length)
}

/** Neighbouring hours are alike. */
function smoothed(hours: readonly number[]): number[] {
  return hours.map((count, hour) => {
    const before = hours[(hour + 23) % 24] ?? 0
    const after = hours[(hour + 1) % 24] ?? 0
    return (before + 2 * count + after) / 4
  })
}

function count(counts: number[], at: number): void {
  counts[at] = (counts[at] ?? 0) + 1
}

function round(count: number): number {
  return Math.round(count * 1000) / 1000
}
