/** Rewrites the ways to write a date that differ only in signs, digits or the calendar's words, so that few forms are left to read. */

import { dayMs } from '../core/text/calendar.ts'

/** As nearly all feeds write it: RFC 822's way, and ISO 8601's. */
const usual =
  /^(?:[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} |\d{4}-\d{2}-\d{2}[T ])\d{2}:\d{2}:\d{2}(?:\.\d+)?\s?(?:[A-Z]{1,5}|[+-]\d{2}:?\d{2})?$/

/** In Western digits, with a colon in the time, and a day named by its month. */
export function spelledUsually(written: string): string {
  return usual.test(written) ? written : respelled(written)
}

function respelled(written: string): string {
  return inWesternDigits(written.normalize('NFKC'))
    .replace(/<[^>]*>|["“”]|\([\p{sc=Han}\p{sc=Hangul}]{1,3}\)/gu, ' ')
    .replace(/\((?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\)/i, ' ')
    .replace(/(?<=\d|[ap]m)[\s|(,;]+(?:last )?updated\b.*$/i, '')
    .replace(/^\s*\[(.*)\]\s*$/, '$1')
    .replaceAll('−', '-')
    .replace(/['’](?=\d{2}(?!\d))/g, '')
    .replace(/(令和|平成)\s*(\d{1,2})年/g, yearOfReign)
    .replace(/(?<!\d)(\d{1,2})(\p{L}{3,9})(\d{4}|\d{2})(?!\d)/gu, '$1 $2 $3')
    .trim()
    .replace(/^(\d{4}):(\d{2}):(\d{2})(?=\s)/, '$1-$2-$3')
    .replace(compact, spreadOut)
    .replace(byWeek, dayOfWeek)
    .replace(byDay, dayOfYear)
    .replace(/(?:(?<![\d.:/-])12(?:[:.]00){0,2}\s*)?(?<![a-z])noon\b/i, '12:00')
    .replace(/(?:(?<![\d.:/-])12(?:[:.]00){0,2}\s*)?(?<![a-z])midnight\b/i, '00:00')
    .replace(/(?<=\d-\d{2}T)(\d{2})(?=Z?$|[+-])/i, '$1:00')
    .replace(clockWithoutColon, '$1:$2')
    .replace(clockBeforeWord, withColon)
    .replace(clockInWords, withColon)
    .replace(/(?<=\d{4}\D{0,7}[\s,]|\d-\d{2}[T\s])(\d{1,2})\.(\d{2})(?![.\d])/i, '$1:$2')
    .replace(dottedClock, '$1:$2:$3')
    .replace(/(?:(上午|午前|오전)|下午|午後|오후)\s*(\d{1,2}(?::\d{2}){1,2})/g, halfBehind)
}

/** Unix time in seconds (also broken, or as a computer writes large numbers), milli-, micro- or nanoseconds, bare or as .NET writes it; in ms. */
export function countedFrom1970(text: string): number | null {
  if (/^\d\.\d{6,}E\+?9$/i.test(text)) return Number(text) * 1000
  const [, digits = ''] =
    /^(?:@?(\d{9,10}|\d{13}|\d{16}|\d{19})(?:\.\d+)?|\/Date\((\d{12,13})(?:[+-]\d{4})?\)\/)$/
      .exec(text)
      ?.filter(Boolean) ?? []
  if (digits === '') return null
  return Math.floor(
    Number(digits) * (digits.length < 12 ? 1000 : 10 ** (13 - Math.max(13, digits.length))),
  )
}

/** The zeros of the scripts that write dates in digits of their own; nine others follow each. */
const zeros = Array.from('٠۰०০੦૦௦౦೦൦๐໐༠၀០', (zero) => zero.charCodeAt(0))

function inWesternDigits(text: string): string {
  return text.replace(/[^\P{Nd}0-9]/gu, (digit) => {
    const value = digit.charCodeAt(0) - (zeros.findLast((zero) => zero <= digit.charCodeAt(0)) ?? 0)
    return value < 10 ? String(value) : digit
  })
}

function yearOfReign(_all: string, era: string, year: string): string {
  return `${(era === '令和' ? 2018 : 1988) + Number(year)}年`
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

/** Right behind a day: "2026 0930", "2026-11-20T093000". */
const clockWithoutColon =
  /(?<=\d{4}[\s,]+|\d-\d{2}[T\s])([01]\d|2[0-3])([0-5]\d)(?:[0-5]\d)?(?=Z?$|\s*[A-Z+-])/i

/** "9:30 Uhr", "9.30h". */
const clockBeforeWord =
  /(?<![\d:.])(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?\s?(?:h|uhr|[時时시])(?![a-z])/i

/** Behind a number that is a day, not minutes: "20.11.2026", "20-Nov-2026", "20th", "20. November 2026". */
const restOfDay = String.raw`[./-]\s?(?:\d{1,2}|\p{L}{3,20})[./-]\s?\d|(?:st|nd|rd|th)\b|\.?\s?(?:de |of )?\p{L}{3,20}[.,]?\s(?:de )?\d{2}(?:\d{2}|$)`

/** "9h", "9 h 30", "9 Uhr", "9时30分"; of "9 Uhr 20. November 2026" the hour. */
const clockInWords = new RegExp(
  String.raw`(?<![\d:])(\d{1,2})\s?(?:h|uhr|[時时시])(?![a-z])(?:\s?(\d{1,2})(?!\d|${restOfDay})[分분]?)?(?:\s?\d{1,2}[秒초])?`,
  'iu',
)

function withColon(_all: string, hour: string, minute = '00', second?: unknown): string {
  return typeof second === 'string' ? `${hour}:${minute}:${second}` : `${hour}:${minute}`
}

/** Behind a day: "2026-11-20 09.30.00". Behind another time it would be the day. */
const dottedClock =
  /(?<=\d[T\s])(?<!:\d{2}\s+)([01]?\d|2[0-3])\.([0-5]\d)\.([0-5]\d)(?:\.\d+)?(?=Z|\s|$)/

function halfBehind(_all: string, isMorning: string | undefined, time: string): string {
  return `${time} ${isMorning ? 'am' : 'pm'}`
}
