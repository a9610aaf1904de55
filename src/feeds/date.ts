/**
 * Dates as feeds write them: a day (in numbers, or with a month's name) and beside it, in any order that occurs, a time, a zone and a
 * weekday. JavaScript's own `Date` is no help: it reads "posted 3" as the year 2001 and a date without a zone as the machine's
 * time. Without a zone, or with one that nobody knows, we mean UTC: the day still tells old from new. Prose gives null, and so does
 * a day that does not exist.
 */

import { minuteMs } from '../core/text/calendar.ts'
import { monthOf } from '../core/text/month.ts'
import { countedFrom1970, spelledUsually } from './date-spelling.ts'
import { type Zone, zoneOf } from './zone.ts'

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

/** What a text may mean: nothing, one instant, or more where day, month and year could change places. */
function readingsOf(written: string): Instant[] {
  if (written.length > 100) return []
  const text = spelledUsually(written)
  const counted = countedFrom1970(text)
  if (counted !== null) return [{ at: counted, isSure: true }]
  const parts = splitClock(text)
  // Beside a time a day is meant, one that we cannot read where only its month is found.
  for (const form of parts.clock ? dayForms : [...dayForms, ...monthForms]) {
    const found = readAs(form, text, parts)
    if (found.length > 0) return found
  }
  return []
}

function readAs({ pattern, daysOf }: Form, text: string, { head, clock, tail }: Parts): Instant[] {
  const isClockFirst = clock !== null && /^\D{0,40}$/.test(head)
  const isDayFirst = clock !== null && !isClockFirst
  const groups = pattern.exec(isClockFirst ? tail : head)?.groups
  const rest = groups?.rest ?? ''
  if (!groups || (isDayFirst && !isJoint(rest))) return []
  const zone = isDayFirst ? tail : zoneBehindClock(rest, groups.words ?? '')
  return daysOf(groups, text).flatMap((day) => instantOf(day, clock, zone) ?? [])
}

/** Behind the day or before it: "9:30 am EST, Friday, 20 Nov". */
function zoneBehindClock(behindDay: string, beforeDay: string): string {
  if (behindDay.trim() !== '') return behindDay
  return zoneOf(beforeDay, 0)?.isKnown ? beforeDay : ''
}

interface Clock {
  hour: number
  minute: number
  second: number
}

const clockPattern =
  /(?<![\d+-]|[+-]\d{1,2}:)(\d{1,2})(?::(\d{1,2})(?::(\d{1,2})(?:[.,:]\d+)?)?\s*([ap]\.?\s?m\b\.?)?|\s*([ap]\.?\s?m\b\.?))/i

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

/** What may stand between a day and its time: signs, and a word or two ("at", "a las", "kl.", a weekday). */
function isJoint(text: string): boolean {
  return /^[\s,.;:T_|•·/–—-]*(?:\p{L}{1,12}\.?[\s,-]+){0,2}$/iu.test(text)
}

interface Day {
  /** Null where it stands behind the time. */
  year: number | null
  /** 1 to 12. */
  month: number
  day: number
}

type Groups = Record<string, string | undefined>

const year = String.raw`(?<y>\d{4}|1\d{2}|\d{2})(?!\d)`
const day = String.raw`(?<d>\d{1,2})(?:st|nd|rd|th|er|º|°|\.)?`
const name = String.raw`(?<name>[\p{L}\p{M}]{3,20})\.?`
const gap = String.raw`[\s,./-]+`

interface Form {
  pattern: RegExp
  daysOf: (groups: Groups, text: string) => Day[]
}

/** With a weekday in front or none, and a word or two before it ("Last updated: "). */
function form(pattern: string, daysOf: Form['daysOf']): Form {
  const words = String.raw`(?<words>(?:[^\d\s,]{1,20}(?:\s*[,.:]\s*|\s+)){0,3}?)`
  return { pattern: new RegExp(`^[\\s,|–-]*${words}${pattern}(?<rest>.*)$`, 'iu'), daysOf }
}

const dayForms = [
  form(
    String.raw`(?<y>\d{4})[-/.年년\s]\s?(?<m>\d{1,2})[-/.月월\s]\s?(?<d>\d{1,2})(?!\d)[日일]?`,
    inNumbers,
  ),
  form(
    `${day}(?:${gap}|,\\s*)(?:de |of |[\\p{L}]{3,12}, )?${name}(?: de)?${gap}${year}(?: ?г\\.?)?`,
    named,
  ),
  form(`${name}[\\s-]*${day}${gap}${year}`, named),
  form(String.raw`${day}\s*(?:tháng|thg)\.?\s*(?<m>\d{1,2})(?:,|\s+năm)?\s+${year}`, inNumbers),
  form(`(?<y>\\d{4})${gap}(?:m\\.\\s*)?${name}${gap}${day}`, named),
  // "Nov 20 09:30:00 EST 2026"
  form(`${name}\\s+${day}(?!\\d)`, named),
  form(String.raw`(?<d>\d{1,2})\.\s?(?<m>\d{1,2})\.\s?${year}`, withDots),
  form(String.raw`(?<a>\d{1,2})[/\s-](?<b>\d{1,2})[/\s-](?<y>\d{4})(?!\d)`, eitherWay),
  form(String.raw`(?<a>\d{2})[/-](?<b>\d{1,2})[/-](?<y>\d{2})(?!\d)`, anyWay),
]

const monthForms = [
  form(String.raw`${name}[\s,./-]*(?<y>\d{4})\s*$`, anyDayOf),
  form(String.raw`(?<y>\d{4})[-/.年](?<m>\d{1,2})月?\s*$`, anyDayOf),
  form(String.raw`(?<m>\d{1,2})[/.-](?<y>\d{4})\s*$`, anyDayOf),
]

function inNumbers({ y, m, d }: Groups): Day[] {
  return [{ year: fullYear(y), month: Number(m), day: Number(d) }]
}

function named({ y, name, d }: Groups): Day[] {
  const month = monthOf(name ?? '')
  return month === null ? [] : [{ year: fullYear(y), month, day: Number(d) }]
}

/** Dots are put by those who put the day first, unless no month has that number. */
function withDots({ y, m, d }: Groups): Day[] {
  return Number(m) > 12 ? inNumbers({ y, m: d, d: m }) : inNumbers({ y, m, d })
}

/** Of a month alone. */
function anyDayOf({ y, m, name }: Groups): Day[] {
  const month = name === undefined ? Number(m) : monthOf(name)
  if (month === null) return []
  return Array.from({ length: 31 }, (_, day) => ({ year: fullYear(y), month, day: day + 1 }))
}

/** Only Americans write "9:30 PM" or "ET" beside numbers, and they put the month first. */
const american = /\d\s*[ap]\.?m\b|\b[ECMP][SD]?T\b/i

function eitherWay({ a, b, y }: Groups, text: string): Day[] {
  const monthFirst = { year: fullYear(y), month: Number(a), day: Number(b) }
  const dayFirst = { ...monthFirst, month: Number(b), day: Number(a) }
  const isAmerican = monthFirst.month <= 12 && american.test(text)
  return isAmerican ? [monthFirst] : [monthFirst, dayFirst]
}

/** "26/11/20" puts the year first where it can. */
function anyWay(groups: Groups, text: string): Day[] {
  const yearFirst = { year: fullYear(groups.a), month: Number(groups.b), day: Number(groups.y) }
  return [...eitherWay(groups, text), yearFirst]
}

/** Of three digits: since 1900, as old programs count. From 2538 on: since the Buddha, as Thais do. */
function fullYear(year: string | undefined): number | null {
  if (year === undefined) return null
  const count = Number(year)
  if (year.length === 3) return 1900 + count
  if (year.length === 2) return count + (count < 70 ? 2000 : 1900)
  return count < 2538 ? count : count - 543
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
