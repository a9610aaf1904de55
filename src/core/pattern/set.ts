/**
 * A fixed set of patterns that is asked about many stories. Equal sets of words are made one, one walk over a
 * story notes what it has of what the patterns need, and only those are tried of which it has all.
 */

import { anchorsIn, anchorsOf, narrowestFirst } from './anchor.ts'
import { createLocator } from './locator.ts'
import type { Matchable, StoryText } from './matchable.ts'
import { createNeeds, inSummary, inTitle, type Needs } from './needs.ts'
import type { Pattern, RequiredTerm } from './pattern.ts'
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
  const needs = createNeeds()
  const all = given.map((one) => {
    const pattern = table.sharePattern(one.pattern)
    return {
      one: { ...one, pattern },
      terms: pattern.required.map((term) => termOf(term, needs)),
      rarest: rarestNeed(pattern, needs),
    }
  })
  const locate = createLocator(table.all)
  const prepare = ({ tokens, spans }: Matchable) => ({ tokens, spans, places: locate(tokens) })
  return {
    candidates(story) {
      const met = needs.meet(story)
      const candidates: T[] = []
      for (const { rarest, terms, one } of all) {
        if (met[rarest] !== 0 && mayMatch(terms, met)) candidates.push(one)
      }
      return { story: { title: prepare(story.title), summary: prepare(story.summary) }, candidates }
    },
  }
}

/** Most patterns are ruled out by this one alone. */
function rarestNeed(pattern: Pattern, needs: Needs): number {
  const [anchor = []] = narrowestFirst(anchorsOf(pattern))
  return needs.numberOf(anchor)
}

/** What one text must have for a required term to match in it, and the texts that it may stand in. */
interface TermNeeds {
  texts: number
  needs: readonly number[]
}

function termOf({ node, titleOnly }: RequiredTerm, needs: Needs): TermNeeds {
  return {
    texts: titleOnly ? inTitle : inTitle | inSummary,
    needs: narrowestFirst(anchorsIn(node)).map(needs.numberOf),
  }
}

/** Whether each term has, in one of the texts that it may stand in, what it needs. */
function mayMatch(terms: readonly TermNeeds[], met: Uint8Array): boolean {
  for (const { texts, needs } of terms) {
    let both = texts
    for (const need of needs) both &= met[need] ?? 0
    if (both === 0) return false
  }
  return true
}
