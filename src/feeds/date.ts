/**
 * Dates as feeds write them: a day (in numbers, or with a month's name) and beside it, in any order that occurs, a time, a zone and a
 * weekday. JavaScript's own `Date` is no help: it reads "posted 3" as the year 2001 and a date without a zone as the machine's
 * time. Without a zone, or with one that nobody knows, we mean UTC: the day still tells old from new. Prose gives null, and so does
 * a day that does not exist.
 */

import { dayMs, minuteMs } from '../core/text/calendar.ts'
import { monthOf } from '../core/text/month.ts'
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
  const text = plain(written)
  const counted = countedFrom1970(text)
  if (counted !== null) return [{ at: counted, isSure: true }]
  const parts = splitClock(
    text.replace(compact, spreadOut).replace(byWeek, dayOfWeek).replace(byDay, dayOfYear),
  )
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

/** Without tags and quotes around it, digits of full width, and the halves of a day that stand before the hour. */
function plain(written: string): string {
  return written
    .normalize('NFKC')
    .replace(/<[^>]*>|["“”]/g, ' ')
    .replaceAll('−', '-')
    .replace(
      /(?:(上午|午前|오전)|下午|午後|오후)\s*(\d{1,2}(?::\d{2}){1,2})/g,
      (_all, isMorning, time) => (isMorning ? `${time} am` : `${time} pm`),
    )
    .trim()
}

/** Unix time in seconds (also broken), milliseconds or microseconds, bare or as .NET writes it; in ms. */
function countedFrom1970(text: string): number | null {
  const [, digits = ''] =
    /^(?:(\d{9,10}|\d{13}|\d{16})(?:\.\d+)?|\/Date\((\d{12,13})(?:[+-]\d{4})?\)\/)$/
      .exec(text)
      ?.filter(Boolean) ?? []
  if (digits === '') return null
  if (digits.length === 16) return Math.floor(Number(digits) / 1000)
  return Number(digits) * (digits.length >= 12 ? 1 : 1000)
}

/** ISO 8601's other two ways to name a day: "2026-W47-5" (without a day: its Monday), and "2026-324". */
const byWeek = /^(\d{4})-?W(\d{2})(?:-?([1-7]))?(?!\d)/
const byDay = /^(\d{4})-?(\d{3})(?!\d)/

function dayOfWeek(all: string, year: string, week: string, day = '1'): string {
  const fourth = Date.UTC(Number(year), 0, 4)
  const monday = fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * dayMs
  const at = monday + ((Number(week) - 1) * 7 + Number(day) - 1) * dayMs
  // A week belongs to the year that its Thursday is in.
  const thursday = at + (4 - Number(day)) * dayMs
  return new Date(thursday).getUTCFullYear() === Number(year) ? dayName(at) : all
}

function dayOfYear(all: string, year: string, day: string): string {
  const at = Date.UTC(Number(year), 0, Number(day))
  return new Date(at).getUTCFullYear() === Number(year) && Number(day) > 0 ? dayName(at) : all
}

function dayName(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
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

/** What may stand between a day and its time: signs, and a small word or two ("at", "a las", "kl."). */
function isJoint(text: string): boolean {
  return /^[\s,.;:T–—-]*(?:\p{L}{1,4}\.?[\s-]+){0,2}$/u.test(text)
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
  const words = String.raw`(?:[^\d\s,]{1,20}(?:\s*[,.:]\s*|\s+)){0,3}?`
  return { pattern: new RegExp(`^[\\s,|–-]*${words}${pattern}(?<rest>.*)$`, 'iu'), daysOf }
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
  form(`${name}[\\s-]*${day}${gap}${year}`, named),
  form(String.raw`${day}\s*(?:tháng|thg)\.?\s*(?<m>\d{1,2})(?:,|\s+năm)?\s+${year}`, inNumbers),
  form(`(?<y>\\d{4})${gap}${name}${gap}${day}`, named),
  // "Nov 20 09:30:00 EST 2026"
  form(`${name}\\s+${day}(?!\\d)`, named),
  form(String.raw`(?<d>\d{1,2})\.\s?(?<m>\d{1,2})\.\s?${year}`, inNumbers),
  form(String.raw`(?<a>\d{1,2})[/\s-](?<b>\d{1,2})[/\s-](?<y>\d{4})(?!\d)`, eitherWay),
  form(String.raw`(?<a>\d{2})[/-](?<b>\d{1,2})[/-](?<y>\d{2})(?!\d)`, anyWay),
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

/** "26/11/20" puts the year first where it can. */
function anyWay(groups: Groups, text: string): Day[] {
  const yearFirst = { year: fullYear(groups.a), month: Number(groups.b), day: Number(groups.y) }
  return [...eitherWay(groups, text), yearFirst]
}

/** Of three digits: since 1900, as old programs count. */
function fullYear(year: string | undefined): number | null {
  if (year === undefined) return null
  if (year.length === 3) return 1900 + Number(year)
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
