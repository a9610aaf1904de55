/**
 * What is believed of an event, from the claims of all its stories. The result does not depend on the order of the claims.
 *
 * 1. Numbers. As said.ts has them. What a unit cuts is not the owner's number, unless nobody gives the owner's.
 * 2. Company. The owner, where any story names it; else the one that most stories name. Of an investment that goes for who receives,
 *    and every payer that any story names is one; whom it is about follows from both.
 * 3. Stance. The most trusted word, unless a denial came after the last announcement: then the event stands denied, and reversed
 *    where it had been announced.
 * 4. Registers. As official.ts has them: their latest word, and what they rescinded not at all.
 * 5. All else. What most stories say; of equals, what was said first.
 */

import { subjectOf } from '../direction.ts'
import {
  type AiInvestmentFacts,
  type Company,
  type Facts,
  type Industry,
  type InvestmentKind,
  type LayoffFacts,
  type OtherFacts,
  roundingOf,
  type Stance,
  type Sure,
  sureness,
} from '../facts.ts'
import type { Claim } from './claim.ts'
import { commonest } from './commonest.ts'
import { mainCompany, mergeParties } from './merge-parties.ts'
import {
  type Filed,
  filedIn,
  isOfOnePlace,
  isRescinded,
  officialOf,
  upheld,
  withPlaces,
} from './official.ts'
import { type Said, saidOf, trust } from './said.ts'

export type NumberField = 'headcount' | 'percent' | 'amount' | 'valuation'

export interface Merged<F extends Facts = Facts> {
  /** What stands in front, in the form of one story's facts. */
  facts: F
  /** Announced once, then called off; `facts.stance` is `denied`. */
  reversed: boolean
  /** Every value said, the front first: more than one is a conflict to show. */
  said: Readonly<Record<NumberField, readonly Said[]>>
  /** What stands in registers, each filing and notice once. */
  official: readonly Filed[]
  /** Publishers, the earliest first. */
  sources: readonly string[]
  stories: number
  firstAt: number
  lastAt: number
}

/** Throws where there is no claim, or claims of several categories: that is no event. */
export function merge(claims: readonly Claim[]): Merged {
  const sorted = claims.toSorted((a, b) => a.at - b.at || a.storyId - b.storyId)
  const [first, last] = [sorted[0], sorted.at(-1)]
  if (!first || !last || sorted.some((c) => c.facts.category !== first.facts.category)) {
    throw new Error('core: an event needs claims of one category')
  }
  const company = mainCompany(pressNames(sorted))
  const standing = upheld(sorted)
  const own = standing.filter(({ facts }) => isOwn(facts, company))
  const numbers = (read: (facts: Facts) => number | null) => {
    const whole = (claim: Claim) => !isOfOnePlace(claim)
    const said = saidOf(own.filter(whole), read)
    return said.length > 0 ? said : saidOf(standing.filter(whole), read)
  }
  const headcounts = numbers((facts) => (facts.category === 'layoff' ? facts.headcount : null))
  const said = {
    headcount: withPlaces(headcounts, standing),
    percent: numbers((facts) => (facts.category === 'layoff' ? facts.percent : null)),
    amount: numbers((facts) => (facts.category === 'ai_investment' ? facts.amount : null)),
    valuation: numbers((facts) => (facts.category === 'ai_investment' ? facts.valuation : null)),
  }
  const { stance, reversed } = isRescinded(sorted) ? calledOff : standingOf(standing)
  return {
    facts: frontFacts(standing, company, said, stance),
    reversed,
    said,
    official: filedIn(sorted),
    sources: [...new Set(sorted.map(({ source }) => source))],
    stories: new Set(sorted.map(({ storyId }) => storyId)).size,
    firstAt: first.at,
    lastAt: last.at,
  }
}

const calledOff = { stance: 'denied', reversed: true } as const

/** A deal is one, whichever of its parties a story tells it of. A register's name for a company is a form of it that nobody else uses. */
function isOwn(facts: Facts, company: Company | null): boolean {
  if (facts.category === 'ai_investment') return true
  if (!facts.company || facts.company.key === company?.key) return true
  return officialOf(facts) !== undefined && facts.company.key.startsWith('~')
}

/** What the press calls it, before what a register does. */
function pressNames(claims: readonly Claim[]): Company[] {
  const told = claims.filter(({ facts }) => facts.company !== null)
  const press = told.filter(({ facts }) => officialOf(facts) === undefined)
  return (press.length > 0 ? press : told).flatMap(({ facts }) => facts.company ?? [])
}

function standingOf(claims: readonly Claim[]): { stance: Stance; reversed: boolean } {
  const lastOf = (stance: Stance) => claims.findLast(({ facts }) => facts.stance === stance)
  const denied = lastOf('denied')
  const announced = claims.findLast(({ facts }) => trust[facts.stance] >= trust.announced)
  if (denied && (!announced || denied.at >= announced.at)) {
    return { stance: 'denied', reversed: announced !== undefined }
  }
  const stances = claims.map(({ facts }) => facts.stance)
  return { stance: stances.reduce((a, b) => (trust[b] > trust[a] ? b : a)), reversed: false }
}

function frontFacts(
  claims: readonly Claim[],
  company: Company | null,
  said: Merged['said'],
  stance: Stance,
): Facts {
  const facts = claims.map((claim) => claim.facts)
  const sure = surest(claims)
  const common = {
    company,
    companiesOther: others(claims, company),
    stance,
    ...(sure && { sure }),
  }
  switch (facts[0]?.category) {
    case 'layoff':
      return {
        ...common,
        ...frontLayoff(
          facts.filter((f) => f.category === 'layoff'),
          said,
        ),
      }
    case 'ai_investment': {
      const own = frontInvestment(
        facts.filter((f) => f.category === 'ai_investment'),
        said,
      )
      const parties = [own.recipient, ...own.payers.map((payer) => payer.company)]
      const beside = common.companiesOther.filter(
        ({ key }) => !parties.some((one) => one?.key === key),
      )
      return { ...common, ...own, company: subjectOf(own), companiesOther: beside }
    }
    default:
      return { ...common, category: 'other', approximate: false } satisfies OtherFacts
  }
}

/** As sure as the surest story; what two publishers possibly tell is likely. Null where nobody judged it. */
function surest(claims: readonly Claim[]): Sure | null {
  const said = sureness.find((sure) => claims.some(({ facts }) => facts.sure === sure))
  const publishers = new Set(claims.map(({ source }) => source))
  return said === 'possible' && publishers.size > 1 ? 'likely' : (said ?? null)
}

type Own<F extends Facts> = Omit<F, 'company' | 'companiesOther' | 'stance' | 'sure'>

function frontLayoff(facts: readonly LayoffFacts[], said: Merged['said']): Own<LayoffFacts> {
  const [headcount, percent] = [said.headcount[0], said.percent[0]]
  const ordinals = facts.flatMap(({ ordinal }) => (ordinal ? [JSON.stringify(ordinal)] : []))
  const ordinal = commonest(ordinals)
  const industry = frontIndustry(known(facts, 'industry'))
  const filed = facts.filter(({ official }) => official).length
  const registers = filed > 0 && (filed < facts.length ? 'beside' : 'alone')
  return {
    category: 'layoff',
    headcount: headcount?.value ?? null,
    headcountDerived: headcount ? null : commonest(known(facts, 'headcountDerived')),
    scale: commonest(known(facts, 'scale')),
    percent: percent?.value ?? null,
    ...roundingOf(headcount ?? percent),
    cause: commonest(known(facts, 'cause')),
    ordinal: facts.find((each) => JSON.stringify(each.ordinal) === ordinal)?.ordinal ?? null,
    aiSide: commonest(known(facts, 'aiSide')),
    ...(industry && { industry }),
    ...(registers && { registers }),
    ...(facts.every(({ followUp }) => followUp) && { followUp: true as const }),
  }
}

/** What most stories say of the employer, in the words of the first that does. */
function frontIndustry(said: readonly Industry[]): Industry | null {
  const trade = commonest(said.map((one) => one.trade))
  return said.find((one) => one.trade === trade) ?? null
}

function frontInvestment(
  facts: readonly AiInvestmentFacts[],
  said: Merged['said'],
): Own<AiInvestmentFacts> {
  const amount = said.amount[0]
  const currency = amount?.currency ?? said.valuation[0]?.currency ?? null
  const valuation = said.valuation.find((value) => value.currency === currency)
  const kinds = facts.map(({ kind }) => kind)
  const plain: InvestmentKind = 'other'
  const kind = commonest(kinds.filter((one) => one !== plain)) ?? plain
  return {
    category: 'ai_investment',
    amount: amount?.value ?? null,
    currency,
    valuation: valuation?.value ?? null,
    ...roundingOf(amount ?? valuation),
    kind,
    ...mergeParties(facts, kind),
    round: commonest(known(facts, 'round')),
  }
}

function known<F, K extends keyof F>(facts: readonly F[], field: K): NonNullable<F[K]>[] {
  return facts.flatMap((each) => each[field] ?? [])
}

function others(claims: readonly Claim[], main: Company | null): readonly Company[] {
  const named = claims.flatMap(({ facts }) => [
    ...(facts.company && !isOwn(facts, main) ? [facts.company] : []),
    ...facts.companiesOther,
  ])
  const byKey = new Map(named.map((company) => [company.key, company]))
  return [...byKey.values()].filter(({ key }) => key !== main?.key)
}
