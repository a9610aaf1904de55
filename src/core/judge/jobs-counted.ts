/**
 * Whether a number counts the jobs that go.
 *
 * It does when it stands with jobs or people and with a word for cutting, in one sentence. It does not as the size of the staff ("of its
 * 4,000 employees"), an earlier round ("after cutting 500 last year"), hiring, people moved, or weeks of pay.
 */

import type { Quantity } from '../quantity/quantity.ts'
import { wordBefore, wordWithin } from '../reading/near.ts'
import { type Prose, sentenceAt } from '../reading/prose.ts'
import { stretchAt } from '../text/sentences.ts'
import { words } from '../text/words.ts'
import { after, isCutVerb } from './staff-words.ts'

/** "Three months of pay", "a 22-year-old engineer", "12:52 pm". */
const units = words('year years month months week weeks day days hour hours am pm figure figures k')
const earlier = words('following after since previously earlier already besides')

/** `spoke`: the number is among the words that made a rule fire. */
export function countsJobs(
  { prose, quantity }: { prose: Prose; quantity: Quantity },
  spoke: boolean,
): boolean {
  if (quantity.kind !== 'number' || isBroken(prose, quantity)) return false
  const noun = nounAfter(prose, quantity.end)
  if (noun < 0 && !isBareCut(prose, quantity, spoke) && !isLaidOff(prose, quantity)) return false
  if (isYear(prose, quantity) && noun !== quantity.end) return false
  if (isOther(prose, quantity)) return false
  if (noun >= 0 && isOfOthers(prose, quantity, noun)) return false
  if (spoke) return true
  const { start, end } = sentenceAt(prose, quantity.start)
  return wordWithin(prose, start, end - start, 'cut words') >= 0
}

/** "12,00 jobs": of the digits that were meant some are missing. */
function isBroken({ tokens }: Prose, { at, magnitude }: Quantity): boolean {
  return magnitude === 1 && /^\d{1,3}[.,]\d{1,2}$/.test(tokens[at]?.text ?? '')
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
  if (isHyphenated(prose, quantity) || isAllBut(prose, quantity)) return true
  if (isCutting(prose, quantity) || isDesignation(prose, quantity)) return true
  const other = wordBefore(prose, quantity.start, 3, 'not cut')
  return other >= 0 && !stretchAt(prose.names, other)?.known
}

/** "9-to-5 jobs". */
function isHyphenated({ tokens }: Prose, { start, end }: Quantity): boolean {
  const isTo = (at: number) => tokens[at]?.text === 'to' && tokens[at]?.before === '-'
  return isTo(end) || (isTo(start - 1) && tokens[start]?.before === '-')
}

/** "Hall 410 lays off staff", "Hall 410 cuts jobs": of a number of people the verb would be in the plural. */
function isCutting(prose: Prose, { end }: Quantity): boolean {
  const verb = prose.tokens[end]
  if (verb?.pause !== 'none') return false
  return verb.text === 'lays' || (verb.text === 'cuts' && prose.isIn('counted', end + 1))
}

/** "Lays off Model 3 workers": which, not how many. */
function isDesignation(prose: Prose, { start }: Quantity): boolean {
  const word = prose.tokens[start - 1]
  if (prose.titled || !word?.capital || word.pause !== 'none') return false
  return isCutVerb(prose, start - 2)
}

/** "All but 10 of its staff": the ten stay. */
function isAllBut({ tokens }: Prose, { start }: Quantity): boolean {
  return tokens[start - 1]?.text === 'but' && tokens[start - 2]?.text === 'all'
}

/** Whether those that it counts speak, are rounds, or do not go. */
function isOfOthers(prose: Prose, quantity: Quantity, noun: number): boolean {
  if (isOfSpeakers(prose, noun) || isFewRounds(prose, quantity, noun)) return true
  if (isPutOnLeave(prose, noun)) return true
  return wordWithin(prose, quantity.end, noun - quantity.end, prose.lexicon.unfilled) >= 0
}

/** "Puts 4,700 employees on leave": they keep their jobs. */
function isPutOnLeave({ tokens }: Prose, noun: number): boolean {
  if (tokens[noun + 1]?.text !== 'on') return false
  return tokens.slice(noun + 2, noun + 4).some(({ text }) => text === 'leave')
}

/** "26 Meta employees sue", "three people familiar with the matter". */
function isOfSpeakers(prose: Prose, noun: number): boolean {
  const has = /^ha(?:s|ve)$/.test(prose.tokens[noun + 1]?.text ?? '')
  return wordWithin(prose, noun + 1, has ? 2 : 1, prose.lexicon.speaks) >= 0
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
export function nounAfter(prose: Prose, at: number): number {
  const limit = prose.tokens[at]?.text === 'of' ? 7 : 4
  let skipped = 0
  for (let index = at; index < at + limit + skipped && index < prose.tokens.length; index++) {
    const named = employersAt(prose, index)
    skipped += named
    index += named
    if (endsReach(prose, index, index > at, limit === 4)) return -1
    if (prose.isIn('counted', index)) return index
    if (breaks.has(prose.tokens[index]?.text ?? '')) return -1
  }
  return -1
}

/**
 * Whether what stands before it counts nothing from here on: another sentence or clause, and of what follows at once (`isNear`)
 * another number, or a comma that does more than part adjectives.
 */
function endsReach(prose: Prose, at: number, isBehind: boolean, isNear: boolean): boolean {
  const token = prose.tokens[at]
  if (!token || token.pause === 'sentence' || token.pause === 'clause') return true
  const isCounted = prose.isIn('counted', at)
  if (!isBehind || isCounted) return false
  if (token.kind === 'number') return isNear || token.pause === 'comma'
  return isNear && token.pause === 'comma' && !prose.isIn('counted', at + 1)
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

/** "Lays off 26 at its plant", "job cuts to hit 15,000". */
function isCutBefore(prose: Prose, at: number): boolean {
  const before = prose.tokens[at - 1]?.text ?? ''
  if (before === 'to' && isRaisedTo(prose, at)) return true
  if (before === 'by') return isShrunkBy(prose, at)
  if (prose.isIn('layoffs', at - 1) && prose.tokens[at]?.pause === 'clause') return true
  if (prose.lexicon.comesTo.has(before)) {
    return prose.isIn('layoffs', prose.tokens[at - 2]?.text === 'to' ? at - 3 : at - 2)
  }
  if (before === 'of') return prose.isIn('layoffs', at - 2)
  return isCutVerb(prose, at - 1)
}

/** "Headcount shrinks by 21,000". */
function isShrunkBy(prose: Prose, at: number): boolean {
  const { headcount, shrinkingTeams } = prose.lexicon
  if (wordBefore(prose, at, 8, headcount) >= 0) return true
  return shrinkingTeams.has(prose.tokens[at - 2]?.text ?? '')
}

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
    quantity.value >= 1900 &&
    quantity.value <= 2040
  )
}

/** "Of its 4,000 staff", "employs 12,000 people", "a workforce of 900", "from 9,000 to 5,000". */
export function isSize(prose: Prose, quantity: Quantity): boolean {
  const { tokens } = prose
  const before = tokens[quantity.start - 1]?.text ?? ''
  const beforeThat = tokens[quantity.start - 2]?.text ?? ''
  if (owners.has(before) || tokens[quantity.end]?.text === 'strong') return true
  if (isLeft(prose, quantity) || isWhole(prose, quantity) || isApposed(prose, quantity)) return true
  if (before === 'of') return sizes.has(beforeThat) || beforeThat.endsWith('%')
  if (before === 'the') return beforeThat === 'of'
  if (before === 'to') return wordBefore(prose, quantity.start, 4, fromTo) >= 0
  return before === 'from'
}

/** "Acme, with 5,000 employees, cuts". */
function isApposed(prose: Prose, { start, end }: Quantity): boolean {
  const lead = prose.tokens[start - 1]
  if (lead?.text !== 'with' || lead.pause !== 'comma') return false
  const noun = nounAfter(prose, end)
  return prose.isIn('whole', noun) && prose.tokens[noun + 1]?.pause === 'comma'
}

/** "Half of Globex's 600 staff". */
function isWhole(prose: Prose, { start }: Quantity): boolean {
  return prose.tokens[start - 1]?.possessive === true && wordBefore(prose, start, 8, shares) >= 0
}

const shares = words('half third quarter')

/** "The cuts leave just 22 people", but not "leave 22 people jobless". */
function isLeft(prose: Prose, { start, end }: Quantity): boolean {
  const leaves = wordBefore(prose, start, 2, leaving)
  if (leaves < 0 || leaves < start - 2) return false
  if (leaves === start - 2 && !only.has(prose.tokens[start - 1]?.text ?? '')) return false
  return wordWithin(prose, end, 6, prose.lexicon.jobless) < 0
}

const leaving = words('leave leaves leaving')
const only = words('just only about around')

const owners = words('its their employs employing employed employ has had remaining')
const sizes = words('workforce headcount staff total percent % team base out number')
const fromTo = words('from')

function isEarlier(prose: Prose, quantity: Quantity): boolean {
  return isLedByEarlier(prose, quantity) || isFollowedByEarlier(prose, quantity)
}

/** "After cutting 500", but not "after earnings as it cuts 500". */
function isLedByEarlier(prose: Prose, quantity: Quantity): boolean {
  const { tokens } = prose
  const { start } = sentenceAt(prose, quantity.start)
  for (let at = quantity.start - 1; at >= Math.max(start, quantity.start - 6); at--) {
    const token = tokens[at]
    if (!token) break
    if (earlier.has(token.text) && at > start) return true
    if (token.pause === 'comma' || token.pause === 'clause' || token.text === 'as') break
  }
  return false
}

/** "500 last year", "500 jobs earlier", but not "500, as reported earlier". */
function isFollowedByEarlier({ tokens }: Prose, { end }: Quantity): boolean {
  for (let at = end; at < Math.min(end + 7, tokens.length); at++) {
    if (tokens[at]?.pause === 'sentence') return false
    if (isEarlierTime(tokens, at)) return true
  }
  return false
}

function isEarlierTime(tokens: Prose['tokens'], at: number): boolean {
  const word = tokens[at]?.text ?? ''
  if (word === 'last') return times.has(tokens[at + 1]?.text ?? '')
  return past.has(word) && tokens[at - 1]?.text !== 'reported'
}

const past = words('earlier previously')
const times = words('year month week spring fall summer autumn winter')
