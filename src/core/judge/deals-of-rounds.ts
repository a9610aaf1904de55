/** Who leads, backs or bets on whom. */

import { wordWithin } from '../reading/near.ts'
import { objectAfter, subjectBefore } from '../reading/party.ts'
import type { Named } from '../reading/written.ts'
import { words } from '../text/words.ts'
import { firstOf, isSupplier, type ReadDeal, sides } from './deal.ts'

/** "Globex co-leads Acme's $30 million round". */
export const ledRound: ReadDeal = ({ title }, { rule }) => {
  const { tokens, names, lexicon } = title
  const at = firstOf(title, lexicon.leadsRound)
  if (at < 0) return null
  const isRaising = ({ start, end }: Named) =>
    start > at &&
    tokens[end - 1]?.possessive === true &&
    wordWithin(title, end, 6, lexicon.ledRound) >= 0
  const recipient = names.find(isRaising)
  const payer = subjectBefore(title, tokens[at]?.before === '-' ? at - 1 : at)
  if (!payer || (!recipient && !title.quantities.some(({ start }) => start === at + 1))) return null
  const into = tokens.findIndex(({ text }, here) => here > at && goals.has(text))
  const object = recipient ?? (into < 0 ? null : objectAfter(title, into + 1))
  return sides(payer, object, rule.kind ?? 'round')
}

const goals = words('in into for on')

/** "Globex backs a training push with $10m funding": it pays, and nobody named receives; but "at $2 bn" somebody sells shares. */
export const backed: ReadDeal = ({ title }) => {
  const at = firstOf(title, title.lexicon.backs)
  const sum = title.quantities.find(({ kind, start }) => kind === 'money' && start > at)
  const lead = title.tokens[(sum?.start ?? 0) - 1]?.text
  if (at < 0 || (lead !== 'with' && lead !== 'at')) return null
  const payer = subjectBefore(title, at)
  const recipient = objectAfter(title, at + 1)
  return payer && sides(payer, recipient, recipient || lead === 'at' ? 'round' : 'programme')
}

/** "Globex bets up to $40 bn on Acme". */
export const wagered: ReadDeal = ({ title }, { from }) => {
  const at = firstOf(title, title.lexicon.bets)
  const payer = at < 0 ? null : subjectBefore(title, Math.max(from, at))
  const recipient = title.names.find(
    ({ start, lead, modifier }) => start > at && lead === 'on' && !modifier,
  )
  if (!payer || !recipient || isSupplier(title, payer)) return null
  return sides(payer, recipient, 'stake')
}

/** "A, B among lead investors in Acme". */
export const among: ReadDeal = ({ title }) => {
  const at = title.tokens.findIndex(({ text }) => text === 'among')
  if (at < 0 || wordWithin(title, at, 5, title.lexicon.holders) < 0) return null
  const payer = subjectBefore(title, at)
  const recipient = title.names.find(({ start, lead }) => start > at && lead === 'in')
  return payer && recipient ? sides(payer, recipient, 'round') : null
}
