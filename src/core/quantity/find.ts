/** Quantities as a text has them: ranges, and the "about" before and the "or more" after. */

import type { Token } from '../text/text.ts'
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
    found.push(whole)
    at = whole.end
  }
  return found
}

/** A range: "500 to 700", "6-7%", "$80 billion and $90 billion" after "between". */
function extend(tokens: readonly Token[], low: Quantity): Quantity {
  const between = wordAt(tokens, low.start - 1) === 'between'
  const from = wordAt(tokens, low.start - 1) === 'from'
  const link = wordAt(tokens, low.end)
  const hyphen = tokens[low.end]?.before === '-' && tokens[low.end]?.kind !== 'word'
  const linked = (link === 'to' && !from) || link === 'or' || (link === 'and' && between)
  if (!hyphen && !linked) return low
  const high = readQuantity(tokens, hyphen ? low.end : low.end + 1)
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
    currency: high.currency ?? low.currency,
  }
}

/** "6 to 7%", "$5-10 billion": the lower end borrows the unit of the upper one. */
function lift(low: Quantity, high: Quantity): number | null {
  const bare = low.kind !== 'percent' && low.magnitude === 1
  const sign = low.kind === 'money' && high.kind === 'number'
  if (low.kind !== high.kind && !sign && !(bare && low.kind === 'number')) return null
  if (low.value === null) return null
  return low.magnitude === 1 && high.magnitude > 1 ? scaled(low.value, high.magnitude) : low.value
}

const before = new Set(
  (
    'about around roughly approximately approx some nearly almost over under circa estimated exceeding another additional ' +
    'between approximates'
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
  ],
  (words) => words.at(-1) ?? '',
)
/** Words that widen the expression without making the number a rounded one. */
const exact = new Set(['another', 'additional', 'a', 'the', 'further'])

/** Takes the "about" before and the "or more" after into the expression; not past `floor`, the end of the one before. */
function widen(tokens: readonly Token[], inner: Quantity, floor: number): Quantity {
  const found = { ...inner }
  for (;;) {
    const word = wordAt(tokens, found.start - 1)
    const phrase = phrases.get(word)?.find((words) => endsWith(tokens, found.start, words))
    const length =
      phrase?.length ?? (before.has(word) || (word === 'an' && found.start < inner.start) ? 1 : 0)
    if (length === 0 || found.start - length < floor || !isClose(tokens, found.start)) break
    found.start -= length
    if (!exact.has(word)) found.approximate = true
  }
  if (tokens[inner.at]?.before.endsWith('~')) found.approximate = true
  if (tokens[inner.end]?.before.startsWith('+')) found.approximate = true
  if (wordAt(tokens, inner.end) === 'or' && wordAt(tokens, inner.end + 1) === 'more') {
    found.approximate = true
    found.end += 2
  } else if (wordAt(tokens, inner.end) === 'plus' && isClose(tokens, inner.end)) {
    found.approximate = true
    found.end += 1
  }
  return found
}

function endsWith(tokens: readonly Token[], end: number, words: readonly string[]): boolean {
  return words.every((word, index) => wordAt(tokens, end - words.length + index) === word)
}
