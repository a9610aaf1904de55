/** The facts of an AI investment: who pays, who receives, how much, in what kind of deal. */

import { subjectOf } from '../direction.ts'
import { type AiInvestmentFacts, roundingOf } from '../facts.ts'
import type { Prose } from '../reading/prose.ts'
import type { Reading } from '../reading/read-story.ts'
import { readInvestmentMoney } from './investment-money.ts'
import { type Parties, readParties } from './parties.ts'
import type { Hit } from './rules.ts'
import { toldBy } from './told-by.ts'

/** `hits` are those that fired, the strongest first; `told` those that only add facts, the title's first. */
export function investmentFacts(
  reading: Reading,
  hits: readonly Hit[],
  told: readonly Hit[],
  parties: Parties = readParties(reading, hits),
): AiInvestmentFacts {
  const { title, summary } = reading
  const money = readInvestmentMoney(
    reading,
    hits
      .filter(({ field, rule }) => field === 'title' || isAlike(rule.kind, parties.kind))
      .map(({ field, from, to }) => ({ prose: reading[field], from, to })),
    parties.kind,
  )
  return {
    category: 'ai_investment',
    company: subjectOf(parties),
    companiesOther: [],
    payers: parties.payers,
    recipient: parties.recipient,
    amount: money.amount,
    currency: money.currency,
    valuation: money.valuation,
    ...roundingOf(money),
    kind: parties.kind,
    round: readRound([title, summary]),
    stance: toldBy(told, 'ai_investment', ({ stance }) => stance) ?? 'announced',
  }
}

type Kind = AiInvestmentFacts['kind']

/** What is raised, what is bought or taken a part of, and what is spent: a summary may tell of another. */
const alike: Readonly<Record<Kind, string>> = {
  round: 'raised',
  ipo: 'raised',
  stake: 'bought',
  acquisition: 'bought',
  capex: 'spent',
  programme: 'spent',
  fund: 'spent',
  other: 'other',
}

function isAlike(kind: Kind | undefined, told: Kind): boolean {
  return kind !== undefined && alike[kind] === alike[told]
}

/** "Series B", "seed", "pre-seed", "Series A extension" is "Series A". */
function readRound(proses: readonly Prose[]): string | null {
  for (const { tokens } of proses) {
    for (const at of tokens.keys()) {
      const round = roundAt(tokens, at)
      if (round !== null) return round
    }
  }
  return null
}

function roundAt(tokens: Prose['tokens'], at: number): string | null {
  const word = tokens[at]?.text
  const next = tokens[at + 1]?.text ?? ''
  if (word === 'series') return /^[a-k]\d?$/.test(next) ? `Series ${next.toUpperCase()}` : null
  if (word !== 'seed' || next === 'data') return null
  return tokens[at - 1]?.text === 'pre' ? 'pre-seed' : 'seed'
}
