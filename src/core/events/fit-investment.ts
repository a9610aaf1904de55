import type { AiInvestmentFacts, Company, Facts } from '../facts.ts'
import { dayMs } from '../text/calendar.ts'
import { fold } from '../text/text.ts'
import type { Claim } from './claim.ts'
import { type Fit, isNear, weights } from './fit.ts'
import { isOneOrForm, keyWords } from './same-company.ts'

/** From first talks to closing. */
export const dealReach = 150 * dayMs

/** Rule 4 of cluster.ts. `told` are the claims of an event of the same company, `gap` the time to the nearest. */
export function fitInvestment(
  claim: Claim<AiInvestmentFacts>,
  told: readonly Claim<AiInvestmentFacts>[],
  gap: number,
): Fit {
  const sameMoney = told.some(
    (other) =>
      !areSeparateStakes(claim.facts, other.facts) &&
      hasSameMoney(claim.facts, other.facts) &&
      (!claim.dated || gap <= moneyLife(claim, other)),
  )
  if (sameMoney) {
    return { kind: 'fits', weight: weights.number, gap, why: 'same company, same money' }
  }
  const alike = told.filter(({ facts }) => isSameDeal(claim.facts, facts))
  if (alike.length === 0)
    return { kind: 'differs', gap, why: 'another kind of deal or another investor' }
  if (alike.some((other) => isPartOfRound(claim, other))) {
    return { kind: 'fits', weight: weights.part, gap, why: 'a stake that is a part of the round' }
  }
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
  const reach = Math.max(...alike.map((other) => newsLife(claim, other)))
  return gap <= reach
    ? { kind: 'fits', weight: weights.silence, gap, why: 'same company, same kind of deal' }
    : { kind: 'differs', gap, why: 'too long after the last story of such a deal' }
}

export function hasSameMoney(a: AiInvestmentFacts, b: AiInvestmentFacts): boolean {
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
  return !areSeparateStakes(a, b)
}

/** Of a round each story may name another investor; else another payer makes another deal. */
function areSeparateStakes(a: AiInvestmentFacts, b: AiInvestmentFacts): boolean {
  if (a.kind === 'round' || b.kind === 'round') return false
  return a.payers.length > 0 && b.payers.length > 0 && !sharePayer(a, b)
}

function sharePayer(a: AiInvestmentFacts, b: AiInvestmentFacts): boolean {
  return a.payers.some(({ company: one }) =>
    b.payers.some(({ company: other }) => isOneOrForm(one, other)),
  )
}

/** The amount moved while the deal was talked about. */
function isRepriced(a: Claim<AiInvestmentFacts>, b: Claim<AiInvestmentFacts>): boolean {
  const apart = Math.abs(a.at - b.at)
  const talked = a.facts.stance === 'rumoured' || b.facts.stance === 'rumoured'
  if (a.facts.kind === 'capex' || b.facts.kind === 'capex') {
    if (apart <= 2 * dayMs && sharedSubject(a, b) >= 2) {
      return isNear(a.facts.amount, b.facts.amount, 2)
    }
    return apart <= 5 * dayMs && isNear(a.facts.amount, b.facts.amount, 1.3)
  }
  return talked
    ? apart <= 60 * dayMs && isNear(a.facts.amount, b.facts.amount, 2)
    : apart <= 14 * dayMs && isNear(a.facts.amount, b.facts.amount, 1.3)
}

/** What one investor puts into a round that is told whole elsewhere. */
function isPartOfRound(a: Claim<AiInvestmentFacts>, b: Claim<AiInvestmentFacts>): boolean {
  if (Math.abs(a.at - b.at) > 7 * dayMs || !hasBothMoney(a.facts, b.facts)) return false
  const [stake, round] = a.facts.kind === 'stake' ? [a.facts, b.facts] : [b.facts, a.facts]
  if (stake.kind !== 'stake' || round.kind !== 'round') return false
  return (stake.amount ?? 0) < (round.amount ?? 0)
}

/** How long the same money means the same deal: companies spend round sums again and again. */
function moneyLife(a: Claim<AiInvestmentFacts>, b: Claim<AiInvestmentFacts>): number {
  if (isSameDeal(a.facts, b.facts) && !isOwnMoney(a.facts) && !isOwnMoney(b.facts)) return dealReach
  return hasSameSubject(a, b) ? 45 * dayMs : 7 * dayMs
}

/**
 * How long a deal without a price stays in the news. Of money that a company spends itself the titles must name one thing more, or
 * come within two days, both without a sum: "cuts 16,000 jobs to pay for AI", "lays off 16K as it moves money to AI". A state has many programmes at once.
 */
function newsLife(a: Claim<AiInvestmentFacts>, b: Claim<AiInvestmentFacts>): number {
  const spends = isOwnMoney(a.facts) || isOwnMoney(b.facts)
  if (spends && !hasSameSubject(a, b)) {
    const isPriced = a.facts.amount !== null || b.facts.amount !== null
    const isOne = a.facts.kind === b.facts.kind && a.facts.kind !== 'programme' && !isPriced
    return isOne ? 2 * dayMs : Number.NEGATIVE_INFINITY
  }
  return Math.min(newsDays[a.facts.kind], newsDays[b.facts.kind]) * dayMs
}

/** What it says may be of the company's own spending. */
function isOwnMoney({ kind }: AiInvestmentFacts): boolean {
  return families[kind].includes('spend') || families[kind].includes('pot')
}

/** The titles share a word besides the company's name and what every such title says. */
function hasSameSubject(a: Claim, b: Claim): boolean {
  return sharedSubject(a, b) > 0
}

/** How many such words. */
function sharedSubject(a: Claim, b: Claim): number {
  const named = fold(`${a.facts.company?.name ?? ''} ${b.facts.company?.name ?? ''}`).split(' ')
  const shared = new Set(a.textKey.split(' ')).intersection(new Set(b.textKey.split(' ')))
  return [...shared].filter(
    (word) => !named.includes(word) && !commonWords.has(word) && !/\d/.test(word),
  ).length
}

const commonWords = new Set(
  (
    'ai artificial intelligence invest invests investing investment investments spend spends spending plan plans build builds ' +
    'new more big tech data center centers centre centres cloud chip chips billion million bn deal announces commits push pour pours ' +
    'here what where how why when who know than not after amid first next year years us uk latest signs strikes inks deals'
  ).split(' '),
)

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

/**
 * Two stories of one payer of which one does not say who receives, or is bought: "OpenAI buys AI start-up" and "OpenAI acquires
 * Acme".
 */
export function isSamePayer(a: Facts, b: Facts): boolean {
  if (a.category !== 'ai_investment' || b.category !== 'ai_investment') return false
  const differs = a.amount !== null && b.amount !== null && !hasSameMoney(a, b)
  return (a.recipient === null) !== (b.recipient === null) && sharePayer(a, b) && !differs
}

/**
 * One payer, and whom one story says to receive stands in the other's title: "OpenAI buys Acme", and "OpenAI to acquire
 * toolmaker Acme to take on Globex" where the recipient was not read right.
 */
export function isSameRecipient(a: Claim, b: Claim): boolean {
  if (a.facts.category !== 'ai_investment' || b.facts.category !== 'ai_investment') return false
  return (
    sharePayer(a.facts, b.facts) && (tellsOf(a, b.facts.recipient) || tellsOf(b, a.facts.recipient))
  )
}

function tellsOf({ textKey }: Claim, company: Company | null): boolean {
  const words = textKey.split(' ')
  return (
    company !== null &&
    keyWords(company.key)
      .split(' ')
      .every((word) => words.includes(word))
  )
}
