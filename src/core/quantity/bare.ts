/** Whether a number or a share stands for what it counts: "axes 300 in Ohio", "sheds 17%". */

import type { Token } from '../text/text.ts'
import { words } from '../text/words.ts'
import type { Quantity } from './quantity.ts'

export function isBare({ kind, at, end, magnitude }: Quantity, tokens: readonly Token[]): boolean {
  if (kind === 'money' || magnitude >= 1e6 || isYear(tokens[at]?.text ?? '')) return false
  const next = tokens[end]
  return next === undefined || next.pause !== 'none' || behind.has(next.text)
}

function isYear(text: string): boolean {
  return /^(?:19|20)\d\d$/.test(text)
}

/** What may follow a number that stands without a noun. */
const behind = words(
  'in at from across as to amid after by on this next and over due for with or globally worldwide nationwide during before because despite while when ' +
    'through since within via alongside without but says say today monday tuesday wednesday thursday friday',
)
