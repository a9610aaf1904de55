/** Rules patterns out that a story cannot match, as it lacks what they need: nearly all of them, whatever the story. */

import { anchorsIn, anchorsOf, narrowestFirst } from './anchor.ts'
import { inSummary, inTitle, type Located } from './locator.ts'
import { createNeeds, type Needs } from './needs.ts'
import type { Pattern, RequiredTerm } from './pattern.ts'
import type { WordTable } from './word-table.ts'

/** The places of the patterns that are left, in order. */
export type Sieve = (story: Located) => number[]

/** @param table the words of the patterns; what these need is added to it */
export function createSieve(patterns: readonly Pattern[], table: WordTable): Sieve {
  const needs = createNeeds(table)
  const byNeed = Map.groupBy(patterns.keys(), (at) => rarestNeed(patterns[at], needs))
  const rarest = Int32Array.from(byNeed.keys())
  const filed = [...byNeed.values()]
  const asked = patterns.map(({ required }) => required.flatMap((term) => askedBy(term, needs)))
  const row = Int32Array.from(asked.flat())
  const ends = endsOf(asked)
  const sift = (some: readonly number[], met: Uint8Array, left: number[]) => {
    for (const at of some) {
      if (mayMatch(row, ends[at - 1] ?? 0, ends[at] ?? 0, met)) left.push(at)
    }
  }
  return (located) => {
    needs.noteSlots(located)
    const { met } = located
    const left: number[] = []
    for (let at = 0; at < rarest.length; at++) {
      if (met[rarest[at] ?? 0] !== 0) sift(filed[at] ?? [], met, left)
    }
    return left.sort((one, other) => one - other)
  }
}

/** It alone rules most patterns out: those filed under another are not even looked at. */
function rarestNeed(pattern: Pattern | undefined, needs: Needs): number {
  const [anchor = []] = pattern ? narrowestFirst(anchorsOf(pattern)) : []
  return needs.numberOf(anchor)
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
