/** The facts of an AI investment: who gets or spends what, from whom, in what kind of deal. */

import type { Reading } from './classify.ts'
import type { AiInvestmentFacts } from './event.ts'
import { readInvestmentMoney } from './investment-money.ts'
import { type Named, namesIn, objectAfter, subjectBefore } from './name.ts'
import type { Prose } from './prose.ts'
import type { Hit } from './rules.ts'

/** `hits` are those that fired, never empty, the best first. */
export function investmentFacts(reading: Reading, hits: readonly Hit[]): AiInvestmentFacts {
  const { title, summary } = reading
  const money = readInvestmentMoney(
    [title, summary],
    hits.map(({ field, from, to }) => ({ prose: reading[field], from, to })),
  )
  const parties = findParties(reading, hits)
  return {
    category: 'ai_investment',
    company: parties.company?.company ?? null,
    companiesOther: [],
    investor: parties.investor?.company.name ?? null,
    amount: money.amount,
    currency: money.currency,
    valuation: money.valuation,
    approximate: money.approximate,
    kind: parties.kind,
    round: readRound([title, summary]),
    stance: 'announced',
  }
}

interface Parties {
  company: Named | null
  investor: Named | null
  kind: AiInvestmentFacts['kind']
}

function findParties(reading: Reading, hits: readonly Hit[]): Parties {
  const [best] = hits
  const kind = best?.rule.kind ?? 'other'
  let spender: Named | null = null
  for (const hit of hits) {
    const prose = reading[hit.field]
    const company = standing(prose, hit, hit.rule.company)
    const investor = standing(prose, hit, hit.rule.investor)
    if (company && company.company.key !== investor?.company.key)
      return { company, investor, kind: hit === best ? kind : kind }
    spender ??= investor
  }
  if (kind === 'stake' && spender) return { company: spender, investor: null, kind: 'capex' }
  if (kind === 'acquisition') return { company: null, investor: spender, kind }
  return { company: spender ?? anyName(reading), investor: null, kind }
}

function standing(prose: Prose, hit: Hit, where: 'before' | 'after' | undefined): Named | null {
  if (where === 'before') return subjectBefore(prose, hit.from)
  return where === 'after' ? objectAfter(prose, hit.from + 1) : null
}

function anyName(reading: Reading): Named | null {
  for (const prose of [reading.title, reading.summary]) {
    const names = namesIn(prose, 0, prose.tokens.length).filter((one) => !one.modifier)
    const name = names.find((one) => one.known) ?? names[0]
    if (name) return name
  }
  return null
}

/** "Series B", "seed", "pre-seed", "Series A extension" is "Series A". */
function readRound(proses: readonly Prose[]): string | null {
  for (const { tokens } of proses) {
    for (const [at, token] of tokens.entries()) {
      const next = tokens[at + 1]
      if (token.text === 'series' && next && /^[a-k]\d?$/.test(next.text))
        return `Series ${next.text.toUpperCase()}`
      if (token.text === 'seed' && next?.text !== 'data')
        return tokens[at - 1]?.text === 'pre' ? 'pre-seed' : 'seed'
    }
  }
  return null
}
