/** The pieces that every way of reading a quantity shares: a bare quantity, and the unit that follows a number. */

import type { Token } from '../text/text.ts'
import { currencyOfName, currencyOfNation, isDollar } from './money.ts'
import { magnitudeOf, scaled } from './numeral.ts'
import type { Quantity } from './quantity.ts'

export function wordAt(tokens: readonly Token[], at: number): string {
  return tokens[at]?.text ?? ''
}

/** Whether nothing but space or a hyphen parts the token from the one before. */
export function isClose(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.pause === 'none'
}

/** Whether the token may be the unit of the number before it; behind a slash it is what the number is per: "$2/million tokens". */
export function isUnitPlace(tokens: readonly Token[], at: number): boolean {
  return isClose(tokens, at) && tokens[at]?.before !== '/'
}

export function quantity(
  kind: Quantity['kind'],
  start: number,
  end: number,
  value: number | null,
): Quantity {
  return {
    kind,
    start,
    at: start,
    end,
    value,
    low: null,
    part: null,
    scale: null,
    approximate: false,
    magnitude: 1,
    currency: null,
  }
}

/** Adds what stands after a number: a magnitude, a percent sign, a currency's name. */
export function withUnit(tokens: readonly Token[], from: Quantity, sign: string | null): Quantity {
  const found = multiplied(tokens, from, sign !== null)
  const named = readCurrencyName(tokens, found.end, found.magnitude)
  if (sign !== null) {
    const isSame = named && (named.currency === sign || isToldBehind(sign, named.currency))
    return {
      ...found,
      kind: 'money',
      currency: isSame ? named.currency : sign,
      end: isSame ? named.end : found.end,
    }
  }
  const percent = found.magnitude === 1 ? percentEnd(tokens, found.end) : found.end
  if (percent > found.end) return { ...found, kind: 'percent', end: percent }
  return named ? { ...found, kind: 'money', currency: named.currency, end: named.end } : found
}

/** "$2bn AUD": whose dollars they are. */
function isToldBehind(sign: string, named: string): boolean {
  return sign === 'USD' && isDollar(named)
}

/** With the magnitudes that follow, each larger than the one before: "2 thousand million". */
function multiplied(tokens: readonly Token[], from: Quantity, isMoney: boolean): Quantity {
  const found = { ...from }
  while (isUnitPlace(tokens, found.end)) {
    const magnitude = magnitudeOf(wordAt(tokens, found.end), isMoney)
    if (magnitude === null || (found.magnitude > 1 && magnitude <= found.magnitude)) break
    found.value = scaled(found.value ?? 0, magnitude)
    found.magnitude *= magnitude
    found.end++
  }
  return found
}

export function readCurrencyName(
  tokens: readonly Token[],
  at: number,
  magnitude: number,
): { currency: string; end: number } | null {
  if (!isUnitPlace(tokens, at)) return null
  const nation = currencyOfNation(wordAt(tokens, at))
  if (nation !== null) {
    const words = wordAt(tokens, at + 1) === 'kong' ? 2 : 1
    const name = currencyOfName(wordAt(tokens, at + words), magnitude)
    if (name !== null) return { currency: nation, end: at + words + 1 }
  }
  const name = currencyOfName(wordAt(tokens, at), magnitude)
  return name === null ? null : { currency: name, end: at + 1 }
}

export function isPercent(word: string): boolean {
  return (
    word === '%' || word === 'percent' || word === 'pc' || word === 'pct' || word === 'percentage'
  )
}

/** The end of "%", "percent", "per cent" at `at`; `at` where none stands. */
function percentEnd(tokens: readonly Token[], at: number): number {
  if (!isUnitPlace(tokens, at)) return at
  if (
    isPercent(wordAt(tokens, at)) &&
    wordAt(tokens, at + 1) !== 'point' &&
    wordAt(tokens, at + 1) !== 'points'
  )
    return at + 1
  return wordAt(tokens, at) === 'per' && wordAt(tokens, at + 1) === 'cent' ? at + 2 : at
}

/** "One in three" is 33%. */
export function fraction(start: number, end: number, part: number): Quantity {
  return { ...quantity('percent', start, end, Math.round(100 * part)), part }
}
