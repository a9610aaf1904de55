/** Who buys capacity or chips from whom: who buys pays, and who sells receives. */

import { yetToBe } from '../reading/function-words.ts'
import { wordBefore, wordWithin } from '../reading/near.ts'
import { openingSubject, subjectBefore } from '../reading/party.ts'
import type { Prose } from '../reading/prose.ts'
import type { Named } from '../reading/written.ts'
import { words } from '../text/words.ts'
import { firstOf, isLab, isSupplier, type ReadDeal, sides } from './deal.ts'

/** "A $5 bn order from Globex", "Acme secures Globex as customer": who orders pays. */
export const customer: ReadDeal = ({ title }) => {
  const { tokens, names, lexicon } = title
  const isCustomer = ({ start, end, lead }: Named) =>
    (lead === 'from' && lexicon.orders.has(tokens[start - 2]?.text ?? '')) ||
    (tokens[end]?.text === 'as' &&
      lexicon.gains.has(tokens[start - 1]?.text ?? '') &&
      wordWithin(title, end, 7, lexicon.customers) >= 0)
  const payer = names.find(isCustomer)
  return payer ? sides(payer, null, 'capex') : null
}

/** "Acme Cloud signs a $5 bn lease with Globex", "with a hyperscaler": who sells capacity earns, and who is named pays. */
export const rented: ReadDeal = ({ title }, { from }) => {
  const seller = subjectBefore(title, from)
  if (!seller || !isSupplier(title, seller)) return null
  const { tokens, names, lexicon } = title
  const at = tokens.findIndex(({ text }, here) => here >= seller.end && lexicon.lets.has(text))
  if (at < 0) return null
  const isBuyer = ({ start, lead }: Named) => start > at && (lead === 'with' || lead === 'to')
  const buyer = names.find(isBuyer)
  if (buyer) return sides(buyer, seller, 'capex')
  return wordWithin(title, at, 6, words('with')) < 0 ? null : sides(null, seller, 'capex')
}

/** "Globex to supply chips to Acme", "to supply Acme with chips", "in talks to lease capacity to Acme": who is supplied pays. */
export const supplied: ReadDeal = ({ title }) => {
  const { tokens, names, lexicon } = title
  const at = tokens.findIndex(
    ({ text }, here) => lexicon.supplies.has(text) && yetToBe.has(tokens[here - 1]?.text ?? ''),
  )
  const seller = at < 0 ? null : subjectBefore(title, at)
  if (!seller || wordWithin(title, at + 1, 7, lexicon.capacity) < 0) return null
  const isBuyer = ({ start, end, lead, known, modifier }: Named) =>
    known &&
    !modifier &&
    start > at &&
    (lead === 'to' || (start === at + 1 && tokens[end]?.text === 'with'))
  const buyer = names.find(isBuyer)
  return buyer ? sides(buyer, seller, 'capex') : null
}

/** "Globex in talks with Anthropic for a cloud deal": of the two a lab alone buys capacity. */
export const served: ReadDeal = ({ title }, { from }) => {
  const at = firstOf(title, title.lexicon.clouds)
  const lab = title.names.find((name) => name.lead === 'with' && isLab(title, name))
  const seller = lab && at >= 0 ? subjectBefore(title, Math.min(from, lab.start)) : null
  if (!lab || !seller?.known || isLab(title, seller)) return null
  return wordWithin(title, at, 4, title.lexicon.agreements) < 0 ? null : sides(lab, seller, 'capex')
}

/** "Globex lands a cloud deal with Acme", "lands Acme deal": whoever it wins pays, but for a lab, which buys. */
export const won: ReadDeal = ({ title }, { from }) => {
  const { names, lexicon } = title
  const at = landsAt(title)
  const seller = at < 0 ? null : subjectBefore(title, Math.min(from, at))
  if (!seller || isLab(title, seller)) return null
  const isBuyer = ({ start, end, lead }: Named) =>
    start > at &&
    ((lead === 'with' && wordBefore(title, start, 4, lexicon.agreements) >= 0) ||
      (start === at + 1 && wordWithin(title, end, 4, lexicon.agreements) >= 0))
  const buyer = names.find(isBuyer)
  return buyer ? sides(buyer, seller, 'capex') : null
}

/** "Lands a deal", "secures a $5 bn contract". */
function landsAt(title: Prose): number {
  const at = firstOf(title, title.lexicon.lands)
  if (at >= 0) return at
  const secures = firstOf(title, title.lexicon.takes)
  return wordWithin(title, secures, 8, contract) < 0 ? -1 : secures
}

const contract = words('contract')

/** "Globex deepens Vantor ties", where the summary says that the lab Vantor "signed a deal with Globex Cloud": it pays. */
export const signedBelow: ReadDeal = ({ title, summary }) => {
  const lab = openingSubject(summary)
  if (!lab || !isLab(summary, lab)) return null
  const isSeller = (name: Named) =>
    name.lead === 'with' &&
    isSupplier(summary, name) &&
    wordBefore(summary, name.start, 3, summary.lexicon.agreements) >= 0
  const isTold = title.names.some(({ company }) => company.key === lab.company.key)
  return isTold && summary.names.some(isSeller) ? sides(lab, null, 'capex') : null
}
