/**
 * Which way the money of a deal goes. Of the industry each deal is of one flow, so that no dollar is counted twice; of one company it is
 * by its own part: what it raised is not what it spent, what it bought is not what it sold.
 */

import { isSpending } from '../direction.ts'
import type { PastEvent } from '../events/past-event.ts'
import type { AiInvestmentFacts, Company } from '../facts.ts'
import type { CompanyKey } from '../ids.ts'
import { rolesOf } from '../roles.ts'
import type { ToUsd } from './rates.ts'

/** `spent` on itself, `invested` in others, `acquired` others; `raised` from others, `sold` to one. */
export const flows = ['spent', 'invested', 'acquired', 'raised', 'sold'] as const
export type Flow = (typeof flows)[number]

/** What leaves a company. */
const outgoing: ReadonlySet<Flow> = new Set(['spent', 'invested', 'acquired'])

/** The flows of an event: of the company and its units, or where none is given of the industry. */
export function flowsOf({ facts }: Pick<PastEvent, 'facts'>, key: CompanyKey | null): Flow[] {
  if (facts.category !== 'ai_investment') return []
  if (key === null) return [industryFlow(facts)]
  const roles = rolesOf(facts, key)
  const paid = roles.has('payer') ? [payerFlow(facts)] : []
  if (roles.has('target')) return [...paid, 'sold']
  return roles.has('recipient') && !isSpending(facts) ? [...paid, 'raised'] : paid
}

function industryFlow(facts: AiInvestmentFacts): Flow {
  if (facts.kind === 'acquisition') return 'acquired'
  return isOwnMoney(facts) ? 'spent' : 'raised'
}

function payerFlow(facts: AiInvestmentFacts): Flow {
  if (facts.kind === 'acquisition') return 'acquired'
  return isOwnMoney(facts) ? 'spent' : 'invested'
}

function isOwnMoney(facts: AiInvestmentFacts): boolean {
  return isSpending(facts) || facts.recipient === null
}

/** In dollars, what an event moves; of a company's payments only its own part. Null where nobody says. */
export function movedUsd(
  { facts, happenedAt }: Pick<PastEvent, 'facts' | 'happenedAt'>,
  flow: Flow,
  key: CompanyKey | null,
  toUsd: ToUsd,
): number | null {
  if (facts.category !== 'ai_investment') return null
  const amount = key !== null && outgoing.has(flow) ? paidBy(facts, key) : facts.amount
  return amount === null ? null : toUsd(amount, facts.currency ?? 'USD', happenedAt)
}

/** The only payer pays all; one of several what the stories say that it pays. */
function paidBy({ payers, amount }: AiInvestmentFacts, key: CompanyKey): number | null {
  const isOwn = ({ key: own, parent }: Company) => own === key || parent === key
  const own = payers.filter(({ company }) => isOwn(company))
  if (own.length === payers.length) return amount
  const said = own.flatMap((payer) => payer.amount ?? [])
  return said.length > 0 ? said.reduce((sum, each) => sum + each, 0) : null
}

/** What a company puts in, of all its outgoing flows. */
export function paidUsd(
  event: Pick<PastEvent, 'facts' | 'happenedAt'>,
  key: CompanyKey,
  toUsd: ToUsd,
): number | null {
  const flow = flowsOf(event, key).find((each) => outgoing.has(each))
  return flow === undefined ? null : movedUsd(event, flow, key, toUsd)
}
