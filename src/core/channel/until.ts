import { dayMs } from '../text/calendar.ts'
import { instantOn, localDate, nextAt } from '../text/local-time.ts'
import type { Until } from './command-parts.ts'

/** The instant that was meant by whoever said it at `now`, in `zone`. Only a date, or a length of nothing, may be over already. */
export function resolveUntil(until: Until, now: number, zone: string): number {
  switch (until.kind) {
    case 'length':
      return now + until.ms
    case 'clock':
      return nextAt(until.time, zone, now, until.day ?? undefined)
    case 'tomorrow':
      return instantOn(localDate(now, zone) + dayMs, until.time, zone)
    case 'day of year':
      return nextOfYear(until, now, zone)
    case 'date':
      return instantOn(Date.parse(until.date), until.time, zone)
    default:
      return until satisfies never
  }
}

/** The 29th of February is the 1st of March where the year has none. */
function nextOfYear(
  { month, day, time }: Extract<Until, { kind: 'day of year' }>,
  now: number,
  zone: string,
): number {
  const year = new Date(localDate(now, zone)).getUTCFullYear()
  const inYear = (year: number) => instantOn(Date.UTC(year, month - 1, day), time, zone)
  return inYear(year) > now ? inYear(year) : inYear(year + 1)
}
