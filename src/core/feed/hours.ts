import type { Register } from '../facts.ts'
import { dayMs } from '../text/calendar.ts'
import { instantOn, isBetween, localDate, localTime } from '../text/local-time.ts'

/** When a register takes filings: outside of it there is nothing to ask for. */
export interface Hours {
  zone: string
  from: string
  to: string
  /** 0 is Sunday. */
  days: readonly number[]
}

const edgar: Hours = {
  zone: 'America/New_York',
  from: '06:00',
  to: '22:00',
  days: [1, 2, 3, 4, 5],
}

export function openHours(register: Register | undefined): Hours | null {
  return register === 'sec-8k' ? edgar : null
}

/** The first instant at or after `at` within the hours. */
export function openingAfter(at: number, { zone, from, to, days }: Hours): number {
  const isDay = (date: number) => days.includes(new Date(date).getUTCDay())
  if (days.includes(localTime(at, zone).day) && isBetween(at, from, to, zone)) return at
  const today = localDate(at, zone)
  const openings = Array.from({ length: 8 }, (_, ahead) => today + ahead * dayMs)
    .filter(isDay)
    .map((date) => instantOn(date, from, zone))
  return openings.find((opening) => opening >= at) ?? at
}
