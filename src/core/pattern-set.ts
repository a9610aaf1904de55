/**
 * A fixed set of patterns that is asked about many stories. Equal sets of words are made one, and one walk over a story notes
 * where each of them stands; only patterns that have words they cannot do without are tried.
 */

import { anchorsOf, narrowest } from './anchor.ts'
import { fields, type Matchable, type StoryText } from './matchable.ts'
import type { Node, Pattern, Phrase, Slot, Words } from './pattern.ts'
import type { Places } from './places.ts'
import { stemOf } from './plural.ts'
import { createWordFile, type WordFile } from './word-file.ts'

export interface PatternSet<T> {
  /** Those whose pattern may match, in the order given, and the story prepared for matching them. */
  candidates(story: StoryText): { story: StoryText; candidates: T[] }
}

/** `given` may carry what the caller likes beside each pattern. */
export function createPatternSet<T extends { pattern: Pattern }>(
  given: readonly T[],
): PatternSet<T> {
  const words = createWordFile<Words>()
  const share = sharing((one) => words.add(one, one))
  const all = given.map((one) => ({ ...one, pattern: mapPhrases(one.pattern, share) }))
  const byWords = new Map<Words, number[]>()
  const bySlot = new Map<Slot, number[]>()
  for (const [index, { pattern }] of all.entries()) {
    for (const leaf of narrowest(anchorsOf(pattern))) {
      if (leaf.kind === 'words') file(byWords, leaf, index)
      else file(bySlot, leaf.slot, index)
    }
  }
  return {
    candidates(story) {
      const found = new Set<number>()
      const located = { ...story }
      for (const field of fields) {
        const places = locate(story[field], words)
        located[field] = { ...story[field], places: (one) => places.get(one) ?? nowhere }
        for (const one of places.keys())
          for (const index of byWords.get(one) ?? []) found.add(index)
        for (const [slot, own] of bySlot) {
          if (story[field].spans[slot].length > 0) for (const index of own) found.add(index)
        }
      }
      const inOrder = [...found].sort((left, right) => left - right)
      return { story: located, candidates: inOrder.flatMap((index) => all[index] ?? []) }
    },
  }
}

const nowhere: Places = []

function file<K>(shelf: Map<K, number[]>, key: K, index: number): void {
  const own = shelf.get(key)
  if (own) own.push(index)
  else shelf.set(key, [index])
}

function locate({ tokens }: Matchable, words: WordFile<Words>): Map<Words, number[]> {
  const places = new Map<Words, number[]>()
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]
    if (!token) continue
    for (const one of words.lookUp(token.text, token.stem)) note(places, one, at * 2)
    if (token.joined === null) continue
    const { joined } = token
    for (const one of words.lookUp(joined, stemOf(joined))) note(places, one, at * 2 + 1)
  }
  return places
}

/** A set of words may hold a word twice, by its stem and by an ending. */
function note(places: Map<Words, number[]>, words: Words, place: number): void {
  const known = places.get(words)
  if (!known) places.set(words, [place])
  else if (known.at(-1) !== place && known.at(-2) !== place) known.push(place)
}

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
