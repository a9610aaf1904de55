import { isSpending } from '../direction.ts'
import type { AiInvestmentFacts, Company, Payer } from '../facts.ts'
import { commonest } from './commonest.ts'
import { isOneOrForm } from './same-company.ts'

type Parties = Pick<AiInvestmentFacts, 'payers' | 'recipient'>

/** The parties of a deal from what its stories say: the recipient whom most name, and each payer that any names. */
export function mergeParties(
  facts: readonly AiInvestmentFacts[],
  kind: AiInvestmentFacts['kind'],
): Parties {
  const own = facts.filter((each) => isSpending(each) === isSpending({ kind }))
  const told = own.length > 0 ? own : facts
  const recipient = mainCompany(told.flatMap((each) => each.recipient ?? []))
  const payers = told.flatMap((each) => each.payers)
  return { recipient, payers: onePerCompany(payers, recipient) }
}

/** The owner, where any names it; else the one that most name. */
export function mainCompany(named: readonly Company[]): Company | null {
  const owners = named.filter(({ key }) => named.some(({ parent }) => parent === key))
  const pool = owners.length > 0 ? owners : named
  const key = commonest(pool.map((company) => company.key))
  return pool.find((company) => company.key === key) ?? null
}

/** "Vista" and "Vista Equity Partners" are one, under the longer name; those whom more stories name stand first. */
function onePerCompany(payers: readonly Payer[], recipient: Company | null): Payer[] {
  const groups: Payer[][] = []
  for (const payer of payers.filter(({ company }) => company.key !== recipient?.key)) {
    const group = groups.find((same) => same.some((one) => isOneOrForm(one.company, payer.company)))
    if (group) group.push(payer)
    else groups.push([payer])
  }
  return groups.toSorted((a, b) => b.length - a.length).map(asOne)
}

function asOne(same: readonly Payer[]): Payer {
  const companies = same.map(({ company }) => company)
  const known = companies.find(({ key }) => !key.startsWith('~'))
  const longest = companies.toSorted((a, b) => b.name.length - a.name.length)[0]
  return {
    company: known ?? (longest as Company),
    amount: commonest(same.flatMap(({ amount }) => amount ?? [])),
    lead: same.some(({ lead }) => lead),
  }
}
