/** What companies are in an event: whom it is told of, and everybody else who takes part. */

import type { AiInvestmentFacts, Company, Facts } from './facts.ts'
import type { CompanyKey } from './ids.ts'

/** `target`: who is bought. */
export type Role = 'employer' | 'payer' | 'recipient' | 'target' | 'other'

export interface Part {
  company: Company
  role: Role
}

/** Every company that an event names, with its role; the table `event_company` holds the same. */
export function partsOf(facts: Facts): Part[] {
  const others = facts.companiesOther.map((company): Part => ({ company, role: 'other' }))
  if (facts.category === 'ai_investment') return [...dealParts(facts), ...others]
  const own = facts.company ? [{ company: facts.company, role: 'employer' as const }] : []
  return [...own, ...others]
}

function dealParts({ kind, payers, recipient }: AiInvestmentFacts): Part[] {
  const paying = payers.map(({ company }): Part => ({ company, role: 'payer' }))
  if (!recipient) return paying
  return [...paying, { company: recipient, role: kind === 'acquisition' ? 'target' : 'recipient' }]
}

/** The roles of a company and its units; not of those only named beside: a further employer's cut is an event of its own. */
export function rolesOf(facts: Facts, key: CompanyKey): ReadonlySet<Role> {
  const own = partsOf(facts).filter(
    ({ company, role }) => role !== 'other' && (company.key === key || company.parent === key),
  )
  return new Set(own.map(({ role }) => role))
}
