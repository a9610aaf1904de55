/** Who is granted or awarded money, and by whom. */

import { wordWithin } from '../reading/near.ts'
import { openingSubject, subjectBefore } from '../reading/party.ts'
import type { Prose } from '../reading/prose.ts'
import type { Named } from '../reading/written.ts'
import { firstOf, type ReadDeal, sides } from './deal.ts'

/** "Harbour College receives a $660K grant". */
export const granted: ReadDeal = ({ title }, { from, to, rule }) => {
  if (rule.company !== 'before' || wordWithin(title, from, to - from, title.lexicon.gets) < 0)
    return null
  const recipient = subjectBefore(title, from)
  return recipient && sides(null, recipient, 'programme')
}

/** "US to award Acme $300 million", or where the summary has whom the spender awarded it. */
export const awarded: ReadDeal = ({ title, summary }, { from }) => {
  const at = firstOf(title, title.lexicon.awards)
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
