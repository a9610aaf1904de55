/** Who pays and who receives in an investment, and whom the headline is about. */

import type { AiInvestmentFacts, Company, InvestmentKind, Payer } from './facts.ts'

/** Money that a company spends, or gives to many: it is told of who pays. All else is told of who receives, or is bought. */
const spending: ReadonlySet<InvestmentKind> = new Set(['capex', 'fund', 'programme'])

export function isSpending({ kind }: Pick<AiInvestmentFacts, 'kind'>): boolean {
  return spending.has(kind)
}

/** The one who leads, else who is named first. */
export function leadOf(payers: readonly Payer[]): Payer | null {
  return payers.find(({ lead }) => lead) ?? payers[0] ?? null
}

type Direction = Pick<AiInvestmentFacts, 'kind' | 'payers' | 'recipient'>

/** `company` of an investment's facts: derived, never said by itself. Null where nobody is named. */
export function subjectOf({ kind, payers, recipient }: Direction): Company | null {
  const payer = leadOf(payers)?.company ?? null
  return isSpending({ kind }) ? (payer ?? recipient) : (recipient ?? payer)
}

/** The parties of a deal of which only that company is known that it is told of. */
export function partyOf(
  kind: InvestmentKind,
  company: Company,
): Pick<AiInvestmentFacts, 'payers' | 'recipient'> {
  if (!isSpending({ kind })) return { payers: [], recipient: company }
  return { payers: [{ company, amount: null, lead: true }], recipient: null }
}
