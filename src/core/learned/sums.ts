/** The sums of money that a story tells, each with what the model looks at to tell which of them is paid. */

import type { AiInvestmentFacts } from '../facts.ts'
import type { Hit } from '../judge/rules.ts'
import type { Quantity } from '../quantity/quantity.ts'
import { namesBetween, type Prose, sentenceAt } from '../reading/prose.ts'
import type { Reading } from '../reading/read-story.ts'
import { stretchAt } from '../text/sentences.ts'
import { type Features, openTelling, type Say } from './features.ts'
import { longest, sortOf } from './story-features.ts'
import { type Whole, wordsFrom } from './words-beside.ts'

/** One value, wherever it stands. */
export interface Sum {
  value: number
  /** Where first; null where the rules alone know of it. */
  quantity: Quantity | null
  features: Features
}

/** What the rules made of a deal. */
export interface DealByRules {
  facts: AiInvestmentFacts
  fired: readonly Hit[]
}

interface Place {
  mark: string
  prose: Prose
  quantity: Quantity
  value: number
  /** Among the sums of its text. */
  order: number
  isInHit: boolean
}

/** Of one that is told over and over. */
const mostPlaces = 3

/** In the order in which they stand first, title before summary, and what the rules alone know of; each once. */
export function sumsOf(reading: Reading, byRules: DealByRules): Sum[] {
  const { amount } = byRules.facts
  const places = Map.groupBy(placesOf(reading, byRules), ({ value }) => value)
  const values = [...new Set([...places.keys(), ...(amount === null ? [] : [amount])])]
  return values.map((value, order) => {
    const own = places.get(value) ?? []
    const { say, under, features } = openTelling()
    sayInGeneral(say, value, own, order, byRules)
    for (const [at, place] of own.slice(0, mostPlaces).entries()) {
      sayPlace(under(`${place.mark}${at > 0 ? '+' : ''}`), place, byRules)
    }
    say`values:${Math.min(4, values.length)}:${value === amount}`
    return { value, quantity: own[0]?.quantity ?? null, features: features() }
  })
}

/** What speaks for none of them being paid. */
export function noSumFeatures({ title, summary }: Reading, { facts }: DealByRules): Features {
  const { say, features } = openTelling()
  const kinds = title.quantities.map(({ kind }) => kind).join()
  say`none`
  say`none:rules:${facts.amount !== null}`
  say`none:title:${kinds}`
  say`none:title:${kinds}:${facts.amount !== null}`
  say`none:summary:${summary.quantities.length === 0}`
  say`none:kind:${facts.kind}`
  for (const token of title.tokens) say`none:w:${sortOf(token)}`
  return features()
}

function placesOf(reading: Reading, { fired }: DealByRules): Place[] {
  return (['title', 'summary'] as const).flatMap((field) => {
    const prose = reading[field]
    const hits = fired.filter((one) => one.field === field)
    return prose.quantities
      .filter((quantity) => quantity.start < longest[field] && couldBePaid(quantity))
      .map((quantity, order) => ({
        mark: field === 'title' ? 't ' : reading.coverage ? 'c ' : 's ',
        prose,
        quantity,
        value: quantity.value ?? 0,
        order,
        isInHit: hits.some(({ from, to }) => quantity.start < to && quantity.end > from),
      }))
  })
}

function couldBePaid({ kind, value, magnitude }: Quantity): boolean {
  return value !== null && value > 0 && (kind === 'money' || magnitude >= 1e6)
}

/** What holds of it wherever it stands. */
function sayInGeneral(
  say: Say,
  value: number,
  places: readonly Place[],
  order: number,
  { facts: { amount, valuation, kind } }: DealByRules,
): void {
  const digits = Math.floor(Math.log10(value))
  const byRules = amount === null ? 'no' : Math.sign(amount - value)
  say`some`
  say`some:${kind}`
  say`rules:${byRules}`
  say`rules:${byRules}:${kind}`
  say`rules:${byRules}:${places[0]?.mark}`
  say`valuation:${value === valuation}`
  say`order:${Math.min(order, 4)}`
  say`order:${Math.min(order, 4)}:${places[0]?.mark}:${byRules}`
  say`digits:${digits}`
  say`digits:${digits}:${kind}`
  say`places:${Math.min(3, places.length)}`
}

function sayPlace(say: Say, place: Place, byRules: DealByRules): void {
  const { prose, quantity, order, isInHit, value } = place
  const isOwn = value === byRules.facts.amount
  const sentence = Math.min(
    3,
    prose.sentences.findIndex(({ end }) => quantity.start < end),
  )
  say`own:${isOwn}`
  say`own:${isOwn}:${sentence}`
  say`sentence:${sentence}`
  say`order:${Math.min(3, order)}`
  say`hit:${isInHit}`
  say`hit:${isInHit}:${isOwn}`
  say`low:${quantity.low !== null}`
  say`approximate:${quantity.approximate}`
  say`magnitude:${quantity.magnitude}`
  say`currency:${quantity.currency}`
  sayWordsBeside(say, place, byRules.facts.kind, isOwn)
  sayNamed(say, place, byRules.facts)
}

function sayWordsBeside(
  say: Say,
  { prose, quantity: { start, end } }: Place,
  kind: string,
  isOwn: boolean,
): void {
  const { tokens } = prose
  const wholeAt = (at: number) => wholeIn(prose, at)
  const left = wordsFrom(start - 1, -1, tokens.length, wholeAt)
  const right = wordsFrom(end, 1, tokens.length, wholeAt)
  const [last, next] = [left[0] ?? '^', right[0] ?? '$']
  say`before:${last}`
  say`before:${left[1]}_${last}`
  say`before:${left[2]}_${left[1]}_${last}`
  say`second before:${left[1]}`
  say`after:${next}`
  say`after:${next}_${right[1]}`
  say`after:${next}_${right[1]}_${right[2]}`
  say`second after:${right[1]}`
  say`around:${last}_${next}`
  say`around:${last}_${next}_${right[1]}`
  say`pause:${tokens[start]?.pause}:${tokens[end]?.pause ?? 'end'}`
  say`kind:${kind}:${last}`
  say`kind:${kind}:${next}`
  say`own:${isOwn}:${last}`
  say`own:${isOwn}:${next}`
  for (const token of tokens.slice(Math.max(0, start - 6), start)) say`left:${sortOf(token)}`
  for (const token of tokens.slice(end, end + 6)) say`right:${sortOf(token)}`
}

/** Whether its sentence names whom the deal is told of, and whom else. */
function sayNamed(say: Say, { prose, quantity }: Place, { company }: AiInvestmentFacts): void {
  const { start, end } = sentenceAt(prose, quantity.start)
  const named = namesBetween(prose, start, end)
  const isNamed = named.some((one) => one.company.key === company?.key)
  const isOther = named.some((one) => one.known && one.company.key !== company?.key)
  say`named:${isNamed}:${isOther}`
}

/** The name, the sum or the word that the token at `at` is of. */
function wholeIn({ tokens, names, quantities }: Prose, at: number): Whole {
  const name = stretchAt(names, at)
  if (name) return { word: '<name>', start: name.start, end: name.end }
  const quantity = stretchAt(quantities, at)
  if (quantity) return { word: `#${quantity.kind}`, start: quantity.start, end: quantity.end }
  const token = tokens[at]
  return { word: token ? sortOf(token) : '', start: at, end: at + 1 }
}
