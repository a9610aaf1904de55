/** What is bought, where a deal is named after it or its owner sells it. */

import { functionWords } from '../reading/function-words.ts'
import { rowOf, subjectBefore } from '../reading/party.ts'
import type { Named } from '../reading/written.ts'
import { words } from '../text/words.ts'
import { firstOf, isLab, isSupplier, mayBeFunded, type ReadDeal, sides } from './deal.ts'

/** "Globex spreads its bets with a $94m Acme deal". */
export const namedSum: ReadDeal = ({ title }, { from }) => {
  const { tokens, names, quantities, lexicon } = title
  const isBought = ({ start, end }: Named) =>
    lexicon.takeovers.has(tokens[end]?.text ?? '') &&
    quantities.some((sum) => sum.kind === 'money' && sum.end === start)
  const recipient = names.find(isBought)
  const payer = recipient && subjectBefore(title, Math.min(from, recipient.start))
  if (!payer || payer.company.key === recipient.company.key || isSupplier(title, payer)) return null
  if (isLab(title, payer) || !mayBeFunded(title, payer, recipient)) return null
  return sides(payer, recipient, recipient.known ? 'stake' : 'acquisition')
}

/** "Globex strikes a $2 bn deal for Acme", not "for Acme chips". */
export const dealFor: ReadDeal = ({ title }, { from }) => {
  const { tokens, names, quantities, lexicon } = title
  const isBought = ({ start, end, lead, modifier }: Named) =>
    lead === 'for' &&
    !modifier &&
    lexicon.takeovers.has(tokens[start - 2]?.text ?? '') &&
    quantities.some((sum) => sum.kind === 'money' && sum.end === start - 2) &&
    (tokens[end]?.pause !== 'none' || functionWords.has(tokens[end].text))
  const recipient = names.find(isBought)
  const payer = recipient && subjectBefore(title, Math.min(from, recipient.start))
  return payer ? sides(payer, recipient, 'acquisition') : null
}

const passive = words('be is are was were been being')

/** "Globex sells its unit Acme to Initech": who stands behind "to" pays. Not "Acme to be sold to Initech". */
export const sold: ReadDeal = ({ title }) => {
  const at = firstOf(title, title.lexicon.sells)
  const isPassive = passive.has(title.tokens[at - 1]?.text ?? '')
  const seller = at < 0 || isPassive ? null : subjectBefore(title, at)
  const payer = title.names.find(({ start, lead }) => start > at && lead === 'to')
  if (!seller || !payer) return null
  const isBought = ({ start, modifier, company }: Named) =>
    start > at && start < payer.start && !modifier && company.key !== seller.company.key
  return sides(payer, title.names.find(isBought) ?? null, 'acquisition')
}

/** "Jo Doe merges Globex with Acme", "Globex and Acme to merge": whoever is named first takes in the other. */
export const merged: ReadDeal = ({ title }) => {
  const at = firstOf(title, title.lexicon.merges)
  if (at < 0) return null
  const [first, second] = title.names.filter(({ start }) => start > at)
  const isPair = first?.start === at + 1 && second && second.start <= first.end + 1
  if (isPair) return sides(first, second, 'acquisition')
  const actor = subjectBefore(title, at)
  const [payer, recipient] = actor ? rowOf(title, title.names, actor) : []
  return payer && recipient ? sides(payer, recipient, 'acquisition') : null
}
