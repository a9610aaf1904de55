/** Time cut into equal stretches for a chart. All of it in UTC. */

import { dayMs, shortMonths } from '../text/calendar.ts'

export interface Bucket {
  /** "Mar ’26", "Q1 ’26", "2026", "9 Mar": short, as many stand beside one another. */
  label: string
  from: number
  /** The next one's `from`. */
  to: number
}

/** What one stretch is. */
type Step = 'week' | 'month' | 'quarter' | 'year'

/** Stretches of one length, one after another. */
export interface Buckets {
  step: Step
  buckets: readonly Bucket[]
}

/** At most this many points are drawn. */
const mostBuckets = 20

/** Weeks that end with `to`, the first cut short at `from`; where these are too many, as `calendarBuckets`. */
export function weekBuckets(from: number, to: number): Buckets {
  const week = 7 * dayMs
  const count = Math.ceil((to - from) / week) || 1
  if (count > mostBuckets) return calendarBuckets(from, to)
  const buckets = Array.from({ length: count }, (_, index): Bucket => {
    const start = Math.max(from, to - (count - index) * week)
    return { label: dayLabel(start), from: start, to: to - (count - index - 1) * week }
  })
  return { step: 'week', buckets }
}

/** Months, or quarters, or years: the finest that cover `from` to `to` in at most `mostBuckets`. */
export function calendarBuckets(from: number, to: number): Buckets {
  for (const step of ['month', 'quarter'] as const) {
    const buckets = everyMonths(from, to, step)
    if (buckets.length <= mostBuckets) return { step, buckets }
  }
  return { step: 'year', buckets: everyMonths(from, to, 'year').slice(-mostBuckets) }
}

const monthsIn = { month: 1, quarter: 3, year: 12 } as const
type CalendarStep = keyof typeof monthsIn

function everyMonths(from: number, to: number, step: CalendarStep): Bucket[] {
  const months = monthsIn[step]
  const start = new Date(from)
  const first = start.getUTCMonth() - (start.getUTCMonth() % months)
  const year = start.getUTCFullYear()
  const buckets: Bucket[] = []
  for (let month = first; Date.UTC(year, month) <= to; month += months) {
    const at = Date.UTC(year, month)
    buckets.push({ label: label(at, step), from: at, to: Date.UTC(year, month + months) })
  }
  return buckets
}

function label(at: number, step: CalendarStep): string {
  const date = new Date(at)
  const [month, year] = [date.getUTCMonth(), date.getUTCFullYear()]
  if (step === 'year') return `${year}`
  const part = step === 'quarter' ? `Q${month / 3 + 1}` : shortMonths[month]
  return `${part} ’${String(year).slice(-2)}`
}

function dayLabel(at: number): string {
  const date = new Date(at)
  return `${date.getUTCDate()} ${shortMonths[date.getUTCMonth()]}`
}

/** The sum of each bucket's values, in the buckets' order. */
export function sumInto<T>(
  buckets: readonly Bucket[],
  things: readonly T[],
  at: (thing: T) => number,
  value: (thing: T) => number,
): number[] {
  const sums = buckets.map(() => 0)
  for (const thing of things) {
    const index = buckets.findIndex(({ from, to }) => at(thing) >= from && at(thing) < to)
    if (index >= 0) sums[index] = (sums[index] ?? 0) + value(thing)
  }
  return sums
}
