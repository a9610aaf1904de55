/** The words of grammar that stand with a number of jobs. Folded, as tokens are. */

import { wordBefore } from '../reading/near.ts'
import type { Prose } from '../reading/prose.ts'
import { isUnbroken } from '../text/sentences.ts'
import { words } from '../text/words.ts'

const halves = words('lay lays laying')

/** Whether the word before `at` leads from layoffs to how many they are: "layoffs total 300", "job cuts at Acme could reach 30%". */
export function isReached(prose: Prose, at: number): boolean {
  const { tokens, lexicon } = prose
  if (!lexicon.comesTo.has(tokens[at - 1]?.text ?? '')) return false
  const end = leadsToVerb(tokens[at - 2]?.text ?? '') ? at - 2 : at - 1
  if (prose.isIn('layoffs', end - 1)) return true
  const place = wordBefore(prose, end, 6, within)
  if (place < 0 || !prose.isIn('layoffs', place - 1)) return false
  return isUnbroken(tokens, place, at)
}

/** Whether the word at `at` makes a number right behind it a number of jobs: "cuts 300", "lays off 300", "lays 300 off". */
export function isCutVerb(prose: Prose, at: number): boolean {
  if (prose.isIn('cut', at) || prose.isIn('lay off', at) || prose.isIn('sack', at)) return true
  return halves.has(prose.tokens[at]?.text ?? '')
}

/** Before "reach": "to", "could". */
const leadsToVerb = (word: string): boolean => word === 'to' || modals.has(word)

export const modals = words('will would could may might')

/** What stands between a number of people and the verb that tells what becomes of them: "300 are to be let go", "7% get their notice". */
const auxiliaries = words(
  "to will would could may might must has have had are is were been be being made get got handed given they their they're",
)

/** The first place from `at` on that holds no such word. */
export function afterAuxiliaries({ tokens }: Prose, at: number): number {
  let verb = at
  while (auxiliaries.has(tokens[verb]?.text ?? '')) verb++
  return verb
}

/** What may follow a number that stands without a noun. */
export const after = words(
  'at in from across as amid after by on this next to and over due for with more or globally worldwide nationwide during before because despite ' +
    'under while when until through since within via alongside if but',
)

/** Behind a staff, or what a share is of, these lead to a part of it. */
export const within = words('in at from across')
