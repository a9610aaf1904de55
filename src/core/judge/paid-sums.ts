/** Whether a sum that a story tells is paid in the deal: none of another time, of something else, or denied. */

import type { InvestmentKind } from '../facts.ts'
import type { Quantity } from '../quantity/quantity.ts'
import { wordBefore, wordWithin } from '../reading/near.ts'
import type { Prose } from '../reading/prose.ts'
import { isUnbroken } from '../text/sentences.ts'
import { smallWords } from '../text/small-words.ts'
import { words } from '../text/words.ts'

export function isPaid(prose: Prose, quantity: Quantity, kind: InvestmentKind): boolean {
  if (quantity.value === null) return false
  if (quantity.kind === 'number' && !isBareSum(prose, quantity)) return false
  if (isPerShare(prose, quantity) || isOtherBehind(prose, quantity)) return false
  // "Lets its staff sell up to $5m each", but not "two startups raise $5m each".
  if (kind === 'other' && prose.tokens[quantity.end]?.text === 'each') return false
  if (isOtherBefore(prose, quantity) || isDenied(prose, quantity)) return false
  return roundBehind[kind] === undefined || !isOfRound(prose, quantity, kind)
}

/** Where what the company once raised is not what is paid: how far behind a sum its round may stand, "$40M seed", "$40M in Series A funding". */
const roundBehind: Readonly<Partial<Record<InvestmentKind, number>>> = { acquisition: 1, ipo: 4 }

/** "Raises 100M in seed funding", "a 5 billion deal"; a large number of anything else counts it: "19M+ registered users". */
function isBareSum(prose: Prose, { start, at, end }: Quantity): boolean {
  const { tokens, lexicon } = prose
  const next = tokens[end]
  if (tokens[at]?.kind === 'word' && end === at + 1) return false
  if (tokens[start - 1]?.text === 'from') return false
  if (next?.pause !== 'none' || behindSum.has(next.text) || lexicon.pots.has(next.text)) return true
  return prose.isIn('round', end) || prose.isIn('papers', end)
}

const behindSum = words('in into behind for from to at by on with as after')

/** "$5 per share", "$5 a share", "$5 share price". */
function isPerShare({ tokens }: Prose, { end }: Quantity): boolean {
  const next = tokens[end]?.text ?? ''
  const then = tokens[end + 1]?.text ?? ''
  if (next === 'per' || next === 'a') return perWhat.has(then)
  return perWhat.has(next) && then === 'price'
}

const perWhat = words('share shares')

function isOtherBehind(prose: Prose, quantity: Quantity): boolean {
  const { end } = quantity
  if (wordWithin(prose, end, 4, earlier) >= 0) return true
  const other = wordWithin(prose, end, 2, 'other sums')
  if (other >= 0 && isUnbroken(prose.tokens, end, other + 1)) return true
  if (prose.tokens[end]?.text === 'in' && wordWithin(prose, end, 4, 'takings') >= 0) return true
  return isOfMarket(prose, end) || isRaisedSoFar(prose, quantity)
}

const earlier = words('previous previously earlier prior')

/** "The $80 billion analytics market": its size. */
function isOfMarket(prose: Prose, end: number): boolean {
  for (let at = end; at < end + 5; at++) {
    const token = prose.tokens[at]
    if (token?.pause !== 'none' || smallWords.has(token.text)) return false
    if (prose.isIn('markets', at)) return true
  }
  return false
}

/** "Has raised $800 million in the past 12 months": more rounds than this one. */
function isRaisedSoFar(prose: Prose, { start, end }: Quantity): boolean {
  if (prose.tokens[end]?.text !== 'in' || wordBefore(prose, start, 3, raised) < 0) return false
  return wordWithin(prose, end, 5, spans) >= 0
}

const raised = words('raised')
const spans = words('weeks month months year years')

function isOtherBefore(prose: Prose, quantity: Quantity): boolean {
  if (isFormer(prose, quantity) || isAfterRaising(prose, quantity)) return true
  if (isOfLast(prose, quantity)) return true
  return isLedByOther(prose, quantity) || isOfOther(prose, quantity)
}

/** "Weeks after $7 billion round", "four months after a $3bn valuation". */
function isOfLast(prose: Prose, { start, end }: Quantity): boolean {
  const { tokens } = prose
  const after = tokens[start - 1]?.text === 'a' ? start - 2 : start - 1
  if (tokens[after]?.text !== 'after' || !spans.has(tokens[after - 1]?.text ?? '')) return false
  return prose.isIn('round', end) || prose.isIn('valued', end) || prose.isIn('raising', end)
}

/** "Raises $6m after Globex's $9bn deal". */
function isOfOther({ tokens, quantities }: Prose, { start }: Quantity): boolean {
  const after = tokens.findLastIndex(({ text }, at) => at < start && text === 'after')
  if (after < 0 || after < start - 4 || tokens[start - 1]?.possessive !== true) return false
  return quantities.some(({ kind, end }) => kind === 'money' && end <= after)
}

/** "Lifts spending to $9bn from $5bn", "up from $5bn", "adds $5m to its $9m round". */
function isFormer({ tokens, quantities }: Prose, quantity: Quantity): boolean {
  const [to, lead] = tokens.slice(quantity.start - 2, quantity.start)
  const others = quantities.filter((one) => one.kind === 'money' && one !== quantity)
  if (lead?.text === 'from') return others.length > 0
  const isOwn = to?.text === 'to' && lead?.text === 'its'
  return isOwn && others.some(({ end }) => end === quantity.start - 2)
}

/** "Cuts jobs after raising $5m", "months after it raised a $5m round", but not "lists its shares after raising $5m in its IPO". */
function isAfterRaising(prose: Prose, { start, end }: Quantity): boolean {
  const { tokens } = prose
  const verb = tokens[start - 1]?.text === 'a' ? start - 2 : start - 1
  if (!raising.has(tokens[verb]?.text ?? '')) return false
  const after = whoRaised.has(tokens[verb - 1]?.text ?? '') ? verb - 2 : verb - 1
  if (tokens[after]?.text !== 'after') return false
  if (tokens[end]?.text === 'in' && isNewRound(prose, end)) return false
  return spans.has(tokens[after - 1]?.text ?? '') || wordBefore(prose, start, 6, 'valued') < 0
}

const raising = words('raising raised')
const whoRaised = words('it he she they')

function isNewRound(prose: Prose, end: number): boolean {
  return wordWithin(prose, end, 5, 'round') >= 0 || wordWithin(prose, end, 5, listings) >= 0
}

const listings = words('ipo listing offering')

/** "Revenue of $5m": up to four words lead to it, without a pause or another sum between. */
function isLedByOther(prose: Prose, { start }: Quantity): boolean {
  for (let at = start - 1; at >= start - 4; at--) {
    if (prose.tokens[at + 1]?.pause !== 'none' || apart.has(prose.tokens[at]?.text ?? ''))
      return false
    if (prose.quantities.some(({ end }) => end === at + 1)) return false
    if (prose.isIn('other sums', at)) return true
  }
  return false
}

const apart = words('with on after')

/** "It won't be $5bn", "abandons its $5bn plan", but not "not just $5bn". */
function isDenied(prose: Prose, { start }: Quantity): boolean {
  const at = wordBefore(prose, start, 3, 'unpaid')
  if (at < 0 || prose.tokens.slice(at + 1, start).some(({ text }) => more.has(text))) return false
  return !prose.quantities.some((one) => one.start > at && one.end <= start)
}

const more = words('just only')

/** "Whose $5m seed round Initech led": what one once got, and no price. Of "Globex, which buys small firms, raised a $5m round" it is the buyer's own. */
function isOfRound(prose: Prose, quantity: Quantity, kind: InvestmentKind): boolean {
  const { start, end } = quantity
  const verb = wordBefore(prose, start, 3, raised)
  if (verb >= 0 && isUnbroken(prose.tokens, verb + 1, start)) {
    if (isRaisedBefore(prose, verb, end)) return true
    if (kind === 'acquisition') return false
  }
  const round = wordWithin(prose, end, roundBehind[kind] ?? 0, 'round')
  return round >= 0 && isUnbroken(prose.tokens, end, round + 1)
}

/** "Had raised $5m", "raised $5m in 2023". */
function isRaisedBefore({ tokens }: Prose, verb: number, end: number): boolean {
  if (perfect.has(tokens[verb - 1]?.text ?? '')) return true
  return tokens.slice(end, end + 7).some(({ text }) => /^20\d\d$/.test(text))
}

const perfect = words('has had have')
