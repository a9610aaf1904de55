/** Who lends to whom, or guarantees what another borrows. */

import { wordWithin } from '../reading/near.ts'
import { subjectBefore } from '../reading/party.ts'
import type { Prose } from '../reading/prose.ts'
import type { Named } from '../reading/written.ts'
import { stretchAt } from '../text/sentences.ts'
import { words } from '../text/words.ts'
import { firstOf, isLab, type ReadDeal, sides } from './deal.ts'

/** "Globex in talks with Acme to guarantee $9 bn in loans", "banks lend …": they pay, and do not receive. */
export const lender: ReadDeal = ({ title }, { from, to }) => {
  const at = title.tokens.findIndex((_, here) => isLending(title, here))
  const payer = at < 0 ? null : lenderBefore(title, at)
  if (!payer || payer.end > to || at < from - breadth) return null
  return sides(payer, borrowerFrom(title, payer, at), 'other')
}

const breadth = 12
const willing = words('to will would may might could help')

/** "To guarantee", "Globex lends"; not "with a Globex guarantee". */
function isLending({ tokens, names, lexicon }: Prose, at: number): boolean {
  const word = tokens[at]?.text ?? ''
  if (!lexicon.lends.has(word)) return false
  const before = stretchAt(names, at - 1) as Named | null
  return willing.has(tokens[at - 1]?.text ?? '') || before?.governed === false
}

/** Not the borrower of "sells bonds to finance …". */
function lenderBefore(title: Prose, at: number): Named | null {
  const payer = subjectBefore(title, at)
  if (!payer) return null
  const between = title.tokens.slice(payer.end, at)
  return between.some(({ text }) => title.lexicon.borrows.has(text)) ? null : payer
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

/** "Globex extends a $520 million loan to Acme". */
export const extended: ReadDeal = ({ title }) => {
  const at = firstOf(title, title.lexicon.extends)
  if (at < 0 || wordWithin(title, at, 7, title.lexicon.loans) < 0) return null
  const payer = subjectBefore(title, at)
  const recipient = title.names.find(({ start, lead }) => start > at && lead === 'to')
  return payer && recipient ? sides(payer, recipient, 'other') : null
}

/** "Globex weighs a $9 bn backstop for OpenAI's campus", "wraps up debt to buy chips for Anthropic": for whose use it is does not pay. */
export const backer: ReadDeal = ({ title }) => {
  const { names, tokens, lexicon } = title
  const at = firstOf(title, lexicon.guarantees)
  const payer = at < 0 ? null : subjectBefore(title, at)
  if (!payer || isLab(title, payer)) return null
  const isBacked = (name: Named) =>
    isLab(title, name) &&
    ((name.end <= at && name.end >= at - 2) || name.lead === 'for') &&
    !lexicon.kept.has(tokens[name.end]?.text ?? '')
  const recipient = names.find(isBacked)
  return recipient ? sides(payer, recipient, 'other') : null
}

/** "Globex picks Lender A, Lender B for a $29 bn financing". */
export const chosen: ReadDeal = ({ title }) => {
  const at = firstOf(title, title.lexicon.picks)
  const lender = at < 0 ? undefined : title.names.find(({ start }) => start === at + 1)
  const recipient = lender && subjectBefore(title, at)
  if (!recipient || wordWithin(title, lender.end, 14, title.lexicon.financings) < 0) return null
  return sides(lender, recipient, 'other')
}
