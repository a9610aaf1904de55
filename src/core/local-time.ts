/** Wall-clock time in a reader's zone. Zones are IANA names; times of day are "HH:MM". */

const dayMs = 86_400_000
const minuteMs = 60_000

const formats = new Map<string, Intl.DateTimeFormat>()

/** Building a format costs far more than using it, and ten thousand channels share a few zones. */
function formatFor(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
  })
  formats.set(zone, made)
  return made
}

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

/** The minute of the day (0 to 1439) and the day of the week (0 is Sunday) that a clock in `zone` shows. */
export function localTime(at: number, zone: string): { minute: number; day: number } {
  const part: Record<string, string> = {}
  for (const { type, value } of formatFor(zone).formatToParts(at)) part[type] = value
  return {
    minute: Number(part.hour) * 60 + Number(part.minute),
    day: weekdays.indexOf(part.weekday ?? ''),
  }
}

/** "22:30" → 1350. */
function minuteOfDay(time: string): number {
  const [hours, minutes] = time.split(':').map(Number)
  return (hours ?? 0) * 60 + (minutes ?? 0)
}

/**
 * The first instant after `now` at which a clock in `zone` shows `time`, on `day` where one is given. Where a change of the clocks
 * skips that minute it is up to an hour off, never a day.
 */
export function nextAt(time: string, zone: string, now: number, day?: number): number {
  const local = localTime(now, zone)
  const minutes = (minuteOfDay(time) - local.minute + 1440) % 1440 || 1440
  const start = Math.floor(now / minuteMs) * minuteMs
  const first = settle(start + minutes * minuteMs, time, zone)
  if (day === undefined) return first
  const days = (day - localTime(first, zone).day + 7) % 7
  return settle(first + days * dayMs, time, zone)
}

/** Moves an instant that is off by a change of the clocks to where the wall clock shows `time`. */
function settle(at: number, time: string, zone: string): number {
  const off = minuteOfDay(time) - localTime(at, zone).minute
  const nearest = ((off + 720 + 1440) % 1440) - 720
  return at + nearest * minuteMs
}

/** Whether a clock in `zone` stands between `from` and `to`; over midnight where `to` is the earlier. Equal times are never. */
export function isBetween(at: number, from: string, to: string, zone: string): boolean {
  const { minute } = localTime(at, zone)
  const start = minuteOfDay(from)
  const end = minuteOfDay(to)
  return start <= end ? minute >= start && minute < end : minute >= start || minute < end
}
