import type { LayoffFacts, Scale } from '../facts.ts'
import { dayMs } from '../text/calendar.ts'
import type { Claim } from './claim.ts'
import { type Fit, isNear, weights } from './fit.ts'
import { clearly, isOfOnePlace } from './official.ts'

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
      ? gap <= 75 * dayMs && hasSameJobs(claim.facts, other.facts)
      : claim.facts.headcount !== null && claim.facts.headcount === other.facts.headcount,
  )
  if (same) {
    return { kind: 'fits', weight: weights.number, gap, why: 'same company, same number' }
  }
  if (speaksOfPlaces(claim, numbered)) {
    return gap <= noticeReach && told.every(({ at }) => Math.abs(at - claim.at) <= longestCut)
      ? { kind: 'fits', weight: weights.silence, gap, why: 'same company, the jobs of one place' }
      : { kind: 'differs', gap, why: 'a notice of one place, too long after' }
  }
  if (claim.facts.company?.key.startsWith('~') && isFarFromAll(claim, numbered)) {
    return { kind: 'differs', gap, why: 'a far different number: another company of that name' }
  }
  return fitNumber(claim, told, gap)
}

/** Against the numbers that differ from it, if any. */
function fitNumber(
  claim: Claim<LayoffFacts>,
  told: readonly Claim<LayoffFacts>[],
  gap: number,
): Fit {
  const comparable = told.filter(
    ({ facts }) => hasBothJobs(claim.facts, facts) || isPart(claim.facts, facts),
  )
  if (comparable.length === 0) {
    return gap <= 30 * dayMs
      ? { kind: 'fits', weight: weights.silence, gap, why: 'same company, no number against it' }
      : { kind: 'differs', gap, why: 'last told more than 30 days apart' }
  }
  const forming = comparable.filter(
    (other) => Math.abs(other.at - claim.at) <= formingFor(claim.facts, other.facts),
  )
  if (forming.length === 0)
    return { kind: 'differs', gap, why: 'a different number, too long after' }
  return forming.every(({ facts }) => isPart(claim.facts, facts))
    ? {
        kind: 'fits',
        weight: weights.part,
        gap,
        why: 'same company, a part of the number or the whole of it',
      }
    : {
        kind: 'fits',
        weight: weights.revision,
        gap,
        why: 'same company, another number of a cut still forming',
      }
}

/** Notices of one cut follow each other for so long, and are all given within what the law counts together. */
const noticeReach = 45 * dayMs
const longestCut = 90 * dayMs

/** One of the two counts the jobs of one place, and they are no more than somebody gives for the whole. */
function speaksOfPlaces(
  claim: Claim<LayoffFacts>,
  numbered: readonly Claim<LayoffFacts>[],
): boolean {
  if (!isOfOnePlace(claim)) return numbered.length > 0 && numbered.every(isOfOnePlace)
  const jobs = claim.facts.headcount
  const wholes = numbered.flatMap((told) =>
    isOfOnePlace(told) ? [] : (told.facts.headcount ?? []),
  )
  return jobs === null || wholes.length === 0 || wholes.some((whole) => jobs <= whole * clearly)
}

function isAnotherRound(claim: Claim<LayoffFacts>, told: readonly Claim<LayoffFacts>[]): boolean {
  const mine = claim.facts.ordinal?.round ?? null
  const theirs = told.map(({ facts }) => facts.ordinal?.round ?? null)
  if (mine === null) return false
  if (theirs.includes(mine)) return false
  if (theirs.some((round) => round !== null)) return true
  return told.some(({ at }) => claim.at - at > 14 * dayMs)
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
  return counted.length > 0 && counted.every(({ facts }) => isPart(claim.facts, facts))
}

/** What one tells is a quarter of what the other tells, or less. */
function isPart(a: LayoffFacts, b: LayoffFacts): boolean {
  const [left, right] = [rangeOf(a), rangeOf(b)]
  if (!left || !right) return false
  return left.most * 4 <= right.least || right.most * 4 <= left.least
}

interface Range {
  least: number
  most: number
}

function rangeOf({ headcount, scale }: LayoffFacts): Range | null {
  if (headcount !== null) return { least: headcount, most: headcount }
  return scale && scales[scale]
}

const scales: Record<Scale, Range> = {
  dozens: { least: 12, most: 99 },
  hundreds: { least: 100, most: 999 },
  thousands: { least: 1_000, most: 9_999 },
  tens_of_thousands: { least: 10_000, most: 99_999 },
}

/** How long two different numbers may lie apart and still be one cut. */
function formingFor(a: LayoffFacts, b: LayoffFacts): number {
  const [small, large] = (rangeOf(a)?.most ?? 0) <= (rangeOf(b)?.most ?? 0) ? [a, b] : [b, a]
  if (isPart(small, large)) return isRumour(large) && !isRumour(small) ? 2 * dayMs : 7 * dayMs
  return isRumour(small) || isRumour(large) ? 45 * dayMs : 21 * dayMs
}

function isRumour({ stance }: LayoffFacts): boolean {
  return stance === 'rumoured'
}
