/**
 * Days in a column of a file. Whether 3/4/2023 is the 3rd of April or the 4th of March is one question for the whole column: one
 * cell that can be read in one way only answers it for all, and a slip among twenty does not.
 */

import { dayMs } from './calendar.ts'
import { monthOf } from './month.ts'

export interface DayOrder {
  /** Cells with figures that can only be day, month, year, or only month, day, year. */
  dayFirst: number
  monthFirst: number
  /** Cells that can be either. */
  either: number
}

export const noOrder: DayOrder = { dayFirst: 0, monthFirst: 0, either: 0 }

/** `mixed`: the column says both, and nothing is to be taken for granted. */
export type Order = 'day first' | 'month first' | 'mixed'

/** What one more cell tells of its column. */
export function noteDay(order: DayOrder, text: string): DayOrder {
  const found = figures.exec(bare(text))
  if (!found || found[2] === '.') return order
  const [first, second] = [Number(found[1]), Number(found[3])]
  if (first > 12) return { ...order, dayFirst: order.dayFirst + 1 }
  if (second > 12) return { ...order, monthFirst: order.monthFirst + 1 }
  return { ...order, either: order.either + 1 }
}

/** Null where no cell tells: the caller is to say what it takes for granted. */
export function orderOf({ dayFirst, monthFirst }: DayOrder): Order | null {
  if (dayFirst === 0 && monthFirst === 0) return null
  if (dayFirst >= monthFirst * 19) return 'day first'
  return monthFirst >= dayFirst * 19 ? 'month first' : 'mixed'
}

/** Noon of the day, UTC: the same day in most of the world. A time of day is left aside; of several days the first one stands. */
export function readDay(text: string, order: Order, now: number): number | undefined {
  const cell = bare(text)
  return iso(cell) ?? serial(cell) ?? written(cell, order, now) ?? named(cell, now)
}

const starts = /^(?:begin(?:s|ning)?|start(?:s|ing)?|effective|from|on|as of)\b:?\s*/i

function bare(text: string): string {
  return text.slice(0, 80).trim().replace(starts, '').replace(/\s+/g, ' ')
}

/** What may follow a day: a time, or another day. */
const rest = '(?=$|[\\sT,;&*(–-])'
const isoPattern = new RegExp(`^(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})${rest}`)
const compactPattern = /^((?:19|20)\d{2})(\d{2})(\d{2})(?:\.0)?$/

function iso(text: string): number | undefined {
  const found = isoPattern.exec(text)
  if (found) return noon(Number(found[1]), Number(found[3]), Number(found[4]))
  const compact = compactPattern.exec(text)
  return compact ? noon(Number(compact[1]), Number(compact[2]), Number(compact[3])) : undefined
}

/** Excel counts the days from the end of 1899. */
function serial(text: string): number | undefined {
  if (!/^[2-7]\d{4}(?:\.\d+)?$/.test(text)) return undefined
  return Date.UTC(1899, 11, 30, 12) + Math.floor(Number(text)) * dayMs
}

const figures = new RegExp(`^(\\d{1,2})([/.-])(\\d{1,2})\\2(\\d{4}|\\d{2})${rest}`)

function written(text: string, order: Order, now: number): number | undefined {
  const found = figures.exec(text)
  if (!found) return undefined
  const [first, second, year] = [Number(found[1]), Number(found[3]), fullYear(found[4], now)]
  // Nobody writes 3.15.2023.
  const isDayFirst = found[2] === '.' || order === 'day first'
  if (first > 12) return noon(year, second, first)
  if (second > 12) return noon(year, first, second)
  if (order === 'mixed' && found[2] !== '.' && first !== second) return undefined
  return isDayFirst ? noon(year, second, first) : noon(year, first, second)
}

const weekday = String.raw`(?:\p{L}{2,12}[.,]* )?`
const monthDay = new RegExp(
  `^${weekday}(\\p{L}{3,12})[.,]? ?(\\d{1,2})(?:st|nd|rd|th)?[., ]+(\\d{4})${rest}`,
  'iu',
)
const dayMonth = new RegExp(
  `^${weekday}(\\d{1,2})(?:st|nd|rd|th|er|\\.)?(?: de)?[ -](\\p{L}{3,12})[.,]?(?: de)?[ -](\\d{4}|\\d{2})${rest}`,
  'iu',
)

function named(text: string, now: number): number | undefined {
  const american = monthDay.exec(text)
  if (american)
    return noon(Number(american[3]), monthOf(american[1] ?? '') ?? 0, Number(american[2]))
  const other = dayMonth.exec(text)
  return other
    ? noon(fullYear(other[3], now), monthOf(other[2] ?? '') ?? 0, Number(other[1]))
    : undefined
}

/** Two figures are of this century, unless that is still to come. */
function fullYear(figures = '', now: number): number {
  const year = Number(figures)
  if (figures.length > 2) return year
  return 2000 + year > new Date(now).getUTCFullYear() + 1 ? 1900 + year : 2000 + year
}

function noon(year: number, month: number, day: number): number | undefined {
  const at = Date.UTC(year, month - 1, day, 12)
  const isReal = new Date(at).getUTCMonth() === month - 1 && new Date(at).getUTCDate() === day
  return isReal && year > 1950 ? at : undefined
}
