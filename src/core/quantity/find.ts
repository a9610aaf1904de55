/** Quantities as a text has them: ranges, and the "about" before and the "or more" after. */

import type { Bound } from '../facts.ts'
import type { Token } from '../text/text.ts'
import { words } from '../text/words.ts'
import { rupeesOf } from './money.ts'
import { scaled } from './numeral.ts'
import { isClose, wordAt } from './parts.ts'
import type { Quantity } from './quantity.ts'
import { readQuantity } from './read.ts'

/** Every quantity of a text, in order, none overlapping. Linear in the tokens. */
export function findQuantities(tokens: readonly Token[]): Quantity[] {
  const found: Quantity[] = []
  for (let at = 0; at < tokens.length; ) {
    const one = readQuantity(tokens, at)
    if (one === null) {
      at++
      continue
    }
    const whole = widen(tokens, extend(tokens, one), found.at(-1)?.end ?? 0)
    if (!isLength(tokens, whole) && !isCode(tokens, whole)) found.push(whole)
    at = whole.end
  }
  return found.some(({ currency }) => currency === 'INR') ? withRupees(tokens, found) : found
}

/** "Pakistan plans a Rs 5 billion fund": whose rupees they are, where no other nation's may be meant. */
function withRupees(tokens: readonly Token[], found: Quantity[]): Quantity[] {
  const nations = new Set(tokens.flatMap(({ text }) => rupeesOf(text) ?? []))
  const [currency = null] = nations
  const isIndian = tokens.some(({ text }) => indian.test(text))
  if (currency === null || nations.size > 1 || isIndian) return found
  return found.map((one) => (one.currency === 'INR' ? { ...one, currency } : one))
}

const indian = /^indian?$|^inr|₹/

/** "007". */
function isCode(tokens: readonly Token[], { kind, at }: Quantity): boolean {
  return kind === 'number' && /^0\d/.test(tokens[at]?.raw ?? '')
}

const times = words('year month week day hour minute second')

/** "29-year-old", "a 160-hour job": how old or how long, and no count of anything. */
function isLength(tokens: readonly Token[], { kind, end }: Quantity): boolean {
  const unit = tokens[end]
  return kind === 'number' && unit?.before === '-' && times.has(unit.stem)
}

/** A range: "500 to 700", "6-7%", "$80 billion and $90 billion" after "between". */
function extend(tokens: readonly Token[], low: Quantity): Quantity {
  const start = upperStart(tokens, low)
  const high = start === null ? null : readQuantity(tokens, start)
  if (high === null || high.value === null || low.value === null) return low
  const lowValue = lift(low, high)
  if (lowValue === null || lowValue >= high.value || high.value > 100 * lowValue) return low
  return {
    ...high,
    kind: low.kind === 'money' ? 'money' : high.kind,
    start: low.start,
    at: low.at,
    low: lowValue,
    approximate: true,
    bound: 'most',
    currency: high.currency ?? low.currency,
  }
}

/** Where the upper end of a range begins; null where nothing makes it one. */
function upperStart(
  tokens: readonly Token[],
  { kind, start, end, magnitude }: Quantity,
): number | null {
  if (/^[-~～〜]$/.test(tokens[end]?.before ?? '') && tokens[end]?.kind !== 'word') return end
  const lead = wordAt(tokens, start - 1)
  const link = wordAt(tokens, end)
  // "Extends its round by $5m to $9m": what it comes to.
  const isSum = kind === 'money' && magnitude > 1
  const isLinked =
    link === 'or' ||
    (link === 'to' && lead !== 'from' && !(lead === 'by' && isSum)) ||
    (link === 'and' && lead === 'between')
  return isLinked ? end + 1 : null
}

/** "6 to 7%", "$5-10 billion", "4-5,000": the lower end borrows the unit of the upper one. */
function lift(low: Quantity, high: Quantity): number | null {
  const bare = low.kind !== 'percent' && low.magnitude === 1
  const sign = low.kind === 'money' && high.kind === 'number'
  if (low.kind !== high.kind && !sign && !(bare && low.kind === 'number')) return null
  if (low.value === null || low.magnitude > 1) return low.value
  return scaled(low.value, high.magnitude > 1 ? high.magnitude : thousandsMeant(low, high))
}

/** 1000 where "4-5,000" means four thousand; else 1. */
function thousandsMeant(low: Quantity, high: Quantity): number {
  return (low.value ?? 0) < 10 && (high.value ?? 0) >= 1000 ? 1000 : 1
}

const before = new Set(
  (
    'about around roughly approximately approx some nearly almost over under circa estimated exceeding another additional ' +
    'further between approximates'
  ).split(' '),
)
const phrases: ReadonlyMap<string, readonly (readonly string[])[]> = Map.groupBy(
  [
    ['more', 'than'],
    ['less', 'than'],
    ['fewer', 'than'],
    ['at', 'least'],
    ['at', 'most'],
    ['up', 'to'],
    ['close', 'to'],
    ['upwards', 'of'],
    ['upward', 'of'],
    ['just', 'over'],
    ['just', 'under'],
    ['as', 'many', 'as'],
    ['as', 'much', 'as'],
    ['north', 'of'],
    ['a', 'further'],
  ],
  (words) => words.at(-1) ?? '',
)
/** Words that widen the expression without making the number a rounded one. */
const exact = new Set(['another', 'additional', 'a', 'the', 'further'])

/** Takes the "about" before and the "or more" after into the expression; not past `floor`, the end of the one before. */
function widen(tokens: readonly Token[], inner: Quantity, floor: number): Quantity {
  const found = { ...inner }
  for (;;) {
    const length = leadLength(tokens, found.start, found.start < inner.start)
    if (length === 0 || found.start - length < floor || !isClose(tokens, found.start)) break
    if (!exact.has(wordAt(tokens, found.start - 1))) found.approximate = true
    found.start -= length
  }
  found.end += tailLength(tokens, inner.end)
  const bound = inner.bound ?? boundOf(tokens, inner, found)
  const isMarked = /[~≈]$/.test(tokens[inner.at]?.before ?? '')
  return { ...found, approximate: found.approximate || isMarked || bound !== undefined, bound }
}

/** Of "up to 300", "<300"; "more than 300", ">300", "300+", "300 or more". */
function boundOf(tokens: readonly Token[], inner: Quantity, whole: Quantity): Bound | undefined {
  const lead = leadBound(tokens, whole.start, inner.start)
  if (lead) return lead
  if (lessBehind.has(wordAt(tokens, inner.end + 1)) && whole.end > inner.end) return 'most'
  const sign = tokens[inner.at]?.before.at(-1) ?? ''
  if (sign === '<' || sign === '≤') return 'most'
  const isMore = whole.end > inner.end || tokens[inner.end]?.before.startsWith('+')
  return isMore || sign === '>' || sign === '≥' ? 'least' : undefined
}

/** By what stands before a number: "no more than" turns "more than" round, and a "strike over 300 layoffs" is no more than that. */
function leadBound(tokens: readonly Token[], from: number, to: number): Bound | undefined {
  const [side] = tokens.slice(from, to).flatMap(({ text }) => sides.get(text) ?? [])
  const before = wordAt(tokens, from - 1)
  if (side === undefined || (wordAt(tokens, from) === 'over' && disputes.has(before)))
    return undefined
  if (before !== 'no' && before !== 'not') return side
  return side === 'most' ? 'least' : 'most'
}

const lessBehind = words('fewer less')
const disputes = words(
  `strike strikes row rows sue sues sued lawsuit lawsuits suit fight fights protest protests protested anger angry fury furious outrage clash
  dispute rally rallies concern concerns backlash walkout criticism talks vote votes walk struck fire heat concerned split`,
)

const sides: ReadonlyMap<string, Bound> = new Map([
  ['up', 'most'],
  ['as', 'most'],
  ['most', 'most'],
  ['under', 'most'],
  ['less', 'most'],
  ['fewer', 'most'],
  ['more', 'least'],
  ['least', 'least'],
  ['over', 'least'],
  ['exceeding', 'least'],
  ['upwards', 'least'],
  ['upward', 'least'],
  ['north', 'least'],
])

/** How many words that widen a quantity end before `start`; "an" only before one of the others. */
function leadLength(tokens: readonly Token[], start: number, isWidened: boolean): number {
  const word = wordAt(tokens, start - 1)
  const phrase = phrases.get(word)?.find((words) => endsWith(tokens, start, words))
  if (phrase) return phrase.length
  return before.has(word) || (word === 'an' && isWidened) ? 1 : 0
}

const orBehind = words('more fewer less')

/** "Or more", "or fewer", "plus". */
function tailLength(tokens: readonly Token[], end: number): number {
  const word = wordAt(tokens, end)
  if (word === 'or' && orBehind.has(wordAt(tokens, end + 1))) return 2
  return word === 'plus' && isClose(tokens, end) ? 1 : 0
}

function endsWith(tokens: readonly Token[], end: number, words: readonly string[]): boolean {
  return words.every((word, index) => wordAt(tokens, end - words.length + index) === word)
}
