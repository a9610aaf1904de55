/** Which watch is which: by its id where it is kept, by what it asks for where somebody types it. */

import { hash } from '../text/hash.ts'
import { unusualByKey, watchChoices } from './choices.ts'
import type { KeptWatch, Watch } from './settings.ts'
import { keyOfWatched } from './watched-company.ts'

/** Whether two watches ask for the same, in whatever order they say it. */
export function isSameWatch(one: Watch, other: Watch): boolean {
  return meaningOf(one) === meaningOf(other)
}

/**
 * The watches with an id each. What has none, in `channels.yaml` or kept from before watches had ids, gets one from what it asks
 * for and its place among its equals: whoever reads the same list gives the same ids.
 */
export function withIds(watches: readonly (Watch & { id?: string })[]): KeptWatch[] {
  const taken = new Set(watches.flatMap(({ id }) => id ?? []))
  return watches.map((watch) => {
    if (watch.id !== undefined) return { ...watch, id: watch.id }
    const first = hash(meaningOf(watch))
    let id = first
    for (let count = 2; taken.has(id); count++) id = `${first}-${count}`
    taken.add(id)
    return { ...watch, id }
  })
}

function meaningOf(watch: Watch): string {
  const { match, companies, types, minHeadcount, minAmountUsd, not } = watch
  const kinds = types.length === 0 ? ['ai_investment', 'layoff'] : types
  return JSON.stringify([
    match,
    setOf(companies.map(keyOfWatched)),
    types.includes('any') ? ['any'] : setOf(kinds),
    minHeadcount,
    minAmountUsd,
    setOf(not),
    ...Object.entries(unusualByKey(watchChoices, watch)).map(meaningOfChoice),
  ])
}

/** As earlier versions wrote it: the ids that they made of a watch hold. */
function meaningOfChoice([key, word]: [string, string]): string {
  if (key === 'industry') return `${word} industries`
  return key === 'sure' ? word : `${key} ${word}`
}

const setOf = (words: readonly string[]): string[] => [...new Set(words)].sort()
