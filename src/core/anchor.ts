/**
 * Which of many patterns are worth trying on a story: each is filed under words of which it needs at least one (its anchor),
 * and only those are tried whose anchor the story has. Trying them all would find the same.
 */

import { fields, type StoryText } from './matchable.ts'
import type { Node, Pattern, Slot, Words } from './pattern.ts'
import { stemOf } from './plural.ts'

/** Words and slots; where a pattern matches, at least one of them is there. */
export type Anchor = readonly (Words | { kind: 'slot'; slot: Slot })[]

export interface AnchorFile {
  /** `crowd` says how many are filed there already: of the anchors that a pattern offers, the least crowded is taken. */
  crowd(anchor: Anchor): number
  add(id: number, anchor: Anchor): void
  remove(id: number, anchor: Anchor): void
  /** The ids whose anchor the story has, each once. */
  candidates(story: StoryText): Set<number>
}

/** The anchors of a pattern's required terms, one to choose from. Never empty for a parsed pattern. */
export function anchorsOf({ required }: Pattern): Anchor[] {
  return required.flatMap(({ node }) => anchorsIn(node))
}

function anchorsIn(node: Node): Anchor[] {
  switch (node.kind) {
    case 'words':
    case 'slot':
      return [[node]]
    case 'sequence':
      return node.parts.flatMap(anchorsIn)
    case 'choice': {
      const each = node.options.map((option) => smallest(anchorsIn(option)))
      return each.every((anchor) => anchor !== undefined) ? [each.flat()] : []
    }
    default:
      return []
  }
}

function smallest(anchors: readonly Anchor[]): Anchor | undefined {
  return anchors.toSorted((left, right) => breadth(left) - breadth(right))[0]
}

/** A guess at how much of all text an anchor meets: an ending counts for a few words, a slot for many. */
export function breadth(anchor: Anchor): number {
  const sizes = anchor.map((leaf) =>
    leaf.kind === 'slot' ? 100 : leaf.exact.size + leaf.stems.size + 3 * leaf.endings.length,
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}

type Shelf = Map<string, number[]>

/** Words met so far are remembered with what they lead to: so many, and no longer than this. */
const remembered = 20_000
const longestRemembered = 40

export function createAnchorFile(): AnchorFile {
  const exact: Shelf = new Map()
  const stems: Shelf = new Map()
  const endings: Shelf = new Map()
  const slots: Shelf = new Map()
  const memory = new Map<string, readonly number[]>()
  let longestEnding = 0

  function* places(anchor: Anchor): Generator<[shelf: Shelf, key: string]> {
    for (const leaf of anchor) {
      if (leaf.kind === 'slot') yield [slots, leaf.slot]
      else {
        for (const word of leaf.exact) yield [exact, word]
        for (const stem of leaf.stems) yield [stems, stem]
        for (const ending of leaf.endings) yield [endings, ending]
      }
    }
  }

  function lookUp(word: string, stem: string): readonly number[] {
    const known = memory.get(word)
    if (known) return known
    const ids = [...(exact.get(word) ?? []), ...(stems.get(stem) ?? [])]
    for (let end = 1; end <= Math.min(word.length, longestEnding); end++) {
      ids.push(...(endings.get(word.slice(0, end)) ?? []))
    }
    if (memory.size >= remembered) memory.clear()
    if (word.length <= longestRemembered) memory.set(word, ids)
    return ids
  }

  return {
    crowd(anchor) {
      let crowd = 0
      for (const [shelf, key] of places(anchor)) crowd += shelf.get(key)?.length ?? 0
      return crowd + breadth(anchor)
    },
    add(id, anchor) {
      memory.clear()
      for (const [shelf, key] of places(anchor)) {
        if (shelf === endings) longestEnding = Math.max(longestEnding, key.length)
        const ids = shelf.get(key)
        if (ids) ids.push(id)
        else shelf.set(key, [id])
      }
    },
    remove(id, anchor) {
      memory.clear()
      for (const [shelf, key] of places(anchor)) {
        const rest = shelf.get(key)?.filter((each) => each !== id) ?? []
        if (rest.length > 0) shelf.set(key, rest)
        else shelf.delete(key)
      }
    },
    candidates(story) {
      const found = new Set<number>()
      if (exact.size + stems.size + endings.size + slots.size === 0) return found
      for (const field of fields) {
        const { tokens, spans } = story[field]
        for (const { text, stem, joined } of tokens) {
          for (const id of lookUp(text, stem)) found.add(id)
          if (joined !== null) for (const id of lookUp(joined, stemOf(joined))) found.add(id)
        }
        for (const [slot, ids] of slots) {
          if (spans[slot as Slot].length > 0) for (const id of ids) found.add(id)
        }
      }
      return found
    },
  }
}
