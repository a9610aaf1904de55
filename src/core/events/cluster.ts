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
 *    three days, where the number is the same too, or half of the title's words. A claim without a company makes an event of its own,
 *    but for a deal of which one story names only who pays: it joins that payer's deal of the same three days. A deal is known by who
 *    receives; a company's own spending by who pays.
 * 3. Layoffs. "No number" agrees with every number. Equal numbers are one round for 75 days from the nearest telling, silence on
 *    numbers for 30. Different numbers are one round while the cut is still forming: 7 days where one is a small part (a quarter
 *    or less; "hundreds" of 16,000) of the other, 2 where the whole is but a rumour and the part is not; else 45 where one of the
 *    two is a rumour, and 21 where the number was revised. A story that says "second round" does not join what began more than 14
 *    days before without these words. Of a company that nobody knows a number four times as large is another company of that name.
 *    The jobs of one place (a register's notice) are a part of any number that they do not clearly pass, for 45 days.
 * 4. AI investment. A deal is known by its amount or valuation (within a tenth): 150 days, from first talks to closing; but companies
 *    spend the same round sums again and again, so of their own spending 7 days, and 45 where the titles share a subject. Different
 *    amounts are one deal only while it is talked about and they are close. Silence on amounts: as long as the kind of deal usually
 *    stays in the news, of spending where the titles share a subject, else two days (of a state's programmes not at all). Two investors
 *    that each take a stake make two deals; a stake smaller than the round of the same week is a part of it. A deal of the same payer
 *    whose recipient the other title names is that deal, within three days.
 * 5. A story without a date counts as told when it was first seen, which may be long after: equal numbers join it to its event
 *    however old, and the event's time does not follow it.
 * 6. A denial joins what it denies, by the same rules, and never begins an event.
 * 7. A story of neither category joins by its text alone.
 * 8. A register's notice joins what the notice was told of before. Its name for a company may be any form that begins with the same word,
 *    for 21 days, where the number is the same.
 *
 * Of several events that fit, the one that agrees best is joined: by number, then by a title with a third of its words, then by
 * nearness in time, then the older event.
 */

import type { EventCategory, Facts, Payer } from '../facts.ts'
import type { CompanyKey, EventId } from '../ids.ts'
import { dayMs } from '../text/calendar.ts'
import { likeness } from '../text/text-key.ts'
import { type Claim, rootKey } from './claim.ts'
import { type Fit, weights } from './fit.ts'
import {
  dealReach,
  fitInvestment,
  hasSameMoney,
  isSamePayer,
  isSameRecipient,
} from './fit-investment.ts'
import { fitLayoff, hasSameJobs } from './fit-layoff.ts'
import { isOfficial, isOfOneNotice, officialOf } from './official.ts'
import { firstWordOf, isFormOf, isRelated, keyWords, sharesFirstWord } from './same-company.ts'

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

/** What to fetch before placing: events of `category` that answer any of four. Instants are of any telling of the event. */
export interface CandidateQuery {
  category: EventCategory
  /** One: a story with this text. */
  textKey: string
  /** Two: this root company, from `from` to `to`. */
  rootKey: CompanyKey | null
  from: number
  to: number
  /** Three, from `nearFrom` to `nearTo`: a company whose name (see `keyWords`) contains this one or is contained in it, word for word. */
  name: string | null
  /** Four, from `nearFrom` to `nearTo`: one of these root companies takes part. */
  payers: readonly CompanyKey[]
  nearFrom: number
  nearTo: number
}

const nearReach = 3 * dayMs
/** A filing follows the news within days, a notice within weeks. */
const registerReach = 21 * dayMs
const everReach = 8.64e15

export function candidateQuery(claim: Claim): CandidateQuery {
  const { company, category } = claim.facts
  const reach = claim.dated ? dealReach : everReach
  const near = isOfficial(claim) ? registerReach : nearReach
  return {
    category,
    textKey: claim.textKey,
    rootKey: rootKey(company),
    from: claim.at - reach,
    to: claim.at + reach,
    name: company && (isOfficial(claim) ? firstWordOf(company.key) : keyWords(company.key)),
    payers: payersOf(claim.facts).flatMap(({ company: payer }) => rootKey(payer) ?? []),
    nearFrom: claim.at - near,
    nearTo: claim.at + near,
  }
}

const payersOf = (facts: Facts): readonly Payer[] =>
  facts.category === 'ai_investment' ? facts.payers : []

/** Where a claim belongs. The candidates' order does not matter. `why` is one clause for people. */
export function cluster(claim: Claim, candidates: readonly Candidate[]): Placing {
  const judged = candidates
    .filter((candidate) => candidate.category === claim.facts.category)
    .map((candidate) => ({ candidate, fit: fitEvent(claim, candidate) }))
  const fitting = judged
    .flatMap(({ candidate, fit }) =>
      fit.kind === 'fits' ? [{ candidate, fit, alike: Number(isAlike(claim, candidate)) }] : [],
    )
    .sort(
      (a, b) =>
        b.fit.weight - a.fit.weight ||
        b.alike - a.alike ||
        a.fit.gap - b.fit.gap ||
        a.candidate.id - b.candidate.id,
    )
  const best = fitting[0]
  if (best) return { kind: 'joins', event: best.candidate.id, why: best.fit.why }
  if (claim.facts.stance === 'denied') return { kind: 'none', why: 'denies what nobody has told' }
  const refused = judged.flatMap(({ fit }) => (fit.kind === 'differs' ? [fit] : []))
  const nearest = refused.sort((a, b) => a.gap - b.gap)[0]
  return {
    kind: 'new',
    why: nearest?.why ?? 'the first that told it',
  }
}

function fitEvent(claim: Claim, candidate: Candidate): Fit {
  const gap = gapTo(claim, candidate.claims)
  if (candidate.claims.some((told) => isOfOneNotice(claim, told))) {
    return { kind: 'fits', weight: weights.text, gap, why: 'the same filing or notice' }
  }
  const related =
    isRelated(claim, candidate.claims) ||
    candidate.claims.some(
      (told) =>
        isNearby(claim, told) &&
        (isSamePayer(claim.facts, told.facts) || isSameRecipient(claim, told)),
    )
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
  if (isOf('layoff', claim)) return fitLayoff(claim, allOf('layoff', candidate), gap)
  if (isOf('ai_investment', claim)) {
    return fitInvestment(claim, allOf('ai_investment', candidate), gap)
  }
  return { kind: 'differs', gap, why: 'another story' }
}

type ClaimOf<C extends EventCategory> = Claim<Extract<Facts, { category: C }>>

function isOf<C extends EventCategory>(category: C, claim: Claim): claim is ClaimOf<C> {
  return claim.facts.category === category
}

/** Those of a candidate, which are all of its category. */
function allOf<C extends EventCategory>(category: C, { claims }: Candidate): ClaimOf<C>[] {
  return claims.filter((claim) => isOf(category, claim))
}

/** Some title of it shares a third of the words. */
function isAlike(claim: Claim, { claims }: Candidate): boolean {
  return claims.some((told) => likeness(claim.textKey, told.textKey) >= 1 / 3)
}

/** To the nearest telling; one without a date counts only where none has one. */
function gapTo(claim: Claim, claims: readonly Claim[]): number {
  const dated = claims.filter((told) => told.dated)
  const told = dated.length > 0 ? dated : claims
  return Math.min(...told.map(({ at }) => Math.abs(at - claim.at)))
}

function isNearby(a: Claim, b: Claim): boolean {
  return Math.abs(a.at - b.at) <= nearReach
}

function isWireCopy(a: Claim, b: Claim): boolean {
  return isNearby(a, b) && likeness(a.textKey, b.textKey) >= 0.8
}

function isNameless(a: Claim, b: Claim): boolean {
  return a.facts.company === null || b.facts.company === null
}

function isNamesake(a: Claim, b: Claim): boolean {
  if (isLegalName(a, b)) return true
  if (!isNearby(a, b) || !isFormOf(a.facts.company, b.facts.company)) return false
  return hasSameNumber(a.facts, b.facts) || likeness(a.textKey, b.textKey) >= 0.5
}

/** What a register calls the company that the press or another register calls by a name with the same first word. */
function isLegalName(a: Claim, b: Claim): boolean {
  const [left, right] = [officialOf(a.facts)?.register, officialOf(b.facts)?.register]
  if (left === right || Math.abs(a.at - b.at) > registerReach) return false
  return sharesFirstWord(a.facts.company, b.facts.company) && hasSameNumber(a.facts, b.facts)
}

function hasSameNumber(a: Facts, b: Facts): boolean {
  if (a.category === 'layoff' && b.category === 'layoff') return hasSameJobs(a, b)
  return a.category === 'ai_investment' && b.category === 'ai_investment' && hasSameMoney(a, b)
}
