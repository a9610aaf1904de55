/**
 * What a story says is raised, paid or spent, and what the company is valued at.
 *
 * A sum is a valuation where "valuation", "valued" or "worth" stands with it; "at $13bn" right behind another sum is one too. Sums
 * that are a total so far, a share's price, revenue or an earlier round are no amount. The title's sum comes before the summary's; a sum
 * that the rule's own words hold comes before the others.
 */

import { isSpending } from '../direction.ts'
import type { InvestmentKind } from '../facts.ts'
import type { Quantity } from '../quantity/quantity.ts'
import { wordBefore, wordWithin } from '../reading/near.ts'
import type { Evidence, Prose } from '../reading/prose.ts'
import { words } from '../text/words.ts'

export interface InvestmentMoney {
  amount: number | null
  currency: string | null
  valuation: number | null
  approximate: boolean
}

interface Sum {
  prose: Prose
  quantity: Quantity
}

/** @param evidence what the rules matched that speak of such a deal */
export function readInvestmentMoney(
  proses: readonly Prose[],
  evidence: readonly Evidence[],
  kind: InvestmentKind,
): InvestmentMoney {
  const isDeal = titleLeavesSum.has(kind)
  const sums = proses.flatMap((prose) =>
    prose.quantities.filter(isSum).map((quantity) => ({ prose, quantity })),
  )
  const priced = sums.filter(({ prose, quantity }) => isValuation(prose, quantity, kind))
  const paid = sums.filter(
    (sum) =>
      !priced.includes(sum) && isPaid(sum.prose, sum.quantity) && sum.quantity.value !== null,
  )
  const own = ({ prose, quantity }: Sum) =>
    evidence.some(
      (one) => one.prose === prose && quantity.start < one.to && quantity.end > one.from,
    )
  const isPrice = ({ quantity }: Sum) => priced.some((one) => one.quantity.value === quantity.value)
  const amount =
    paid.find((sum) => own(sum) && sum.prose === proses[0]) ??
    paid.find((sum) => sum.prose === proses[0]) ??
    paid.find(own) ??
    paid.find((sum) => isDeal && isToldAtOnce(sum) && !isPrice(sum)) ??
    null
  const currency = amount?.quantity.currency ?? null
  // "$50bn for centres worth $50bn": the price of what is bought. What is told has one currency: a valuation in another is left out.
  const valuation =
    priced.find(
      ({ quantity }) =>
        quantity.value !== null &&
        quantity.value !== amount?.quantity.value &&
        isOneCurrency(quantity.currency, currency),
    ) ?? null
  return {
    amount: amount?.quantity.value ?? null,
    currency: amount?.quantity.currency ?? (amount ? null : (valuation?.quantity.currency ?? null)),
    valuation: valuation?.quantity.value ?? null,
    approximate: amount?.quantity.approximate ?? valuation?.quantity.approximate ?? false,
  }
}

/** Null: not told, so that it may be either. */
function isOneCurrency(one: string | null, other: string | null): boolean {
  return one === null || other === null || one === other
}

/** A price or a round, whose sum a title often leaves to its summary. */
const titleLeavesSum: ReadonlySet<InvestmentKind> = new Set(['round', 'stake', 'acquisition'])

/** What a title leaves to its summary is told at once; later sums are of other times. */
function isToldAtOnce({ prose, quantity }: Sum): boolean {
  const end = (prose.sentences[1] ?? prose.sentences[0])?.end ?? 0
  return quantity.kind === 'money' && quantity.start < end
}

/** "100M" without a currency may be a sum; "100 engineers" is none. */
function isSum(quantity: Quantity): boolean {
  return quantity.kind === 'money' || (quantity.kind === 'number' && quantity.magnitude >= 1e6)
}

function isValuation(prose: Prose, quantity: Quantity, kind: InvestmentKind): boolean {
  const after = wordWithin(prose, quantity.end, 3, 'valued')
  if (after >= 0 && !crossesSum(prose, quantity.end, after)) {
    return !isOfAnother(prose, quantity.end, after)
  }
  const before = valuedBefore(prose, quantity)
  if (before >= 0) {
    return !isWorthOfDeal(prose, before, kind) && !isParted(prose, before, quantity.start)
  }
  return isCompanyOfSum(prose, quantity) || isPriceBehindSum(prose, quantity)
}

/** The "valued" of "valued at $5bn"; -1 where it has a sum of its own, as in "confirms $13bn valuation, raises $400M". */
function valuedBefore(prose: Prose, { start }: Quantity): number {
  const at = wordBefore(prose, start, 6, 'valued')
  if (at < 0 || crossesSum(prose, at, start)) return -1
  const isNoun = prose.tokens[at]?.text === 'valuation'
  return isNoun && prose.quantities.some(({ kind, end }) => kind === 'money' && end === at)
    ? -1
    : at
}

function isParted({ tokens }: Prose, valued: number, sum: number): boolean {
  return tokens.slice(valued + 1, sum).some(({ text }) => parting.has(text))
}

const parting = words('after in with')

/** "A deal worth $5bn", "bonds valued at $20bn": what is paid. So is all that spending is worth: "signs capacity deals with Acme worth $5bn". */
function isWorthOfDeal(prose: Prose, valued: number, kind: InvestmentKind): boolean {
  const word = prose.tokens[valued]?.text
  if (word === 'worth' && isSpending({ kind })) return true
  return (word === 'worth' || word === 'valued') && wordBefore(prose, valued, 2, 'papers') >= 0
}

/** "The $10 billion AI startup": the price of the whole; not "a $250 million startup fund". */
function isCompanyOfSum({ tokens, lexicon }: Prose, { kind, end }: Quantity): boolean {
  if (kind !== 'money') return false
  const at = tokens[end]?.text === 'ai' ? end + 1 : end
  const isPriced = lexicon.priced.has(tokens[at]?.text ?? '') && tokens[at]?.pause === 'none'
  return isPriced && !lexicon.pots.has(tokens[at + 1]?.text ?? '')
}

/** "Raises $1bn at $13bn". */
function isPriceBehindSum(prose: Prose, quantity: Quantity): boolean {
  const { tokens } = prose
  const last = tokens[quantity.start - 1]?.text
  const previous = prose.quantities.findLast((one) => one.end <= quantity.start)
  return (
    (last === 'at' || (last === 'a' && tokens[quantity.start - 2]?.text === 'at')) &&
    quantity.magnitude > 1 &&
    previous?.kind === 'money' &&
    quantity.start - previous.end <= 4 &&
    prose.quantities.some((one) => one !== quantity && one.kind === 'money')
  )
}

/**
 * Whether the "valued" behind a sum is of a later one, or of none: "$1bn at a valuation above $100bn", "$30bn, valuing it at $380bn", "raises $5m,
 * unicorn valuation".
 */
function isOfAnother(prose: Prose, from: number, valued: number): boolean {
  if (from === valued && prose.tokens[valued]?.text === 'valuation') return false
  const reach = prose.tokens[valued]?.text === 'valuation' ? 3 : 6
  const later = prose.quantities.some(
    ({ kind, start }) =>
      kind === 'money' &&
      start > valued &&
      start - valued <= reach &&
      !isParted(prose, valued, start),
  )
  return later || prose.tokens.slice(from, valued + 1).some(({ pause }) => pause === 'comma')
}

function crossesSum(prose: Prose, from: number, to: number): boolean {
  return prose.quantities.some((one) => one.kind === 'money' && one.start >= from && one.end <= to)
}

const earlier = words('previous previously earlier prior')
const perWhat = words('share shares')

function isPaid(prose: Prose, quantity: Quantity): boolean {
  if (quantity.kind === 'number' && prose.isIn('not money', quantity.end)) return false
  if (isPerShare(prose, quantity)) return false
  if (wordWithin(prose, quantity.end, 4, earlier) >= 0) return false
  if (wordWithin(prose, quantity.end, 2, 'other sums') >= 0) return false
  return !isAfterRaising(prose, quantity) && !isLedByOther(prose, quantity)
}

/** "$5 per share", "$5 a share", "$5 share price". */
function isPerShare({ tokens }: Prose, { end }: Quantity): boolean {
  const next = tokens[end]?.text ?? ''
  const then = tokens[end + 1]?.text ?? ''
  if (next === 'per' || next === 'a') return perWhat.has(then)
  return perWhat.has(next) && then === 'price'
}

/** "Cuts jobs after raising $5m". */
function isAfterRaising(prose: Prose, { start }: Quantity): boolean {
  const isRaised = prose.tokens[start - 1]?.text === 'raising'
  if (!isRaised || prose.tokens[start - 2]?.text !== 'after') return false
  return wordBefore(prose, start, 6, 'valued') < 0
}

/** "Revenue of $5m": up to four words lead to it, without a pause or another sum between. */
function isLedByOther(prose: Prose, { start }: Quantity): boolean {
  for (let at = start - 1; at >= start - 4; at--) {
    if (prose.tokens[at + 1]?.pause !== 'none') return false
    if (prose.quantities.some(({ end }) => end === at + 1)) return false
    if (prose.isIn('other sums', at)) return true
  }
  return false
}
