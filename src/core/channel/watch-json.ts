/** A watch in the value of a button: by its companies' keys, so that it means the same whatever they are called by then. */

import { askedOf, criterionRows } from './asked.ts'
import { watchAsKept } from './kept.ts'
import type { Watch } from './settings.ts'

/** Slack takes 2,000 characters in the value of a button. */
const longest = 1_900

/** Only what it asks for is written. */
export function writeWatch(watch: Watch): string {
  return JSON.stringify(Object.fromEntries(askedOf(watch).map(({ name, value }) => [name, value])))
}

/** Whether a watch is too long to be shown before it is saved. */
export const isTooLong = (watch: Watch): boolean => writeWatch(watch).length > longest

/** Null for what `writeWatch` did not write: the button of an older version. */
export function readWatch(text: string): Watch | null {
  const given = parse(text)
  if (given === null) return null
  const watch = watchAsKept(given)
  const isWatch =
    Object.keys(watch).length === criterionRows.length &&
    criterionRows.every(({ name, criterion }) => criterion.is(watch[name]))
  return isWatch ? watch : null
}

function parse(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null
  } catch {
    return null
  }
}
