/** Deals between two of whom no verb makes one the giver. */

import type { Lexicon } from '../reading/lexicon.ts'
import { wordWithin } from '../reading/near.ts'
import { objectAfter, rowOf, subjectBefore } from '../reading/party.ts'
import type { Prose } from '../reading/prose.ts'
import type { Reading } from '../reading/read-story.ts'
import type { Named } from '../reading/written.ts'
import {
  firstOf,
  isLab,
  isSupplier,
  mayBeFunded,
  type ReadDeal,
  type Sides,
  sides,
} from './deal.ts'

/** "Globex and Acme forge a $9 bn partnership", where the summary has "Globex is to invest … in Acme". */
export const directed: ReadDeal = ({ title, summary }, { from }) => {
  const actor = subjectBefore(title, from)
  const row = actor ? rowOf(title, title.names, actor) : []
  if (row.length !== 2) return null
  return investedIn(summary, row) ?? fundedLab(title, row)
}

/** "Globex is to invest … in Acme", where both are of `row`. */
function investedIn(summary: Prose, row: readonly Named[]): Sides | null {
  const inRow = (name: Named | null) => row.find(({ company }) => company.key === name?.company.key)
  for (let at = 0; at < summary.tokens.length; at++) {
    if (!summary.lexicon.invests.has(summary.tokens[at]?.text ?? '')) continue
    const [payer, recipient] = [subjectBefore(summary, at), objectAfter(summary, at + 1)].map(inRow)
    if (payer && recipient && payer !== recipient) return sides(payer, recipient, 'stake')
  }
  return null
}

/** "Globex and Mistral agree a $1 bn deal": of the two a lab is funded, but where capacity is spoken of. */
function fundedLab(title: Prose, row: readonly Named[]): Sides | null {
  if (title.tokens.some(({ text }) => title.lexicon.capacity.has(text))) return null
  const [lab, another] = row.filter((name) => isLab(title, name))
  const payer = row.find((name) => name !== lab)
  if (!lab || another || !payer?.known || isSupplier(title, payer)) return null
  return title.tokens.some(({ text }) => title.lexicon.agreements.has(text))
    ? sides(payer, lab, 'stake')
    : null
}

/** "Globex strikes a $1 bn deal with Acme": of a start-up nobody buys capacity. */
export const counterpart: ReadDeal = (reading, { from }) => {
  const { title, summary } = reading
  const { lexicon } = title
  const at = withAfterDeal(title)
  const payer = at < 0 ? null : subjectBefore(title, from)
  const recipient = objectAfter(title, at + 1)
  if (!payer || !recipient || payer.company.key === recipient.company.key) return null
  const invested = investedIn(summary, [payer, recipient])
  if (invested) return invested
  const before = title.tokens.slice(Math.max(at - 6, 0), at).map(({ text }) => text)
  if (before.some((word) => lexicon.capacity.has(word))) return boughtByLab(title, payer, recipient)
  if (wordWithin(title, at, recipient.start - at, lexicon.clouds) >= 0) return null
  if (isServed(reading, recipient)) return sides(recipient, null, 'capex')
  return mayBeFunded(title, payer, recipient)
    ? sides(payer, recipient, kindOf(before, lexicon))
    : null
}

/** "Globex inks a compute deal with Mistral": of the two a lab alone buys capacity. */
function boughtByLab(title: Prose, one: Named, lab: Named): Sides | null {
  const isBuyer = lab.known && isLab(title, lab) && !isLab(title, one)
  return isBuyer ? sides(lab, null, 'capex') : null
}

/** A lab in a deal where capacity is spoken of buys it. */
function isServed({ title, summary }: Reading, lab: Named): boolean {
  if (!isLab(title, lab) || lab.described) return false
  const { compute } = title.lexicon
  return firstOf(title, compute) >= 0 || firstOf(summary, compute) >= 0
}

function kindOf(before: readonly string[], { forShares, forAll }: Lexicon): Sides['kind'] {
  if (before.some((word) => forShares.has(word))) return 'round'
  return before.some((word) => forAll.has(word)) ? 'acquisition' : 'other'
}

/** The "with" of "a deal with", "a deal for AI drugs with". */
function withAfterDeal({ tokens, lexicon }: Prose): number {
  return tokens.findIndex(
    ({ text }, at) =>
      text === 'with' &&
      tokens.slice(Math.max(at - 6, 0), at).some((one) => lexicon.agreements.has(one.text)),
  )
}

/** "Globex, Acme ink a deal on AI drugs": who is known pays. */
export const pair: ReadDeal = ({ title }, { from }) => {
  const actor = subjectBefore(title, from)
  const row = actor ? rowOf(title, title.names, actor) : []
  const payer = row.find(({ known }) => known)
  const recipient = row.find(({ known }) => !known)
  if (row.length !== 2 || !payer || !recipient) return null
  const tells = ({ text }: { text: string }) => title.lexicon.agreements.has(text)
  return title.tokens.some(tells) ? sides(payer, recipient, 'other') : null
}
