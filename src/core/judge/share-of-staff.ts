/**
 * Whether a percentage is a share of the whole staff. A part's share is none: "7% of its US staff", "10% of its sales team".
 */

import type { Quantity } from '../quantity/quantity.ts'
import { wordWithin } from '../reading/near.ts'
import type { Prose } from '../reading/prose.ts'
import { beginsClause, stretchAt } from '../text/sentences.ts'
import { words } from '../text/words.ts'
import { isOffered } from './offered.ts'
import { after, afterAuxiliaries, isCutVerb, isReached, within } from './staff-words.ts'

/** "10% of its workforce", "7% of staff", "15 percent of the company", "layoffs of 20% or more"; not "7% of its US staff". */
export function isShareOfStaff(prose: Prose, quantity: Quantity): boolean {
  if ((quantity.value ?? 0) > 100 || isCompared(prose, quantity.end)) return false
  if (isOffered(prose, quantity)) return false
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

/** Past "decline in", "cut to", "cut". */
function afterFall({ tokens, lexicon }: Prose, at: number): number {
  if (!lexicon.declines.has(tokens[at]?.text ?? '')) return at
  return leading.has(tokens[at + 1]?.text ?? '') ? at + 2 : at + 1
}

const leading = words('in to')

/** What one word after the percentage makes of it; null where that is left to the next. */
function saidBy(prose: Prose, at: number, isOf: boolean, quantity: Quantity): boolean | null {
  const token = prose.tokens[at]
  if (!token || beginsClause(token)) return isBareShare(prose, quantity)
  if (isInKnown(prose, at) || token.possessive) return saidByCompany(prose, at, isOf)
  if (prose.isIn('whole', at)) return isOfWhole(prose, at, isOf || quantity.part !== null)
  if (isCutShort(prose, at)) return isOf
  if (fillers.has(token.text) || token.kind === 'number') return null
  return !isOf && isBareShare(prose, quantity)
}

/** "23% of People and Places roles". */
function isNameOfPart({ tokens, titled }: Prose, at: number): boolean {
  return !titled && tokens[at]?.text === 'people' && tokens[at].capital
}

function isOfWhole(prose: Prose, noun: number, isOf: boolean): boolean {
  return !isPart(prose, noun) && !isOfOthers(prose, noun, isOf)
}

function isInKnown(prose: Prose, at: number): boolean {
  return stretchAt(prose.names, at)?.known ?? false
}

const fillers = words(`
  of the its their his her our global worldwide total entire overall full time current own staff group all permanent existing
  salaried fulltime strong remaining public sector more than about around roughly nearly over approximately
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
  if (fillers.has(next.text)) return false
  return !/^[a-z]/.test(next.raw) || (after.has(next.text) && !within.has(next.text))
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

/** "Of its people division", "of its workforce in India", "of jobs in HR", "of the staff devoted to wind power". */
function isPart(prose: Prose, noun: number): boolean {
  const next = prose.tokens[noun + 1]
  if (isNameOfPart(prose, noun)) return true
  if (next?.pause !== 'none') return false
  if (prose.tokens[noun]?.text === 'company' && prose.isIn('whole', noun + 1))
    return isPart(prose, noun + 1)
  if (prose.lexicon.staffParts.has(next.text) || isInPart(prose, noun + 1, 3)) return true
  if (doing.has(next.text)) return true
  return next.text === 'in' && isOnePlace(prose, noun + 2)
}

const doing = words('devoted dedicated assigned responsible')

/** "In India", but not "in India and the US": where all of them may be. */
function isOnePlace(prose: Prose, at: number): boolean {
  const place = wordWithin(prose, at, 2, prose.lexicon.places)
  const next = prose.tokens[place + 1]
  return place >= 0 && next?.text !== 'and' && !next?.before.includes('&')
}

/** "Of the job losses", "six in seven layoffs", "of its workforce based in Ohio", "a 10% staff increase": no share of a staff that goes. */
function isOfOthers({ tokens }: Prose, noun: number, isOf: boolean): boolean {
  const next = tokens[noun + 1]?.text ?? ''
  if (growth.has(next) || (staying.has(next) && tokens[noun + 2]?.text !== 'on')) return true
  return isOf && (/^layoffs?$/.test(tokens[noun]?.text ?? '') || /^(?:losses|cuts)$/.test(next))
}

const staying = words('based remain remains')
const growth = words('increase growth rise expansion')

/** "23% in its sales division". */
function isInPart(prose: Prose, at: number, reach: number): boolean {
  if (prose.tokens[at]?.text !== 'in') return false
  return wordWithin(prose, at, reach + 1, prose.lexicon.staffParts) >= 0
}

/** "Lays off 18%", "layoffs of 20% or more", "to cut 10%". */
function isBareShare(prose: Prose, quantity: Quantity): boolean {
  const next = prose.tokens[quantity.end]
  const ends = next?.pause !== 'none' || after.has(next.text)
  if (isCutApart(prose, quantity) || isInBrackets(prose, quantity)) return true
  if (isLetGo(prose, quantity.end)) return true
  return ends && !isInPart(prose, quantity.end, 6) && isCutBefore(prose, quantity.start)
}

/** "Up to 15% to be let go", "7% get their notice". */
function isLetGo(prose: Prose, at: number): boolean {
  const verb = afterAuxiliaries(prose, at)
  return prose.isIn('slips', verb) || (verb > at && prose.isIn('lay off', verb))
}

function isCutBefore(prose: Prose, at: number): boolean {
  const before = prose.tokens[at - 1]?.text ?? ''
  if (isCutVerb(prose, at - 1) && !prose.lexicon.falls.has(before)) return true
  if (before === 'of') return prose.isIn('counted', at - 2)
  return before === 'by' ? isShrinking(prose, at - 1) : isReached(prose, at)
}

/** "Layoffs of 4,000 people, over 40% cut". */
function isCutApart(prose: Prose, { start, end }: Quantity): boolean {
  const [noun, next] = prose.tokens.slice(end, end + 2)
  const isApart = prose.tokens[start]?.pause === 'comma' && next?.pause !== 'none'
  return isApart && /^(?:cut|reduction)$/.test(noun?.text ?? '') && prose.isIn('counted', start - 1)
}

/** "Cuts 800 jobs (10%)". */
function isInBrackets(prose: Prose, { start, end }: Quantity): boolean {
  const { tokens } = prose
  if (!tokens[start]?.before.endsWith('(')) return false
  const next = tokens[end]
  return (next === undefined || next.before.startsWith(')')) && prose.isIn('counted', start - 1)
}

/** "Headcount at Acme falls by 10%", but not "cuts 90 jobs after profits fall by 10%", "cuts 90 jobs to lower costs by 10%". */
function isShrinking(prose: Prose, by: number): boolean {
  for (let at = by - 1; at >= by - 5; at--) {
    if (prose.lexicon.headcount.has(prose.tokens[at]?.text ?? '')) return !isOfPlace(prose, at)
    if (prose.tokens[at + 1]?.pause !== 'none' || turnsBefore(prose, at, by)) return false
  }
  return false
}

/** "Its US workforce", "the management staff" are no whole. */
function isOfPlace({ tokens, lexicon, names }: Prose, staff: number): boolean {
  const word = tokens[staff - 1]?.text ?? ''
  if (fillers.has(word) || stretchAt(names, staff - 1)) return false
  return lexicon.places.has(word) || lexicon.staffParts.has(word) || word === 'management'
}

/** Whether what shrinks is named behind `at`: "after profits fall", "to lower costs", but not "set to fall". */
function turnsBefore({ tokens }: Prose, at: number, by: number): boolean {
  const word = tokens[at]?.text ?? ''
  return clauses.has(word) || (joining.has(word) && by - at > 2)
}

const joining = words('to and')
const clauses = words('after as amid while when because despite')
