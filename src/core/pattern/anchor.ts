/**
 * Which of many patterns are worth trying on a story: each is filed under words of which it needs at least one (its anchor),
 * and only those are tried whose anchor the story has. Trying them all would find the same.
 */

import { smallWords } from '../text/small-words.ts'
import { fields, type Matchable, type StoryText } from './matchable.ts'
import type { Node, Pattern, Slot, Words } from './pattern.ts'
import { createWordFile, type WordFile } from './word-file.ts'

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

/** A guess at how much of all text an anchor meets: an ending counts for a few words, a word that any text has or a slot for many. */
function breadth(anchor: Anchor): number {
  const sizes = anchor.map((leaf) =>
    leaf.kind === 'slot'
      ? common
      : breadthOf(leaf.exact) + breadthOf(leaf.stems) + 3 * leaf.endings.length,
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}

const common = 100

function breadthOf(words: ReadonlySet<string>): number {
  return Array.from(words, (word): number => (smallWords.has(word) ? common : 1)).reduce(
    (sum, size) => sum + size,
    0,
  )
}

export function createAnchorFile(): AnchorFile {
  const words = createWordFile<number>()
  const slots = createSlotFile()
  let size = 0
  return {
    crowd(anchor) {
      const crowds = [...wordsOf(anchor).map(words.crowd), ...slotsOf(anchor).map(slots.crowd)]
      return crowds.reduce((sum, crowd) => sum + crowd, breadth(anchor))
    },
    add(id, anchor) {
      size++
      for (const leaf of wordsOf(anchor)) words.add(leaf, id)
      for (const slot of slotsOf(anchor)) slots.add(slot, id)
    },
    remove(id, anchor) {
      size--
      for (const leaf of wordsOf(anchor)) words.remove(leaf, id)
      for (const slot of slotsOf(anchor)) slots.remove(slot, id)
    },
    candidates: (story) => (size === 0 ? new Set() : filedFor(story, words, slots)),
  }
}

function wordsOf(anchor: Anchor): Words[] {
  return anchor.filter((leaf) => leaf.kind === 'words')
}

function slotsOf(anchor: Anchor): Slot[] {
  return anchor.flatMap((leaf) => (leaf.kind === 'slot' ? leaf.slot : []))
}

interface SlotFile {
  add(slot: Slot, id: number): void
  remove(slot: Slot, id: number): void
  crowd(slot: Slot): number
  /** The ids under slots that the text fills. */
  lookUp(spans: Matchable['spans']): number[]
}

function createSlotFile(): SlotFile {
  const filed = new Map<Slot, number[]>()
  const under = (slot: Slot) => filed.get(slot) ?? []
  return {
    add(slot, id) {
      filed.set(slot, [...under(slot), id])
    },
    remove(slot, id) {
      filed.set(
        slot,
        under(slot).filter((each) => each !== id),
      )
    },
    crowd: (slot) => under(slot).length,
    lookUp: (spans) => [...filed].flatMap(([slot, ids]) => (spans[slot].length > 0 ? ids : [])),
  }
}

function filedFor(story: StoryText, words: WordFile<number>, slots: SlotFile): Set<number> {
  const found = new Set<number>()
  const collect = (ids: readonly number[]) => {
    for (const id of ids) found.add(id)
  }
  for (const field of fields) {
    const { tokens, spans } = story[field]
    words.walk(tokens, collect)
    collect(slots.lookUp(spans))
  }
  return found
}
