/**
 * Which event a claim belongs to.
 *
 * An event is one company and one category. A claim is compared with every claim of an event, never with a centre, so that the
 * order of arrival matters only where a claim would have joined two events that nobody had joined before it came.
 *
 * 1. The same text. Two titles that share four words in five and are at most three days apart are one wire copy: they join, also
 *    where one of them names no company, never where they name two that are not related.
 * 2. Company. Else both must name the same company, or a unit and its owner. Two units of one owner join only through a claim
 *    that names the owner. A name that nobody knows is the same company as a longer form of it ("Acme", "Acme Robotics") within
 *    three days, where the number is the same too, or half of the title's words. A claim without a company makes an event of its own.
 * 3. Layoffs. "No number" agrees with every number. Equal numbers are one round for 75 days from the nearest telling, silence on
 *    numbers for 45. Different numbers are one round while the cut is still forming: 10 days where one is a small part (a quarter
 *    or less) of the other, else 45 where one of the two is a rumour, and 21 where the number was revised. A story that says "second round"
 *    does not join what began more than 14 days before without these words.
 * 4. AI investment. A deal is known by its amount or valuation (within a tenth: 150 days, from first talks to closing). Different
 *    amounts are one deal only while it is talked about and they are close. Silence on amounts: as long as the kind of deal usually
 *    stays in the news. Two investors that each take a stake make two deals.
 * 5. A denial joins what it denies, by the same rules, and never begins an event.
 * 6. A story of neither category joins by its text alone.
 *
 * Of several events that fit, the one that agrees best is joined: by number, then by nearness in time, then the older event.
 */

import { type Claim, rootKey } from './claim.ts'
import type {
  AiInvestmentFacts,
  Company,
  CompanyKey,
  EventCategory,
  EventId,
  Facts,
  LayoffFacts,
} from './event.ts'
import { likeness } from './text-key.ts'

/** An event that a claim might join, with everything told of it so far. */
export interface Candidate {
  id: EventId
  category: EventCategory
  /** Never empty; in any order. */
  claims: readonly Claim[]
}

export type Placing =
  | { kind: 'joins'; event: EventId; why: string }
  | { kind: 'new'; why: string }
  /** It tells no event: a denial of what nobody has told. */
  | { kind: 'none'; why: string }

/** What to fetch before placing: events of `category` that answer any of three. */
export interface CandidateQuery {
  category: EventCategory
  /** This text. */
  textKey: string
  /** This root company, told between the instants. */
  rootKey: CompanyKey | null
  from: number
  to: number
  /** A company whose name contains this one, or is contained in it, word for word: told between the instants. Keys as `nameOf` has them. */
  name: string | null
  nameFrom: number
  nameTo: number
}

const day = 86_400_000
const longestReach = 150 * day
const nameReach = 3 * day

export function candidateQuery(claim: Claim): CandidateQuery {
  const { company, category } = claim.facts
  return {
    category,
    textKey: claim.textKey,
    rootKey: rootKey(company),
    from: claim.at - longestReach,
    to: claim.at + longestReach,
    name: company && nameOf(company.key),
    nameFrom: claim.at - nameReach,
    nameTo: claim.at + nameReach,
  }
}

/** A key as plain words: "standard chartered" for `standard-chartered`, "acme robotics" for `~acme robotics`. */
export function nameOf(key: CompanyKey): string {
  return key.replace(/^~/, '').replaceAll('-', ' ')
}

/** Where a claim belongs. The candidates' order does not matter. `why` is one clause for people. */
export function cluster(claim: Claim, candidates: readonly Candidate[]): Placing {
  const judged = candidates
    .filter((candidate) => candidate.category === claim.facts.category)
    .map((candidate) => ({ candidate, fit: fitEvent(claim, candidate) }))
  const fitting = judged
    .flatMap(({ candidate, fit }) => (fit.kind === 'fits' ? [{ candidate, fit }] : []))
    .sort(
      (a, b) =>
        b.fit.weight - a.fit.weight || a.fit.gap - b.fit.gap || a.candidate.id - b.candidate.id,
    )
  const best = fitting[0]
  if (best) return { kind: 'joins', event: best.candidate.id, why: best.fit.why }
  if (claim.facts.stance === 'denied') return { kind: 'none', why: 'denies what nobody has told' }
  const refused = judged.flatMap(({ fit }) => (fit.kind === 'differs' ? [fit] : []))
  const nearest = refused.sort((a, b) => a.gap - b.gap)[0]
  return {
    kind: 'new',
    why: nearest?.why ?? 'first story of this company and category in the window',
  }
}

type Fit =
  | { kind: 'fits'; weight: number; gap: number; why: string }
  | { kind: 'differs'; gap: number; why: string }

const weights = { text: 3, number: 2, silence: 1, revision: 1 }

function fitEvent(claim: Claim, candidate: Candidate): Fit {
  const gap = Math.min(...candidate.claims.map((told) => Math.abs(told.at - claim.at)))
  const related = isRelated(claim.facts.company, candidate.claims)
  const copy = candidate.claims.find((told) => isWireCopy(claim, told))
  if (copy && (related || isNameless(claim, copy))) {
    return { kind: 'fits', weight: weights.text, gap, why: 'nearly the same text' }
  }
  if (!related) {
    return candidate.claims.some((told) => isNamesake(claim, told))
      ? {
          kind: 'fits',
          weight: weights.revision,
          gap,
          why: 'nearly the same name, and the same number or text',
        }
      : { kind: 'differs', gap, why: 'another company' }
  }
  switch (claim.facts.category) {
    case 'layoff':
      return fitLayoff(
        claim as Claim<LayoffFacts>,
        candidate.claims as readonly Claim<LayoffFacts>[],
        gap,
      )
    case 'ai_investment':
      return fitInvestment(
        claim as Claim<AiInvestmentFacts>,
        candidate.claims as readonly Claim<AiInvestmentFacts>[],
        gap,
      )
    case 'other':
      return { kind: 'differs', gap, why: 'another story' }
  }
}

function isWireCopy(a: Claim, b: Claim): boolean {
  return Math.abs(a.at - b.at) <= 3 * day && likeness(a.textKey, b.textKey) >= 0.8
}

function isNameless(a: Claim, b: Claim): boolean {
  return a.facts.company === null || b.facts.company === null
}

/** "Acme Robotics" for "Acme", where at least one of the two is a name that nobody knows, and more than the name agrees. */
function isNamesake(a: Claim, b: Claim): boolean {
  const [left, right] = [a.facts.company?.key, b.facts.company?.key]
  if (!left || !right || Math.abs(a.at - b.at) > nameReach) return false
  if (!left.startsWith('~') && !right.startsWith('~')) return false
  if (!hasWordsOf(nameOf(left), nameOf(right)) && !hasWordsOf(nameOf(right), nameOf(left))) {
    return false
  }
  return hasSameNumber(a.facts, b.facts) || likeness(a.textKey, b.textKey) >= 0.5
}

function hasWordsOf(name: string, part: string): boolean {
  return ` ${name} `.includes(` ${part} `)
}

function hasSameNumber(a: Facts, b: Facts): boolean {
  if (a.category === 'layoff' && b.category === 'layoff') return hasSameJobs(a, b)
  return a.category === 'ai_investment' && b.category === 'ai_investment' && hasSameMoney(a, b)
}

function isRelated(company: Company | null, claims: readonly Claim[]): boolean {
  if (company === null) return false
  return claims.some(({ facts }) => facts.company !== null && isSameHouse(company, facts.company))
}

/** The same company, or a unit and its owner; a unit named after its sister ("Google Cloud" after "Google") is hers. */
function isSameHouse(a: Company, b: Company): boolean {
  if (a.key === b.key || a.parent === b.key || b.parent === a.key) return true
  const areSisters = a.parent !== null && a.parent === b.parent
  return areSisters && (a.name.startsWith(`${b.name} `) || b.name.startsWith(`${a.name} `))
}

function fitLayoff(
  claim: Claim<LayoffFacts>,
  told: readonly Claim<LayoffFacts>[],
  gap: number,
): Fit {
  if (isAnotherRound(claim, told)) return { kind: 'differs', gap, why: 'told as another round' }
  const numbered = told.filter(({ facts }) => facts.headcount !== null || facts.percent !== null)
  const same = numbered.some(({ facts }) => hasSameJobs(claim.facts, facts))
  if (same && gap <= 75 * day) {
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

function hasSameJobs(a: LayoffFacts, b: LayoffFacts): boolean {
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

function fitInvestment(
  claim: Claim<AiInvestmentFacts>,
  told: readonly Claim<AiInvestmentFacts>[],
  gap: number,
): Fit {
  const sameMoney = told.some(({ facts }) => hasSameMoney(claim.facts, facts))
  if (sameMoney && gap <= longestReach) {
    return { kind: 'fits', weight: weights.number, gap, why: 'same company, same money' }
  }
  const alike = told.filter(({ facts }) => isSameDeal(claim.facts, facts))
  if (alike.length === 0)
    return { kind: 'differs', gap, why: 'another kind of deal or another investor' }
  const priced = alike.filter(({ facts }) => hasBothMoney(claim.facts, facts))
  if (priced.some((other) => isRepriced(claim, other))) {
    return {
      kind: 'fits',
      weight: weights.revision,
      gap,
      why: 'same deal, its amount still moving',
    }
  }
  if (priced.length > 0) return { kind: 'differs', gap, why: 'a different amount' }
  const reach = Math.max(...alike.map(({ facts }) => newsLife(claim.facts, facts)))
  return gap <= reach
    ? { kind: 'fits', weight: weights.silence, gap, why: 'same company, same kind of deal' }
    : { kind: 'differs', gap, why: 'too long after the last story of such a deal' }
}

function hasSameMoney(a: AiInvestmentFacts, b: AiInvestmentFacts): boolean {
  if (a.currency !== b.currency) return false
  return isNear(a.amount, b.amount, 1.1) || isNear(a.valuation, b.valuation, 1.1)
}

function hasBothMoney(a: AiInvestmentFacts, b: AiInvestmentFacts): boolean {
  return a.amount !== null && b.amount !== null && a.currency === b.currency
}

const families: Record<AiInvestmentFacts['kind'], readonly string[]> = {
  round: ['raise'],
  stake: ['raise', 'purchase'],
  acquisition: ['purchase'],
  ipo: ['listing'],
  capex: ['spend'],
  fund: ['pot'],
  programme: ['pot', 'spend'],
  other: ['raise', 'spend', 'pot', 'purchase'],
}

function isSameDeal(a: AiInvestmentFacts, b: AiInvestmentFacts): boolean {
  if (!families[a.kind].some((family) => families[b.kind].includes(family))) return false
  const bothTake = a.kind !== 'round' && b.kind !== 'round'
  return !(
    bothTake &&
    a.investor !== null &&
    b.investor !== null &&
    !isSameName(a.investor, b.investor)
  )
}

function isSameName(a: string, b: string): boolean {
  const [left, right] = [a.toLowerCase(), b.toLowerCase()]
  return left === right || left.startsWith(`${right} `) || right.startsWith(`${left} `)
}

/** The amount moved while the deal was talked about. */
function isRepriced(a: Claim<AiInvestmentFacts>, b: Claim<AiInvestmentFacts>): boolean {
  const apart = Math.abs(a.at - b.at)
  const talked = a.facts.stance === 'rumoured' || b.facts.stance === 'rumoured'
  if (a.facts.kind === 'capex' || b.facts.kind === 'capex') {
    return apart <= 5 * day && isNear(a.facts.amount, b.facts.amount, 1.3)
  }
  return talked
    ? apart <= 60 * day && isNear(a.facts.amount, b.facts.amount, 2)
    : apart <= 14 * day && isNear(a.facts.amount, b.facts.amount, 1.3)
}

/** How long a deal without a price stays in the news. */
function newsLife(a: AiInvestmentFacts, b: AiInvestmentFacts): number {
  return Math.min(newsDays[a.kind], newsDays[b.kind]) * day
}

const newsDays: Record<AiInvestmentFacts['kind'], number> = {
  acquisition: 120,
  ipo: 90,
  round: 30,
  stake: 21,
  capex: 7,
  fund: 7,
  programme: 7,
  other: 7,
}

/** Both known, and the larger at most `ratio` times the smaller. */
function isNear(a: number | null, b: number | null, ratio: number): boolean {
  return a !== null && b !== null && Math.max(a, b) <= Math.min(a, b) * ratio
}
