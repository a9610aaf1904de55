/**
 * What was said of one number of an event, by value. What a denial repeats is not said by it, unless nobody else gives a number.
 *
 * Equal ones are one value with several sources; a rounded number is taken for the exact one within a twentieth of it. A number
 * of two digits and noughts that anybody calls rounded is rounded: copies drop the "about". In front stands the value with the
 * most trusted stance; then one said to the last digit before a round one; then the one with more sources; then the later. A
 * number a quarter or less of another that is more than a rumour is a part ("1,000 of them in Oregon") and stands behind.
 */

import { type Bound, type Facts, type Rounding, roundingOf, type Stance } from '../facts.ts'
import type { Claim } from './claim.ts'

/** One value of a number, and who said it. It is approximate where everyone rounded it; a number of two digits and noughts, where anyone did. */
export interface Said extends Rounding {
  value: number
  /** ISO 4217 for money, else null. */
  currency: string | null
  /** The most trusted stance it was said with. */
  stance: Stance
  /** Publishers, the earliest first. */
  sources: readonly string[]
  /** When it was first and last said. */
  firstAt: number
  lastAt: number
}

/** Least to most trusted. */
export const trust: Record<Stance, number> = {
  denied: 0,
  rumoured: 1,
  reported: 2,
  announced: 3,
  official: 4,
}

/** The values, the front first. The order of the claims does not matter where they are of different instants or stories. */
export function saidOf(
  claims: readonly Claim[],
  read: (facts: Facts) => number | null,
): readonly Said[] {
  const numbered = claims.flatMap((claim): Told[] => {
    const value = read(claim.facts)
    return value === null ? [] : [toldOf(claim, value)]
  })
  const upheld = numbered.filter(({ claim }) => claim.facts.stance !== 'denied')
  const told = upheld.length > 0 ? upheld : numbered
  const exact = byValue(told.filter(({ claim }) => !claim.facts.approximate))
  const values = [...exact.values()].flatMap((same) => same[0] ?? [])
  const settled = told.map((entry) =>
    entry.claim.facts.approximate ? settledOn(entry, nearest(entry, values)) : entry,
  )
  const said = [...byValue(settled).values()].map(gather)
  return said.toSorted((a, b) => inFront(a, b, said))
}

interface Told {
  claim: Claim
  value: number
  currency: string | null
  /** Which way the story leaves this very number open. */
  bound: Bound | undefined
}

function toldOf(claim: Claim, value: number): Told {
  const { facts } = claim
  const bound = value === firstNumber(facts) ? roundingOf(facts).bound : undefined
  return { claim, value, currency: currencyOf(facts), bound }
}

/** The number that is approximate where facts are. */
function firstNumber(facts: Facts): number | null {
  if (facts.category === 'layoff') return facts.headcount ?? facts.percent
  return facts.category === 'ai_investment' ? (facts.amount ?? facts.valuation) : null
}

function byValue(told: readonly Told[]): Map<string, Told[]> {
  return Map.groupBy(told, ({ value, currency }) => `${value} ${currency}`)
}

/** "Up to 6,000" is not "up to 5,800". */
function settledOn(entry: Told, value: number): Told {
  return value === entry.value ? entry : { ...entry, value, bound: undefined }
}

/** The exact value that a rounded one stands for: the nearest within a twentieth, else itself. */
function nearest(entry: Told, exact: readonly Told[]): number {
  const away = (other: Told) => Math.abs(other.value - entry.value)
  const near = exact
    .filter((other) => other.currency === entry.currency && away(other) <= entry.value * 0.05)
    .sort((a, b) => away(a) - away(b) || a.value - b.value)
  return near[0]?.value ?? entry.value
}

function gather(told: readonly Told[]): Said {
  const stances = told.map(({ claim }) => claim.facts.stance)
  const times = told.map(({ claim }) => claim.at)
  const value = told[0]?.value ?? 0
  const rounded = told.filter(({ claim }) => claim.facts.approximate)
  const sides = new Set(told.map(({ bound }) => bound))
  return {
    value,
    currency: told[0]?.currency ?? null,
    stance: stances.reduce((a, b) => (trust[b] > trust[a] ? b : a)),
    ...roundingOf({
      approximate: isRound(value) ? rounded.length > 0 : rounded.length === told.length,
      bound: sides.size === 1 ? [...sides][0] : undefined,
    }),
    sources: [...new Set(told.map(({ claim }) => claim.source))],
    firstAt: Math.min(...times),
    lastAt: Math.max(...times),
  }
}

/** Said to the last digit, so that it cannot be a rounding whose "about" was dropped. */
function isSpecific({ value, approximate }: Said): boolean {
  return !approximate && !isRound(value)
}

/** Two digits and noughts: 16,000, but not 16,200. */
function isRound(value: number): boolean {
  return value >= 100 && value % 10 ** (Math.floor(Math.log10(value)) - 1) === 0
}

function inFront(a: Said, b: Said, all: readonly Said[]): number {
  return (
    Number(isPart(a, all)) - Number(isPart(b, all)) ||
    trust[b.stance] - trust[a.stance] ||
    Number(isSpecific(b)) - Number(isSpecific(a)) ||
    b.sources.length - a.sources.length ||
    b.firstAt - a.firstAt ||
    b.value - a.value
  )
}

function isPart(one: Said, all: readonly Said[]): boolean {
  return all.some((other) => trust[other.stance] >= trust.reported && other.value >= one.value * 4)
}

function currencyOf(facts: Facts): string | null {
  return facts.category === 'ai_investment' ? facts.currency : null
}
