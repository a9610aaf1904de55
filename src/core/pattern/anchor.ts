/**
 * Which of many patterns are worth trying on a story: each is filed under words of which it needs at least one (its anchor),
 * and only those are tried whose anchor the story has. Trying them all would find the same.
 */

import { stemOf } from '../text/plural.ts'
import { fields, type StoryText } from './matchable.ts'
import type { Node, Pattern, Slot, Words } from './pattern.ts'
import { createWordFile } from './word-file.ts'

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

/** The anchors of a part of a pattern, each of which the text must have. Empty where it may match nothing. */
export function anchorsIn(node: Node): Anchor[] {
  switch (node.kind) {
    case 'words':
    case 'slot':
      return [[node]]
    case 'sequence':
      return node.parts.flatMap(anchorsIn)
    case 'choice': {
      const each = node.options.map((option) => narrowestFirst(anchorsIn(option))[0] ?? [])
      return each.every((anchor) => anchor.length > 0) ? [each.flat()] : []
    }
    default:
      return []
  }
}

/** Those that the fewest texts have come first, as far as can be guessed. */
export function narrowestFirst(anchors: readonly Anchor[]): Anchor[] {
  return anchors.toSorted((left, right) => breadth(left) - breadth(right))
}

/** A guess at how much of all text an anchor meets: an ending counts for a few words, a slot for many. */
function breadth(anchor: Anchor): number {
  const sizes = anchor.map((leaf) =>
    leaf.kind === 'slot' ? 100 : leaf.exact.size + leaf.stems.size + 3 * leaf.endings.length,
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}

export function createAnchorFile(): AnchorFile {
  const words = createWordFile<number>()
  const slots = new Map<Slot, number[]>()
  let size = 0
  return {
    crowd(anchor) {
      const crowds = anchor.map((leaf) =>
        leaf.kind === 'slot' ? (slots.get(leaf.slot)?.length ?? 0) : words.crowd(leaf),
      )
      return crowds.reduce((sum, crowd) => sum + crowd, breadth(anchor))
    },
    add(id, anchor) {
      size++
      for (const leaf of anchor) {
        if (leaf.kind === 'words') words.add(leaf, id)
        else slots.set(leaf.slot, [...(slots.get(leaf.slot) ?? []), id])
      }
    },
    remove(id, anchor) {
      size--
      for (const leaf of anchor) {
        if (leaf.kind === 'words') words.remove(leaf, id)
        else slots.set(leaf.slot, slots.get(leaf.slot)?.filter((each) => each !== id) ?? [])
      }
    },
    candidates(story) {
      const found = new Set<number>()
      if (size === 0) return found
      for (const field of fields) {
        const { tokens, spans } = story[field]
        for (const { text, stem, joined } of tokens) {
          for (const id of words.lookUp(text, stem)) found.add(id)
          if (joined !== null) for (const id of words.lookUp(joined, stemOf(joined))) found.add(id)
        }
        for (const [slot, ids] of slots) {
          if (spans[slot].length > 0) for (const id of ids) found.add(id)
        }
      }
      return found
    },
  }
}
