import type { Scale } from './event.ts'
import { currencyOfCode, currencyOfName, currencyOfNation, currencyOfSign } from './money.ts'
import { magnitudeOf, numberWord, readNumeral, scaled } from './numeral.ts'
import type { Token } from './text.ts'

/**
 * A number, a share or a sum of money, found in tokens. `start` and `end` (exclusive) are token indexes of the whole
 * expression with its "about", "up to" or "more than"; `at` is where the number itself begins.
 *
 * - A range is one quantity: `value` is its upper end, `low` its lower.
 * - "Hundreds" has no value but a `scale`; "billions of dollars" has neither.
 * - `magnitude` is what the written number was multiplied by (1e9 for "2bn"); 1 where nothing was.
 */
export interface Quantity {
  kind: 'number' | 'percent' | 'money'
  start: number
  at: number
  end: number
  value: number | null
  low: number | null
  scale: Scale | null
  approximate: boolean
  magnitude: number
  /** ISO 4217; only for money. */
  currency: string | null
}

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

function wordAt(tokens: readonly Token[], at: number): string {
  return tokens[at]?.text ?? ''
}

/** Whether nothing but space or a hyphen parts the token from the one before. */
function isClose(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.pause === 'none'
}

function readQuantity(tokens: readonly Token[], at: number): Quantity | null {
  const token = tokens[at]
  if (!token) return null
  if (token.kind === 'number') return readWritten(tokens, at)
  if (token.kind === 'sign') return currencyOfSign(token.text) ? readPrefixed(tokens, at) : null
  const first = token.text
  if (startsQuantity.has(first))
    return readShareWords(tokens, at) ?? readVague(tokens, at) ?? readSpelled(tokens, at)
  return currencyOfCode(first) && tokens[at + 1]?.kind !== 'word' ? readPrefixed(tokens, at) : null
}

/** A currency that stands apart before its number: "€ 5 million", "USD $75m", "Rs 855 crore". */
function readPrefixed(tokens: readonly Token[], at: number): Quantity | null {
  const currency = currencyOfCode(wordAt(tokens, at))
  const next = tokens[at + 1]
  if (currency === null || next?.kind !== 'number' || next.pause !== 'none') return null
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
  const numeral = readNumeral(wordAt(tokens, at))
  if (numeral === null) return null
  if (isDayOfMonth(tokens, at, numeral.value)) return null
  const base = quantity('number', at, at + 1, numeral.value)
  base.magnitude = numeral.magnitude
  if (numeral.suffix === '%' || isPercent(numeral.suffix)) return { ...base, kind: 'percent' }
  const sign = currencyOfSign(numeral.prefix) ?? currencyOfSign(numeral.suffix)
  if (numeral.prefix !== '' && sign === null) return null
  if (sign === null && numeral.magnitude === 1) {
    const share = readOneIn(tokens, at, numeral.value) ?? readFraction(tokens, at, numeral.value)
    if (share) return share
  }
  return withUnit(tokens, base, sign)
}

const months = new Set(
  (
    'january february march april may june july august september october november december jan feb mar apr jun jul aug sep ' +
    'sept oct nov dec'
  ).split(' '),
)

/** "May 20 layoffs" are not twenty. */
function isDayOfMonth(tokens: readonly Token[], at: number, value: number): boolean {
  if (value > 31 || tokens[at]?.text !== String(value)) return false
  return months.has(wordAt(tokens, at - 1)) && isClose(tokens, at)
}

/** Adds what stands after a number: a magnitude, a percent sign, a currency's name. */
function withUnit(tokens: readonly Token[], from: Quantity, sign: string | null): Quantity {
  const found = { ...from }
  for (;;) {
    if (!isClose(tokens, found.end)) break
    const magnitude = magnitudeOf(wordAt(tokens, found.end), sign !== null)
    if (magnitude === null || (found.magnitude > 1 && magnitude <= found.magnitude)) break
    found.value = scaled(found.value ?? 0, magnitude)
    found.magnitude *= magnitude
    found.end++
  }
  if (sign === null && found.magnitude === 1) {
    const end = percentEnd(tokens, found.end)
    if (end > found.end) return { ...found, kind: 'percent', end }
  }
  const named = readCurrencyName(tokens, found.end, found.magnitude)
  if (sign !== null) {
    return {
      ...found,
      kind: 'money',
      currency: sign,
      end: named?.currency === sign ? named.end : found.end,
    }
  }
  return named ? { ...found, kind: 'money', currency: named.currency, end: named.end } : found
}

function readCurrencyName(
  tokens: readonly Token[],
  at: number,
  magnitude: number,
): { currency: string; end: number } | null {
  if (!isClose(tokens, at)) return null
  const nation = currencyOfNation(wordAt(tokens, at))
  if (nation !== null) {
    const words = wordAt(tokens, at + 1) === 'kong' ? 2 : 1
    const name = currencyOfName(wordAt(tokens, at + words), magnitude)
    if (name !== null) return { currency: nation, end: at + words + 1 }
  }
  const name = currencyOfName(wordAt(tokens, at), magnitude)
  return name === null ? null : { currency: name, end: at + 1 }
}

function isPercent(word: string): boolean {
  return (
    word === '%' || word === 'percent' || word === 'pc' || word === 'pct' || word === 'percentage'
  )
}

/** The end of "%", "percent", "per cent" at `at`; `at` where none stands. */
function percentEnd(tokens: readonly Token[], at: number): number {
  if (!isClose(tokens, at)) return at
  if (
    isPercent(wordAt(tokens, at)) &&
    wordAt(tokens, at + 1) !== 'point' &&
    wordAt(tokens, at + 1) !== 'points'
  )
    return at + 1
  return wordAt(tokens, at) === 'per' && wordAt(tokens, at + 1) === 'cent' ? at + 2 : at
}

/** "One in five", "1 out of 10". */
function readOneIn(tokens: readonly Token[], at: number, value: number): Quantity | null {
  const out = wordAt(tokens, at + 1) === 'out' && wordAt(tokens, at + 2) === 'of' ? 3 : 2
  if (out === 2 && wordAt(tokens, at + 1) !== 'in') return null
  const base = numberWord(wordAt(tokens, at + out)) ?? readNumeral(wordAt(tokens, at + out))?.value
  if (!base || value < 1 || value >= base || base > 100 || tokens[at + out]?.pause !== 'none')
    return null
  if (periods.has(wordAt(tokens, at + out + 1))) return null
  return quantity('percent', at, at + out + 1, round((100 * value) / base))
}

const periods = new Set('year years month months week weeks day days decade decades'.split(' '))

const parts: Record<string, number> = {
  half: 2,
  third: 3,
  thirds: 3,
  quarter: 4,
  quarters: 4,
  fourth: 4,
  fifth: 5,
  fifths: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
  tenths: 10,
  twentieth: 20,
}
const wholes = new Set(
  'of its their the his her our all staff workforce employees workers jobs headcount'.split(' '),
)

/** "a third of", "two thirds of", "half its staff"; `count` is the number before the part, already read. */
function readFraction(tokens: readonly Token[], at: number, count: number): Quantity | null {
  const word = wordAt(tokens, at + 1)
  const part = Object.hasOwn(parts, word) ? parts[word] : undefined
  if (part === undefined || count < 1 || count >= part || !isClose(tokens, at + 1)) return null
  const whole = wholes.has(wordAt(tokens, at + 2)) && isClose(tokens, at + 2)
  if (!whole && wordAt(tokens, at - 1) !== 'by') return null
  return quantity('percent', at, at + 2, round((100 * count) / part))
}

function readShareWords(tokens: readonly Token[], at: number): Quantity | null {
  const word = wordAt(tokens, at)
  if (word === 'half') return readHalf(tokens, at)
  const value = word === 'a' ? 1 : numberWord(word)
  if (value === null) return null
  return (word === 'a' ? null : readOneIn(tokens, at, value)) ?? readFraction(tokens, at, value)
}

function readHalf(tokens: readonly Token[], at: number): Quantity | null {
  const next = wordAt(tokens, at + 1)
  const before = wordAt(tokens, at - 1)
  if (next === 'a' || next === 'an') {
    const magnitude = magnitudeOf(wordAt(tokens, at + 2), false)
    return magnitude === null
      ? null
      : withUnit(tokens, multiplied(at, at + 3, 0.5, magnitude), null)
  }
  if (before === 'first' || before === 'second' || before === 'other' || before === 'and')
    return null
  const whole = before === 'by' || (wholes.has(next) && isClose(tokens, at + 1))
  return whole ? quantity('percent', at, at + 1, 50) : null
}

const plurals: Record<string, Scale> = {
  dozens: 'dozens',
  scores: 'dozens',
  hundreds: 'hundreds',
  thousands: 'thousands',
}
const singulars: Record<string, Scale> = {
  dozen: 'dozens',
  hundred: 'hundreds',
  thousand: 'thousands',
}
const several = new Set('several few some many couple'.split(' '))

/** "Hundreds", "several thousand", "tens of thousands", "hundreds of millions of dollars". */
function readVague(tokens: readonly Token[], at: number): Quantity | null {
  const word = wordAt(tokens, at)
  const next = wordAt(tokens, at + 1)
  if ((word === 'tens' || word === 'hundreds' || word === 'thousands') && next === 'of') {
    const third = wordAt(tokens, at + 2)
    const magnitude = magnitudeOf(third, false)
    if (third === 'thousands') return vague(at, at + 3, 'tens_of_thousands')
    if (magnitude !== null) return vagueMoney(tokens, at, at + 3, magnitude)
  }
  const many = Object.hasOwn(plurals, word) ? plurals[word] : undefined
  if (many) return vague(at, at + 1, many)
  if (several.has(word) && Object.hasOwn(singulars, next)) {
    return vague(at, at + 2, singulars[next] ?? null)
  }
  const magnitude = word.endsWith('s') ? magnitudeOf(word, false) : null
  return magnitude === null ? null : vagueMoney(tokens, at, at + 1, magnitude)
}

function vague(start: number, end: number, scale: Scale | null): Quantity {
  return { ...quantity('number', start, end, null), scale, approximate: true }
}

/** "Billions", of dollars or of what the reader takes for dollars: a sum without a value. */
function vagueMoney(
  tokens: readonly Token[],
  start: number,
  end: number,
  magnitude: number,
): Quantity {
  const of = wordAt(tokens, end) === 'of' ? end + 1 : end
  const named = readCurrencyName(tokens, of, magnitude)
  const base = {
    ...quantity('money', start, named?.end ?? end, null),
    magnitude,
    approximate: true,
  }
  return { ...base, currency: named?.currency ?? null }
}

/** "Sixteen thousand", "twenty-five", "a hundred", "two dozen", "a billion dollars". */
function readSpelled(tokens: readonly Token[], at: number): Quantity | null {
  let end = at
  let total = 0
  let group = 0
  let magnitude = 1
  if (wordAt(tokens, at) === 'a') {
    const multiplier = multiplierOf(wordAt(tokens, at + 1))
    if (multiplier === null || !isClose(tokens, at + 1)) return null
    return withUnit(tokens, multiplied(at, at + 2, 1, multiplier), null)
  }
  for (; end === at || (isClose(tokens, end) && end - at < longestSpelled); end++) {
    const word = wordAt(tokens, end)
    const value = numberWord(word)
    const multiplier = end === at && !startsAlone.has(word) ? null : multiplierOf(word)
    if (value !== null) {
      if (group % 10 !== 0 || (group > 0 && value >= 10 && group % 100 !== 0)) break
      group += value
    } else if (multiplier !== null) {
      group = Math.max(group, 1) * multiplier
      magnitude = Math.max(magnitude, multiplier)
      if (multiplier >= 1000) {
        total += group
        group = 0
      }
    } else if (!(word === 'and' && group >= 100 && numberWord(wordAt(tokens, end + 1)) !== null))
      break
  }
  if (end === at) return null
  const found = { ...quantity('number', at, end, total + group), magnitude }
  return withUnit(tokens, found, null)
}

/** "Nine hundred and ninety-nine thousand nine hundred and ninety-nine" has eleven words. */
const longestSpelled = 12

/** "Billion-dollar backing", "dozen workers": one of them. */
const startsAlone = new Set('million billion trillion dozen'.split(' '))

function multiplierOf(word: string): number | null {
  if (word === 'dozen') return 12
  return word.length < 4 || word.endsWith('s') ? null : magnitudeOf(word, false)
}

function multiplied(start: number, end: number, value: number, magnitude: number): Quantity {
  return { ...quantity('number', start, end, value * magnitude), magnitude }
}

const startsQuantity = new Set([
  ...[
    'a',
    'half',
    'tens',
    'hundreds',
    'thousands',
    'dozens',
    'scores',
    'millions',
    'billions',
    'trillions',
  ],
  ...['million', 'billion', 'trillion', 'dozen', ...several],
  ...(
    'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen ' +
    'nineteen twenty thirty forty fifty sixty seventy eighty ninety'
  ).split(' '),
])

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
const phrases: readonly (readonly string[])[] = [
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
]
/** Words that widen the expression without making the number a rounded one. */
const exact = new Set(['another', 'additional', 'a', 'the', 'further'])

/** Takes the "about" before and the "or more" after into the expression; not past `floor`, the end of the one before. */
function widen(tokens: readonly Token[], inner: Quantity, floor: number): Quantity {
  const found = { ...inner }
  for (;;) {
    const word = wordAt(tokens, found.start - 1)
    const phrase = phrases.find((words) => endsWith(tokens, found.start, words))
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

function quantity(
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
    scale: null,
    approximate: false,
    magnitude: 1,
    currency: null,
  }
}

/** "One in three" is 33.3. */
function round(value: number): number {
  return Math.round(value * 10) / 10
}
