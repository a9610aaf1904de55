/**
 * How many jobs a story says are cut, and what share of the staff.
 *
 * A number counts when it stands with jobs or people and with a word for cutting, in one sentence; the title's before the
 * summary's, the first before the later. It does not count as the size of the staff ("of its 4,000 employees"), an earlier round
 * ("after cutting 500 last year"), hiring, people moved, or weeks of pay. A share counts when it is of the whole staff: "10% of its
 * sales team" is none.
 */

import type { Scale } from '../facts.ts'
import type { Quantity } from '../quantity/quantity.ts'
import { wordBefore, wordWithin } from '../reading/near.ts'
import { type Evidence, type Prose, sentenceAt } from '../reading/prose.ts'
import { stretchAt } from '../text/sentences.ts'
import { words } from '../text/words.ts'
import { isShareOfStaff } from './share-of-staff.ts'
import { after, byWhat, isCutVerb } from './staff-words.ts'

export interface LayoffNumbers {
  headcount: number | null
  headcountDerived: number | null
  percent: number | null
  scale: Scale | null
  approximate: boolean
}

/** "Three months of pay", "a 22-year-old engineer", "12:52 pm". */
const units = words('year years month months week weeks day days hour hours am pm')
/** Before what a number counts: nobody goes, or they went long ago. */
const unfilled = words('open unfilled vacant new former ex types kinds')
/** Behind it: they speak, of whom more may go. */
const speaking = words('sue sues sued suing familiar allege alleges file filed')
const earlier = words('following after since previously earlier already besides')

export function readLayoffNumbers(
  proses: readonly Prose[],
  evidence: readonly Evidence[],
): LayoffNumbers {
  const found: LayoffNumbers = {
    headcount: null,
    headcountDerived: null,
    percent: null,
    scale: null,
    approximate: false,
  }
  for (const prose of proses) {
    for (const quantity of prose.quantities) {
      take(found, prose, quantity, isIn(evidence, prose, quantity))
    }
  }
  if (found.headcount === null && found.percent !== null) {
    const size = staffSize(proses)
    if (size !== null) found.headcountDerived = Math.round((size * found.percent) / 100)
  }
  return found
}

function isIn(evidence: readonly Evidence[], prose: Prose, { start, end }: Quantity): boolean {
  return evidence.some((one) => one.prose === prose && start >= one.from && end <= one.to)
}

function take(found: LayoffNumbers, prose: Prose, quantity: Quantity, spoke: boolean): void {
  if (quantity.kind === 'percent') takeShare(found, prose, quantity)
  else if (quantity.kind === 'number' && countsJobs(prose, quantity, spoke))
    takeJobs(found, quantity)
}

function takeShare(found: LayoffNumbers, prose: Prose, quantity: Quantity): void {
  if (found.percent !== null || !isShareOfStaff(prose, quantity)) return
  found.percent = quantity.value
  if (found.headcount === null) found.approximate = quantity.approximate
}

function takeJobs(found: LayoffNumbers, { value, scale, approximate }: Quantity): void {
  if (value === null) {
    found.scale ??= scale
  } else if (found.headcount === null && Number.isInteger(value) && value > 0) {
    found.headcount = value
    found.approximate = approximate
  }
}

/** `spoke`: the number is among the words that made a rule fire. */
function countsJobs(prose: Prose, quantity: Quantity, spoke: boolean): boolean {
  const noun = nounAfter(prose, quantity.end)
  if (noun < 0 && !isBareCut(prose, quantity, spoke) && !isLaidOff(prose, quantity)) return false
  if (isYear(prose, quantity) && noun !== quantity.end) return false
  if (isOther(prose, quantity)) return false
  if (noun >= 0 && isOfOthers(prose, quantity, noun)) return false
  if (spoke) return true
  const { start, end } = sentenceAt(prose, quantity.start)
  return wordWithin(prose, start, end - start, 'cut words') >= 0
}

/** "Lays off 300", "300 will go": a number without what it counts. */
function isBareCut(prose: Prose, { start, end }: Quantity, spoke: boolean): boolean {
  const verb = prose.tokens[end]?.text === 'to' ? end + 1 : end
  const isTold = spoke && prose.isIn('will go', verb)
  return (isTold || isCutBefore(prose, start)) && !isNounLike(prose, end)
}

/** Whether the number is the staff's, an earlier round's, a time's, or of people who are hired or moved. */
function isOther(prose: Prose, quantity: Quantity): boolean {
  if (isSize(prose, quantity) || isEarlier(prose, quantity)) return true
  if (units.has(prose.tokens[quantity.end]?.text ?? '')) return true
  const other = wordBefore(prose, quantity.start, 3, 'not cut')
  return other >= 0 && !stretchAt(prose.names, other)?.known
}

/** Whether those that it counts speak, are rounds, or do not go. */
function isOfOthers(prose: Prose, quantity: Quantity, noun: number): boolean {
  if (isOfSpeakers(prose, noun) || isFewRounds(prose, quantity, noun)) return true
  return wordWithin(prose, quantity.end, noun - quantity.end, unfilled) >= 0
}

/** "26 Meta employees sue", "three people familiar with the matter". */
function isOfSpeakers(prose: Prose, noun: number): boolean {
  const has = /^ha(?:s|ve)$/.test(prose.tokens[noun + 1]?.text ?? '')
  return wordWithin(prose, noun + 1, has ? 2 : 1, speaking) >= 0
}

/** "Files for two layoffs": rounds, not people. */
function isFewRounds(prose: Prose, { value }: Quantity, noun: number): boolean {
  return value !== null && value < 10 && prose.isIn('layoffs', noun)
}

/** "Lays off 300 welders": whatever they are called, they are people. */
function isLaidOff(prose: Prose, { start, end }: Quantity): boolean {
  const next = prose.tokens[end]
  return prose.isIn('lay off', start - 1) && next?.pause === 'none' && next.text.endsWith('s')
}

/** Index of the noun for jobs or people that the number counts, -1 for none. "1,900 of its 7,500 workers" counts workers. */
function nounAfter(prose: Prose, at: number): number {
  const limit = prose.tokens[at]?.text === 'of' ? 7 : 4
  let skipped = 0
  for (let index = at; index < at + limit + skipped && index < prose.tokens.length; index++) {
    const named = employersAt(prose, index)
    skipped += named
    index += named
    const isOver = endsReach(prose, index, limit === 4 && index > at)
    if (prose.isIn('counted', index)) return isOver ? -1 : index
    if (isOver || breaks.has(prose.tokens[index]?.text ?? '')) return -1
  }
  return -1
}

/**
 * Whether what stands before it counts nothing from here on: another sentence or clause, and of what follows at once (`isNear`)
 * another number, or a comma that does more than part adjectives.
 */
function endsReach(prose: Prose, at: number, isNear: boolean): boolean {
  const token = prose.tokens[at]
  if (!token || token.pause === 'sentence' || token.pause === 'clause') return true
  const isCounted = prose.isIn('counted', at)
  if (!isNear || isCounted) return false
  return token.kind === 'number' || (token.pause === 'comma' && !prose.isIn('counted', at + 1))
}

/** How many tokens name known companies from `at` on: "1,900 Activision Blizzard and Xbox employees". */
function employersAt(prose: Prose, at: number): number {
  let end = knownFrom(prose, at)
  while (end > at && prose.tokens[end]?.text === 'and') {
    const next = knownFrom(prose, end + 1)
    if (next === end + 1) break
    end = next
  }
  return end - at
}

/** The end of the known name that begins at `at`; `at` where none does. */
function knownFrom({ names }: Prose, at: number): number {
  const name = stretchAt(names, at)
  return name?.known && name.start === at ? name.end : at
}

const breaks = words(
  'and in by from as to after for with at across amid while on over due into because',
)

/** "Lays off 26 at its plant", "headcount shrinks by 21,000". */
function isCutBefore(prose: Prose, at: number): boolean {
  const before = prose.tokens[at - 1]?.text ?? ''
  if (before === 'to' && isRaisedTo(prose, at)) return true
  if (before === 'by')
    return wordBefore(prose, at, 8, byWhat) >= 0 || byTeam.has(prose.tokens[at - 2]?.text ?? '')
  if (prose.isIn('layoffs', at - 1) && prose.tokens[at]?.pause === 'clause') return true
  if (comesTo.has(before)) return prose.isIn('layoffs', at - 2)
  if (before === 'of') return prose.isIn('layoffs', at - 2)
  return isCutVerb(prose, at - 1)
}

/** "Layoffs total 150". */
const comesTo = words('total totals reach top exceed')
const byTeam = words('team teams unit units division divisions department')

/** "Doubles job cuts to 20,000", "raises layoffs to 900". */
function isRaisedTo(prose: Prose, at: number): boolean {
  return prose.isIn('layoffs', at - 2)
}

function isNounLike(prose: Prose, at: number): boolean {
  const next = prose.tokens[at]
  if (next?.pause !== 'none') return false
  if (prose.tokens[at - 2]?.text === 'of' || prose.isIn('will go', at)) return false
  return !after.has(next.text)
}

function isYear(prose: Prose, quantity: Quantity): boolean {
  return (
    /^\d{4}$/.test(prose.tokens[quantity.at]?.text ?? '') &&
    quantity.value !== null &&
    quantity.value >= 1990 &&
    quantity.value <= 2040
  )
}

/** "Of its 4,000 staff", "employs 12,000 people", "a workforce of 900", "from 9,000 to 5,000". */
function isSize(prose: Prose, quantity: Quantity): boolean {
  const { tokens } = prose
  const before = tokens[quantity.start - 1]?.text ?? ''
  const beforeThat = tokens[quantity.start - 2]?.text ?? ''
  if (owners.has(before) || tokens[quantity.end]?.text === 'strong') return true
  if (before === 'of') return sizes.has(beforeThat) || beforeThat.endsWith('%')
  if (before === 'the') return beforeThat === 'of'
  if (before === 'to') return wordBefore(prose, quantity.start, 4, fromTo) >= 0
  return before === 'from'
}

const owners = words('its their employs employing employed employ has had remaining')
const sizes = words('workforce headcount staff total percent % team base out number')
const fromTo = words('from')

function isEarlier(prose: Prose, quantity: Quantity): boolean {
  return isLedByEarlier(prose, quantity) || isFollowedByEarlier(prose, quantity)
}

/** "After cutting 500". */
function isLedByEarlier(prose: Prose, quantity: Quantity): boolean {
  const { tokens } = prose
  const { start } = sentenceAt(prose, quantity.start)
  for (let at = quantity.start - 1; at >= Math.max(start, quantity.start - 6); at--) {
    const token = tokens[at]
    if (!token) break
    if (earlier.has(token.text) && at > start) return true
    if (token.pause === 'comma' || token.pause === 'clause') break
  }
  return false
}

/** "500 last year", "500 jobs earlier". */
function isFollowedByEarlier({ tokens }: Prose, { end }: Quantity): boolean {
  for (let at = end; at < Math.min(end + 7, tokens.length); at++) {
    const token = tokens[at]
    if (!token || token.pause === 'sentence') break
    if (token.text === 'last' && times.has(tokens[at + 1]?.text ?? '')) return true
    if (past.has(token.text)) return true
  }
  return false
}

const past = words('earlier previously')
const times = words('year month week spring fall summer autumn winter')

/** "Its 4,000 staff", "a workforce of 900", "the 900-strong workforce". */
function staffSize(proses: readonly Prose[]): number | null {
  for (const prose of proses) {
    const size = prose.quantities.find((quantity) => isStaffSize(prose, quantity))
    if (size) return size.value
  }
  return null
}

function isStaffSize(prose: Prose, quantity: Quantity): boolean {
  const { kind, value, start, end } = quantity
  if (kind !== 'number' || value === null) return false
  if (wordWithin(prose, end, 3, 'whole') >= 0 && isSize(prose, quantity)) return true
  return prose.tokens[start - 1]?.text === 'of' && prose.isIn('whole', start - 2)
}
