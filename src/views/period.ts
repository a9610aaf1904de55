import type { RichTextBlock } from '@slack/types'
import { dayMs, shortMonths } from '../core/text/calendar.ts'
import { day, type Piece, paragraph } from './rich.ts'
import { capitalised, counted } from './words.ts'

/** "1 year", "12 weeks", "90 days": in the largest unit that leaves nothing over. */
export function spanWords(days: number): string {
  const { length, unit } = spanOf(days)
  return counted(length, unit)
}

/** "90 days before", "year before" */
export function spanBefore(days: number): string {
  const { length, unit } = spanOf(days)
  return `${length === 1 ? unit : counted(length, unit)} before`
}

function spanOf(days: number): { length: number; unit: string } {
  if (days % 365 === 0) return { length: days / 365, unit: 'year' }
  return days % 7 === 0 && days > 7
    ? { length: days / 7, unit: 'week' }
    : { length: days, unit: 'day' }
}

/** When a period begins; null ends: it goes on. */
interface Bounds {
  since: number
  until: number | null
}

/** "in 2025", "from Jan 2025 to Mar 2026", "since Nov 2025". */
export function inMonths({ since, until }: Bounds): string {
  if (until === null) return `since ${monthOf(since)}`
  const [first, last] = [monthOf(since), monthOf(until - 1)]
  return (
    wholeWords({ since, until }) ?? (first === last ? `in ${first}` : `from ${first} to ${last}`)
  )
}

/** "in 2025", "from 3 Aug to 9 Sep", "since 28 Nov": days as the reader's Slack writes them. */
export function inDays({ since, until }: Bounds): [string, ...Piece[]] {
  if (until === null) return ['since ', day(noonOf(since))]
  const whole = wholeWords({ since, until })
  if (whole !== null) return [whole]
  const last = day(noonOf(until, -1))
  if (since <= 0) return ['until ', last]
  return until - since === dayMs ? ['on ', last] : ['from ', day(noonOf(since)), ' to ', last]
}

/** "Since 28 Nov." */
export function periodLine(bounds: Bounds): RichTextBlock {
  const [first, ...rest] = inDays(bounds)
  return paragraph(capitalised(first), ...rest, '.')
}

/** Of a whole year or month of the calendar; null for any other time. */
function wholeWords({ since, until }: { since: number; until: number }): string | null {
  const date = new Date(since)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()]
  if (since === Date.UTC(year) && until === Date.UTC(year + 1)) return `in ${year}`
  const isMonth = since === Date.UTC(year, month) && until === Date.UTC(year, month + 1)
  return isMonth ? `in ${monthOf(since)}` : null
}

function monthOf(at: number): string {
  const date = new Date(at)
  return `${shortMonths[date.getUTCMonth()]} ${date.getUTCFullYear()}`
}

/** The noon of the day that begins at `at`, or ends there, as midnight is another day elsewhere; any other time as it is. */
const noonOf = (at: number, side: 1 | -1 = 1): number =>
  at % dayMs === 0 ? at + (side * dayMs) / 2 : at
