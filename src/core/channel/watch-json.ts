/** A watch in the value of a button: by its companies' keys, so that it means the same whatever they are called by then. */

import { watchChoices } from './choices.ts'
import { watchAsKept } from './kept.ts'
import { type Watch, watchFor, watchTypes } from './settings.ts'

/** Slack takes 2,000 characters in the value of a button. */
const longest = 1_900

/** Only what it asks for is written. */
export function writeWatch(watch: Watch): string {
  const asked = Object.entries(watchFor({})).flatMap(([name, nothing]) => {
    const value = watch[name as keyof Watch]
    return JSON.stringify(value) === JSON.stringify(nothing) ? [] : [[name, value]]
  })
  return JSON.stringify(Object.fromEntries(asked))
}

/** Whether a watch is too long to be shown before it is saved. */
export const isTooLong = (watch: Watch): boolean => writeWatch(watch).length > longest

/** Null for what `writeWatch` did not write: the button of an older version. */
export function readWatch(text: string): Watch | null {
  const given = parse(text)
  if (given === null) return null
  const watch: Unread = watchAsKept(given)
  const isWatch =
    Object.keys(watch).length === Object.keys(watchFor({})).length &&
    (watch.match === null || typeof watch.match === 'string') &&
    [watch.companies, watch.not].every(isWords) &&
    Object.entries(watchChoices).every(([name, { words }]) =>
      words.some((word) => word === watch[name as keyof Unread]),
    ) &&
    isWords(watch.types) &&
    watch.types.every((type) => types.has(type)) &&
    [watch.minHeadcount, watch.minAmountUsd].every((min) => min === null || isCount(min))
  return isWatch ? (watch as Watch) : null
}

type Unread = { [Part in keyof Watch]?: unknown }

function parse(text: string): Unread | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null
  } catch {
    return null
  }
}

const types: ReadonlySet<string> = new Set(watchTypes)

const isWords = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((word) => typeof word === 'string')

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0
