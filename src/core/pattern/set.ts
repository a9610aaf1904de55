/**
 * A fixed set of patterns that is asked about many stories. Equal sets of words are made one, one walk over a
 * story notes what it has of what the patterns need, and only those are tried of which it has all.
 */

import { createLocator } from './locator.ts'
import type { StoryText } from './matchable.ts'
import type { Pattern } from './pattern.ts'
import { createSieve } from './sieve.ts'
import { createWordTable } from './word-table.ts'

export interface PatternSet<T> {
  /** Those whose pattern may match, in the order given, and the story prepared for matching them. */
  candidates(story: StoryText): { story: StoryText; candidates: T[] }
}

/** `given` may carry what the caller likes beside each pattern. */
export function createPatternSet<T extends { pattern: Pattern }>(
  given: readonly T[],
): PatternSet<T> {
  const table = createWordTable()
  const all = given.map((one) => ({ ...one, pattern: table.sharePattern(one.pattern) }))
  const sieve = createSieve(
    all.map(({ pattern }) => pattern),
    table,
  )
  const locator = createLocator(table.all)
  return {
    candidates(given) {
      const located = locator.inStory(given)
      return { story: located.story, candidates: sieve(located).flatMap((at) => all[at] ?? []) }
    },
  }
}
