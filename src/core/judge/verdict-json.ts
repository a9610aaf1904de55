/** A verdict as programs outside read it: names in snake_case, what does not apply left out, what is not told null. */

import type { AiInvestmentFacts, Company, Facts, LayoffFacts } from '../facts.ts'
import type { Verdict } from '../verdict.ts'

export type FactsJson = Readonly<Record<string, unknown>>

/** `id` is whatever the story was given under; it is left out where there was none. */
export function verdictJson(verdict: Verdict, id?: string | number): Record<string, unknown> {
  const facts = verdict.facts.map((one) => [one.category, factsJson(one)])
  return {
    ...(id !== undefined && { id }),
    categories: verdict.categories,
    ...Object.fromEntries(facts),
    why: verdict.why,
    held: verdict.held,
  }
}

/** The facts of one category, without the category itself. */
export function factsJson(facts: Facts): FactsJson {
  const common = {
    company: facts.company?.name ?? null,
    companies_other: facts.companiesOther.map(({ name }: Company) => name),
  }
  const { stance, approximate, bound = null, sure = null } = facts
  const told = { stance, approximate, bound, sure }
  switch (facts.category) {
    case 'layoff':
      return { ...common, ...layoffJson(facts), ...told }
    case 'ai_investment':
      return { ...common, ...investmentJson(facts), ...told }
    case 'other':
      return { ...common, ...told }
  }
}

function layoffJson(facts: LayoffFacts): FactsJson {
  return {
    headcount: facts.headcount,
    headcount_derived: facts.headcountDerived,
    scale: facts.scale,
    percent: facts.percent,
    cause: facts.cause,
    ordinal: facts.ordinal && {
      round: facts.ordinal.round,
      within_months: facts.ordinal.withinMonths,
    },
    ai_side: facts.aiSide,
    industry: facts.industry ?? null,
    follow_up: facts.followUp ?? false,
  }
}

function investmentJson(facts: AiInvestmentFacts): FactsJson {
  return {
    payers: facts.payers.map(({ company, amount, lead }) => ({
      company: company.name,
      amount,
      lead,
    })),
    recipient: facts.recipient?.name ?? null,
    amount: facts.amount,
    currency: facts.currency,
    valuation: facts.valuation,
    kind: facts.kind,
    round: facts.round,
  }
}
