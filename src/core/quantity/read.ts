/** The quantity that begins at a token, in digits or in words. */

import { monthWords } from '../text/calendar.ts'
import type { Token } from '../text/text.ts'
import { currencyOfCode, currencyOfSign } from './money.ts'
import { magnitudeOf, type Numeral, numberWord, readNumeral, scaled } from './numeral.ts'
import { isClose, isPercent, isUnitPlace, quantity, withUnit, wordAt } from './parts.ts'
import type { Quantity } from './quantity.ts'
import {
  readFraction,
  readInWords,
  readOneIn,
  readPlural,
  readShareBelowOne,
  readSlashed,
} from './words.ts'

export function readQuantity(tokens: readonly Token[], at: number): Quantity | null {
  const token = tokens[at]
  if (!token || isDesignation(tokens, at)) return null
  if (token.kind === 'number') return readWritten(tokens, at)
  if (token.kind === 'sign') return readPrefixed(tokens, at)
  if (isCoded(token.text)) return readWritten(tokens, at)
  return readInWords(tokens, at) ?? readPrefixed(tokens, at)
}

/** "KRW110", "USD100M", "Rs550". Asked of every word, so that the pattern is tried on few. */
function isCoded(word: string): boolean {
  return (isDigit(word.charCodeAt(2)) || isDigit(word.charCodeAt(3))) && coded.test(word)
}

function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57
}

const coded = /^(?:[a-z]{3}|dh|rs|rm|rp|tk)\d/

/** "Covid-19", "F-16": a number that only tells one of a name's from the others. */
function isDesignation(tokens: readonly Token[], at: number): boolean {
  const [last, token] = [tokens[at - 1], tokens[at]]
  if (token?.before !== '-' || token.pause !== 'none' || last?.kind !== 'word') return false
  if (token.kind !== 'number' && numberWord(token.text) === null) return false
  if (ranks.has(last.text)) return true
  return last.raw !== last.raw.toLowerCase() && numberWord(last.text) === null && last.text !== 'to'
}

/** "Tier-1 support", "pre-2020 hires". */
const ranks = new Set('tier level grade band phase class type pre post mid'.split(' '))

/** A currency that stands apart before its number: "€ 5 million", "USD $75m", "Rs 855 crore". */
function readPrefixed(tokens: readonly Token[], at: number): Quantity | null {
  const next = tokens[at + 1]
  if (next?.kind !== 'number' || next.pause !== 'none') return null
  const currency = currencyOfCode(wordAt(tokens, at))
  if (currency === null) return null
  const inner = readWritten(tokens, at + 1)
  if (inner === null || inner.kind === 'percent') return null
  if (inner.kind === 'money') return { ...inner, start: at, at }
  const word = magnitudeOf(wordAt(tokens, inner.end), true)
  const magnitude = inner.magnitude === 1 && word !== null && isClose(tokens, inner.end) ? word : 1
  const end = magnitude === 1 ? inner.end : inner.end + 1
  return {
    ...inner,
    kind: 'money',
    start: at,
    at,
    end,
    value: scaled(inner.value ?? 0, magnitude),
    magnitude: inner.magnitude * magnitude,
    currency,
  }
}

/** A number in digits, with the magnitude, unit or currency that follows it. */
function readWritten(tokens: readonly Token[], at: number): Quantity | null {
  const next = isUnitPlace(tokens, at + 1) ? wordAt(tokens, at + 1) : ''
  const numeral = readNumeral(wordAt(tokens, at), next)
  if (numeral === null) return readPlural(tokens, at)
  if (isDayOfMonth(tokens, at, numeral.value)) return null
  if (isRatio(tokens, at) || isRatio(tokens, at + 1)) return null
  if (isSlashed(tokens, at)) return null
  return isSlashed(tokens, at + 1)
    ? readSlashed(tokens, at, numeral.value)
    : readNumber(tokens, at, numeral)
}

/** Whether a slash before the token parts two bare numbers: "2/3", "24/7", "11/26/2026"; not "$12M/€11M", "1,200/10%". */
function isSlashed(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.before === '/' && isBare(tokens, at - 1) && isBare(tokens, at)
}

/** Whether the token is a number without a sign, unit or magnitude. */
function isBare(tokens: readonly Token[], at: number): boolean {
  if (tokens[at]?.kind !== 'number') return false
  const numeral = readNumeral(wordAt(tokens, at))
  const found = numeral && readNumber(tokens, at, numeral)
  return found === null || (found.kind === 'number' && found.magnitude === 1)
}

/** The end of "50:50" and "8:30". */
function isRatio(tokens: readonly Token[], at: number): boolean {
  const [last, token] = [tokens[at - 1], tokens[at]]
  if (token?.kind !== 'number' || token.before !== ':') return false
  return last?.kind === 'number' && token.start === last.end + 1
}

function readNumber(tokens: readonly Token[], at: number, numeral: Numeral): Quantity | null {
  const base = readGroups(tokens, at, numeral) ?? quantity('number', at, at + 1, numeral.value)
  base.magnitude = numeral.magnitude
  if (numeral.suffix === '%' || isPercent(numeral.suffix)) return { ...base, kind: 'percent' }
  const sign = currencyOfSign(numeral.prefix) ?? currencyOfSign(numeral.suffix)
  if ((numeral.prefix !== '' || numeral.suffix !== '') && sign === null) return null
  const share = sign === null && numeral.suffix === '' ? readShare(tokens, at, numeral) : null
  return share ?? withUnit(tokens, base, sign)
}

/** "12 500 employees": groups of three digits parted by blanks, as ISO 80000-1 has them, before a word. */
function readGroups(
  tokens: readonly Token[],
  at: number,
  { value: first, magnitude, suffix }: Numeral,
): Quantity | null {
  if (magnitude !== 1 || suffix !== '' || !/(?:^|\D)[1-9]\d{0,2}$/.test(wordAt(tokens, at)))
    return null
  let [value, end] = [first, at + 1]
  while (isGroup(tokens, end)) value = value * 1000 + Number(wordAt(tokens, end++))
  const isBeforeWord = tokens[end]?.kind === 'word' && isClose(tokens, end)
  return end > at + 1 && isBeforeWord ? quantity('number', at, end, value) : null
}

function isGroup(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]
  return token?.pause === 'none' && token.before === '' && /^\d{3}$/.test(token.text)
}

function readShare(
  tokens: readonly Token[],
  at: number,
  { value, magnitude }: Numeral,
): Quantity | null {
  if (magnitude !== 1) return null
  return (
    readOneIn(tokens, at, value) ??
    readFraction(tokens, at, value) ??
    readShareBelowOne(tokens, at, value)
  )
}

/** "May 20 layoffs" are not twenty. */
function isDayOfMonth(tokens: readonly Token[], at: number, value: number): boolean {
  if (value > 31 || tokens[at]?.text !== String(value)) return false
  return monthWords.has(wordAt(tokens, at - 1)) && isClose(tokens, at)
}
