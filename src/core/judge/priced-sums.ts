/**
 * Whether a sum is what a company is worth, and not what is paid: "valuation", "valued" or "worth" stands with it, or it stands behind "at" and
 * another sum, "raises $1bn at $13bn".
 */

import { isSpending } from '../direction.ts'
import type { InvestmentKind } from '../facts.ts'
import type { Quantity } from '../quantity/quantity.ts'
import { wordBefore, wordWithin } from '../reading/near.ts'
import type { Prose } from '../reading/prose.ts'
import { smallWords } from '../text/small-words.ts'
import { words } from '../text/words.ts'

export function isValuation(prose: Prose, quantity: Quantity, kind: InvestmentKind): boolean {
  const after = wordWithin(prose, quantity.end, 3, 'valued')
  if (after >= 0 && isOfDeal(prose, quantity.end, after)) return false
  if (after >= 0 && !crossesSum(prose, quantity.end, after)) {
    return !isOfAnother(prose, quantity.end, after)
  }
  const before = valuedBefore(prose, quantity)
  if (before >= 0) {
    return !isWorthOfDeal(prose, before, kind) && !isParted(prose, before, quantity.start)
  }
  if (isCompanyOfSum(prose, quantity, kind) || isPriceBehindSum(prose, quantity)) return true
  if (isConverted(prose, quantity, kind)) return true
  return shared.has(kind) && isPriceOfRaise(prose, quantity)
}

const shared: ReadonlySet<InvestmentKind> = new Set(['round', 'stake'])

/** "$2m worth of tokens", "$400m in contract value". */
function isOfDeal(prose: Prose, from: number, valued: number): boolean {
  const { tokens } = prose
  if (prose.isIn('papers', valued - 1) && valued > from) return true
  return valued === from && tokens[valued]?.text === 'worth' && tokens[valued + 1]?.text === 'of'
}

/** "A valuation of €3bn ($3.4bn)": of the dollars. */
function isConverted(prose: Prose, { start, currency }: Quantity, kind: InvestmentKind): boolean {
  if (!prose.tokens[start]?.before.includes('(')) return false
  const before = prose.quantities.find(({ end }) => end === start)
  if (before?.kind !== 'money' || before.currency === currency) return false
  return isValuation(prose, before, kind)
}

/** The "valued" of "valued at $5bn"; -1 where it has a sum of its own, as in "confirms $13bn valuation, raises $400M". */
function valuedBefore(prose: Prose, { start }: Quantity): number {
  const at = wordBefore(prose, start, 6, 'valued')
  if (at < 0 || crossesSum(prose, at, start)) return -1
  const isNoun = prose.tokens[at]?.text === 'valuation'
  return isNoun && prose.quantities.some(({ kind, end }) => kind === 'money' && end === at)
    ? -1
    : at
}

function isParted({ tokens }: Prose, valued: number, sum: number): boolean {
  return tokens.slice(valued + 1, sum).some(({ text }) => parting.has(text))
}

const parting = words('after in with')

/** "A deal worth $5bn", "bonds valued at $20bn": what is paid. So is all that spending is worth: "signs capacity deals with Acme worth $5bn". */
function isWorthOfDeal(prose: Prose, valued: number, kind: InvestmentKind): boolean {
  const word = prose.tokens[valued]?.text
  if (word === 'worth' && isSpending({ kind })) return true
  return (word === 'worth' || word === 'valued') && wordBefore(prose, valued, 2, 'papers') >= 0
}

/** "The $10 billion AI startup": the price of the whole; not "a $250 million startup fund". */
function isCompanyOfSum(prose: Prose, quantity: Quantity, deal: InvestmentKind): boolean {
  const { kind, start, end } = quantity
  if (kind !== 'money') return false
  const { tokens, lexicon } = prose
  const at = companyBehind(prose, end, deal === 'acquisition' ? 2 : 4)
  if (at < 0 || lexicon.pots.has(tokens[at + 1]?.text ?? '')) return false
  return wordBefore(prose, start, 3, founding) < 0
}

/** Past what it makes: "AI data center supplier". -1 where something else follows. */
function companyBehind(prose: Prose, end: number, most: number): number {
  const { tokens, lexicon } = prose
  for (let at = end; at < end + most; at++) {
    const token = tokens[at]
    if (token?.pause !== 'none' || smallWords.has(token.text) || token.before === "'") return -1
    if (lexicon.priced.has(token.text)) return at
    if (lexicon.pots.has(token.text) || prose.isIn('round', at)) return -1
  }
  return -1
}

/** "Launches a $1 billion AI lab": what is put into it. */
const founding = words('launch launches launched open opens build builds create creates')

/** "Raises $1bn at $13bn". */
function isPriceBehindSum(prose: Prose, quantity: Quantity): boolean {
  const { tokens } = prose
  const last = tokens[quantity.start - 1]?.text
  const previous = prose.quantities.findLast((one) => one.end <= quantity.start)
  return (
    (last === 'at' || (last === 'a' && tokens[quantity.start - 2]?.text === 'at')) &&
    quantity.magnitude > 1 &&
    previous?.kind === 'money' &&
    quantity.start - previous.end <= 4 &&
    prose.quantities.some((one) => one !== quantity && one.kind === 'money')
  )
}

/** "In talks to raise money at $750bn"; "closes its round at $5m" is the round. */
function isPriceOfRaise(prose: Prose, { kind, magnitude, start }: Quantity): boolean {
  const at = start - 1
  if (kind !== 'money' || magnitude === 1 || prose.tokens[at]?.text !== 'at') return false
  return wordBefore(prose, at, 5, 'raising') >= 0 && wordBefore(prose, at, 5, closing) < 0
}

const closing = words('close closes closed closing')

/**
 * Whether the "valued" behind a sum is of a later one, or of none: "$1bn at a valuation above $100bn", "$30bn, valuing it at $380bn", "raises $5m,
 * unicorn valuation".
 */
function isOfAnother(prose: Prose, from: number, valued: number): boolean {
  if (from === valued && prose.tokens[valued]?.text === 'valuation') return false
  const reach = prose.tokens[valued]?.text === 'valuation' ? 3 : 6
  const later = prose.quantities.some(
    ({ kind, start }) =>
      kind === 'money' &&
      start > valued &&
      start - valued <= reach &&
      !isParted(prose, valued, start),
  )
  return later || prose.tokens.slice(from, valued + 1).some(isApart)
}

/** "$30bn, valuing it", "$30bn and its valuation doubled". */
function isApart({ pause, text }: Prose['tokens'][number]): boolean {
  return pause === 'comma' || text === 'and'
}

function crossesSum(prose: Prose, from: number, to: number): boolean {
  return prose.quantities.some((one) => one.kind === 'money' && one.start >= from && one.end <= to)
}
