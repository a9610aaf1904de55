/**
 * Deals whose direction no verb tells by itself: who is whose customer, who lends to whom, who is granted what. Each reader knows one
 * such form of a title.
 */

import type { Company, InvestmentKind } from '../facts.ts'
import { wordWithin } from '../reading/near.ts'
import { objectAfter, rowOf, subjectBefore } from '../reading/party.ts'
import type { Prose } from '../reading/prose.ts'
import type { Reading } from '../reading/read-story.ts'
import type { Named } from '../reading/written.ts'
import { stretchAt } from '../text/sentences.ts'
import { words } from '../text/words.ts'
import type { Hit } from './rules.ts'

export interface Sides {
  /** Who invests or buys, or spends on itself. */
  payer: Company | null
  recipient: Company | null
  kind: InvestmentKind
}

type Reader = (reading: Reading, hit: Hit) => Sides | null

/** What the strongest rule's words mean by how the title goes on; null where it goes on in no such form. */
export function dealtSides(reading: Reading, hit: Hit): Sides | null {
  const kind = hit.rule.kind ?? 'other'
  for (const read of readers[kind] ?? []) {
    const sides = read(reading, hit)
    if (sides) return sides
  }
  return null
}

function sides(payer: Named | null, recipient: Named | null, kind: InvestmentKind): Sides {
  return { payer: payer?.company ?? null, recipient: recipient?.company ?? null, kind }
}

const ordered = words('order orders')
const winning = words(
  'secure secures secured land lands landed win wins won sign signs signed add adds',
)
const customers = words('customer customers client clients tenant tenants buyer')

/** "A $5 bn order from Globex", "Acme secures Globex as customer": who orders pays. */
const customer: Reader = ({ title }) => {
  const { tokens, names } = title
  const isCustomer = ({ start, end, lead }: Named) =>
    (lead === 'from' && ordered.has(tokens[start - 2]?.text ?? '')) ||
    (tokens[end]?.text === 'as' &&
      winning.has(tokens[start - 1]?.text ?? '') &&
      wordWithin(title, end, 7, customers) >= 0)
  const payer = names.find(isCustomer)
  return payer ? sides(payer, null, 'capex') : null
}

const invests = words('invest invests investing invested')

/** "Globex and Acme forge a $9 bn partnership", where the summary has "Globex is to invest … in Acme". */
const directed: Reader = ({ title, summary }, { from }) => {
  const actor = subjectBefore(title, from)
  const row = actor ? rowOf(title, title.names, actor) : []
  if (row.length !== 2) return null
  const inRow = (name: Named | null) => row.find(({ company }) => company.key === name?.company.key)
  for (let at = 0; at < summary.tokens.length; at++) {
    if (!invests.has(summary.tokens[at]?.text ?? '')) continue
    const [payer, recipient] = [subjectBefore(summary, at), objectAfter(summary, at + 1)].map(inRow)
    if (payer && recipient && payer !== recipient) return sides(payer, recipient, 'stake')
  }
  return null
}

const deals = words('deal deals agreement pact')
const forCapacity = words(
  'cloud compute computing chip chips lease leasing capacity power energy supply data gpu server infrastructure hosting nuclear',
)
const forShares = words('funding financing investment')
const forAll = words('licensing asset acquisition takeover')

/** "Globex strikes a $1 bn deal with Acme": of a start-up nobody buys capacity. */
const counterpart: Reader = ({ title }, { from }) => {
  const { tokens } = title
  const at = tokens.findIndex(
    ({ text }, here) => deals.has(text) && tokens[here + 1]?.text === 'with',
  )
  if (at < 0) return null
  const before = tokens.slice(Math.max(at - 5, 0), at).map(({ text }) => text)
  const payer = subjectBefore(title, from)
  const recipient = objectAfter(title, at + 2)
  if (!payer || !recipient || before.some((word) => forCapacity.has(word))) return null
  if (!mayBeFunded(title, payer, recipient)) return null
  if (before.some((word) => forShares.has(word))) return sides(payer, recipient, 'round')
  return sides(payer, recipient, before.some((word) => forAll.has(word)) ? 'acquisition' : 'other')
}

function mayBeFunded(title: Prose, payer: Named, recipient: Named): boolean {
  if (payer.company.key === recipient.company.key || isSupplier(title, recipient)) return false
  return recipient.known ? isLab(title, recipient) && !isLab(title, payer) : true
}

const lends = words('finance lend lends guarantee guarantees backstop underwrite')
const borrows = words(
  'raise raises raised bond bonds debt loan loans sell sells sale borrow borrows',
)

/** "Globex in talks with Acme to guarantee $9 bn in loans", "banks lend …": they pay, and do not receive. */
const lender: Reader = ({ title }, { from, to }) => {
  const at = title.tokens.findIndex((_, here) => isLending(title, here))
  const payer = at < 0 ? null : lenderBefore(title, at)
  if (!payer || payer.end > to || at < from - breadth) return null
  return sides(payer, borrowerFrom(title, payer, at), 'other')
}

const breadth = 12
const willing = words('to will would may might could help')

/** "To guarantee", "Globex lends"; not "with a Globex guarantee". */
function isLending({ tokens, names }: Prose, at: number): boolean {
  const word = tokens[at]?.text ?? ''
  if (!lends.has(word)) return false
  const before = stretchAt(names, at - 1) as Named | null
  return willing.has(tokens[at - 1]?.text ?? '') || before?.governed === false
}

/** Not the borrower of "sells bonds to finance …". */
function lenderBefore(title: Prose, at: number): Named | null {
  const payer = subjectBefore(title, at)
  if (!payer) return null
  const between = title.tokens.slice(payer.end, at)
  return between.some(({ text }) => borrows.has(text)) ? null : payer
}

function borrowerFrom({ names, tokens }: Prose, payer: Named, at: number): Named | null {
  const isBorrower = ({ start, lead, modifier, company }: Named) =>
    !modifier &&
    company.key !== payer.company.key &&
    (start < at
      ? lead === 'with'
      : isLentTo(tokens[start - 2]?.text, lead) || isObject(tokens, at, start))
  return names.find(isBorrower) ?? null
}

/** "Finance Acme", "finance Jo Doe's Acme". */
function isObject(tokens: Prose['tokens'], at: number, start: number): boolean {
  return start === at + 1 || (start <= at + 3 && tokens[start - 1]?.possessive === true)
}

function isLentTo(before: string | undefined, lead: string): boolean {
  return lead === 'for' || (lead === 'to' && before !== 'leased')
}

const takes = words(
  'get gets got receive receives received secure secures secured bag bags bagged win wins won land lands landed snag snags awarded nabs',
)

/** "Harbour College receives a $660K grant". */
const granted: Reader = ({ title }, { from, to, rule }) => {
  if (rule.company !== 'before' || wordWithin(title, from, to - from, takes) < 0) return null
  const recipient = subjectBefore(title, from)
  return recipient && sides(null, recipient, 'programme')
}

const leading = words('lead leads led leading')
const rounds = words('round series seed funding financing raise')

/** "Globex co-leads Acme's $30 million round". */
const ledRound: Reader = ({ title }) => {
  const { tokens, names } = title
  const at = tokens.findIndex(({ text }) => leading.has(text))
  if (at < 0) return null
  const isRaising = ({ start, end }: Named) =>
    start > at && tokens[end - 1]?.possessive === true && wordWithin(title, end, 6, rounds) >= 0
  const recipient = names.find(isRaising)
  const payer = subjectBefore(title, tokens[at]?.before === '-' ? at - 1 : at)
  return recipient && payer ? sides(payer, recipient, 'round') : null
}

const letting = words('lease leases contract contracts deal agreement')

/** "Acme Cloud signs a $5 bn lease with a hyperscaler": who sells capacity earns. */
const rented: Reader = ({ title }, { from }) => {
  const seller = subjectBefore(title, from)
  if (!seller || !isSupplier(title, seller)) return null
  const isLet = (at: number) =>
    letting.has(title.tokens[at]?.text ?? '') && title.tokens[at + 1]?.text === 'with'
  const at = title.tokens.findIndex((_, here) => isLet(here))
  return at < 0 || stretchAt(title.names, at + 2) ? null : sides(null, seller, 'capex')
}

const readers: Partial<Record<InvestmentKind, readonly Reader[]>> = {
  capex: [customer, directed, counterpart, rented, lender],
  programme: [granted],
  round: [ledRound, counterpart, lender],
  other: [lender],
}

/** It sells capacity or chips. */
export function isSupplier(prose: Prose, { start }: Named): boolean {
  return prose.isIn('suppliers', start)
}

/** It makes AI, and buys capacity for that. */
export function isLab(prose: Prose, name: Named): boolean {
  return prose.directory.entry(name.company.key)?.sector === 'ai' && !isSupplier(prose, name)
}
