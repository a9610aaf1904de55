/** Days and months, their lengths and English names. */

export const minuteMs = 60_000
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs

/** In the order of `Date.getUTCDay`: 0 is Sunday. */
export const dayNames = [
  'Sunday',
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
] as const

/** In the order of `Date.getUTCMonth`: 0 is January. */
export const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

/** "Jan", "Feb" and so on. */
export const shortMonths: readonly string[] = monthNames.map((name) => name.slice(0, 3))

/** Every way in which English writes a month, in lower case. */
export const monthWords: ReadonlySet<string> = new Set(
  [...monthNames, ...shortMonths, 'Sept'].map((name) => name.toLowerCase()),
)

/** The day that a name, or its first letters (at least three), stands for: 0 is Sunday; null for none. */
export const dayNamed = (text: string): number | null => named(dayNames, text)

/** The month that a name, or its first letters (at least three), stands for: 1 is January; null for none. */
export function monthNamed(text: string): number | null {
  const index = named(monthNames, text)
  return index === null ? null : index + 1
}

function named(names: readonly string[], text: string): number | null {
  if (text.length < 3) return null
  const index = names.findIndex((name) => name.toLowerCase().startsWith(text.toLowerCase()))
  return index < 0 ? null : index
}

/** The midnight, UTC, of a date whose month is counted from 1; null where the calendar has no such day. */
export function utcDate(year: number, month: number, day: number): number | null {
  const at = Date.UTC(year, month - 1, day)
  const date = new Date(at)
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? at : null
}
