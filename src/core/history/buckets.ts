/** Time cut into equal stretches for a chart. All of it in UTC. */

import { dayMs, shortMonths } from '../text/calendar.ts'

export interface Bucket {
  /** "Mar 2026", "Q1 2026", "2026", "9 Mar". */
  label: string
  from: number
  /** The next one's `from`. */
  to: number
}

/** At most this many points are drawn. */
const mostBuckets = 20

/** Months, or quarters, or years: the finest that cover `from` to `to` in at most `mostBuckets`. */
export function calendarBuckets(from: number, to: number): Bucket[] {
  for (const step of [1, 3, 12]) {
    const buckets = everyMonths(from, to, step)
    if (buckets.length <= mostBuckets) return buckets
  }
  return everyMonths(from, to, 12).slice(-mostBuckets)
}

function everyMonths(from: number, to: number, step: number): Bucket[] {
  const start = new Date(from)
  const first = start.getUTCMonth() - (start.getUTCMonth() % step)
  const year = start.getUTCFullYear()
  const buckets: Bucket[] = []
  for (let month = first; Date.UTC(year, month) <= to; month += step) {
    const at = Date.UTC(year, month)
    buckets.push({ label: label(at, step), from: at, to: Date.UTC(year, month + step) })
  }
  return buckets
}

function label(at: number, step: number): string {
  const date = new Date(at)
  const [month, year] = [date.getUTCMonth(), date.getUTCFullYear()]
  if (step === 12) return `${year}`
  return step === 3 ? `Q${month / 3 + 1} ${year}` : `${shortMonths[month]} ${year}`
}

/** Weeks that end with `to`, as many as cover `from`: of seven days, or of as many weeks as keep to `mostBuckets`. */
export function weekBuckets(from: number, to: number): Bucket[] {
  const weeks = Math.max(1, Math.ceil((to - from) / (7 * dayMs)))
  const length = Math.ceil(weeks / mostBuckets) * 7 * dayMs
  const count = Math.ceil((to - from) / length) || 1
  return Array.from({ length: count }, (_, index) => {
    const start = to - (count - index) * length
    return { label: dayLabel(start, count * length > 300 * dayMs), from: start, to: start + length }
  })
}

function dayLabel(at: number, withYear: boolean): string {
  const date = new Date(at)
  const day = `${date.getUTCDate()} ${shortMonths[date.getUTCMonth()]}`
  return withYear ? `${day} ${date.getUTCFullYear()}` : day
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
