/**
 * A fixed set of patterns that is asked about many stories. Equal sets of words are made one, and one walk over a story notes
 * where each of them stands; only patterns that have words they cannot do without are tried.
 */

import { type Anchor, anchorsOf, narrowestFirst } from './anchor.ts'
import type { Matchable, StoryText } from './matchable.ts'
import type { Node, Pattern, Phrase, Slot, Words } from './pattern.ts'
import type { Places } from './places.ts'
import { stemOf } from './plural.ts'
import { createWordFile } from './word-file.ts'

export interface PatternSet<T> {
  /** Those whose pattern may match, in the order given, and the story prepared for matching them. */
  candidates(story: StoryText): { story: StoryText; candidates: T[] }
}

/** `given` may carry what the caller likes beside each pattern. */
export function createPatternSet<T extends { pattern: Pattern }>(
  given: readonly T[],
): PatternSet<T> {
  const numbers = new Map<Words, number>()
  const words = createWordFile<number>()
  const share = sharing((one) => {
    words.add(one, numbers.size)
    numbers.set(one, numbers.size)
  })
  const all = given.map((one) => ({ ...one, pattern: mapPhrases(one.pattern, share) }))
  const numbered = (anchor: Anchor): Need => ({
    words: anchor.flatMap((leaf) => (leaf.kind === 'words' ? (numbers.get(leaf) ?? []) : [])),
    slots: anchor.flatMap((leaf) => (leaf.kind === 'slot' ? leaf.slot : [])),
  })
  const needs = all.map(({ pattern }) => narrowestFirst(anchorsOf(pattern)).map(numbered))

  /** The patterns by what they need first. */
  const byWords = Array.from(numbers, (): number[] => [])
  const bySlot = new Map<Slot, number[]>()
  for (const [index, [first]] of needs.entries()) {
    for (const number of first?.words ?? []) byWords[number]?.push(index)
    for (const slot of first?.slots ?? []) bySlot.set(slot, [...(bySlot.get(slot) ?? []), index])
  }

  /** Where each set of words stands; the numbers of those that stand anywhere go to `seen`. */
  function locate({ tokens }: Matchable, seen: Set<number>): (one: Words) => Places {
    const places: number[][] = []
    const note = (number: number, place: number) => {
      const known = places[number]
      if (!known) {
        places[number] = [place]
        seen.add(number)
      } else if (known.at(-1) !== place && known.at(-2) !== place) known.push(place)
    }
    for (let at = 0; at < tokens.length; at++) {
      const token = tokens[at]
      if (!token) continue
      for (const number of words.lookUp(token.text, token.stem)) note(number, at * 2)
      if (token.joined === null) continue
      const { joined } = token
      for (const number of words.lookUp(joined, stemOf(joined))) note(number, at * 2 + 1)
    }
    return (one) => places[numbers.get(one) ?? -1] ?? nowhere
  }

  return {
    candidates(story) {
      const seen = new Set<number>()
      const located: StoryText = {
        title: { ...story.title, places: locate(story.title, seen) },
        summary: { ...story.summary, places: locate(story.summary, seen) },
      }
      const isMet = ({ words, slots }: Need): boolean => {
        for (const number of words) if (seen.has(number)) return true
        return slots.some((slot) => hasSlot(story, slot))
      }
      const begun = new Uint8Array(all.length)
      for (const number of seen) for (const index of byWords[number] ?? []) begun[index] = 1
      for (const [slot, own] of bySlot) {
        if (hasSlot(story, slot)) for (const index of own) begun[index] = 1
      }
      const candidates = all.filter((_, index) => begun[index] === 1 && needs[index]?.every(isMet))
      return { story: located, candidates }
    },
  }
}

/** Numbers of sets of words, and slots, of which a story must have one. */
interface Need {
  words: readonly number[]
  slots: readonly Slot[]
}

function hasSlot({ title, summary }: StoryText, slot: Slot): boolean {
  return title.spans[slot].length + summary.spans[slot].length > 0
}

const nowhere: Places = []

/** Gives equal sets of words as one; `found` is told each set once. */
function sharing(found: (words: Words) => void): (node: Node) => Node {
  const known = new Map<string, Words>()
  const done = new Map<Node, Node>()
  const share = (node: Node): Node => {
    const before = done.get(node)
    if (before) return before
    const shared = shareOne(node)
    done.set(node, shared)
    return shared
  }
  const shareOne = (node: Node): Node => {
    switch (node.kind) {
      case 'words': {
        const key = JSON.stringify([...node.exact, 0, ...node.stems, 0, ...node.endings])
        const same = known.get(key)
        if (same) return same
        known.set(key, node)
        found(node)
        return node
      }
      case 'sequence':
        return { ...node, parts: node.parts.map(share) }
      case 'choice':
        return { ...node, options: node.options.map(share) }
      case 'optional':
        return { ...node, part: share(node.part) }
      default:
        return node
    }
  }
  return share
}

function mapPhrases(pattern: Pattern, change: (node: Node) => Node): Pattern {
  const each = <T extends Phrase>(phrase: T): T => ({ ...phrase, node: change(phrase.node) })
  return {
    ...pattern,
    required: pattern.required.map((term) => ({
      ...each(term),
      notNear: term.notNear.map(each),
      notWithin: term.notWithin.map(each),
    })),
    excluded: pattern.excluded.map(each),
  }
}
