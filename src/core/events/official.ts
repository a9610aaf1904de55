/**
 * What registers say of an event. Of one filing or notice its latest telling holds, and what was rescinded counts no more. A notice
 * of one state or country counts the jobs there alone: the sum of these is the least that the whole can be.
 */

import type { Facts, Official } from '../facts.ts'
import type { Claim } from './claim.ts'
import type { Said } from './said.ts'

/** The latest word of a register on one filing or notice. */
export interface Filed {
  official: Official
  headcount: number | null
  percent: number | null
  approximate: boolean
}

const inOrder = ['sec-8k', 'erm', 'warn']

/** What stands in the registers, the largest first within each. `claims` are in the order of their telling. */
export function filedIn(claims: readonly Claim[]): Filed[] {
  const latest = new Map<string, Filed>()
  for (const { facts } of claims) {
    const official = officialOf(facts)
    if (!official || facts.category !== 'layoff') continue
    const { headcount, percent, approximate } = facts
    latest.set(keyOf(official), { official, headcount, percent, approximate })
  }
  const rank = ({ official }: Filed) => inOrder.indexOf(official.register)
  return [...latest.values()].sort(
    (a, b) => rank(a) - rank(b) || (b.headcount ?? 0) - (a.headcount ?? 0),
  )
}

/** Without what a later telling of the same notice replaced, and without what was rescinded, unless nothing else is told. */
export function upheld(claims: readonly Claim[]): readonly Claim[] {
  const latest = new Map<string, Claim>()
  for (const claim of claims) {
    const official = officialOf(claim.facts)
    if (official) latest.set(keyOf(official), claim)
  }
  if (latest.size === 0) return claims
  const standing = claims.filter((claim) => {
    const official = officialOf(claim.facts)
    return !official || (latest.get(keyOf(official)) === claim && !official.isRescinded)
  })
  return standing.length > 0 ? standing : claims
}

/** All that was told was a notice, and it was rescinded. */
export function isRescinded(claims: readonly Claim[]): boolean {
  return claims.every(isOfficial) && filedIn(claims).every(isTakenBack)
}

const isTakenBack = ({ official }: Filed): boolean => official.isRescinded

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
