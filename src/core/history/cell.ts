/** The cells of a history file: each reader answers `undefined` for what it cannot read. */

import { readAmount, readCountOrDollars } from '../quantity/amount.ts'
import { dayMs, monthNamed, utcDate } from '../text/calendar.ts'

/** What trackers write where they know nothing. */
export function isUnknown(value: string): boolean {
  return /^(?:|-+|n\/?a|unknown|none|null|nan|\?)$/i.test(value)
}

/** A whole number, also of dollars; the upper end of a range. 0 says nothing. */
export function readCount(text: string): number | null | undefined {
  const amount = readCountOrDollars(text.split(/[-–]/).at(-1) ?? '')
  return amount === null ? undefined : amount.value || null
}

/** 0 to 100. Where it may be a share, a number up to 1 without a sign is one. */
export function readPercent(text: string, mayBeShare: boolean): number | null | undefined {
  const isSigned = readAmount(text)?.kind === 'percent'
  const amount = readAmount(isSigned ? text : `${text}%`)
  if (amount?.kind !== 'percent') return undefined
  const isShare = mayBeShare && !isSigned && amount.value <= 1
  const percent = Math.round(amount.value * (isShare ? 100_00 : 100)) / 100
  return percent > 100 ? undefined : percent || null
}

/** "2024-01-31", "1/31/2024" (31/1/2024 where it cannot be a month), "Jan 31, 2024"; a time after it is left aside. */
export function readDay(text: string): number | undefined {
  const iso = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ].*)?$/.exec(text)
  if (iso) return noon(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const slashed = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text)
  if (slashed) {
    const [first, second, year] = [Number(slashed[1]), Number(slashed[2]), Number(slashed[3])]
    return first > 12 ? noon(year, second, first) : noon(year, first, second)
  }
  const named = /^([a-z]{3})[a-z]*\.? (\d{1,2}),? (\d{4})$/i.exec(text)
  if (!named) return undefined
  return noon(Number(named[3]), monthNamed(named[1] ?? '') ?? 0, Number(named[2]))
}

function noon(year: number, month: number, day: number): number | undefined {
  const date = utcDate(year, month, day)
  return date === null || year <= 1950 ? undefined : date + dayMs / 2
}

export function isLink(text: string): boolean {
  return /^https?:\/\/[^/\s]+/i.test(text)
}

export function hostOf(link: string): string {
  return link.replace(/^https?:\/\/(?:www\.)?/i, '').replace(/[/?#:].*$/, '')
}
