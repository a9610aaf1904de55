import type { Claim } from './claim.ts'
import type { LayoffFacts } from './event.ts'
import { day, type Fit, isNear, weights } from './fit.ts'

/** Rule 3 of cluster.ts. `told` are the claims of an event of the same company, `gap` the time to the nearest. */
export function fitLayoff(
  claim: Claim<LayoffFacts>,
  told: readonly Claim<LayoffFacts>[],
  gap: number,
): Fit {
  if (isAnotherRound(claim, told)) return { kind: 'differs', gap, why: 'told as another round' }
  const numbered = told.filter(({ facts }) => facts.headcount !== null || facts.percent !== null)
  const same = numbered.some((other) =>
    claim.dated
      ? gap <= 75 * day && hasSameJobs(claim.facts, other.facts)
      : claim.facts.headcount !== null && claim.facts.headcount === other.facts.headcount,
  )
  if (same) {
    return { kind: 'fits', weight: weights.number, gap, why: 'same company, same number' }
  }
  if (claim.facts.company?.key.startsWith('~') && isFarFromAll(claim, numbered)) {
    return { kind: 'differs', gap, why: 'a far different number: another company of that name' }
  }
  const comparable = numbered.filter(({ facts }) => hasBothJobs(claim.facts, facts))
  if (comparable.length === 0) {
    return gap <= 45 * day
      ? { kind: 'fits', weight: weights.silence, gap, why: 'same company, no number against it' }
      : { kind: 'differs', gap, why: 'last told more than 45 days apart' }
  }
  return comparable.some((other) => Math.abs(other.at - claim.at) <= formingFor(claim, other))
    ? {
        kind: 'fits',
        weight: weights.revision,
        gap,
        why: 'same company, another number of a cut still forming',
      }
    : { kind: 'differs', gap, why: 'a different number, too long after' }
}

function isAnotherRound(claim: Claim<LayoffFacts>, told: readonly Claim<LayoffFacts>[]): boolean {
  const mine = claim.facts.ordinal?.round ?? null
  const theirs = told.map(({ facts }) => facts.ordinal?.round ?? null)
  if (mine === null) return false
  if (theirs.includes(mine)) return false
  if (theirs.some((round) => round !== null)) return true
  return told.some(({ at }) => claim.at - at > 14 * day)
}

function hasBothJobs(a: LayoffFacts, b: LayoffFacts): boolean {
  return (
    (a.headcount !== null && b.headcount !== null) || (a.percent !== null && b.percent !== null)
  )
}

export function hasSameJobs(a: LayoffFacts, b: LayoffFacts): boolean {
  return isNear(a.headcount, b.headcount, 1.05) || isNear(a.percent, b.percent, 1.05)
}

function isFarFromAll(claim: Claim<LayoffFacts>, numbered: readonly Claim<LayoffFacts>[]): boolean {
  const counted = numbered.filter(({ facts }) => facts.headcount !== null)
  return (
    counted.length > 0 &&
    counted.every(({ facts }) => isPart(claim.facts.headcount, facts.headcount))
  )
}

/** One of the two numbers is a quarter of the other or less. */
function isPart(a: number | null, b: number | null): boolean {
  return a !== null && b !== null && !isNear(a, b, 4)
}

/** How long two different numbers may lie apart and still be one cut. */
function formingFor(a: Claim<LayoffFacts>, b: Claim<LayoffFacts>): number {
  if (isPart(a.facts.headcount, b.facts.headcount)) return 10 * day
  return a.facts.stance === 'rumoured' || b.facts.stance === 'rumoured' ? 45 * day : 21 * day
}
