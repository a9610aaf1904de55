/** Deals between two of whom no verb makes one the giver. */

import { objectAfter, rowOf, subjectBefore } from '../reading/party.ts'
import type { Prose } from '../reading/prose.ts'
import type { Named } from '../reading/written.ts'
import { words } from '../text/words.ts'
import {
  deals,
  forCapacity,
  isLab,
  isSupplier,
  mayBeFunded,
  type ReadDeal,
  type Sides,
  sides,
} from './deal.ts'

const invests = words('invest invests investing invested')

/** "Globex and Acme forge a $9 bn partnership", where the summary has "Globex is to invest … in Acme". */
export const directed: ReadDeal = ({ title, summary }, { from }) => {
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

const forShares = words('funding financing investment')
const forAll = words('licensing asset acquisition takeover')

/** "Globex strikes a $1 bn deal with Acme": of a start-up nobody buys capacity. */
export const counterpart: ReadDeal = ({ title, summary }, { from }) => {
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

/** "Globex, Acme ink a deal on AI drugs": who is known pays. */
export const pair: ReadDeal = ({ title }, { from }) => {
  const actor = subjectBefore(title, from)
  const row = actor ? rowOf(title, title.names, actor) : []
  const payer = row.find(({ known }) => known)
  const recipient = row.find(({ known }) => !known)
  if (row.length !== 2 || !payer || !recipient) return null
  const tells = ({ text }: { text: string }) => deals.has(text)
  return title.tokens.some(tells) ? sides(payer, recipient, 'other') : null
}
