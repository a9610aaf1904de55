/**
 * Dates as feeds write them: a day (in numbers, or with a month's name) and beside it, in any order that occurs, a time, a zone and a
 * weekday. JavaScript's own `Date` is no help: it reads "posted 3" as the year 2001 and a date without a zone as the machine's
 * time. Without a zone, or with one that nobody knows, we mean UTC: the day still tells old from new. Prose gives null, and so does
 * a day that does not exist.
 */

import { monthOf } from './month.ts'
import { type Zone, zoneOf } from './zone.ts'

const minuteMs = 60_000
/** Feeds run a little ahead of our clock; what is later than this is a mistake. */
const aheadMs = 15 * minuteMs
/** No zone is further from UTC. */
const widestZoneMs = 14 * 60 * minuteMs
/** Before there were feeds: what a program writes that has no date (1970-01-01, 0001-01-01). */
const earliest = Date.UTC(1995, 0, 1)

/** Ms since 1970, at most `now`; null where missing, unreadable, before 1995 or in the future. */
export function readDate(text: string | null | undefined, now: number): number | null {
  const possible = readingsOf(text ?? '').filter(
    ({ at, isSure }) => at >= earliest && at <= now + (isSure ? aheadMs : widestZoneMs),
  )
  return possible.length === 0 ? null : Math.min(now, Math.max(...possible.map(({ at }) => at)))
}

/** Whether a text means some day, though none that we can read: "the 5th day of Frimaire"; not "n/a", nor a date of zeros. */
export function isUnreadDate(text: string): boolean {
  return /[1-9]/.test(text) && readingsOf(text).length === 0
}

interface Instant {
  at: number
  /** False where a zone is named that nobody knows. */
  isSure: boolean
}

/** What a text may mean: nothing, one instant, or two where day and month could change places. */
function readingsOf(written: string): Instant[] {
  const text = written.trim()
  if (text === '' || written.length > 100) return []
  if (/^(?:\d{9,10}|\d{13})$/.test(text)) {
    return [{ at: Number(text) * (text.length === 13 ? 1 : 1000), isSure: true }]
  }
  const parts = splitClock(text.replace(compact, spreadOut))
  for (const form of forms) {
    const found = readAs(form, text, parts)
    if (found.length > 0) return found
  }
  return []
}

function readAs({ pattern, daysOf }: Form, text: string, { head, clock, tail }: Parts): Instant[] {
  const isClockFirst = head.trim() === ''
  const isDayFirst = clock !== null && !isClockFirst
  const groups = pattern.exec(isClockFirst ? tail : head)?.groups
  const rest = groups?.rest ?? ''
  if (!groups || (isDayFirst && !isJoint(rest))) return []
  const zone = isDayFirst ? tail : rest
  return daysOf(groups, text).flatMap((day) => instantOf(day, clock, zone) ?? [])
}

/** "20261120T093000Z". */
const compact = /^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?(?!\d)/

function spreadOut(_all: string, year: string, month: string, day: string, ...time: unknown[]) {
  const [hour, minute, second = '00'] = time
  const date = `${year}-${month}-${day}`
  return hour === undefined ? date : `${date} ${hour}:${minute}:${second}`
}

interface Clock {
  hour: number
  minute: number
  second: number
}

const clockPattern =
  /(?<![\d+-]|[+-]\d{1,2}:)(\d{1,2})(?:[:h](\d{1,2})(?::(\d{1,2})(?:[.,:]\d+)?)?\s*([ap]\.?m\b\.?)?|\s*([ap]\.?m\b\.?))/i

/** What stands before the time of day, and behind it. */
interface Parts {
  head: string
  clock: Clock | null
  tail: string
}

function splitClock(text: string): Parts {
  const match = clockPattern.exec(text)
  if (!match) return { head: text, clock: null, tail: '' }
  const [all, hour, minute = '0', second = '0', half = match[5]] = match
  return {
    head: text.slice(0, match.index),
    clock: {
      hour: half ? twelveHours(Number(hour), half) : Number(hour),
      minute: Number(minute),
      second: Number(second),
    },
    tail: text.slice(match.index + all.length),
  }
}

function twelveHours(hour: number, half: string): number {
  if (hour > 12) return hour
  return (hour % 12) + (/^p/i.test(half) ? 12 : 0)
}

/** What may stand between a day and its time. */
function isJoint(text: string): boolean {
  return /^[\s,.;:T–—-]*(?:(?:at|um|kl|à|às|alle|ore|o|в|om)(?=[\s.])\.?)?[\s-]*$/iu.test(text)
}

interface Day {
  /** Null where it stands behind the time. */
  year: number | null
  /** 1 to 12. */
  month: number
  day: number
}

type Groups = Record<string, string | undefined>

const year = String.raw`(?<y>\d{4}|\d{2})(?!\d)`
const day = String.raw`(?<d>\d{1,2})(?:st|nd|rd|th|er|º|°|\.)?`
const name = String.raw`(?<name>[\p{L}\p{M}]{3,20})\.?`
const gap = String.raw`[\s,.-]+`

interface Form {
  pattern: RegExp
  daysOf: (groups: Groups, text: string) => Day[]
}

/** With any weekday in front, or none. */
function form(pattern: string, daysOf: Form['daysOf']): Form {
  const weekday = String.raw`(?:[^\d\s,]{1,20}(?:\s*[,.]\s*|\s+))?`
  return { pattern: new RegExp(`^\\s*${weekday}${pattern}(?<rest>.*)$`, 'iu'), daysOf }
}

const forms = [
  form(
    String.raw`(?<y>\d{4})[-/.年년]\s?(?<m>\d{1,2})[-/.月월]\s?(?<d>\d{1,2})(?!\d)[日일]?`,
    inNumbers,
  ),
  form(
    `${day}(?:${gap}|,\\s*)(?:de |of |[\\p{L}]{3,12}, )?${name}(?: de)?${gap}${year}(?: ?г\\.?)?`,
    named,
  ),
  form(`${name}\\s*${day}${gap}${year}`, named),
  form(`(?<y>\\d{4})${gap}${name}${gap}${day}`, named),
  // "Nov 20 09:30:00 EST 2026"
  form(`${name}\\s+${day}(?!\\d)`, named),
  form(String.raw`(?<d>\d{1,2})\.\s?(?<m>\d{1,2})\.\s?${year}`, inNumbers),
  form(String.raw`(?<a>\d{1,2})[/\s-](?<b>\d{1,2})[/\s-](?<y>\d{4})(?!\d)`, eitherWay),
]

function inNumbers({ y, m, d }: Groups): Day[] {
  return [{ year: fullYear(y), month: Number(m), day: Number(d) }]
}

function named({ y, name, d }: Groups): Day[] {
  const month = monthOf(name ?? '')
  return month === null ? [] : [{ year: fullYear(y), month, day: Number(d) }]
}

/** Only Americans write "9:30 PM" or "ET" beside numbers, and they put the month first. */
const american = /\d\s*[ap]\.?m\b|\b[ECMP][SD]?T\b/i

function eitherWay({ a, b, y }: Groups, text: string): Day[] {
  const monthFirst = { year: fullYear(y), month: Number(a), day: Number(b) }
  const dayFirst = { ...monthFirst, month: Number(b), day: Number(a) }
  const isAmerican = monthFirst.month <= 12 && american.test(text)
  return isAmerican ? [monthFirst] : [monthFirst, dayFirst]
}

function fullYear(year: string | undefined): number | null {
  if (year === undefined) return null
  return year.length === 2 ? Number(year) + (Number(year) < 70 ? 2000 : 1900) : Number(year)
}

function isTime(hour: number, minute: number, second: number): boolean {
  return minute < 60 && second <= 60 && (hour < 24 || (hour === 24 && minute === 0))
}

const yearBehind = /(?<![\d:+-])\d{4}(?!\d)/

function instantOf({ year, month, day }: Day, clock: Clock | null, behind: string): Instant | null {
  const written = year ?? Number(yearBehind.exec(behind)?.[0] ?? Number.NaN)
  const { hour, minute, second } = clock ?? { hour: 0, minute: 0, second: 0 }
  const midnight = Date.UTC(written, month - 1, day)
  const isDay = new Date(midnight).getUTCDate() === day && month >= 1 && month <= 12
  if (!isDay || !isTime(hour, minute, second)) return null
  const local = midnight + ((hour * 60 + minute) * 60 + Math.min(second, 59)) * 1000
  const zone: Zone | null = zoneOf(year === null ? behind.replace(yearBehind, '') : behind, local)
  return zone && { at: local - zone.offsetMs, isSure: zone.isKnown }
}
