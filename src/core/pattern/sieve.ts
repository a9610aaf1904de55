/** Rules patterns out that a story cannot match, as it lacks what they need: nearly all of them, whatever the story. */

import { anchorsIn, anchorsOf, narrowestFirst } from './anchor.ts'
import type { StoryText } from './matchable.ts'
import { createNeeds, inSummary, inTitle, type Needs } from './needs.ts'
import type { Pattern, RequiredTerm } from './pattern.ts'

/** The places of the patterns that are left, in order. */
export type Sieve = (story: StoryText) => number[]

export function createSieve(patterns: readonly Pattern[]): Sieve {
  const needs = createNeeds()
  const byNeed = fileByNeed(patterns, needs)
  const asked = patterns.map(({ required }) => required.flatMap((term) => askedBy(term, needs)))
  const row = Int32Array.from(asked.flat())
  const ends = endsOf(asked)
  return (story) => {
    const met = needs.meet(story)
    const left: number[] = []
    for (let need = 0; need < byNeed.length; need++) {
      if (met[need] === 0) continue
      for (const at of byNeed[need] ?? nobody) {
        if (mayMatch(row, ends[at - 1] ?? 0, ends[at] ?? 0, met)) left.push(at)
      }
    }
    return left.sort((one, other) => one - other)
  }
}

const nobody: readonly number[] = []

/** By need, the patterns that it alone rules out: most of them, so that the rest are not even looked at. */
function fileByNeed(patterns: readonly Pattern[], needs: Needs): number[][] {
  const filed: number[][] = []
  for (const [at, pattern] of patterns.entries()) {
    const [rarest = []] = narrowestFirst(anchorsOf(pattern))
    const need = needs.numberOf(rarest)
    filed[need] ??= []
    filed[need].push(at)
  }
  return Array.from(filed, (one = []) => one)
}

/**
 * What one text must have for a term to match in it: the texts that it may stand in, told from needs by a minus, then its needs. The
 * terms of all patterns stand in one row of numbers, which is read many times a story.
 */
function askedBy({ node, titleOnly }: RequiredTerm, needs: Needs): number[] {
  const texts = titleOnly ? inTitle : inTitle | inSummary
  return [-texts, ...narrowestFirst(anchorsIn(node)).map(needs.numberOf)]
}

/** Where each list ends, once they all stand in one row. */
function endsOf(lists: readonly (readonly number[])[]): Uint32Array {
  let end = 0
  return Uint32Array.from(lists, ({ length }) => {
    end += length
    return end
  })
}

/** Whether each term from `start` on has, in one of the texts that it may stand in, what it needs. */
function mayMatch(row: Int32Array, start: number, end: number, met: Uint8Array): boolean {
  let texts = 0
  for (let at = start; at < end; at++) {
    const one = row[at] ?? 0
    texts = one < 0 ? -one : texts & (met[one] ?? 0)
    if (texts === 0) return false
  }
  return true
}
