import type { AiInvestmentFacts, Facts } from '../facts.ts'

/**
 * Whether a row tells what an event of the same company and of about the same day tells: the same number, or neither has one. A
 * number is the jobs, else the share of the staff; or an amount of money, else a valuation. What is denied is not what is told.
 */
export function isSameTold(row: Facts, known: Facts): boolean {
  if ((row.stance === 'denied') !== (known.stance === 'denied')) return false
  if (row.category === 'layoff' && known.category === 'layoff') {
    const [a, b] = [
      row.headcount ?? row.headcountDerived,
      known.headcount ?? known.headcountDerived,
    ]
    return a === b && (a !== null || row.percent === known.percent)
  }
  if (row.category === 'ai_investment' && known.category === 'ai_investment') {
    const isSameDeal = row.kind === known.kind && payerKeys(row) === payerKeys(known)
    if (row.amount !== known.amount || row.currency !== known.currency) return false
    return row.amount !== null || (row.valuation === known.valuation && isSameDeal)
  }
  return false
}

function payerKeys({ payers }: AiInvestmentFacts): string {
  return payers
    .map(({ company }) => company.key)
    .sort()
    .join(' ')
}
