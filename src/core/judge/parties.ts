/**
 * The two sides of an investment. Each rule says where they stand, seen from the words that matched; the text around them says the
 * rest.
 */

import type { AiInvestmentFacts, Company, Payer } from '../facts.ts'
import { longForm } from '../reading/long-form.ts'
import { wordBefore } from '../reading/near.ts'
import { rowFrom, rowOf } from '../reading/party.ts'
import type { Prose } from '../reading/prose.ts'
import type { Reading } from '../reading/read-story.ts'
import type { Named } from '../reading/written.ts'
import { words } from '../text/words.ts'
import { isLab, isSupplier } from './deal.ts'
import { moneyOf } from './payer-money.ts'
import { addPayer, readPayers } from './payers.ts'
import type { Hit } from './rules.ts'
import { findSides } from './sides.ts'

export type Parties = Pick<AiInvestmentFacts, 'kind' | 'payers' | 'recipient'>

export function readParties(reading: Reading, hits: readonly Hit[]): Parties {
  const { payer, recipient: told, kind } = findSides(reading, hits)
  const recipient = told && longForm(told, [reading.summary])
  return { kind, payers: payersOf(reading, kind, payer, recipient), recipient }
}

/** Who acts and all in one row with it, then whoever the text leads to. */
function payersOf(
  { title, summary }: Reading,
  kind: Parties['kind'],
  actor: Company | null,
  recipient: Company | null,
): Payer[] {
  const isPayer = ({ company, modifier }: Named) =>
    !modifier && company.key !== recipient?.key && company.parent !== recipient?.key
  const found = actor ? actingWith(title, kind, actor, isPayer) : new Map<string, Payer>()
  if (shared.has(kind) || (kind === 'programme' && recipient))
    readPayers([title, summary], isPayer, found)
  else for (const name of partnersIn(title).filter(isPayer)) addPayer(found, name, false)
  return inFull([...found.values()], { title, summary })
}

/** The actor and all in one row with it. */
function actingWith(
  title: Prose,
  kind: Parties['kind'],
  actor: Company,
  isPayer: (name: Named) => boolean,
): Map<string, Payer> {
  const row = rowIn(title, actor)
  const payers = (kind === 'capex' ? customersIn(title, row) : row).filter(isPayer)
  const found = new Map<string, Payer>()
  if (payers.every(({ company }) => company.key !== actor.key) && !row.some(isPayer)) {
    found.set(actor.key, { company: actor, amount: null, lead: false })
  }
  for (const name of payers) addPayer(found, name, false)
  return found
}

/** "Acme Cloud and Globex agree": of those who share a deal for capacity, who sells it does not pay. */
function customersIn(title: Prose, row: readonly Named[]): readonly Named[] {
  if (!title.tokens.some(({ text }) => title.lexicon.twoSided.has(text))) return row
  const labs = row.filter((name) => isLab(title, name))
  if (labs.length > 0 && labs.length < row.length && isForCapacity(title)) return labs
  const customers = row.filter((name) => !isSupplier(title, name))
  return customers.length > 0 ? customers : row
}

function isForCapacity({ tokens, lexicon }: Prose): boolean {
  return tokens.some(({ text }) => lexicon.compute.has(text) || leased.has(text))
}

const leased = words('lease capacity')

const invests = words('invest invests investing')

/** "A partnership with Globex", "teams up with Globex", "to invest $5 bn with Globex". */
function partnersIn(title: Prose): readonly Named[] {
  const { tokens, lexicon } = title
  return tokens.flatMap(({ text }, at) => {
    if (text !== 'with') return []
    const isTeam = tokens[at - 1]?.text === 'up' && lexicon.teams.has(tokens[at - 2]?.text ?? '')
    if (isTeam) return rowFrom(title, at + 1).filter(({ known }) => known)
    const isTheirs =
      lexicon.ventures.has(tokens[at - 1]?.text ?? '') || wordBefore(title, at, 12, invests) >= 0
    return isTheirs ? rowFrom(title, at + 1).filter((name) => !isSold(title, name)) : []
  })
}

/** "OpenAI forges a computing partnership with Cerebras": who supplies a lab does not pay. */
function isSold(title: Prose, name: Named): boolean {
  return isSupplier(title, name) && title.names.some((one) => isLab(title, one))
}

/** Each once, by the longest of its names: "Vista" and "Vista Equity Partners" are one. */
export function inFull(
  payers: readonly Payer[],
  { title, summary }: Pick<Reading, 'title' | 'summary'>,
): Payer[] {
  const found = new Map<string, Payer>()
  for (const payer of payers) {
    const longer = payers.find(({ company }) => isShortFor(payer.company, company))
    const company = longer?.company ?? longForm(payer.company, [summary, title])
    const lead = payer.lead || (found.get(company.key)?.lead ?? false)
    found.set(company.key, { ...payer, company, lead })
  }
  return Array.from(found.values(), (payer) => ({
    ...payer,
    amount: payer.amount ?? partOf([title, summary], payer),
  }))
}

/** A name that the feed cut short too: "OpenA". */
export function isShortFor({ key, name }: Company, full: Company): boolean {
  if (key === full.key) return false
  const isCut = key.startsWith('~') && name.length > 3
  return full.name.startsWith(isCut ? name : `${name} `)
}

/** What it pays of the whole, wherever the text says so. */
function partOf(proses: readonly Prose[], { company }: Pick<Payer, 'company'>): number | null {
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
