/** Wall-clock time in a reader's zone. Zones are IANA names; times of day are "HH:MM". */

import { dayMs, minuteMs, shortMonths } from './calendar.ts'

const formats = new Map<string, Intl.DateTimeFormat>()

/** Building a format costs far more than using it, and ten thousand channels share a few zones. */
function formatFor(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  })
  formats.set(zone, made)
  return made
}

/** What a clock in `zone` shows, as if it were UTC. */
function shownAt(at: number, zone: string): number {
  const part: Record<string, number> = {}
  for (const { type, value } of formatFor(zone).formatToParts(at)) part[type] = Number(value)
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = part
  return Date.UTC(year, month - 1, day, hour, minute)
}

/** "30 Nov 2026 at 09:00, Europe/Lisbon": as a clock in `zone` shows it. */
export const clockText = (at: number, zone: string): string =>
  `${dateText(shownAt(at, zone))}, ${zone}`

/** "30 Nov 2026 at 09:00", in UTC. */
export function dateText(at: number): string {
  const date = new Date(at)
  const day = `${date.getUTCDate()} ${shortMonths[date.getUTCMonth()]} ${date.getUTCFullYear()}`
  return `${day} at ${date.toISOString().slice(11, 16)}`
}

const dateOf = (shown: number): number => Math.floor(shown / dayMs) * dayMs

/** The date that a clock in `zone` shows, as the midnight of that date in UTC. */
export const localDate = (at: number, zone: string): number => dateOf(shownAt(at, zone))

/** The minute of the day (0 to 1439) and the day of the week (0 is Sunday) that a clock in `zone` shows. */
export function localTime(at: number, zone: string): { minute: number; day: number } {
  const shown = shownAt(at, zone)
  return { minute: (shown - dateOf(shown)) / minuteMs, day: new Date(shown).getUTCDay() }
}

/** "22:30" → 1350. */
function minuteOfDay(time: string): number {
  const [hours, minutes] = time.split(':').map(Number)
  return (hours ?? 0) * 60 + (minutes ?? 0)
}

/**
 * The instant at which a clock in `zone` shows `time` on a date (as `localDate` gives it): the first where it shows it twice; where a
 * change of the clocks skips it, as much later as they skip.
 */
export function instantOn(date: number, time: string, zone: string): number {
  const wanted = date + minuteOfDay(time) * minuteMs
  const offsetAt = (at: number) => shownAt(at, zone) - at
  const before = wanted - offsetAt(wanted - dayMs)
  const after = wanted - offsetAt(wanted + dayMs)
  if (before === after || shownAt(before, zone) === wanted) return before
  return shownAt(after, zone) === wanted ? after : before
}

/** The next instant after `now` at which a clock in `zone` shows `time`, on `day` (0 is Sunday) where one is given. */
export function nextAt(time: string, zone: string, now: number, day?: number): number {
  for (let date = localDate(now, zone); ; date += dayMs) {
    if (day !== undefined && new Date(date).getUTCDay() !== day) continue
    const at = instantOn(date, time, zone)
    if (at > now) return at
  }
}

/** Whether a clock in `zone` stands between `from` and `to`; over midnight where `to` is the earlier. Equal times are never. */
export function isBetween(at: number, from: string, to: string, zone: string): boolean {
  const { minute } = localTime(at, zone)
  const start = minuteOfDay(from)
  const end = minuteOfDay(to)
  return start <= end ? minute >= start && minute < end : minute >= start || minute < end
}
