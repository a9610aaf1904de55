/**
 * The two sides of an investment. Each rule says where they stand, seen from the words that matched; the text around them says the
 * rest.
 */

import { isSpending } from '../direction.ts'
import type { AiInvestmentFacts, Company, Payer } from '../facts.ts'
import { longForm } from '../reading/long-form.ts'
import { rowOf } from '../reading/party.ts'
import type { Prose } from '../reading/prose.ts'
import type { Reading } from '../reading/read-story.ts'
import type { Named } from '../reading/written.ts'
import { moneyOf } from './payer-money.ts'
import { addPayer, readPayers } from './payers.ts'
import type { Hit } from './rules.ts'
import { findSides } from './sides.ts'

export type Parties = Pick<AiInvestmentFacts, 'kind' | 'payers' | 'recipient'>

export function readParties(reading: Reading, hits: readonly Hit[]): Parties {
  const { company, investor, kind } = findSides(reading, hits)
  const subject = isSpending({ kind }) ? company : investor
  const told = isSpending({ kind }) ? null : company
  const recipient = told && longForm(told, [reading.summary])
  return { kind, payers: payersOf(reading, kind, subject, recipient), recipient }
}

/** Who acts and all in one row with it, then whoever the text leads to. */
function payersOf(
  { title, summary }: Reading,
  kind: Parties['kind'],
  actor: Company | null,
  recipient: Company | null,
): Payer[] {
  const found = new Map<string, Payer>()
  const isPayer = ({ company, modifier }: Named) =>
    !modifier && company.key !== recipient?.key && company.parent !== recipient?.key
  if (actor) {
    found.set(actor.key, { company: actor, amount: null, lead: false })
    for (const name of rowIn(title, actor).filter(isPayer)) addPayer(found, name, false)
  }
  if (shared.has(kind)) readPayers([title, summary], isPayer, found)
  return inFull([...found.values()], [summary, title]).map((payer) => ({
    ...payer,
    amount: payer.amount ?? partOf([title, summary], payer),
  }))
}

/** Each once, by the longest of its names: "Vista" and "Vista Equity Partners" are one. */
function inFull(payers: readonly Payer[], proses: readonly Prose[]): Payer[] {
  const found = new Map<string, Payer>()
  for (const payer of payers) {
    const longer = payers.find(({ company }) => company.name.startsWith(`${payer.company.name} `))
    const company = longer?.company ?? longForm(payer.company, proses)
    const lead = payer.lead || (found.get(company.key)?.lead ?? false)
    found.set(company.key, { ...payer, company, lead })
  }
  return [...found.values()]
}

/** What it pays of the whole, wherever the text says so. */
function partOf(proses: readonly Prose[], { company }: Payer): number | null {
  for (const prose of proses) {
    const names = prose.names.filter((name) => name.company.key === company.key)
    const amount = names.map((name) => moneyOf(prose, name)).find((sum) => sum !== null)
    if (amount !== undefined) return amount
  }
  return null
}

/** A purchase has its buyers; of these deals the text may name further payers anywhere. */
const shared: ReadonlySet<Parties['kind']> = new Set(['round', 'stake', 'other'])

function rowIn(prose: Prose, company: Company): readonly Named[] {
  const own = prose.names.find((name) => name.company.key === company.key)
  return own ? rowOf(prose, prose.names, own) : []
}
