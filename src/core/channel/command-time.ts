import { numberWord } from '../quantity/numeral.ts'
import { dayMs, dayNamed, hourMs, minuteMs, monthNamed, utcDate } from '../text/calendar.ts'
import { command, type Mistake, mistake, type ParsedCommand, type Until } from './command-parts.ts'
import type { Word } from './command-words.ts'

const lengths: ReadonlyMap<string, number> = new Map(
  Object.entries({ m: minuteMs, min: minuteMs, minute: minuteMs, h: hourMs, hour: hourMs }).concat(
    Object.entries({ d: dayMs, day: dayMs, w: 7 * dayMs, week: 7 * dayMs }),
  ),
)

/** "for 7d", "7 days", "until monday 9:00", "until 9am", "until tomorrow", "until 2026-12-01"; null for no words. */
export function readUntil(words: readonly Word[]): Until | null | 'unreadable' {
  const [lead = '', ...others] = words.map(({ text }) => text.toLowerCase())
  if (words.length === 0) return null
  const parts = isLead(lead) ? others : [lead, ...others]
  if (parts[0] === 'next') parts.shift()
  const ms = readLength(parts.join(' '))
  if (ms !== null) return { kind: 'length', ms }
  if (/^(?:today|tonight|midnight)$/.test(parts.join(' ')))
    return { kind: 'tomorrow', time: '00:00' }
  const ofYear = readDayOfYear(parts)
  if (ofYear) return ofYear
  const [first = '', ...rest] = parts.filter((part) => part !== 'at')
  const time = readTime(rest.join('') || '9:00')
  const onDay = time === null ? null : readDay(first, time)
  if (onDay) return onDay
  const alone = readTime(parts.join(''))
  return alone === null ? 'unreadable' : { kind: 'clock', day: null, time: alone }
}

/** It stops at the time itself, not at the "until" before it. */
export function unreadableTime(
  before: readonly Word[],
  words: readonly Word[],
  example: string,
): Mistake {
  const lead = words.length > 1 && isLead(words[0]?.text.toLowerCase() ?? '') ? 1 : 0
  const [first, ...more] = words.slice(lead)
  const time = first && { ...first, raw: [first, ...more].map(({ raw }) => raw).join(' ') }
  const because = 'this is no time that a calendar or a clock has'
  return mistake([...before, ...words.slice(0, lead)], time ?? null, because, example)
}

const isLead = (word: string): boolean => /^(?:for|until|till?)$/.test(word)

function readDay(word: string, time: string): Until | null {
  if (isDate(word)) return { kind: 'date', date: word, time }
  const day = dayNamed(word)
  if (day !== null) return { kind: 'clock', day, time }
  return word === 'tomorrow' ? { kind: 'tomorrow', time } : null
}

/** "dec 24", "24 december 8am", "24.12.": the next such day; null for anything else. */
function readDayOfYear(parts: readonly string[]): Until | null {
  const text = parts.filter((part) => part !== 'at').join(' ')
  const [, name, after, before, behind, dotted, month, rest = ''] =
    /^(?:([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?|(\d{1,2})(?:st|nd|rd|th|\.)? ([a-z]{3,9})|(\d{1,2})\.(\d{1,2})\.?)(?:,? (.+))?$/.exec(
      text,
    ) ?? []
  const numbers = [
    month === undefined ? monthNamed(name ?? behind ?? '') : Number(month),
    Number(after ?? before ?? dotted),
  ]
  const [ofMonth, day] = numbers
  const time = readTime(rest || '9:00')
  // A leap year knows every day that any year has.
  if (!ofMonth || !day || time === null || utcDate(2024, ofMonth, day) === null) return null
  return { kind: 'day of year', month: ofMonth, day, time }
}

/** Whether the words are a length of time and nothing else: "7d", "2 weeks". */
export function isLength(words: readonly Word[]): boolean {
  const isPlain = words.every(({ key, quoted }) => key === null && !quoted)
  return isPlain && readLength(words.map(({ text }) => text.toLowerCase()).join(' ')) !== null
}

/** In ms. */
function readLength(text: string): number | null {
  const [, said = '', unit = ''] = /^(\d{1,3}|[a-z]+(?=\s))\s?([a-z]+)$/.exec(text) ?? []
  const count = /^\d/.test(said) ? Number(said) : /^an?$/.test(said) ? 1 : numberWord(said)
  const ms = lengths.get(unit) ?? lengths.get(unit.replace(/s$/, ''))
  return said === '' || count === null || ms === undefined ? null : count * ms
}

/** "2026-12-01", where the calendar has that day. */
function isDate(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []
  return utcDate(Number(year), Number(month), Number(day)) !== null
}

/** "9:00", "09:00", "9", "9am", "9:30 pm", "noon" → "09:00". */
function readTime(text: string): string | null {
  if (/^(?:noon|midnight)$/i.test(text)) return text.toLowerCase() === 'noon' ? '12:00' : '00:00'
  const [, hours, minutes = '00', half] =
    /^([01]?\d|2[0-4])(?:[:.]([0-5]\d))?\s?(am|pm)?$/i.exec(text) ?? []
  if (hours === undefined) return null
  const hour = half === undefined ? Number(hours) : hourOf(Number(hours), half.toLowerCase())
  return hour === null || hour > 23 ? null : `${String(hour).padStart(2, '0')}:${minutes}`
}

/** Of a clock of twelve hours: 12am is midnight. */
function hourOf(hours: number, half: string): number | null {
  if (hours < 1 || hours > 12) return null
  return (hours % 12) + (half === 'pm' ? 12 : 0)
}

const isOff = (word: Word | undefined): boolean => /^(off|instant|none)$/i.test(word?.text ?? '')

export function parseDigest(given: readonly Word[], verb: Word): ParsedCommand {
  const words = inOrder(withHalves(given))
  const example = 'digest daily 9:00 Europe/Lisbon'
  const [first, ...rest] = words
  if (isOff(first) && rest.length === 0) return command({ kind: 'digest', digest: null })
  const every = first?.text.toLowerCase()
  if (every !== 'daily' && every !== 'weekly') {
    return mistake([verb], first ?? null, 'a digest is daily, weekly or off', example)
  }
  const parts = rest.filter(({ text }) => !/^(?:at|on)$/i.test(text))
  const ofWeek = every === 'weekly' ? { day: takeFirst(parts, dayOfWeek) ?? 1 } : {}
  const at = takeFirst(parts, readTime) ?? '09:00'
  const zone = readZone(parts)
  if (zone === 'unreadable') {
    return mistake(
      [verb, ...words.slice(0, -parts.length)],
      parts[0] ?? null,
      'this is neither a time nor a time zone',
      example,
    )
  }
  return command({ kind: 'digest', digest: { every, at, zone, ...ofWeek } })
}

/** "9:30 pm" is one word. */
function withHalves(words: readonly Word[]): Word[] {
  const joined: Word[] = []
  for (const word of words) {
    const before = joined.at(-1)
    const isHalf = /^[ap]\.?m\.?$/i.test(word.text) && /^\d[\d:.]*$/.test(before?.text ?? '')
    if (!before || !isHalf) joined.push(word)
    else {
      const text = before.text + word.text.replaceAll('.', '')
      joined.splice(-1, 1, { ...before, text, raw: `${before.raw} ${word.raw}` })
    }
  }
  return joined
}

const daily = /^(?:daily|days?)$/i
const weekly = /^(?:weekly|weeks?)$/i

/** How often comes first in the grammar; people also say "every day at 8", "9am daily", "at 9" and "every friday at 9". */
function inOrder(words: readonly Word[]): readonly Word[] {
  const [first] = words
  const isGrammar = !first || isOff(first) || /^(?:daily|weekly)$/i.test(first.text)
  if (isGrammar) return words
  const others = words.filter(({ text }) => !/^(?:every|each|at|on)$/i.test(text))
  const rest = others.filter(({ text }) => !daily.test(text) && !weekly.test(text))
  const day = rest.find(({ text }) => dayOfWeek(text) !== null)
  const times = rest.filter(({ text }) => readTime(text) !== null)
  const isWeekly = day !== undefined || others.some(({ text }) => weekly.test(text))
  if (!isWeekly && rest.length === others.length && times.length === 0) return words
  const sorted = [
    ...(day ? [day] : []),
    ...times,
    ...rest.filter((word) => word !== day && !times.includes(word)),
  ]
  return [{ ...first, text: isWeekly ? 'weekly' : 'daily' }, ...sorted]
}

/** "monday", "mon", "Mondays" */
const dayOfWeek = (text: string): number | null =>
  dayNamed(text) ?? dayNamed(text.replace(/s$/i, ''))

/** What the first word reads as; it is taken off where it reads as something. */
function takeFirst<T>(words: Word[], read: (text: string) => T | null): T | null {
  const found = read(words[0]?.text ?? '')
  if (found !== null) words.shift()
  return found
}

export function parseQuiet(words: readonly Word[], verb: Word): ParsedCommand {
  const example = 'quiet 22:00-07:00'
  const [first, ...rest] = words
  if (isOff(first) && rest.length === 0) return command({ kind: 'quiet', quiet: null })
  const span = readSpan(words)
  if (!span) {
    return mistake([verb], first ?? null, 'quiet hours are two times with a hyphen', example)
  }
  const { from, to, taken } = span
  const zone = readZone(words.slice(taken))
  if (zone === 'unreadable') {
    return mistake(
      [verb, ...words.slice(0, taken)],
      words[taken] ?? null,
      'this is no time zone',
      `${example} Europe/Lisbon`,
    )
  }
  return command({ kind: 'quiet', quiet: { from, to, zone } })
}

/** "22:00-07:00", "10pm – 7am", "from 22:00 to 7:00": two times and how many words they took; null for anything else. */
function readSpan(words: readonly Word[]): { from: string; to: string; taken: number } | null {
  for (let taken = 1; taken <= Math.min(words.length, 6); taken++) {
    const text = words.slice(0, taken).map(({ text }) => text)
    const [, first = '', second = ''] =
      /^(?:from |between )?(.+?)\s?(?:-|–|—| to | until | and )\s?(.+)$/i.exec(text.join(' ')) ?? []
    const [from, to] = [readTime(first), readTime(second)]
    const next = words[taken]?.text ?? ''
    if (from && to && from !== to && !/^(?:am|pm)$/i.test(next)) return { from, to, taken }
  }
  return null
}

/** An IANA name as it is written there; null for no words. */
function readZone(words: readonly Word[]): string | null | 'unreadable' {
  const [only, ...others] = words
  if (!only) return null
  if (others.length > 0) return 'unreadable'
  return zoneNamed(only.text) ?? 'unreadable'
}

/** In America people say these the whole year; by the letter some of them are zones without summer time. */
const american: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'America/New_York': ['et', 'est', 'edt'],
    'America/Chicago': ['ct', 'cst', 'cdt'],
    'America/Denver': ['mt', 'mst', 'mdt'],
    'America/Los_Angeles': ['pt', 'pst', 'pdt'],
  }).flatMap(([zone, names]) => names.map((name) => [name, zone] as const)),
)

/** The zone's own spelling ("europe/lisbon" is "Europe/Lisbon"); null where there is none of that name. */
export function zoneNamed(name: string): string | null {
  try {
    const zone = american.get(name.toLowerCase()) ?? name
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions()
    return timeZone
  } catch {
    return null
  }
}
