/**
 * What registers say of an event. Of one filing or notice its latest telling holds, and what was rescinded counts no more. A notice
 * of one state or country counts the jobs there alone: the sum of these is the least that the whole can be.
 */

import { type Facts, type Official, type Register, type Rounding, roundingOf } from '../facts.ts'
import type { Claim } from './claim.ts'
import type { Said } from './said.ts'

/** The latest word of a register on one filing or notice. */
export interface Filed extends Rounding {
  official: Official
  headcount: number | null
  percent: number | null
}

const inOrder = ['sec-8k', 'erm', 'warn']

/** What stands in the registers, the largest first within each. `claims` are in the order of their telling. */
export function filedIn(claims: readonly Claim[]): Filed[] {
  const rank = ({ official }: Filed) => inOrder.indexOf(official.register)
  return [...entriesOf(claims).values()]
    .map(({ filed }) => filed)
    .sort((a, b) => rank(a) - rank(b) || (b.headcount ?? 0) - (a.headcount ?? 0))
}

/** Without what a later telling of the same notice replaced, and without what was rescinded, unless nothing else is told. */
export function upheld(claims: readonly Claim[]): readonly Claim[] {
  const entries = [...entriesOf(claims).values()]
  if (entries.length === 0) return claims
  const holding = new Set(
    entries.flatMap((entry) => (isTakenBack(entry.filed) ? [] : entry.claims)),
  )
  const standing = claims.filter((claim) => !isOfficial(claim) || holding.has(claim))
  return standing.length > 0 ? standing : claims
}

/** One filing or notice, and the claims that tell how it stands. */
interface Entry {
  filed: Filed
  claims: readonly Claim[]
}

function entriesOf(claims: readonly Claim[]): Map<string, Entry> {
  const entries = new Map<string, Entry>()
  for (const claim of claims) {
    const filed = filedBy(claim)
    if (!filed) continue
    const key = keyFor(filed, entries)
    entries.set(key, entryAfter(entries.get(key), filed, claim))
  }
  return entries
}

/** Of two lists that have one notice the one that knows more of its sites. */
function entryAfter(known: Entry | undefined, filed: Filed, claim: Claim): Entry {
  if (known && filed.official.change !== 'none') return amend(known, filed, claim)
  if (known && (filed.headcount ?? 0) <= (known.filed.headcount ?? 0)) return known
  return { filed, claims: [claim] }
}

function filedBy({ facts }: Claim): Filed | null {
  const official = officialOf(facts)
  if (!official || facts.category !== 'layoff') return null
  const { headcount, percent } = facts
  return { official, headcount, percent, ...roundingOf(facts) }
}

/** What it does not say stays as it was. */
function amend(known: Entry, filed: Filed, claim: Claim): Entry {
  const { headcount, percent } = filed
  const hasNumber = headcount !== null || percent !== null
  const cost = filed.official.cost ?? known.filed.official.cost
  return {
    filed: {
      ...(hasNumber ? filed : known.filed),
      official: { ...filed.official, cost },
    },
    claims: hasNumber ? [claim] : [...known.claims, claim],
  }
}

/** An amendment may be filed under a day or number of its own: it is of the last filing or notice of that place then. */
function keyFor(filed: Filed, entries: ReadonlyMap<string, Entry>): string {
  const own = keyOf(filed.official)
  if (filed.official.change === 'none' || entries.has(own)) return own
  const last = [...entries].findLast(([, { filed: known }]) => isAmendmentOf(filed, known))
  return last?.[0] ?? own
}

/** A few more jobs under that name are an addition, not the whole anew; what is taken back is taken back in its own number. */
function isAmendmentOf({ official, headcount }: Filed, known: Filed): boolean {
  const { register, place } = known.official
  if (official.register !== register || official.place !== place) return false
  if (headcount === null || known.headcount === null) return true
  return official.change === 'rescinded'
    ? headcount === known.headcount
    : headcount * addition > known.headcount
}

const addition = 5

/** All that was told was a notice, and it was rescinded. */
export function isRescinded(claims: readonly Claim[]): boolean {
  return claims.every(isOfficial) && filedIn(claims).every(isTakenBack)
}

const isTakenBack = ({ official }: Filed): boolean => official.change === 'rescinded'

/** Whether a claim counts the jobs of one state or country alone. */
export function isOfOnePlace({ facts }: Claim): boolean {
  return (officialOf(facts)?.place ?? null) !== null
}

/** The sum over places leads where nobody gives the whole, or gives one that it clearly passes. */
export function withPlaces(whole: readonly Said[], claims: readonly Claim[]): readonly Said[] {
  const counted = claims.filter((claim) => isOfOnePlace(claim) && headcountOf(claim.facts) !== null)
  const [first] = counted
  const front = whole[0]
  if (!first) return whole
  const value = counted.reduce((sum, { facts }) => sum + (headcountOf(facts) ?? 0), 0)
  if (front && value <= front.value * clearly) return whole
  const times = counted.map(({ at }) => at)
  const sum: Said = {
    value,
    currency: null,
    stance: 'official',
    approximate: false,
    sources: [...new Set(counted.map(({ source }) => source))],
    firstAt: Math.min(...times),
    lastAt: Math.max(...times),
  }
  return [sum, ...whole]
}

/** Notices count contractors and transfers too: a sum a little above the whole contradicts nobody. */
export const clearly = 1.25

function headcountOf(facts: Facts): number | null {
  return facts.category === 'layoff' ? facts.headcount : null
}

const registerNames: Record<Register, string> = {
  'sec-8k': 'SEC 8-K',
  warn: 'WARN',
  erm: 'ERM (EU)',
}

/** "SEC 8-K", "WARN, Ohio". */
export function registerName({ register, place }: Official): string {
  const name = registerNames[register]
  return place === null ? name : `${name}, ${place}`
}

export function isOfficial({ facts }: Claim): boolean {
  return officialOf(facts) !== undefined
}

/** Both are of one filing or notice. */
export function isOfOneNotice(a: Claim, b: Claim): boolean {
  const [left, right] = [officialOf(a.facts), officialOf(b.facts)]
  return left !== undefined && right !== undefined && keyOf(left) === keyOf(right)
}

export function officialOf(facts: Facts): Official | undefined {
  return facts.category === 'layoff' ? facts.official : undefined
}

function keyOf({ register, notice }: Official): string {
  return `${register} ${notice}`
}
