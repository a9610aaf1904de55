/**
 * One number as written in one token, and the words for numbers.
 *
 * - Groups of digits: "16,000", "1,00,000" (Indian), "16.000" and "1.234,5" (European), "16'000" (Swiss). A single dot or
 *   comma before exactly three digits parts a group, unless a magnitude or a percent sign follows a dot ("$1.125bn", "2.875 million", "5.375%").
 * - Magnitudes stand against the number ("16K", "$2bn", "1.6万") or are the next word ("2 billion", "6,000 crore").
 */

const magnitudes: Record<string, number> = {
  k: 1e3,
  m: 1e6,
  mn: 1e6,
  mln: 1e6,
  mm: 1e6,
  mil: 1e6,
  b: 1e9,
  bn: 1e9,
  bln: 1e9,
  bil: 1e9,
  t: 1e12,
  tn: 1e12,
  trn: 1e12,
  tr: 1e12,
  l: 1e5,
  lk: 1e5,
  cr: 1e7,
  百: 1e2,
  千: 1e3,
  万: 1e4,
  萬: 1e4,
  만: 1e4,
  亿: 1e8,
  億: 1e8,
  억: 1e8,
  兆: 1e12,
}

/** Words that multiply the number before them; also written against it ("3million"). */
const magnitudeWords: Record<string, number> = {
  k: 1e3,
  dozen: 12,
  hundred: 100,
  thousand: 1e3,
  million: 1e6,
  millions: 1e6,
  billion: 1e9,
  billions: 1e9,
  milliard: 1e9,
  trillion: 1e12,
  trillions: 1e12,
  lakh: 1e5,
  lakhs: 1e5,
  lac: 1e5,
  crore: 1e7,
  crores: 1e7,
  mn: 1e6,
  mln: 1e6,
  bn: 1e9,
  bln: 1e9,
  tn: 1e12,
  trn: 1e12,
  cr: 1e7,
}

/** A magnitude after a number only when money or a sign says that it is one: "$2 m", "$500 bil". */
const shorthand = new Set(['k', 'm', 'b', 't', 'mil', 'bil'])

export interface Numeral {
  value: number
  /** What the number was multiplied by: 1 where nothing was written. */
  magnitude: number
  /** "$", "us$", "€" before it, as folded; else "". */
  prefix: string
  /** What stands against it and is no magnitude: "%", "€", "pc"; else "". */
  suffix: string
}

/** No number of the news is longer; a longer row of digits is no number. */
const longest = 40

/**
 * `text` is a token's folded text, `next` that of the word after it, which may be its magnitude: "2.875 million" has a decimal mark.
 * Null where it is no number: "3d", "2nd", "10x".
 */
export function readNumeral(text: string, next = ''): Numeral | null {
  const span = text.length > longest ? null : digitsIn(text)
  if (span === null) return null
  const [from, to] = span
  const letters = lettersFrom(text, to)
  const word = text.slice(to, letters)
  const magnitude = word === '' ? 1 : (magnitudes[word] ?? magnitudeWords[word])
  const sign = text.slice(letters)
  if (magnitude === undefined) {
    const suffix = text.slice(to)
    if (!attached.has(suffix)) return null
    return numeralOf(digits(text.slice(from, to), true), 1, text.slice(0, from), suffix)
  }
  const decimal = magnitude > 1 || sign === '%' || isFraction(text, next)
  const value = scaled(digits(text.slice(from, to), decimal), magnitude)
  return numeralOf(value, magnitude, text.slice(0, from), sign)
}

/** Nobody writes thousands of percent. Of millions "1.200" are thousands, as nobody writes a fraction's last nought, and "2.875" none. */
function isFraction(text: string, next: string): boolean {
  if (next === 'percent' || next === 'pct') return true
  const magnitude = Object.hasOwn(magnitudeWords, next) ? (magnitudeWords[next] ?? 1) : 1
  return magnitude >= 1e6 && !text.endsWith('0')
}

function numeralOf(
  value: number,
  magnitude: number,
  prefix: string,
  suffix: string,
): Numeral | null {
  return Number.isNaN(value) ? null : { value, magnitude, prefix, suffix }
}

/** Where the first digits stand, with the marks between them; null where there are none. */
function digitsIn(text: string): [from: number, to: number] | null {
  let from = 0
  while (from < text.length && !isDigit(text, from)) from++
  let to = from
  while (to < text.length && (isDigit(text, to) || isGroupMark(text, to))) to++
  return to === from ? null : [from, to]
}

/** Units written against a number. */
const attached = new Set(['%', 'pc', 'pct', 'percent', 'usd', 'eur', 'gbp', 'inr', 'yen', 'won'])

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code >= 48 && code <= 57
}

function isGroupMark(text: string, at: number): boolean {
  const mark = text[at]
  return (mark === ',' || mark === '.' || mark === "'") && isDigit(text, at + 1)
}

function lettersFrom(text: string, at: number): number {
  let end = at
  while (end < text.length && /\p{L}/u.test(text[end] ?? '')) end++
  return end
}

/** `decimal`: a lone mark before three digits is the decimal one. NaN where groups are not of three: "3,000,00". */
function digits(written: string, decimal: boolean): number {
  const marks = written.replace(/\d/g, '')
  if (marks === '') return Number(written)
  const last = marks.at(-1) ?? ''
  const tail = written.slice(written.lastIndexOf(last) + 1)
  const mixed = marks.length > 1 && [...marks.slice(0, -1)].every((mark) => mark !== last)
  const lone = marks.length === 1
  const zero = written.startsWith('0')
  const fraction =
    mixed ||
    (lone &&
      last !== "'" &&
      (tail.length !== 3 || zero || written.indexOf(last) > 3 || (decimal && last === '.')))
  if (!fraction) return tail.length === 3 ? Number(written.replace(/[^\d]/g, '')) : Number.NaN
  const at = written.lastIndexOf(last)
  return Number(`${written.slice(0, at).replace(/[^\d]/g, '')}.${tail}`)
}

/** 2.3 × 1e9 is 2299999999.9999995 in binary; a multiplied number is whole. */
export function scaled(value: number, magnitude: number): number {
  return magnitude >= 1e3 ? Math.round(value * magnitude) : value * magnitude
}

/** The magnitude that a word after a number means, or null. `money`: "m", "b" and their like count too. */
export function magnitudeOf(word: string, money: boolean): number | null {
  if (Object.hasOwn(magnitudeWords, word)) return magnitudeWords[word] ?? null
  if (money && shorthand.has(word)) return magnitudes[word] ?? null
  return null
}

const units = (
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen ' +
  'eighteen nineteen'
).split(' ')
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')

const words = new Map<string, number>([
  ...units.map((word, value): [string, number] => [word, value]),
  ...tens.map((word, index): [string, number] => [word, (index + 2) * 10]),
])

/** "seven" 7, "twenty" 20; null for any other word. */
export function numberWord(word: string): number | null {
  return words.get(word) ?? null
}
