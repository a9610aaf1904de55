/** A number as people enter it: in a command, in a form, in a cell of a table. */

import { currencyOfSign } from './money.ts'
import { readNumeral } from './numeral.ts'
import { isPercent } from './parts.ts'

export type Amount =
  | { kind: 'number'; value: number }
  /** 10 of "10%". */
  | { kind: 'percent'; value: number }
  /** `currency` is its ISO code; a bare "$" is USD. */
  | { kind: 'money'; value: number; currency: string }

/** Nobody enters more. */
const longest = 60

/**
 * "2,000", "1 500", "1.5k", "$2bn", "US$ 100 m", "4 billion", "10%", "~500+". Null for what is no number, more than one, below 0, or too
 * large to be counted exactly.
 */
export function readAmount(text: string): Amount | null {
  const written = text.length > longest ? '' : text.trim().toLowerCase()
  const numeral = readNumeral(
    written
      .replace(/^[~≈+]\s*|\+$/g, '')
      .replace(/^\./, '0.')
      .replace(/(?<=\d)\s(?=\d{3}(?!\d))/g, '')
      .replace(/(?<=\d)\s+(?=\D)|(?<=\D)\s+(?=\d)/g, ''),
  )
  if (numeral === null || !Number.isSafeInteger(Math.round(numeral.value))) return null
  const { value, prefix, suffix } = numeral
  if (isPercent(suffix)) return prefix === '' ? { kind: 'percent', value } : null
  const sign = `${prefix}${suffix}`
  if (sign === '') return { kind: 'number', value }
  const currency = currencyOfSign(sign)
  return currency === null ? null : { kind: 'money', value, currency }
}

/** As `readAmount`, of a number that is none of percent: money in dollars, where it is money. */
export function readCountOrDollars(text: string): Exclude<Amount, { kind: 'percent' }> | null {
  const amount = readAmount(text)
  if (amount === null || amount.kind === 'percent') return null
  if (amount.kind === 'money' && amount.currency !== 'USD') return null
  return { ...amount, value: Math.round(amount.value) }
}
