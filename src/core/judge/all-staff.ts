/** Whether a text says that everybody goes. */

import type { Prose } from '../reading/prose.ts'
import { words } from '../text/words.ts'
import { after, isCutVerb, within } from './staff-words.ts'

/** "Lays off all workers", "fires its entire staff"; not "all its US staff", "all staff in Ohio". */
export function isAllStaff(prose: Prose): boolean {
  return prose.tokens.some(
    ({ text }, at) => everyone.has(text) && isCutOf(prose, at) && isWhole(prose, at + 1),
  )
}

/** "Halves its workforce", "cuts staff in half". */
export function isHalved({ tokens }: Prose): boolean {
  return tokens.some(({ text }, at) => {
    if (halving.has(text)) return isStaffSoon(tokens, at + 1)
    return text === 'half' && tokens[at - 1]?.text === 'in' && staff.has(tokens[at - 2]?.text ?? '')
  })
}

const halving = words('halve halves halving')

function isStaffSoon(tokens: Prose['tokens'], from: number): boolean {
  const at = owners.has(tokens[from]?.text ?? '') ? from + 1 : from
  const [noun, next] = tokens.slice(at, at + 2)
  if (noun === undefined || !staff.has(noun.text)) return false
  return next?.pause !== 'none' || !within.has(next.text)
}

const everyone = words('all entire whole')
const owners = words('its their his her the')
const staff = words('staff workers employees workforce headcount')

function isCutOf(prose: Prose, at: number): boolean {
  const isOwned = owners.has(prose.tokens[at - 1]?.text ?? '')
  return isCutVerb(prose, isOwned ? at - 2 : at - 1)
}

/** Whether the staff that stands here is all of it. */
function isWhole(prose: Prose, from: number): boolean {
  const { tokens, quantities } = prose
  let at = from
  while (beforeStaff.has(tokens[at]?.text ?? '')) at++
  at = quantities.find(({ start, kind }) => start === at && kind === 'number')?.end ?? at
  const next = tokens[at + 1]
  if (!staff.has(tokens[at]?.text ?? '')) return false
  return next?.pause !== 'none' || (after.has(next.text) && !within.has(next.text))
}

const beforeStaff = words('of its their his her the remaining')
