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
    case 'date':
      return instantOn(Date.parse(until.date), until.time, zone)
    default:
      return until satisfies never
  }
}
