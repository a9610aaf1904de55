/** Quantities in words: shares ("one in five", "half its staff"), sizes ("hundreds"), numbers ("sixteen thousand"). */

import type { Scale } from '../facts.ts'
import type { Token } from '../text/text.ts'
import { magnitudeOf, numberWord, readNumeral } from './numeral.ts'
import { fraction, isClose, quantity, readCurrencyName, withUnit, wordAt } from './parts.ts'
import type { Quantity } from './quantity.ts'

/** The quantity whose first word stands at `at`, or null. */
export function readInWords(tokens: readonly Token[], at: number): Quantity | null {
  if (!startsQuantity.has(wordAt(tokens, at))) return null
  return readShareWords(tokens, at) ?? readVague(tokens, at) ?? readSpelled(tokens, at)
}

/** "One in five", "1 in every 20", "1 out of 10". */
export function readOneIn(tokens: readonly Token[], at: number, value: number): Quantity | null {
  const [link, more] = [wordAt(tokens, at + 1), wordAt(tokens, at + 2)]
  if (link !== 'in' && !(link === 'out' && more === 'of')) return null
  const out = link === 'out' || more === 'every' ? 3 : 2
  const base = numberWord(wordAt(tokens, at + out)) ?? readNumeral(wordAt(tokens, at + out))?.value
  if (!base || value < 1 || value >= base || base > 100 || tokens[at + out]?.pause !== 'none')
    return null
  if (periods.has(wordAt(tokens, at + out + 1))) return null
  return fraction(at, at + out + 1, value / base)
}

const periods = new Set('year years month months week weeks day days decade decades'.split(' '))

const parts: Record<string, number> = {
  half: 2,
  third: 3,
  thirds: 3,
  quarter: 4,
  quarters: 4,
  fourth: 4,
  fourths: 4,
  fifth: 5,
  fifths: 5,
  sixth: 6,
  sixths: 6,
  seventh: 7,
  sevenths: 7,
  eighth: 8,
  eighths: 8,
  ninth: 9,
  ninths: 9,
  tenth: 10,
  tenths: 10,
  twentieth: 20,
}
const wholes = new Set(
  'of its their the his her our all staff workforce employees workers jobs headcount'.split(' '),
)

/** "a third of", "two thirds of", "half its staff"; `count` is the number before the part, already read. */
export function readFraction(tokens: readonly Token[], at: number, count: number): Quantity | null {
  const word = wordAt(tokens, at + 1)
  const part = Object.hasOwn(parts, word) ? parts[word] : undefined
  if (part === undefined || count < 1 || count >= part || !isJoined(tokens, at + 1)) return null
  return shareOf(tokens, at, at + 2, count / part)
}

/** "One-fifth", also "one - fifth". */
function isJoined(tokens: readonly Token[], at: number): boolean {
  return isClose(tokens, at) || tokens[at]?.before === '-'
}

/** "2/3 of staff", "by 1/3". What else is written with a slash counts nothing: "24/7", "11/26". */
export function readSlashed(tokens: readonly Token[], at: number, count: number): Quantity | null {
  const part = Number(wordAt(tokens, at + 1))
  return count < 1 || !(part > count && part <= 20)
    ? null
    : shareOf(tokens, at, at + 2, count / part)
}

/** "⅔ of staff", "½ its staff". */
export function readShareBelowOne(
  tokens: readonly Token[],
  at: number,
  value: number,
): Quantity | null {
  return value > 0 && value < 1 ? shareOf(tokens, at, at + 1, value) : null
}

/** A part counts where its whole is named behind it, or it is how much less there is. */
function shareOf(
  tokens: readonly Token[],
  start: number,
  end: number,
  part: number,
): Quantity | null {
  const whole = wholes.has(wordAt(tokens, end)) && isClose(tokens, end)
  return whole || isAmount(tokens, start) ? fraction(start, end, part) : null
}

/** "By half", "by nearly half", "by more than a third". */
function isAmount(tokens: readonly Token[], start: number): boolean {
  let lead = start - 1
  while (lead > start - 3 && leads.has(wordAt(tokens, lead))) lead--
  return wordAt(tokens, lead) === 'by'
}

const leads = new Set(
  'nearly almost about around roughly approximately over up to more than'.split(' '),
)

/** "Quarter of staff", as headlines have it; not "the third of its jobs", "third quarter of job cuts". */
function readBarePart(tokens: readonly Token[], at: number): Quantity | null {
  const part = bareParts.get(wordAt(tokens, at))
  if (part === undefined || wordAt(tokens, at + 1) !== 'of') return null
  if (isClose(tokens, at) && notBare.has(wordAt(tokens, at - 1))) return null
  const noun = wholes.has(wordAt(tokens, at + 2)) ? [at + 2, at + 3, at + 4] : [at + 2, at + 3]
  return noun.some((one) => staff.has(wordAt(tokens, one))) ? fraction(at, at + 1, part) : null
}

const bareParts = new Map([
  ['third', 1 / 3],
  ['quarter', 1 / 4],
  ['fifth', 1 / 5],
  ['tenth', 1 / 10],
])
const notBare = new Set('a the first second third fourth last this next each every'.split(' '))
const staff = new Set('staff workforce employees workers headcount'.split(' '))

function readShareWords(tokens: readonly Token[], at: number): Quantity | null {
  const word = wordAt(tokens, at)
  if (word === 'half') return readHalf(tokens, at)
  const value = word === 'a' ? 1 : numberWord(word)
  if (value === null) return readBarePart(tokens, at)
  return (word === 'a' ? null : readOneIn(tokens, at, value)) ?? readFraction(tokens, at, value)
}

function readHalf(tokens: readonly Token[], at: number): Quantity | null {
  const next = wordAt(tokens, at + 1)
  const before = wordAt(tokens, at - 1)
  if (next === 'a' || next === 'an') {
    const magnitude = magnitudeOf(wordAt(tokens, at + 2), false)
    const half = magnitude === null ? null : multiplied(at, at + 3, 0.5, magnitude)
    return half && withUnit(tokens, half, null)
  }
  if (otherHalves.has(before)) return null
  return shareOf(tokens, at, at + 1, 1 / 2)
}

/** "The first half", "two and a half". */
const otherHalves = new Set(['first', 'second', 'other', 'and'])

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
  return readManyOf(tokens, at) ?? readSeveral(tokens, at) ?? readMany(tokens, at)
}

/** "Several billion dollars", "a few hundred million euros": of how many nothing is said. */
function readSeveral(tokens: readonly Token[], at: number): Quantity | null {
  if (!several.has(wordAt(tokens, at))) return null
  const last = Object.hasOwn(singulars, wordAt(tokens, at + 1)) ? at + 2 : at + 1
  const magnitude = magnitudeOf(wordAt(tokens, last), false)
  if (magnitude === null || magnitude < 1e5) return null
  const sum = vagueMoney(tokens, at, last + 1, magnitude)
  return sum.currency === null ? { ...sum, kind: 'number' } : sum
}

/** "Tens of thousands", "hundreds of millions of dollars". */
function readManyOf(tokens: readonly Token[], at: number): Quantity | null {
  if (!manyOf.has(wordAt(tokens, at)) || wordAt(tokens, at + 1) !== 'of') return null
  const third = wordAt(tokens, at + 2)
  if (third === 'thousands') return vague(at, at + 3, 'tens_of_thousands')
  const magnitude = magnitudeOf(third, false)
  return magnitude === null ? null : vagueMoney(tokens, at, at + 3, magnitude)
}

const manyOf = new Set(['tens', 'hundreds', 'thousands'])

/** "100s", "1,000s", "10s of thousands". */
export function readPlural(tokens: readonly Token[], at: number): Quantity | null {
  const number = /^1(,?0{1,3})s$/.exec(wordAt(tokens, at))?.[1]?.replace(',', '') ?? ''
  if (number === '0') {
    const isMany = wordAt(tokens, at + 1) === 'of' && wordAt(tokens, at + 2) === 'thousands'
    return isMany ? vague(at, at + 3, 'tens_of_thousands') : null
  }
  const scale = scales[number.length]
  return scale ? vague(at, at + 1, scale) : null
}

/** By the zeros behind a one. */
const scales: Record<number, Scale> = { 2: 'hundreds', 3: 'thousands' }

/** "Hundreds", "several thousand", "billions". */
function readMany(tokens: readonly Token[], at: number): Quantity | null {
  const word = wordAt(tokens, at)
  if (multiples.has(word)) return vagueMoney(tokens, at, at + 1, multiples.get(word) ?? 1)
  const next = wordAt(tokens, at + 1)
  const many = Object.hasOwn(plurals, word) ? plurals[word] : undefined
  if (many) return vague(at, at + 1, many)
  if (several.has(word) && Object.hasOwn(singulars, next)) {
    return vague(at, at + 2, singulars[next] ?? null)
  }
  const magnitude = word.endsWith('s') ? magnitudeOf(word, false) : null
  return magnitude === null ? null : vagueMoney(tokens, at, at + 1, magnitude)
}

const multiples = new Map([
  ['multimillion', 1e6],
  ['multibillion', 1e9],
  ['multitrillion', 1e12],
])

function vague(start: number, end: number, scale: Scale | null): Quantity {
  return { ...quantity('number', start, end, null), scale, approximate: true }
}

/** "Billions", of dollars or of what the reader takes for dollars: a sum without a value. "Millions of users" are a number. */
function vagueMoney(
  tokens: readonly Token[],
  start: number,
  end: number,
  magnitude: number,
): Quantity {
  const of = wordAt(tokens, end) === 'of' ? end + 1 : end
  const named = readCurrencyName(tokens, of, magnitude)
  if (of > end && named === null) return { ...vague(start, end, null), magnitude }
  const base = {
    ...quantity('money', start, named?.end ?? end, null),
    magnitude,
    approximate: true,
  }
  return { ...base, currency: named?.currency ?? null }
}

/** "Sixteen thousand", "twenty-five", "a hundred", "two dozen", "a billion dollars". */
function readSpelled(tokens: readonly Token[], at: number): Quantity | null {
  if (isUnread(tokens[at - 1]) && isClose(tokens, at)) return null
  const isOneOf = opensMultiple(tokens, at)
  const sum: Spelled = { total: 0, group: isOneOf ? 1 : 0, magnitude: 1 }
  let end = isOneOf ? at + 1 : at
  while (mayGoOn(tokens, at, end) && take(sum, tokens, at, end)) end++
  if (end === at) return null
  const { total, group, magnitude } = sum
  if (wordAt(tokens, at - 1) === 'multi') return vagueMoney(tokens, at, end, magnitude)
  if (isAdjective(tokens, at, end)) return vagueMoney(tokens, at, end, magnitude)
  const found = { ...quantity('number', at, end, total + group), magnitude }
  return withUnit(tokens, found, null)
}

/** "R50 million": of what stands before nobody knows what it is, so that the magnitude has no number. */
function isUnread(token: Token | undefined): boolean {
  return token !== undefined && /^[a-z]+\d+$/.test(token.text)
}

/** "Trillion-dollar rivals": how large, not how much. */
function isAdjective(tokens: readonly Token[], at: number, end: number): boolean {
  return end === at + 1 && wordAt(tokens, at) === 'trillion' && wordAt(tokens, end) === 'dollar'
}

/** "A hundred and fifty", "a billion dollars"; not "a five-year plan". */
function opensMultiple(tokens: readonly Token[], at: number): boolean {
  const isMultiplier = multiplierOf(wordAt(tokens, at + 1)) !== null
  return wordAt(tokens, at) === 'a' && isMultiplier && isClose(tokens, at + 1)
}

/** A number so far: what its thousands and millions come to, and the hundreds, tens and ones after them. */
interface Spelled {
  total: number
  group: number
  magnitude: number
}

function mayGoOn(tokens: readonly Token[], at: number, end: number): boolean {
  return end === at || (isClose(tokens, end) && end - at < longestSpelled)
}

/** Adds the word at `end` to the number that begins at `at`; false where it is none of its words. */
function take(sum: Spelled, tokens: readonly Token[], at: number, end: number): boolean {
  const word = wordAt(tokens, end)
  const value = numberWord(word)
  if (value !== null) return add(sum, value)
  const multiplier = end === at && !startsAlone.has(word) ? null : multiplierOf(word)
  if (multiplier !== null) return multiply(sum, multiplier)
  return word === 'and' && sum.group >= 100 && numberWord(wordAt(tokens, end + 1)) !== null
}

/** False where the place of the value is taken: "twenty thirty" are two numbers. */
function add(sum: Spelled, value: number): boolean {
  const { group } = sum
  if (group % 10 !== 0 || (group > 0 && value >= 10 && group % 100 !== 0)) return false
  sum.group += value
  return true
}

function multiply(sum: Spelled, multiplier: number): boolean {
  sum.group = Math.max(sum.group, 1) * multiplier
  sum.magnitude = Math.max(sum.magnitude, multiplier)
  if (multiplier >= 1000) {
    sum.total += sum.group
    sum.group = 0
  }
  return true
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
  ...multiples.keys(),
  ...bareParts.keys(),
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
