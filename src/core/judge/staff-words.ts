/** The words of grammar that stand with a number of jobs. Folded, as tokens are. */

import type { Prose } from '../reading/prose.ts'
import { words } from '../text/words.ts'

const halves = words('lay lays laying')

/** Whether the word at `at` makes a number right behind it a number of jobs: "cuts 300", "lays off 300", "lays 300 off". */
export function isCutVerb(prose: Prose, at: number): boolean {
  if (prose.isIn('cut', at) || prose.isIn('lay off', at) || prose.isIn('sack', at)) return true
  return halves.has(prose.tokens[at]?.text ?? '')
}

/** What may follow a number that stands without a noun. */
export const after = words(
  'at in from across as amid after by on this next to and over due for with more or globally worldwide nationwide during before because despite',
)

/** Behind a staff, or what a share is of, these lead to a part of it. */
export const within = words('in at from across')
