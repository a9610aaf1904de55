/**
 * What a story says is raised, paid or spent, and what the company is valued at.
 *
 * The title's sum comes before the summary's; a sum that the rule's own words hold comes before the others. What a title rounds or leaves out
 * the summary says at once.
 */

import { isSpending } from '../direction.ts'
import { type InvestmentKind, type Rounding, roundingOf } from '../facts.ts'
import { isMoreExact } from '../quantity/exact.ts'
import type { Quantity } from '../quantity/quantity.ts'
import { wordWithin } from '../reading/near.ts'
import type { Evidence, Prose } from '../reading/prose.ts'
import type { Reading } from '../reading/read-story.ts'
import { isUnbroken } from '../text/sentences.ts'
import { isPaid } from './paid-sums.ts'
import { isValuation } from './priced-sums.ts'

export interface InvestmentMoney extends Rounding {
  amount: number | null
  currency: string | null
  valuation: number | null
}

interface Sum {
  prose: Prose
  quantity: Quantity
}

/** @param evidence what the rules matched that speak of such a deal */
export function readInvestmentMoney(
  reading: Reading,
  evidence: readonly Evidence[],
  kind: InvestmentKind,
): InvestmentMoney {
  const sums = sumsIn(reading, kind)
  const amount = amountOf(sums, reading, evidence, kind)
  const currency = amount?.quantity.currency ?? null
  // "$50bn for centres worth $50bn": the price of what is bought. What is told has one currency: a valuation in another is left out.
  const valuation =
    sums.priced.find(
      ({ quantity }) =>
        quantity.value !== null &&
        quantity.value !== amount?.quantity.value &&
        isOneCurrency(quantity.currency, currency),
    ) ?? null
  return {
    amount: amount?.quantity.value ?? null,
    currency: amount?.quantity.currency ?? (amount ? null : (valuation?.quantity.currency ?? null)),
    valuation: valuation?.quantity.value ?? null,
    ...roundingOf((amount ?? valuation)?.quantity),
  }
}

interface Sums {
  paid: readonly Sum[]
  priced: readonly Sum[]
}

function sumsIn({ title, summary }: Reading, kind: InvestmentKind): Sums {
  const sums = [title, summary].flatMap((prose) =>
    prose.quantities.filter(isSum).map((quantity) => ({ prose, quantity })),
  )
  const priced = sums.filter(({ prose, quantity }) => isValuation(prose, quantity, kind))
  const paid = sums.filter((sum) => !priced.includes(sum) && isPaid(sum.prose, sum.quantity, kind))
  return { paid, priced }
}

function amountOf(
  { paid, priced }: Sums,
  { title, summary, coverage }: Reading,
  evidence: readonly Evidence[],
  kind: InvestmentKind,
): Sum | null {
  const told = firstOf({ paid, priced }, title, evidence)
  const meant = told && meantBy(told, paid, kind)
  return exactly(meant, paid, coverage ? null : summary) ?? meant
}

/** The one that is likeliest meant. */
function firstOf({ paid, priced }: Sums, title: Prose, evidence: readonly Evidence[]): Sum | null {
  const own = ({ prose, quantity }: Sum) =>
    evidence.some(
      (one) => one.prose === prose && quantity.start < one.to && quantity.end > one.from,
    )
  const isPrice = ({ quantity }: Sum) => priced.some((one) => one.quantity.value === quantity.value)
  return (
    paid.find((sum) => own(sum) && sum.prose === title) ??
    paid.find((sum) => sum.prose === title) ??
    paid.find(own) ??
    paid.find((sum) => isToldAtOnce(sum) && !isPrice(sum)) ??
    null
  )
}

/** The sum that another only converts, is a part of, or leads to. */
function meantBy(sum: Sum, paid: readonly Sum[], kind: InvestmentKind): Sum {
  const original = originalOf(sum, paid)
  if (original) return original
  if (kind === 'round') return wholeOf(sum, paid) ?? sum
  return (isSpending({ kind }) && risenTo(sum, paid)) || sum
}

/** "€3bn ($3.4bn)": the euros. */
function originalOf({ prose, quantity }: Sum, paid: readonly Sum[]): Sum | null {
  const before = paid.find((one) => one.prose === prose && one.quantity.end === quantity.start)
  const isConverted = before && before.quantity.currency !== quantity.currency
  return isConverted && prose.tokens[quantity.start]?.before.includes('(') ? before : null
}

/** "$25m in Acme's $350m funding round": the part of one investor is told of the whole. */
function wholeOf({ prose, quantity }: Sum, paid: readonly Sum[]): Sum | null {
  const next = paid.find((one) => one.prose === prose && one.quantity.start > quantity.end)
  if (!next || next.quantity.currency !== quantity.currency) return null
  if ((next.quantity.value ?? 0) <= (quantity.value ?? 0)) return null
  const between = prose.tokens.slice(quantity.end, next.quantity.start)
  const isPart = between.length <= mostBetween && between.some(({ text }) => text === 'in')
  const isStep = between.some(({ text }) => text === 'of')
  if (!isPart || isStep || !isUnbroken(prose.tokens, quantity.end, next.quantity.start)) return null
  return wordWithin(prose, next.quantity.end, 2, 'round') >= 0 ? next : null
}

const mostBetween = 8

/** "Lifts its spending by $5bn to $25bn". */
function risenTo({ prose, quantity: { start, end } }: Sum, paid: readonly Sum[]): Sum | null {
  if (prose.tokens[start - 1]?.text !== 'by' || prose.tokens[end]?.text !== 'to') return null
  return paid.find((one) => one.prose === prose && one.quantity.start === end + 1) ?? null
}

/** "$2.3bn" is "$2.35bn", where the summary begins by saying so. */
function exactly(told: Sum | null, paid: readonly Sum[], summary: Prose | null): Sum | null {
  if (!told || !summary || told.prose === summary) return null
  const { quantity } = told
  if (!isRough(quantity)) return null
  const round = quantity.value ?? 0
  const end = summary.sentences[0]?.end ?? 0
  const exact = paid.find(
    (one) =>
      one.prose === summary &&
      one.quantity.start < end &&
      one.quantity.currency === quantity.currency &&
      isMoreExact(one.quantity.value ?? 0, round),
  )
  return exact ?? null
}

/** Three digits are exact enough. */
function isRough({ value }: Quantity): boolean {
  return value !== null && Number(value.toPrecision(2)) === value
}

/** Null: not told, so that it may be either. */
function isOneCurrency(one: string | null, other: string | null): boolean {
  return one === null || other === null || one === other
}

/** What a title leaves to its summary is told at once; later sums are of other times. */
function isToldAtOnce({ prose, quantity }: Sum): boolean {
  const end = (prose.sentences[1] ?? prose.sentences[0])?.end ?? 0
  return quantity.kind === 'money' && quantity.start < end
}

/** "100M" without a currency may be a sum; "100 engineers" is none, nor is what a share costs. */
function isSum({ kind, value, magnitude }: Quantity): boolean {
  if (kind === 'number') return magnitude >= 1e6
  return kind === 'money' && (value === null || value >= leastSum)
}

const leastSum = 1e3
