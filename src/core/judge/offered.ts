/** Whether a number is of those who may go if they like, and not of those who go: "offers buyouts to 3,000 staff". */

import type { Quantity } from '../quantity/quantity.ts'
import { wordBefore, wordWithin } from '../reading/near.ts'
import type { Prose } from '../reading/prose.ts'
import { words } from '../text/words.ts'

export function isOffered(prose: Prose, { start, end }: Quantity): boolean {
  if (prose.tokens[start - 1]?.text === 'to') return isOfferBefore(prose, start - 1)
  const people = wordWithin(prose, end, 6, 'counted')
  // "Offers 400 voluntary departures" counts those who go.
  if (people < 0 || prose.isIn('exits', people)) return false
  if (wordWithin(prose, people + 1, 8, 'exits') < 0) return false
  const isAsked = prose.lexicon.offersExit.has(prose.tokens[start - 1]?.text ?? '')
  return isAsked || wordWithin(prose, people + 1, 3, free) >= 0
}

/** "Offers voluntary exits to", "buyouts offered to". */
function isOfferBefore(prose: Prose, to: number): boolean {
  if (wordBefore(prose, to, 4, 'exits') < 0) return false
  return wordBefore(prose, to, 8, prose.lexicon.offersExit) >= 0
}

const free = words('eligible offered invited asked')
