import { dayMs, dayNamed, hourMs, utcDate } from '../text/calendar.ts'
import { command, mistake, type ParsedCommand, type Until } from './command-parts.ts'
import type { Word } from './command-words.ts'

const lengths: ReadonlyMap<string, number> = new Map(
  Object.entries({ h: hourMs, d: dayMs, w: 7 * dayMs }),
)

/** "for 7d", "7d", "until monday 9:00", "until 9:00", "until tomorrow", "until 2026-12-01"; null for no words. */
export function readUntil(words: readonly Word[]): Until | null | 'unreadable' {
  const parts = words.map(({ text }) => text.toLowerCase())
  if (parts[0] === 'for' || parts[0] === 'until') parts.shift()
  else if (parts.length === 0) return null
  const [first = '', second, ...others] = parts
  if (others.length > 0) return 'unreadable'
  const [, count, unit = ''] = /^(\d{1,3})(h|d|w)$/.exec(first) ?? []
  if (count && second === undefined)
    return { kind: 'length', ms: Number(count) * (lengths.get(unit) ?? 0) }
  const time = readTime(second ?? '9:00')
  if (time === null) return 'unreadable'
  if (isDate(first)) return { kind: 'date', date: first, time }
  const day = dayNamed(first)
  if (day !== null) return { kind: 'clock', day, time }
  if (first === 'tomorrow') return { kind: 'tomorrow', time }
  const alone = second === undefined ? readTime(first) : null
  return alone === null ? 'unreadable' : { kind: 'clock', day: null, time: alone }
}

/** "2026-12-01", where the calendar has that day. */
function isDate(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []
  return utcDate(Number(year), Number(month), Number(day)) !== null
}

/** "9:00", "09:00", "9" → "09:00". */
function readTime(text: string): string | null {
  const [, hours, minutes = '00'] = /^([01]?\d|2[0-3])(?::([0-5]\d))?$/.exec(text) ?? []
  return hours === undefined ? null : `${hours.padStart(2, '0')}:${minutes}`
}

const isOff = (word: Word | undefined): boolean => /^(off|instant|none)$/i.test(word?.text ?? '')

export function parseDigest(words: readonly Word[], verb: Word): ParsedCommand {
  const example = 'digest daily 9:00 Europe/Lisbon'
  const [first, ...rest] = words
  if (isOff(first) && rest.length === 0) return command({ kind: 'digest', digest: null })
  const every = first?.text.toLowerCase()
  if (every !== 'daily' && every !== 'weekly') {
    return mistake([verb], first ?? null, 'a digest is daily, weekly or off', example)
  }
  const parts = [...rest]
  const day = dayNamed(parts[0]?.text ?? '')
  if (every === 'weekly' && day !== null) parts.shift()
  const time = readTime(parts[0]?.text ?? '')
  if (time !== null) parts.shift()
  const zone = readZone(parts)
  if (zone === 'unreadable') {
    return mistake(
      [verb, ...words.slice(0, -parts.length)],
      parts[0] ?? null,
      'this is neither a time nor a time zone',
      example,
    )
  }
  const at = time ?? '09:00'
  const weekly = every === 'weekly' ? { day: day ?? 1 } : {}
  return command({ kind: 'digest', digest: { every, at, zone, ...weekly } })
}

export function parseQuiet(words: readonly Word[], verb: Word): ParsedCommand {
  const example = 'quiet 22:00-07:00'
  const [first, ...rest] = words
  if (isOff(first) && rest.length === 0) return command({ kind: 'quiet', quiet: null })
  const [from, to, ...more] = (first?.text ?? '').split(/[-–]/).map(readTime)
  if (!from || !to || more.length > 0 || from === to) {
    return mistake([verb], first ?? null, 'quiet hours are two times with a hyphen', example)
  }
  const zone = readZone(rest)
  if (zone === 'unreadable') {
    return mistake(
      [verb, ...words.slice(0, 1)],
      rest[0] ?? null,
      'this is no time zone',
      `${example} Europe/Lisbon`,
    )
  }
  return command({ kind: 'quiet', quiet: { from, to, zone } })
}

/** An IANA name as it is written there; null for no words. */
function readZone(words: readonly Word[]): string | null | 'unreadable' {
  const [only, ...others] = words
  if (!only) return null
  if (others.length > 0) return 'unreadable'
  return zoneNamed(only.text) ?? 'unreadable'
}

/** The zone's own spelling ("europe/lisbon" is "Europe/Lisbon"); null where there is none of that name. */
export function zoneNamed(name: string): string | null {
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions()
    return timeZone
  } catch {
    return null
  }
}
