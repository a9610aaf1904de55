/**
 * Whether a number counts the jobs that go.
 *
 * It does when it stands with jobs or people and with a word for cutting, in one sentence. It does not as the size of the staff ("of its
 * 4,000 employees"), an earlier round ("after cutting 500 last year"), hiring, people moved, or weeks of pay.
 */

import { isBare } from '../quantity/bare.ts'
import type { Quantity } from '../quantity/quantity.ts'
import { wordBefore, wordWithin } from '../reading/near.ts'
import { type Prose, sentenceAt } from '../reading/prose.ts'
import { monthWords } from '../text/calendar.ts'
import { stretchAt } from '../text/sentences.ts'
import { words } from '../text/words.ts'
import { nounAfter } from './counted-noun.ts'
import { isEarlier } from './earlier-round.ts'
import { isOffered } from './offered.ts'
import { after, afterAuxiliaries, isCutVerb, isReached, modals } from './staff-words.ts'

/** "Three months of pay", "a 22-year-old engineer", "12:52 pm". */
const units = words('year years month months week weeks day days hour hours am pm figure figures k')

/** `spoke`: the number is among the words that made a rule fire. */
export function countsJobs(
  { prose, quantity }: { prose: Prose; quantity: Quantity },
  spoke: boolean,
): boolean {
  if (quantity.kind !== 'number' || isNoCount(prose, quantity)) return false
  const noun = nounAfter(prose, quantity.end)
  if (noun < 0 && !isBareCut(prose, quantity, spoke) && !isLaidOff(prose, quantity)) return false
  if (isYear(prose, quantity, noun)) return false
  if (isOther(prose, quantity) || isOffered(prose, quantity)) return false
  if (noun >= 0 && isOfOthers(prose, quantity, noun)) return false
  if (spoke) return true
  const { start, end } = sentenceAt(prose, quantity.start)
  return wordWithin(prose, start, end - start, 'cut words') >= 0
}

function isNoCount(prose: Prose, quantity: Quantity): boolean {
  return isBroken(prose, quantity) || isOneOf(prose, quantity)
}

/** "12,00 jobs": of the digits that were meant some are missing. */
function isBroken({ tokens }: Prose, { at, magnitude }: Quantity): boolean {
  return magnitude === 1 && /^\d{1,3}(?:[.,]\d\d|,\d)$/.test(tokens[at]?.text ?? '')
}

/** "One of the largest employers cuts jobs". */
function isOneOf({ tokens }: Prose, { value, end }: Quantity): boolean {
  return value === 1 && tokens[end]?.text === 'of'
}

/** "Makes 300 redundant", "300 could be made redundant". */
function isGone(prose: Prose, at: number): boolean {
  const { tokens } = prose
  if (gone.has(tokens[at]?.text ?? '')) return true
  const made = afterAuxiliaries(prose, at)
  return tokens[made - 1]?.text === 'made' && tokens[made]?.text === 'redundant'
}

const gone = words('redundant jobless unemployed')

/** "Lays off 300", "300 will go": a number without what it counts. */
function isBareCut(prose: Prose, quantity: Quantity, spoke: boolean): boolean {
  const { start, end } = quantity
  if (isGone(prose, end) || (spoke && isToldBare(prose, quantity))) return true
  const verb = prose.tokens[end]?.text === 'to' ? end + 1 : end
  const isTold = spoke && prose.isIn('will go', verb)
  return (isTold || isCutBefore(prose, start)) && !isNounLike(prose, end)
}

/** "Letters to 240 in Ohio", "375 will be furloughed", "tells 1,100 they're out": of the words that tell a cut the one number. */
function isToldBare(prose: Prose, quantity: Quantity): boolean {
  if (parted.has(prose.tokens[quantity.start - 1]?.text ?? '')) return false
  if (isBare(quantity, prose.tokens) && isLedTo(prose, quantity)) return true
  const { end } = quantity
  const verb = afterAuxiliaries(prose, further.has(prose.tokens[end]?.text ?? '') ? end + 1 : end)
  return sentHome.has(prose.tokens[verb]?.text ?? '') || goes.some((list) => prose.isIn(list, verb))
}

/** "190 more are laid off". */
const further = words('more others')

/** "Sends 400 home", "dismissals with 240 notices". */
const sentHome = words('home notices letters')

const goes = ['will go', 'lay off', 'sack', 'slips'] as const

/** "One post in three must go", "Day 14", "Top 10". */
const parted = words('in day top')

/** Not "fewer than 40, after layoffs", "reporters over 55". */
function isLedTo(prose: Prose, { start }: Quantity): boolean {
  return prose.tokens[start]?.pause === 'none' && !prose.isIn('counted', start - 1)
}

/** Whether the number is the staff's, an earlier round's, a time's, or of people who are hired or moved. */
function isOther(prose: Prose, quantity: Quantity): boolean {
  if (isSize(prose, quantity) || isEarlier(prose, quantity)) return true
  if (units.has(prose.tokens[quantity.end]?.text ?? '')) return true
  if (isHyphenated(prose, quantity) || isAllBut(prose, quantity)) return true
  if (isCutting(prose, quantity) || isDesignation(prose, quantity)) return true
  const other = wordBefore(prose, quantity.start, 3, 'not cut')
  return other >= 0 && !stretchAt(prose.names, other)?.known && !isNoun(prose, other)
}

/** "The move will affect 500", "the restructuring move will cut 850", "in move to cut 850". */
function isNoun({ tokens }: Prose, at: number): boolean {
  const next = tokens[at + 1]?.text ?? ''
  if (tokens[at]?.text === 'move' && next === 'to') return true
  return articles.has(tokens[at - 1]?.text ?? '') || modals.has(next)
}

const articles = words('the this a')

/** "9-to-5 jobs", "a layer-2 developer". */
function isHyphenated({ tokens }: Prose, { at, start, end }: Quantity): boolean {
  if (tokens[at]?.before === '-' && tokens[at].start - 1 === tokens[at - 1]?.end) return true
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
  return isCutVerb(prose, start - 2) && !isCutVerb(prose, start - 1)
}

/** "All but 10 of its staff": the ten stay. */
function isAllBut({ tokens }: Prose, { start }: Quantity): boolean {
  return tokens[start - 1]?.text === 'but' && tokens[start - 2]?.text === 'all'
}

/** Whether those that it counts speak, are rounds, or do not go. */
function isOfOthers(prose: Prose, quantity: Quantity, noun: number): boolean {
  if (isOfSpeakers(prose, quantity.start, noun) || isFewRounds(prose, quantity, noun)) return true
  if (isPutOnLeave(prose, noun)) return true
  if (isMoved(prose, noun)) return true
  const unfilled = wordWithin(prose, quantity.end, noun - quantity.end, prose.lexicon.unfilled)
  return unfilled >= 0 && !isOfPlace(prose, unfilled)
}

/** "739 New Jersey jobs". */
function isOfPlace(prose: Prose, at: number): boolean {
  return (
    stretchAt(prose.names, at) !== null ||
    prose.lexicon.places.has(prose.tokens[at + 1]?.text ?? '')
  )
}

/** "7,000 employees will be moved into AI roles". */
function isMoved(prose: Prose, noun: number): boolean {
  const be = wordWithin(prose, noun + 1, 2, passive)
  return be >= 0 && moved.has(prose.tokens[be + 1]?.text ?? '')
}

const passive = words('be being are were')
const moved = words('moved reassigned transferred redeployed retrained rehired relocated')

/** "Puts 4,700 employees on leave": they keep their jobs. */
function isPutOnLeave({ tokens }: Prose, noun: number): boolean {
  if (tokens[noun + 1]?.text !== 'on') return false
  return tokens.slice(noun + 2, noun + 4).some(({ text }) => text === 'leave')
}

/** "26 Meta employees sue", "sued by 26 employees", "according to three staffers", "three people who spoke", but not "300 said to go". */
function isOfSpeakers({ tokens, lexicon }: Prose, start: number, noun: number): boolean {
  const [lead, before] = [tokens[start - 1]?.text, tokens[start - 2]?.text ?? '']
  if (lead === 'by' && lexicon.speaks.has(before)) return true
  if (lead === 'to' && before === 'according') return true
  const verb = whoHave.has(tokens[noun + 1]?.text ?? '') ? noun + 2 : noun + 1
  if (tokens[verb]?.pause !== 'none' || tokens[verb + 1]?.text === 'to') return false
  return lexicon.speaks.has(tokens[verb].text)
}

const whoHave = words('who has have')

/** "Files for two layoffs": rounds, not people; "eight job cuts" are jobs. */
function isFewRounds({ tokens }: Prose, { value }: Quantity, noun: number): boolean {
  return value !== null && value < 10 && tokens[noun]?.stem === 'layoff'
}

/** "Lays off 300 welders": whatever they are called, they are people. */
function isLaidOff(prose: Prose, { start, end }: Quantity): boolean {
  const next = prose.tokens[end]
  return prose.isIn('lay off', start - 1) && next?.pause === 'none' && next.text.endsWith('s')
}

/** "Lays off 26 at its plant", "job cuts to hit 15,000". */
function isCutBefore(prose: Prose, at: number): boolean {
  const before = prose.tokens[at - 1]?.text ?? ''
  if (above.has(before) && isRaisedTo(prose, at)) return true
  if (before === 'by') return isShrunkBy(prose, at)
  if (prose.isIn('layoffs', at - 1) && prose.tokens[at]?.pause === 'clause') return true
  if (prose.lexicon.comesTo.has(before)) return isReached(prose, at)
  if (before === 'of') return prose.isIn('layoffs', at - 2)
  return isCutVerb(prose, at - 1)
}

/** "Headcount shrinks by 21,000". */
function isShrunkBy(prose: Prose, at: number): boolean {
  const { headcount, shrinkingTeams } = prose.lexicon
  if (wordBefore(prose, at, 8, headcount) >= 0) return true
  return shrinkingTeams.has(prose.tokens[at - 2]?.text ?? '')
}

/** "Doubles job cuts to 20,000", "raises layoffs to 900", "job cuts could rise above 4,000". */
function isRaisedTo(prose: Prose, at: number): boolean {
  if (prose.tokens[at - 1]?.text === 'to' && prose.isIn('layoffs', at - 2)) return true
  if (!rises.has(prose.tokens[at - 2]?.text ?? '')) return false
  return prose.isIn('layoffs', modals.has(prose.tokens[at - 3]?.text ?? '') ? at - 4 : at - 3)
}

const above = words('to above past beyond')
const rises = words('rise rises climb climbs grow grows increase increases swell swells')

function isNounLike(prose: Prose, at: number): boolean {
  const next = prose.tokens[at]
  if (next?.pause !== 'none') return false
  if (prose.tokens[at - 2]?.text === 'of' || prose.isIn('will go', at)) return false
  return !after.has(next.text)
}

/** "The May 2026 layoff", "a 2026 layoff letter", "in 2026 jobs go", but not "cuts 2,026 jobs", "cuts 2026 jobs". */
function isYear(prose: Prose, { at, start, end, value }: Quantity, noun: number): boolean {
  if (!/^\d{4}$/.test(prose.tokens[at]?.text ?? '') || value === null) return false
  if (value < 1900 || value > 2040) return false
  if (noun !== end || monthWords.has(prose.tokens[start - 1]?.text ?? '')) return true
  return prose.tokens[noun]?.stem === 'layoff'
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

/** "Half of Globex's 600 staff", "160 of Globex's 600 staff". */
function isWhole(prose: Prose, { start }: Quantity): boolean {
  if (prose.tokens[start - 1]?.possessive !== true) return false
  if (wordBefore(prose, start, 8, shares) >= 0) return true
  return prose.quantities.some(
    ({ kind, end }) =>
      kind === 'number' && end < start && start - end <= 8 && prose.tokens[end]?.text === 'of',
  )
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
const sizes = words('work workforce headcount staff total percent % team base out number')
const fromTo = words('from')
