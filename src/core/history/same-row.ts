import type { AiInvestmentFacts, Facts, LayoffFacts } from '../facts.ts'

/**
 * Whether a row tells what an event of the same company and of about the same day tells: the same number, or neither has one. A
 * number is the jobs, else the share of the staff; or an amount of money, else a valuation. What is denied is not what is told.
 */
export function isSameTold(row: Facts, known: Facts): boolean {
  if ((row.stance === 'denied') !== (known.stance === 'denied')) return false
  if (row.category === 'layoff' && known.category === 'layoff') return isSameCut(row, known)
  if (row.category === 'ai_investment' && known.category === 'ai_investment')
    return isSameDeal(row, known)
  return false
}

function isSameCut(row: LayoffFacts, known: LayoffFacts): boolean {
  const [a, b] = [row, known].map(
    ({ headcount, headcountDerived }) => headcount ?? headcountDerived,
  )
  return a === b && (a !== null || row.percent === known.percent)
}

function isSameDeal(row: AiInvestmentFacts, known: AiInvestmentFacts): boolean {
  if (row.amount !== known.amount || row.currency !== known.currency) return false
  if (row.amount !== null) return true
  const isSameWay = row.kind === known.kind && payerKeys(row) === payerKeys(known)
  return isSameWay && row.valuation === known.valuation
}

function payerKeys({ payers }: AiInvestmentFacts): string {
  return payers
    .map(({ company }) => company.key)
    .sort()
    .join(' ')
}
