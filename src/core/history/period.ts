/** Periods as people name them: "90d", "last 6 months", "in 2024", "since Jan 2024", "last year", "ytd". In UTC. */

import { numberWord } from '../quantity/numeral.ts'
import { dayMs, monthNamed, utcDate } from '../text/calendar.ts'

export interface Period {
  since: number
  /** Null: until now. */
  until: number | null
}

/** The longest: "in the last twelve calendar months". */
const mostWords = 6

/** The period that the last words name, and how many words these are; null where they name none. */
export function periodAtEnd(
  words: readonly string[],
  now: number,
): { period: Period; words: number } | null {
  for (let count = Math.min(mostWords, words.length); count > 0; count--) {
    const text = words.slice(-count).join(' ').toLowerCase()
    const period = readPeriod(text.replace(/[?!.]+$/, ''), now)
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
    const period = readPeriod(words.slice(0, count).join(' ').toLowerCase(), now)
    if (period) return { period, words: count }
  }
  return null
}

/** Null where `text` as a whole names no period. */
function readPeriod(text: string, now: number): Period | null {
  const bare = text.replace(/^(?:(?:in|over|for|during|within|from|of)\s+)?(?:the\s+)?/, '')
  const isIntroduced = bare !== text
  return (
    lengthBefore(bare, now) ??
    namedLength(bare, now) ??
    spanOf(text) ??
    startingAt(text, now) ??
    quarterOf(bare) ??
    calendarPeriod(bare, isIntroduced)
  )
}

const unitDays: ReadonlyMap<string, number> = new Map(
  Object.entries({ d: 1, day: 1, w: 7, wk: 7, week: 7, m: 30, mo: 30, mth: 30, month: 30 }).concat(
    Object.entries({ q: 91, quarter: 91, y: 365, yr: 365, year: 365 }),
  ),
)

/** "90d", "last 6 months", "past two weeks". */
function lengthBefore(text: string, now: number): Period | null {
  const [, said = '', unit = ''] =
    /^(?:(?:last|past|previous)\s+)?(\d{1,4}|[a-z]+)[\s-]?([a-z]+)$/.exec(text) ?? []
  const count = /^\d+$/.test(said) ? Number(said) : (numberWord(said) ?? Number.NaN)
  const days = count * (unitDays.get(unit) ?? unitDays.get(unit.replace(/s$/, '')) ?? Number.NaN)
  return days > 0 ? { since: now - days * dayMs, until: null } : null
}

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
    /^(?:from |between |in )?(.+?)(?:\s?[-–—]\s?| to | until | through | and )(.+)$/.exec(text) ??
    []
  const [first, last] = [calendarPeriod(from, true), calendarPeriod(to, true)]
  return first && last && last.since > first.since
    ? { since: first.since, until: last.until }
    : null
}

/** "since 2024", "since Jan 2024", "since June", "after 2024-06-30", "since last year". */
function startingAt(text: string, now: number): Period | null {
  const [, start = ''] = /^(?:since|after|from)\s+(.+)$/.exec(text) ?? []
  const since = instantOf(start, now) ?? namedLength(start, now)?.since ?? null
  return since === null ? null : { since, until: null }
}

function instantOf(text: string, now: number): number | null {
  const calendar = calendarPeriod(text, true)
  if (calendar) return calendar.since
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text) ?? []
  if (year !== '') return utcDate(Number(year), Number(month), Number(day))
  const named = monthNamed(text)
  if (named === null) return null
  const thisYear = utcDate(new Date(now).getUTCFullYear(), named, 1) ?? now
  return thisYear <= now ? thisYear : utcDate(new Date(now).getUTCFullYear() - 1, named, 1)
}

/** "Q1 2025" */
function quarterOf(text: string): Period | null {
  const [, quarter = '', year = ''] = /^q([1-4]) ((?:19|20)\d{2})$/.exec(text) ?? []
  if (quarter === '') return null
  const month = 3 * Number(quarter) - 3
  return { since: Date.UTC(Number(year), month), until: Date.UTC(Number(year), month + 3) }
}

/** "2024", and where a word leads to it or a year stands beside it also a month: "2024-06", "June 2024". */
function calendarPeriod(text: string, isIntroduced: boolean): Period | null {
  const [, year = ''] = /^((?:19|20)\d{2})$/.exec(text) ?? []
  if (year !== '') return { since: Date.UTC(Number(year)), until: Date.UTC(Number(year) + 1) }
  const [, numbered = '', digits = ''] = /^((?:19|20)\d{2})-(\d{1,2})$/.exec(text) ?? []
  const [, name = '', spelled = ''] = /^([a-z]{3,9})\.? ((?:19|20)\d{2})$/.exec(text) ?? []
  const month = name === '' ? Number(digits) : (monthNamed(name) ?? 0)
  const ofYear = Number(numbered || spelled)
  if (month < 1 || month > 12 || ofYear === 0 || (numbered !== '' && !isIntroduced)) return null
  return { since: Date.UTC(ofYear, month - 1), until: Date.UTC(ofYear, month) }
}
