import { dayMs, dayNamed, hourMs, minuteMs, utcDate } from '../text/calendar.ts'
import { command, mistake, type ParsedCommand, type Until } from './command-parts.ts'
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
  const [first = '', ...rest] = parts.filter((part) => part !== 'at')
  const time = readTime(rest.join('') || '9:00')
  const onDay = time === null ? null : readDay(first, time)
  if (onDay) return onDay
  const alone = readTime(parts.join(''))
  return alone === null ? 'unreadable' : { kind: 'clock', day: null, time: alone }
}

const isLead = (word: string): boolean => /^(?:for|until|till?)$/.test(word)

function readDay(word: string, time: string): Until | null {
  if (isDate(word)) return { kind: 'date', date: word, time }
  const day = dayNamed(word)
  if (day !== null) return { kind: 'clock', day, time }
  return word === 'tomorrow' ? { kind: 'tomorrow', time } : null
}

/** Whether the words are a length of time and nothing else: "7d", "2 weeks". */
export function isLength(words: readonly Word[]): boolean {
  const isPlain = words.every(({ key, quoted }) => key === null && !quoted)
  return isPlain && readLength(words.map(({ text }) => text.toLowerCase()).join(' ')) !== null
}

/** In ms. */
function readLength(text: string): number | null {
  const [, count, unit = ''] = /^(\d{1,3})\s?([a-z]+)$/.exec(text) ?? []
  const ms = lengths.get(unit) ?? lengths.get(unit.replace(/s$/, ''))
  return count === undefined || ms === undefined ? null : Number(count) * ms
}

/** "2026-12-01", where the calendar has that day. */
function isDate(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []
  return utcDate(Number(year), Number(month), Number(day)) !== null
}

/** "9:00", "09:00", "9", "9am", "9:30 pm" → "09:00". */
function readTime(text: string): string | null {
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
  const words = withoutEvery(given)
  const example = 'digest daily 9:00 Europe/Lisbon'
  const [first, ...rest] = words
  if (isOff(first) && rest.length === 0) return command({ kind: 'digest', digest: null })
  const every = first?.text.toLowerCase()
  if (every !== 'daily' && every !== 'weekly') {
    return mistake([verb], first ?? null, 'a digest is daily, weekly or off', example)
  }
  const parts = rest.filter(({ text }) => !/^(?:at|on)$/i.test(text))
  const weekly = every === 'weekly' ? { day: takeFirst(parts, dayNamed) ?? 1 } : {}
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
  return command({ kind: 'digest', digest: { every, at, zone, ...weekly } })
}

/** "every day at 8", "every friday at 9" in the words of the grammar; as it is where they are none of these. */
function withoutEvery(words: readonly Word[]): readonly Word[] {
  const [first, next, ...rest] = words
  if (!first || !next || first.text.toLowerCase() !== 'every') return words
  if (/^(?:day|week)$/i.test(next.text)) {
    return [{ ...next, text: /^day$/i.test(next.text) ? 'daily' : 'weekly' }, ...rest]
  }
  return dayNamed(next.text) === null ? words : [{ ...first, text: 'weekly' }, next, ...rest]
}

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
