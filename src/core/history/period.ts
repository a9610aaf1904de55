/**
 * Periods as people name them: "90d", "last 6 months", "in 2024", "since Jan 2024", "before 2025", "Q1", "last year", "ytd". In UTC. A few words
 * are known in German and French too, as people who write their question in English otherwise say "seit 2024".
 */

import { numberWord } from '../quantity/numeral.ts'
import { dayMs, monthNamed, utcDate } from '../text/calendar.ts'

export interface Period {
  /** Null: from the beginning. */
  since: number | null
  /** Null: until now. */
  until: number | null
}

/** Without quotes, in small letters, and "--since=2024" as "since 2024". */
function plain(words: readonly string[]): string {
  return words
    .join(' ')
    .toLowerCase()
    .replace(/^['’](?=\d{2}$)/, '20')
    .replace(/^['"‘’“”]+|['"‘’“”?!.]+$/g, '')
    .replace(/^-{1,2}(?=\w)/, '')
    .replace(/^(since|after|from|until|before)\s?[:=]\s?/, '$1 ')
}

/** The longest: "in the last twelve calendar months". */
const mostWords = 6

/** The period that the last words name, and how many words these are; null where they name none. */
export function periodAtEnd(
  words: readonly string[],
  now: number,
): { period: Period; words: number } | null {
  for (let count = Math.min(mostWords, words.length); count > 0; count--) {
    const period = readPeriod(plain(words.slice(-count)), now)
    if (period) return { period, words: count }
  }
  return null
}

/** The same of the first words; a name follows them. */
export function periodAtStart(
  words: readonly string[],
  now: number,
): { period: Period; words: number } | null {
  for (let count = Math.min(mostWords, words.length - 1); count > 0; count--) {
    const period = readPeriod(plain(words.slice(0, count)), now)
    if (period) return { period, words: count }
  }
  return null
}

/** Null where `text` as a whole names no period. */
function readPeriod(text: string, now: number): Period | null {
  const bare = text.replace(/^(?:(?:in|on|over|for|during|within|from|of)\s+)?(?:the\s+)?/, '')
  return (
    lengthBefore(bare, now) ??
    namedLength(bare, now) ??
    spanOf(text) ??
    startingAt(text, now) ??
    endingAt(text, now) ??
    partOfYear(bare, now) ??
    calendarPeriod(bare) ??
    wholeDay(bare)
  )
}

const unitDays: ReadonlyMap<string, number> = new Map(
  Object.entries({ d: 1, day: 1, w: 7, wk: 7, week: 7, m: 30, mo: 30, mth: 30, month: 30 }).concat(
    Object.entries({ q: 91, quarter: 91, y: 365, yr: 365, year: 365, decade: 3652 }),
    Object.entries({ tag: 1, tage: 1, tagen: 1, woche: 7, wochen: 7, monat: 30, monate: 30 }),
    Object.entries({ monaten: 30, jahr: 365, jahre: 365, jahren: 365, jour: 1, semaine: 7 }),
    Object.entries({ mois: 30, an: 365, année: 365 }),
  ),
)

/**
 * "90d", "last 6 months", "past two weeks", "half a year", "two weeks ago": from then on. Only digits stand against their unit or before one of
 * one letter, as "AD", "Any" and "Ten Q" are names.
 */
function lengthBefore(text: string, now: number): Period | null {
  const length = text.replace(/^(?:last|past|previous|letzten?)\s+/, '').replace(/ ago$/, '')
  const [, said = '', unit = ''] =
    /^(\d{1,4}(?:\.\d)?)[\s-]?([a-zé]+)$/.exec(length) ??
    /^(half an?|[a-z]+)[\s-]([a-zé]{2,})$/.exec(length) ??
    []
  const count = /^\d/.test(said)
    ? Number(said)
    : (parts.get(said) ?? numberWord(said) ?? Number.NaN)
  const days = count * (unitDays.get(unit) ?? unitDays.get(unit.replace(/s$/, '')) ?? Number.NaN)
  return days > 0 ? { since: now - days * dayMs, until: null } : null
}

const parts: ReadonlyMap<string, number> = new Map(
  Object.entries({ a: 1, an: 1, half: 0.5, 'half a': 0.5, 'half an': 0.5 }),
)

/** "last year" is the calendar's; "last month" and "past year" are lengths back from now. */
function namedLength(text: string, now: number): Period | null {
  const date = new Date(now)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()]
  const midnight = now - (now % dayMs)
  if (text === 'last year') {
    return { since: Date.UTC(year - 1), until: Date.UTC(year) }
  }
  if (/^(?:ytd|year to date|this year)$/.test(text)) return { since: Date.UTC(year), until: null }
  if (text === 'this month') return { since: Date.UTC(year, month), until: null }
  if (text === 'this quarter') {
    return { since: Date.UTC(year, month - (month % 3)), until: null }
  }
  if (text === 'this week') {
    return { since: midnight - ((date.getUTCDay() + 6) % 7) * dayMs, until: null }
  }
  if (text === 'today') return { since: midnight, until: null }
  if (text === 'yesterday') return { since: midnight - dayMs, until: midnight }
  const [, unit = ''] = /^(?:last|past|previous) ([a-z]+)$/.exec(text) ?? []
  const days = unitDays.get(unit)
  return days === undefined ? null : { since: now - days * dayMs, until: null }
}

/** "2023-2025", "from 2023 to 2024", "between Jan 2024 and June 2024": from the beginning of one to the end of the other. */
function spanOf(text: string): Period | null {
  const [, from = '', to = ''] =
    /^(?:from |between |in )?(.+?)(?:\s?[-–—/]\s?| to | until | through | and )(.+)$/.exec(text) ??
    []
  const [, ofYear = ''] = / (\d{4})$/.exec(to) ?? []
  const last = calendarPeriod(to)
  const first = calendarPeriod(from) ?? calendarPeriod(`${from} ${ofYear}`)
  return first && last && last.since > first.since
    ? { since: first.since, until: last.until }
    : null
}

/** "since 2024", "since Jan 2024", "since June", "after 2024-06-30", "since last year". */
function startingAt(text: string, now: number): Period | null {
  const [, start = ''] = /^(?:since|after|from|seit|ab|depuis)\s+(.+)$/.exec(text) ?? []
  const since = instantOf(start, now) ?? namedLength(start, now)?.since ?? null
  return since === null ? null : { since, until: null }
}

/** "before 2025" ends where 2025 begins, "until 2024" where 2024 ends. */
function endingAt(text: string, now: number): Period | null {
  const [, lead = '', end = ''] =
    /^(before|prior to|vor|avant|until|till?|up to|through|bis)\s+(.+)$/.exec(text) ?? []
  const isBefore = /^(?:before|prior to|vor|avant)$/.test(lead)
  const until = isBefore ? instantOf(end, now) : (calendarPeriod(end)?.until ?? instantOf(end, now))
  return until === null ? null : { since: null, until }
}

function instantOf(text: string, now: number): number | null {
  const calendar = calendarPeriod(text) ?? partOfYear(text, now)
  if (calendar) return calendar.since
  const day = dayOf(text)
  if (day !== null) return day
  const named = monthNamed(text.replace(/^last /, ''))
  return named === null ? null : lastBegin(named, now)
}

/** The last time that this month, counted from 1, began. */
function lastBegin(month: number, now: number): number {
  const year = new Date(now).getUTCFullYear()
  const at = Date.UTC(year, month - 1)
  return at <= now ? at : Date.UTC(year - 1, month - 1)
}

/** "2024-06-30", "30.6.2024", "June 30, 2024", "30 June 2024"; of "3/6/2024" the earlier of its two. */
function dayOf(text: string): number | null {
  const ordered = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text)
  if (ordered) return utcDate(Number(ordered[1]), Number(ordered[2]), Number(ordered[3]))
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text)
  if (dotted) return utcDate(Number(dotted[3]), Number(dotted[2]), Number(dotted[1]))
  const [, one, other, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? []
  const either = [
    utcDate(Number(year), Number(one), Number(other)),
    utcDate(Number(year), Number(other), Number(one)),
  ]
  const possible = either.filter((at) => at !== null)
  if (possible.length > 0) return Math.min(...possible)
  const [, month, day, before, behind, ofYear] =
    /^(?:([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,?|(\d{1,2})(?:st|nd|rd|th|\.)?(?: of)? ([a-z]{3,9})\.?,?) (\d{4})$/.exec(
      text,
    ) ?? []
  return utcDate(Number(ofYear), monthNamed(month ?? behind ?? '') ?? 0, Number(day ?? before))
}

/** "Q1 2025", "2025 q1", "h1 25"; "q1" by itself is the last that began. */
function partOfYear(text: string, now: number): Period | null {
  const found =
    /^(?<part>q[1-4]|h[12])(?:[\s/-]?'?(?<year>(?:19|20)?\d{2}))?$/.exec(text) ??
    /^(?<year>(?:19|20)\d{2})[\s/-]?(?<part>q[1-4]|h[12])$/.exec(text)
  const { part = '', year } = found?.groups ?? {}
  if (part === '') return null
  const months = part.startsWith('q') ? 3 : 6
  const month = months * (Number(part[1]) - 1)
  const begin = year === undefined ? lastBegin(month + 1, now) : Date.UTC(fullYear(year), month)
  return { since: begin, until: Date.UTC(new Date(begin).getUTCFullYear(), month + months) }
}

const fullYear = (year: string): number => Number(year) + (year.length === 2 ? 2000 : 0)

/** "28 Oct 2025". */
function wholeDay(text: string): Period | null {
  const since = dayOf(text)
  return since === null ? null : { since, until: since + dayMs }
}

interface Span {
  since: number
  until: number
}

/** "2024", or a month of it: "2024-06", "06/2024", "June 2024". */
function calendarPeriod(text: string): Span | null {
  const [, year = ''] = /^((?:19|20)\d{2})$/.exec(text) ?? []
  if (year !== '') return { since: Date.UTC(Number(year)), until: Date.UTC(Number(year) + 1) }
  const numbered =
    /^(?<year>(?:19|20)\d{2})-(?<month>\d{1,2})$/.exec(text) ??
    /^(?<month>\d{1,2})[/.](?<year>(?:19|20)\d{2})$/.exec(text)
  const spelled = /^(?<name>[a-z]{3,9})\.?,? (?<year>(?:19|20)\d{2})$/.exec(text)
  const { month: digits, name = '', year: ofYear } = { ...numbered?.groups, ...spelled?.groups }
  const month = spelled ? (monthNamed(name) ?? 0) : Number(digits)
  if (ofYear === undefined || !(month >= 1 && month <= 12)) return null
  return { since: Date.UTC(Number(ofYear), month - 1), until: Date.UTC(Number(ofYear), month) }
}
