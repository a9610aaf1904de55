/**
 * Whether a percentage is a share of the whole staff. A part's share is none: "7% of its US staff", "10% of its sales team".
 */

import type { Quantity } from '../quantity/quantity.ts'
import { wordBefore, wordWithin } from '../reading/near.ts'
import type { Prose } from '../reading/prose.ts'
import { stretchAt } from '../text/sentences.ts'
import { words } from '../text/words.ts'
import { after, isCutVerb } from './staff-words.ts'

/** "10% of its workforce", "7% of staff", "15 percent of the company", "layoffs of 20% or more"; not "7% of its US staff". */
export function isShareOfStaff(prose: Prose, quantity: Quantity): boolean {
  if ((quantity.value ?? 0) > 100 || isCompared(prose, quantity.end)) return false
  const from = afterFall(prose, quantity.end)
  const isOf = prose.tokens[from]?.text === 'of'
  const first = isOf ? from + 1 : from
  for (let at = first; at < first + 5; at++) {
    const said = saidBy(prose, at, isOf, quantity)
    if (said !== null) return said
  }
  return isBareShare(prose, quantity)
}

/** "20% more staff than last year". */
function isCompared({ tokens }: Prose, at: number): boolean {
  return comparing.has(tokens[at]?.text ?? '')
}

const comparing = words('more fewer less higher lower')

/** Past "decline in", "cut". */
function afterFall({ tokens, lexicon }: Prose, at: number): number {
  if (!lexicon.declines.has(tokens[at]?.text ?? '')) return at
  return tokens[at + 1]?.text === 'in' ? at + 2 : at + 1
}

/** What one word after the percentage makes of it; null where that is left to the next. */
function saidBy(prose: Prose, at: number, isOf: boolean, quantity: Quantity): boolean | null {
  const token = prose.tokens[at]
  if (!token || token.pause === 'sentence' || token.pause === 'clause')
    return isBareShare(prose, quantity)
  if (isInKnown(prose, at) || token.possessive) return saidByCompany(prose, at, isOf)
  if (prose.isIn('whole', at)) return !isPart(prose, at)
  if (isCutShort(prose, at)) return isOf
  if (fillers.has(token.text) || token.kind === 'number') return null
  return !isOf && isBareShare(prose, quantity)
}

function isInKnown(prose: Prose, at: number): boolean {
  return stretchAt(prose.names, at)?.known ?? false
}

const fillers = words(`
  of the its their his her our global worldwide total entire overall full time current own staff group all permanent existing
  salaried fulltime strong
`)

/** Null where it is left to what the company owns. */
function saidByCompany(prose: Prose, at: number, isOf: boolean): true | null {
  return isOf && isOfAll(prose, at) ? true : null
}

/** "10% of Meta" is of all of it; "10% of Meta's staff" and "of Meta's sales team" go on. */
function isOfAll(prose: Prose, at: number): boolean {
  const next = prose.tokens[at + 1]
  if (prose.tokens[at]?.possessive) return false
  if (next === undefined) return true
  if (isInKnown(prose, at + 1) || prose.isIn('whole', at + 1)) return false
  return !fillers.has(next.text) && !/^[a-z]/.test(next.raw)
}

/** "Of its work": the feed cut the summary short. */
function isCutShort(prose: Prose, at: number): boolean {
  const last = prose.tokens[at]?.text ?? ''
  return (
    at === prose.tokens.length - 1 &&
    last.length > 2 &&
    'workforce employees'.split(' ').some((whole) => whole.startsWith(last))
  )
}

/** "Of its workforce in India" is a part. */
function isPart(prose: Prose, noun: number): boolean {
  const next = prose.tokens[noun + 1]
  if (prose.tokens[noun]?.text === 'company' && next && prose.isIn('whole', noun + 1))
    return isPart(prose, noun + 1)
  return false
}

/** "23% in its sales division". */
function isInPart(prose: Prose, at: number): boolean {
  return prose.tokens[at]?.text === 'in' && wordWithin(prose, at, 7, prose.lexicon.staffParts) >= 0
}

/** "Lays off 18%", "layoffs of 20% or more", "to cut 10%". */
function isBareShare(prose: Prose, quantity: Quantity): boolean {
  const before = prose.tokens[quantity.start - 1]?.text ?? ''
  const next = prose.tokens[quantity.end]
  const ends = next?.pause !== 'none' || after.has(next.text)
  if (!ends || isInPart(prose, quantity.end)) return false
  if (isCutVerb(prose, quantity.start - 1) && !prose.lexicon.falls.has(before)) return true
  if (before === 'of') return prose.isIn('counted', quantity.start - 2)
  return before === 'by' && wordBefore(prose, quantity.start, 6, prose.lexicon.headcount) >= 0
}
