/** Who is supplied with chips, power or room for AI, and by whom: who is supplied pays. */

import { wordBefore, wordWithin } from '../reading/near.ts'
import { rowOf, subjectBefore } from '../reading/party.ts'
import { type Prose, sentenceAt } from '../reading/prose.ts'
import type { Named } from '../reading/written.ts'
import { words } from '../text/words.ts'
import { isLab, isSupplier, type ReadDeal, sides } from './deal.ts'

/** "Globex rents GPUs from Acme", "Acme to sell power to Globex": a rule that says where the investor stands tells of two sides. */
export const contracted: ReadDeal = ({ title }, hit) => {
  const { rule, field } = hit
  if (field !== 'title' || rule.kind !== 'capex' || rule.investor === undefined) return null
  const actor = actorOf(title, hit.from)
  if (!actor) return null
  const behind = title.names.filter(
    ({ start, company, modifier }) =>
      start >= actor.end && company.key !== actor.company.key && !modifier,
  )
  return rule.investor === 'before' ? bought(title, actor, behind) : soldTo(actor, behind)
}

/** Whoever is named first in the words that matched. */
function actorOf(title: Prose, from: number): Named | null {
  const own = title.names.find(({ start, end }) => start <= from && end > from)
  const subject = subjectBefore(title, own?.end ?? from)
  return subject && (rowOf(title, title.names, subject)[0] ?? subject)
}

const sources = words('from at of')
const lets = words('lease leases')

function bought(title: Prose, actor: Named, behind: readonly Named[]) {
  const { end } = sentenceAt(title, actor.start)
  const isSource = ({ start, lead }: Named) =>
    start < end &&
    (sources.has(lead) ||
      (lead === 'with' && wordBefore(title, start, 4, title.lexicon.agreements) >= 0))
  const seller = behind.find(isSource)
  // "Acme Cloud to lease its data centre": who has such to let earns.
  if (!seller && isSupplier(title, actor) && wordWithin(title, actor.end, 4, lets) >= 0)
    return sides(null, actor, 'capex')
  // "Acme signs a power pact with Globex": of the two it is the lab that buys.
  if (seller?.lead === 'with' && (sellsPower(title, actor) || isLab(title, seller)))
    return sides(seller, actor, 'capex')
  return sides(actor, seller ?? null, 'capex')
}

/** "Globex Energy", or who is known to sell capacity. */
function sellsPower(title: Prose, actor: Named): boolean {
  const own = title.tokens.slice(actor.start, actor.end)
  return isSupplier(title, actor) || own.some(({ text }) => title.lexicon.utilities.has(text))
}

const receivers = words('to from by for is')

/** "Sells chips to Globex", "sells Globex chips", "powers Globex's campus", "wins an order from Globex". */
function soldTo(actor: Named, behind: readonly Named[]) {
  const buyer =
    behind.find(({ lead }) => receivers.has(lead)) ??
    behind.find(({ start, lead }) => lead === '' || start <= actor.end + 4)
  return sides(buyer ?? null, actor, 'capex')
}
