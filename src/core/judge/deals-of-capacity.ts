/** Who buys capacity or chips from whom: who buys pays, and nobody receives. */

import { wordBefore, wordWithin } from '../reading/near.ts'
import { subjectBefore } from '../reading/party.ts'
import type { Named } from '../reading/written.ts'
import { words } from '../text/words.ts'
import { deals, firstOf, forCapacity, isLab, isSupplier, type ReadDeal, sides } from './deal.ts'

const ordered = words('order orders')
const winning = words(
  'secure secures secured land lands landed win wins won sign signs signed add adds',
)
const customers = words('customer customers client clients tenant tenants buyer')

/** "A $5 bn order from Globex", "Acme secures Globex as customer": who orders pays. */
export const customer: ReadDeal = ({ title }) => {
  const { tokens, names } = title
  const isCustomer = ({ start, end, lead }: Named) =>
    (lead === 'from' && ordered.has(tokens[start - 2]?.text ?? '')) ||
    (tokens[end]?.text === 'as' &&
      winning.has(tokens[start - 1]?.text ?? '') &&
      wordWithin(title, end, 7, customers) >= 0)
  const payer = names.find(isCustomer)
  return payer ? sides(payer, null, 'capex') : null
}

const letting = words('lease leases contract contracts deal deals agreement sell sells sold')

/** "Acme Cloud signs a $5 bn lease with Globex", "with a hyperscaler": who sells capacity earns, and who is named pays. */
export const rented: ReadDeal = ({ title }, { from }) => {
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

const supplying = words('supply supplies lease leases rent rents provide provides sell sells')
const willing = words('to will')

/** "Globex to supply chips to Acme", "to supply Acme with chips", "in talks to lease capacity to Acme": who is supplied pays. */
export const supplied: ReadDeal = ({ title }) => {
  const { tokens, names } = title
  const at = tokens.findIndex(
    ({ text }, here) => supplying.has(text) && willing.has(tokens[here - 1]?.text ?? ''),
  )
  const seller = at < 0 ? null : subjectBefore(title, at)
  if (!seller || wordWithin(title, at + 1, 7, forCapacity) < 0) return null
  const isBuyer = ({ start, end, lead, known, modifier }: Named) =>
    known &&
    !modifier &&
    start > at &&
    (lead === 'to' || (start === at + 1 && tokens[end]?.text === 'with'))
  const buyer = names.find(isBuyer)
  return buyer ? sides(buyer, null, 'capex') : null
}

const clouds = words('cloud compute computing')

/** "Globex in talks with Anthropic for a cloud deal": of the two a lab alone buys capacity. */
export const served: ReadDeal = ({ title }, { from }) => {
  const at = firstOf(title, clouds)
  const lab = title.names.find((name) => name.lead === 'with' && isLab(title, name))
  const seller = lab && at >= 0 ? subjectBefore(title, Math.min(from, lab.start)) : null
  if (!lab || !seller?.known || isLab(title, seller)) return null
  return wordWithin(title, at, 4, deals) < 0 ? null : sides(lab, null, 'capex')
}

const landing = words('land lands landed win wins won score scores scored')

/** "Globex lands a cloud deal with Acme", "lands Acme deal": whoever it wins pays, but for a lab, which buys. */
export const won: ReadDeal = ({ title }, { from }) => {
  const { names } = title
  const at = firstOf(title, landing)
  const seller = at < 0 ? null : subjectBefore(title, Math.min(from, at))
  if (!seller || isLab(title, seller)) return null
  const isBuyer = ({ start, end, lead }: Named) =>
    start > at &&
    ((lead === 'with' && wordBefore(title, start, 4, deals) >= 0) ||
      (start === at + 1 && wordWithin(title, end, 4, deals) >= 0))
  const buyer = names.find(isBuyer)
  return buyer ? sides(buyer, null, 'capex') : null
}
