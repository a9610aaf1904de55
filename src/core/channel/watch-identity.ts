/** Which watch is which: by its id where it is kept, by what it asks for where somebody types it. */

import { hash } from '../text/hash.ts'
import { askedOf, type CriterionName } from './asked.ts'
import { criteria } from './criteria.ts'
import type { KeptWatch, Watch } from './settings.ts'

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
  const later = askedOf(watch).filter(({ name }) => !first.has(name))
  return JSON.stringify([
    match,
    criteria.companies.meaning(companies),
    criteria.types.meaning(types),
    minHeadcount,
    minAmountUsd,
    criteria.not.meaning(not),
    ...later.map(({ criterion, value }) => said(criterion.key, criterion.meaning(value))),
  ])
}

/** Ids were made of these first, and of what came later only where it is asked for: the ids of older watches hold. */
const first: ReadonlySet<CriterionName> = new Set([
  'match',
  'companies',
  'types',
  'minHeadcount',
  'minAmountUsd',
  'not',
])

/** As earlier versions wrote it. */
function said(key: string, meaning: unknown): string {
  const word = typeof meaning === 'string' ? meaning : JSON.stringify(meaning)
  if (key === 'industry') return `${word} industries`
  return key === 'sure' ? word : `${key} ${word}`
}
