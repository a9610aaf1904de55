import type { ShownEvent } from '../core/delivery/shown.ts'
import { isSpending } from '../core/direction.ts'
import type { Merged } from '../core/events/merge.ts'
import type { Said } from '../core/events/said.ts'
import type {
  AiInvestmentFacts,
  Cause,
  InvestmentKind,
  LayoffFacts,
  Ordinal,
} from '../core/facts.ts'
import { percent } from './headline.ts'
import { officialLines } from './official.ts'
import { bold, type Piece } from './rich.ts'
import { clamp, counted, figure, listed, money, nearly } from './words.ts'

/**
 * What is known of an event, a line each: a bold name and its value. Numbers that differ stand beside each other, with who says so.
 * A cut leaves its AI side to the money where the message tells that as an event of its own (`tellsMoney`).
 */
export function factLines({ merged }: ShownEvent, tellsMoney: boolean): Piece[][] {
  const { facts, said, reversed } = merged
  const status = reversed ? 'Announced before, now called off' : stances[facts.stance]
  const others = facts.companiesOther.map(({ name }) => name).slice(0, 8)
  return [
    fact('Status', status),
    ...officialLines(merged),
    ...(facts.category === 'layoff' ? layoffLines(facts, said, tellsMoney) : []),
    ...(facts.category === 'ai_investment' ? investmentLines(facts, said) : []),
    fact('Also named', others.length > 0 ? listed(others) : null),
  ].filter((line) => line.length > 0)
}

function layoffLines(facts: LayoffFacts, said: Merged['said'], tellsMoney: boolean): Piece[][] {
  const derived = facts.headcountDerived
  return [
    fact(
      'Jobs',
      sayings(said.headcount, (value) => figure(value)),
    ),
    fact('Jobs', derived === null ? null : `about ${figure(derived)}, worked out from the share`),
    fact('Share of staff', sayings(said.percent, percent)),
    fact('Round', facts.ordinal && ordinalWords(facts.ordinal)),
    fact('Cause', facts.cause && causes[facts.cause]),
    fact('AI side', tellsMoney ? null : facts.aiSide),
    fact(
      'Industry',
      facts.industry?.trade === 'other' ? `not technology (${facts.industry.by})` : null,
    ),
  ]
}

function investmentLines(facts: AiInvestmentFacts, said: Merged['said']): Piece[][] {
  const sum = (value: number, currency: string | null) =>
    currency === null ? figure(value) : money(value, currency)
  return [
    fact('Amount', sayings(said.amount, sum)),
    fact('Valuation', sayings(said.valuation, sum)),
    fact('Kind', [kinds[facts.kind], facts.round].filter(Boolean).join(', ')),
    fact(
      facts.kind === 'acquisition' ? 'Buyer' : isSpending(facts) ? 'Paid by' : 'Investors',
      payerWords(facts),
    ),
    fact(
      facts.kind === 'acquisition' ? 'Bought' : isSpending(facts) ? 'Paid to' : 'Raised by',
      facts.recipient?.name ?? null,
    ),
  ]
}

/** "ICONIQ (leads), Nvidia ($10 bn)". */
function payerWords({ payers, currency }: AiInvestmentFacts): string | null {
  const words = payers.slice(0, 12).map(({ company, amount, lead }) => {
    const own = amount === null ? null : money(amount, currency ?? 'USD')
    const more = [lead && payers.length > 1 ? 'leads' : null, own].filter(Boolean).join(', ')
    return more ? `${company.name} (${more})` : company.name
  })
  return words.length > 0 ? words.join(', ') : null
}

function fact(name: string, value: string | null): Piece[] {
  return value ? [bold(`${name}: `), clamp(value, 300)] : []
}

/** "about 16,000 (Reuters and 3 more) · 14,000 (The Verge)". Sources are named only where numbers differ, and one that says them all once. */
function sayings(
  said: readonly Said[],
  write: (value: number, currency: string | null) => string,
): string | null {
  if (said.length === 0) return null
  const shown = said.slice(0, 4).map((one) => ({
    value: `${nearly(one)}${write(one.value, one.currency)}`,
    by: said.length > 1 && one.sources.length > 0 ? ` (${sourceWords(one)})` : '',
  }))
  const isOne = new Set(shown.map(({ by }) => by)).size === 1
  return isOne
    ? `${shown.map(({ value }) => value).join(' · ')}${shown[0]?.by}`
    : shown.map(({ value, by }) => `${value}${by}`).join(' · ')
}

export function sourceWords({ sources }: Said): string {
  const [first, ...more] = sources
  const name = clamp(first ?? '', 40)
  return more.length === 0 ? name : `${name} and ${figure(more.length)} more`
}

export function ordinalWords({ round, withinMonths }: Ordinal): string {
  const word = ordinals[round] ?? `${figure(round)}th`
  return `${word} round${withinMonths === null ? '' : ` in ${counted(withinMonths, 'month')}`}`
}

const ordinals: Readonly<Record<number, string>> = {
  1: 'First',
  2: 'Second',
  3: 'Third',
  4: 'Fourth',
  5: 'Fifth',
  6: 'Sixth',
  7: 'Seventh',
  8: 'Eighth',
  9: 'Ninth',
  10: 'Tenth',
}

const stances = {
  official: 'Filed with the authorities',
  announced: 'Announced',
  reported: 'Reported, not announced by the company',
  rumoured: 'Rumoured, not confirmed',
  denied: 'Denied by the company',
} as const

const causes: Readonly<Record<Cause, string>> = {
  ai: 'AI and automation',
  cost: 'Cutting costs',
  restructuring: 'Restructuring',
  closure: 'Closure',
  merger: 'Merger',
  lost_contract: 'A lost contract',
  funding_cut: 'A funding cut',
}

const kinds: Readonly<Record<InvestmentKind, string>> = {
  round: 'Funding round',
  stake: 'Stake',
  acquisition: 'Acquisition',
  capex: 'Capital spending',
  fund: 'Fund',
  programme: 'Programme',
  ipo: 'Listing',
  other: 'Commitment',
}
