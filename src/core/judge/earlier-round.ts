/** Whether a number of jobs is of an earlier round, or of several together. */

import type { Quantity } from '../quantity/quantity.ts'
import { wordBefore, wordWithin } from '../reading/near.ts'
import { type Prose, sentenceAt } from '../reading/prose.ts'
import type { Token } from '../text/text.ts'
import { words } from '../text/words.ts'
import { isCutVerb } from './staff-words.ts'

const earlier = words('following after since previously earlier already besides originally')
/** Right before a verb that tells news these make it old. */
const before = words('previously earlier already originally')

export function isEarlier(prose: Prose, quantity: Quantity): boolean {
  return isLedByEarlier(prose, quantity) || isFollowedByEarlier(prose, quantity)
}

/** "After cutting 500", but not "after earnings as it cuts 500", "after the firm cuts 500", "after announcing 500 cuts". */
function isLedByEarlier(prose: Prose, quantity: Quantity): boolean {
  const { tokens } = prose
  const { start } = sentenceAt(prose, quantity.start)
  if (isApart(tokens[quantity.start])) return false
  const from = Math.max(start, quantity.start - 6)
  for (let at = quantity.start - 1; at >= from; at--) {
    const said = saidBy(prose, at)
    if (said === 'earlier' && at > start) return true
    if (said === 'fresh') return false
  }
  return false
}

/** What a word before a number makes of it; null where that is left to the one before. */
function saidBy(prose: Prose, at: number): 'earlier' | 'fresh' | null {
  const token = prose.tokens[at]
  if (!token || earlier.has(token.text)) return 'earlier'
  if (isFresh(prose, at)) return before.has(prose.tokens[at - 1]?.text ?? '') ? 'earlier' : 'fresh'
  return isApart(token) || token.text === 'as' ? 'fresh' : null
}

function isApart(token: Token | undefined): boolean {
  return token?.pause === 'comma' || token?.pause === 'clause'
}

/** Whether the verb at `at` tells news whatever stands before it: "cuts", "announces", "announcing". */
function isFresh(prose: Prose, at: number): boolean {
  const { text } = prose.tokens[at] ?? { text: '' }
  if (prose.lexicon.announces.has(text)) return true
  return text.endsWith('s') && isCutVerb(prose, at) && !prose.isIn('layoffs', at)
}

/** "500 last year", "500 jobs earlier", but not "500, as reported earlier", "500 after 300 last year". */
function isFollowedByEarlier(prose: Prose, { end }: Quantity): boolean {
  return isEarlierTimeFrom(prose, end) || isShareEarlier(prose, end)
}

/** "500 jobs, or 10% of staff, last year": the share is of the same round. */
function isShareEarlier(prose: Prose, end: number): boolean {
  const { tokens, quantities } = prose
  const share = quantities.find(({ start }) => start >= end)
  if (share?.kind !== 'percent' || share.start > end + 4) return false
  if (tokens[share.start - 1]?.text !== 'or') return false
  if (isEarlierTimeFrom(prose, share.end)) return true
  const behind = tokens.slice(share.end, share.end + 5).findIndex(isApart)
  return behind >= 0 && isEarlierTime(tokens, share.end + behind)
}

function isEarlierTimeFrom({ tokens, quantities }: Prose, from: number): boolean {
  const next = quantities.find(({ start }) => start >= from)?.start ?? tokens.length
  for (let at = from; at < Math.min(from + 7, next); at++) {
    if (endsLook(tokens[at])) return false
    if (isEarlierTime(tokens, at)) return true
  }
  return false
}

/** Whether a time from here on is that of something else. */
function endsLook(token: Token | undefined): boolean {
  return token?.pause !== 'none' || others.has(token.text)
}

const others = words('after as while when against than following despite amid')

function isEarlierTime(tokens: Prose['tokens'], at: number): boolean {
  const word = tokens[at]?.text ?? ''
  if (word === 'last')
    return tokens[at - 1]?.text !== 'the' && times.has(tokens[at + 1]?.text ?? '')
  return past.has(word) && tokens[at - 1]?.text !== 'reported'
}

const past = words('earlier previously')
const times = words('year month week spring fall summer autumn winter')

/** "Has cut 15,000 roles this year", "20,000 roles in the last year": all rounds of that time together. */
export function isTotal(prose: Prose, { start, end }: Quantity): boolean {
  const year = wordWithin(prose, end, 6, spans)
  if (year < 0) return false
  const lead = prose.tokens[year - 1]?.text ?? ''
  if (lead === 'last' || lead === 'past') return prose.tokens[year - 2]?.text === 'the'
  const has = lead === 'this' ? wordBefore(prose, start, 4, perfect) : -1
  return has >= 0 && !isToCome(prose, has, start) && !isToCome(prose, end, year)
}

/** "Has said 500 jobs will go this year". */
function isToCome(prose: Prose, from: number, to: number): boolean {
  return wordWithin(prose, from, to - from, coming) >= 0
}

const spans = words('year months month')
const perfect = words('has have had led')
const coming = words('will would plans planning')
