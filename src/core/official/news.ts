import type { Item } from '../story.ts'
import { dayMs } from '../text/calendar.ts'

/** A notice is posted days after it was given, by many states weeks after: what is older than this is history. */
const freshForMs = 14 * dayMs
/** How long before the jobs go the law wants notice. */
const aheadMs = 60 * dayMs

/**
 * When a notice counts as told. A fresh one is news when it is first seen, for nobody could read it before; one that surfaces later,
 * and all that a feed's first pass finds, stands at its own day.
 */
export function newsAt({ notice, publishedAt }: Item, isFirstPass: boolean, now: number) {
  if (!notice || notice.official.register === 'sec-8k') return publishedAt
  const { at, effectiveAt } = notice.official
  const given = at ?? (effectiveAt === null ? publishedAt : effectiveAt - aheadMs)
  if (given === null) return null
  const isFresh = given > now - freshForMs
  return isFresh && !isFirstPass ? now : Math.min(given, now)
}
