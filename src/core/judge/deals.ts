/**
 * Deals whose direction no verb tells by itself: who is whose customer, who lends to whom, who is granted what. Each reader knows one
 * such form of a title.
 */

import type { Company, InvestmentKind } from '../facts.ts'
import { wordBefore, wordWithin } from '../reading/near.ts'
import { objectAfter, openingSubject, rowOf, subjectBefore } from '../reading/party.ts'
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
  return fundedLab(title, row)
}

/** "Globex and Mistral agree a $1 bn deal": of the two a lab is funded, but where capacity is spoken of. */
function fundedLab(title: Prose, row: readonly Named[]): Sides | null {
  if (title.tokens.some(({ text }) => forCapacity.has(text))) return null
  const [lab, another] = row.filter((name) => isLab(title, name))
  const payer = row.find((name) => name !== lab)
  if (!lab || another || !payer?.known || isSupplier(title, payer)) return null
  return title.tokens.some(({ text }) => deals.has(text)) ? sides(payer, lab, 'stake') : null
}

const deals = words('deal deals agreement pact')
const forCapacity = words(
  'cloud compute computing chip chips lease leasing capacity power energy supply data gpu server infrastructure hosting nuclear',
)
const forShares = words('funding financing investment')
const forAll = words('licensing asset acquisition takeover')

/** "Globex strikes a $1 bn deal with Acme": of a start-up nobody buys capacity. */
const counterpart: Reader = ({ title, summary }, { from }) => {
  const at = withAfterDeal(title)
  const payer = at < 0 ? null : subjectBefore(title, from)
  const recipient = objectAfter(title, at + 1)
  if (!payer || !recipient || payer.company.key === recipient.company.key) return null
  const before = title.tokens.slice(Math.max(at - 6, 0), at).map(({ text }) => text)
  if (before.some((word) => forCapacity.has(word))) return null
  const isServed = [title, summary].some(({ tokens }) =>
    tokens.some(({ text }) => served.has(text)),
  )
  if (isServed && isLab(title, recipient) && !recipient.described)
    return sides(recipient, null, 'capex')
  if (!mayBeFunded(title, payer, recipient)) return null
  if (before.some((word) => forShares.has(word))) return sides(payer, recipient, 'round')
  return sides(payer, recipient, before.some((word) => forAll.has(word)) ? 'acquisition' : 'other')
}

const served = words('compute computing cloud chip chips gpu gpus')

/** The "with" of "a deal with", "a deal for AI drugs with". */
function withAfterDeal({ tokens }: Prose): number {
  return tokens.findIndex(
    ({ text }, at) =>
      text === 'with' && tokens.slice(Math.max(at - 6, 0), at).some((one) => deals.has(one.text)),
  )
}

function lastWord({ tokens }: Prose, { end }: Named): string {
  return tokens[end - 1]?.text ?? ''
}

function mayBeFunded(title: Prose, payer: Named, recipient: Named): boolean {
  if (isSupplier(title, recipient) || forCapacity.has(lastWord(title, recipient))) return false
  return recipient.known ? isLab(title, recipient) && !isLab(title, payer) : true
}

/** "Globex, Acme ink a deal on AI drugs": who is known pays. */
const pair: Reader = ({ title }, { from }) => {
  const actor = subjectBefore(title, from)
  const row = actor ? rowOf(title, title.names, actor) : []
  const payer = row.find(({ known }) => known)
  const recipient = row.find(({ known }) => !known)
  if (row.length !== 2 || !payer || !recipient) return null
  const tells = ({ text }: { text: string }) => deals.has(text)
  return title.tokens.some(tells) ? sides(payer, recipient, 'other') : null
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

const leading = words('lead leads led leading back backs backing')
const rounds = words('round series seed funding financing raise push ipo')

/** "Globex co-leads Acme's $30 million round". */
const ledRound: Reader = ({ title }, { rule }) => {
  const { tokens, names } = title
  const at = tokens.findIndex(({ text }) => leading.has(text))
  if (at < 0) return null
  const isRaising = ({ start, end }: Named) =>
    start > at && tokens[end - 1]?.possessive === true && wordWithin(title, end, 6, rounds) >= 0
  const recipient = names.find(isRaising)
  const payer = subjectBefore(title, tokens[at]?.before === '-' ? at - 1 : at)
  if (!payer || (!recipient && !title.quantities.some(({ start }) => start === at + 1))) return null
  const into = tokens.findIndex(({ text }, here) => here > at && goals.has(text))
  const object = recipient ?? (into < 0 ? null : objectAfter(title, into + 1))
  return sides(payer, object, rule.kind ?? 'round')
}

const goals = words('in into for on')

const letting = words('lease leases contract contracts deal deals agreement sell sells sold')

/** "Acme Cloud signs a $5 bn lease with Globex", "with a hyperscaler": who sells capacity earns, and who is named pays. */
const rented: Reader = ({ title }, { from }) => {
  const seller = subjectBefore(title, from)
  if (!seller || !isSupplier(title, seller)) return null
  const { tokens, names } = title
  const at = tokens.findIndex(({ text }, here) => here >= seller.end && letting.has(text))
  if (at < 0) return null
  const isBuyer = ({ start, lead }: Named) => start > at && (lead === 'with' || lead === 'to')
  const buyer = names.find(isBuyer)
  if (buyer) return sides(buyer, null, 'capex')
  return wordWithin(title, at, 6, words('with')) < 0 ? null : sides(null, seller, 'capex')
}

const landing = words('land lands landed win wins won')

/** "Globex lands a cloud deal with Acme", "lands Acme deal": whoever it wins pays, but for a lab, which buys. */
const won: Reader = ({ title }, { from }) => {
  const { tokens, names } = title
  const seller = subjectBefore(title, from)
  const at = tokens.findIndex(({ text }) => landing.has(text))
  if (at < 0 || !seller || isLab(title, seller)) return null
  const isBuyer = ({ start, end, lead }: Named) =>
    start > at &&
    ((lead === 'with' && wordBefore(title, start, 4, deals) >= 0) ||
      (start === at + 1 && wordWithin(title, end, 4, deals) >= 0))
  const buyer = names.find(isBuyer)
  return buyer ? sides(buyer, null, 'capex') : null
}

const awards = words('award awards awarded hand hands')

/** "US to award Acme $300 million", or where the summary has whom the spender awarded it. */
const awarded: Reader = ({ title, summary }, { from }) => {
  const at = title.tokens.findIndex(({ text }) => awards.has(text))
  const isAwarded = ({ start, end, modifier }: Named) =>
    at >= 0 &&
    start > at &&
    !modifier &&
    title.quantities.some((sum) => sum.kind === 'money' && sum.start === end)
  const recipient = title.names.find(isAwarded)
  if (recipient) return sides(subjectBefore(title, at), recipient, 'programme')
  const told = awardee(summary)
  const payer = told && (subjectBefore(title, from) ?? openingSubject(title))
  return payer && sides(payer, told, 'programme')
}

function awardee({ tokens, names }: Prose): Named | null {
  const at = tokens.findIndex(({ text }) => text === 'awarded')
  return at < 0 ? null : (names.find(({ start }) => start === at + 1) ?? null)
}

const wagers = words('bet bets betting')

/** "Globex bets up to $40 bn on Acme". */
const wagered: Reader = ({ title }, { from }) => {
  const at = title.tokens.findIndex(({ text }) => wagers.has(text))
  const payer = at < 0 ? null : subjectBefore(title, Math.max(from, at))
  const recipient = title.names.find(
    ({ start, lead, modifier }) => start > at && lead === 'on' && !modifier,
  )
  if (!payer || !recipient || isSupplier(title, payer)) return null
  return sides(payer, recipient, 'stake')
}

const picks = words('pick picks picked tap taps tapped select selects')
const money = words('financing loan debt funding')

/** "Globex picks Lender A, Lender B for a $29 bn financing". */
const chosen: Reader = ({ title }) => {
  const at = title.tokens.findIndex(({ text }) => picks.has(text))
  const lender = at < 0 ? undefined : title.names.find(({ start }) => start === at + 1)
  const recipient = lender && subjectBefore(title, at)
  if (!recipient || wordWithin(title, lender.end, 14, money) < 0) return null
  return sides(lender, recipient, 'other')
}

const called = words('deal acquisition takeover purchase')

/** "Globex spreads its bets with a $94m Acme deal". */
const namedSum: Reader = ({ title }, { from }) => {
  const { tokens, names, quantities } = title
  const isBought = ({ start, end }: Named) =>
    called.has(tokens[end]?.text ?? '') &&
    quantities.some((sum) => sum.kind === 'money' && sum.end === start)
  const recipient = names.find(isBought)
  const payer = recipient && subjectBefore(title, Math.min(from, recipient.start))
  if (!payer || payer.company.key === recipient.company.key || isSupplier(title, payer)) return null
  if (isLab(title, payer) || !mayBeFunded(title, payer, recipient)) return null
  return sides(payer, recipient, recipient.known ? 'stake' : 'acquisition')
}

const backs = words('back backs backing')

/** "Globex backs a training push with $10m funding": it pays, and nobody named receives. */
const backed: Reader = ({ title }) => {
  const at = title.tokens.findIndex(({ text }) => backs.has(text))
  const sum = title.quantities.find(({ kind, start }) => kind === 'money' && start > at)
  const lead = title.tokens[(sum?.start ?? 0) - 1]?.text
  if (at < 0 || (lead !== 'with' && lead !== 'at')) return null
  const payer = subjectBefore(title, at)
  const recipient = objectAfter(title, at + 1)
  return payer && sides(payer, recipient, recipient ? 'round' : 'programme')
}

const sells = words('sell sells sold selling offloads')

/** "Globex sells its unit Acme to Initech": who stands behind "to" pays. */
const sold: Reader = ({ title }) => {
  const at = title.tokens.findIndex(({ text }) => sells.has(text))
  const seller = at < 0 ? null : subjectBefore(title, at)
  const payer = title.names.find(({ start, lead }) => start > at && lead === 'to')
  if (!seller || !payer) return null
  const isBought = ({ start, modifier, company }: Named) =>
    start > at && start < payer.start && !modifier && company.key !== seller.company.key
  return sides(payer, title.names.find(isBought) ?? null, 'acquisition')
}

const holders = words('investors investor backers')

/** "A, B among lead investors in Acme". */
const among: Reader = ({ title }) => {
  const at = title.tokens.findIndex(({ text }) => text === 'among')
  if (at < 0 || wordWithin(title, at, 5, holders) < 0) return null
  const payer = subjectBefore(title, at)
  const recipient = title.names.find(({ start, lead }) => start > at && lead === 'in')
  return payer && recipient ? sides(payer, recipient, 'round') : null
}

const readers: Partial<Record<InvestmentKind, readonly Reader[]>> = {
  acquisition: [sold],
  capex: [customer, awarded, wagered, among, won, directed, counterpart, rented, namedSum, lender],
  programme: [awarded, granted],
  round: [won, ledRound, backed, chosen, counterpart, lender],
  ipo: [ledRound],
  other: [chosen, counterpart, pair, lender],
}

/** It sells capacity or chips. */
export function isSupplier(prose: Prose, { start }: Named): boolean {
  return prose.isIn('suppliers', start)
}

/** It makes AI, and buys capacity for that. */
export function isLab(prose: Prose, name: Named): boolean {
  return prose.directory.entry(name.company.key)?.sector === 'ai' && !isSupplier(prose, name)
}
