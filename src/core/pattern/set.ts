/**
 * A fixed set of patterns that is asked about many stories. Equal sets of words are made one, and one walk over a story notes
 * where each of them stands; only patterns that have words they cannot do without are tried.
 */

import { stemOf } from '../text/plural.ts'
import type { Token } from '../text/text.ts'
import { type Anchor, anchorsIn, narrowestFirst } from './anchor.ts'
import type { Matchable, StoryText } from './matchable.ts'
import type { Node, Pattern, Phrase, Slot, Words } from './pattern.ts'
import type { Places } from './places.ts'
import { createWordFile, type WordFile } from './word-file.ts'

export interface PatternSet<T> {
  /** Those whose pattern may match, in the order given, and the story prepared for matching them. */
  candidates(story: StoryText): { story: StoryText; candidates: T[] }
}

/** `given` may carry what the caller likes beside each pattern. */
export function createPatternSet<T extends { pattern: Pattern }>(
  given: readonly T[],
): PatternSet<T> {
  const index = createIndex()
  const share = sharing(index.addWords)
  const all = given.map((one) => {
    const pattern = mapPhrases(one.pattern, share)
    const terms = pattern.required.map(
      ({ node, titleOnly }): Needs => ({
        titleOnly,
        needs: narrowestFirst(anchorsIn(node)).map(index.needOf),
      }),
    )
    return { terms, one: { ...one, pattern } }
  })
  return {
    candidates(story) {
      const title = index.locate(story.title)
      const summary = index.locate(story.summary)
      const candidates: T[] = []
      for (const { terms, one } of all) {
        if (mayMatch(terms, title.met, summary.met)) candidates.push(one)
      }
      return { story: { title: title.text, summary: summary.text }, candidates }
    },
  }
}

/** A text prepared for matching, and which needs it meets. */
interface Located {
  text: Matchable
  met: Uint8Array
}

/** Sets of words and the needs that they meet, by number, and one walk over a text that looks for all of them. */
interface Index {
  addWords(words: Words & { number: number }): void
  /** The number of a need: of one of these words or slots. */
  needOf(anchor: Anchor): number
  locate(text: Matchable): Located
}

function createIndex(): Index {
  const words = createWordFile<number>()
  /** By the number of a set of words: the needs that it meets. */
  const meets: number[][] = []
  const slotMeets: { slot: Slot; need: number }[] = []
  const numbers = new Map<string, number>()

  function addNeed(anchor: Anchor): number {
    const need = numbers.size
    for (const leaf of anchor) {
      if (leaf.kind === 'slot') slotMeets.push({ slot: leaf.slot, need })
      else meets[leaf.number ?? -1]?.push(need)
    }
    return need
  }

  return {
    addWords(one) {
      words.add(one, one.number)
      meets.push([])
    },
    needOf(anchor) {
      const key = anchor.map((leaf) => (leaf.kind === 'slot' ? leaf.slot : leaf.number)).join()
      const need = numbers.get(key) ?? addNeed(anchor)
      numbers.set(key, need)
      return need
    },
    locate({ tokens, spans }) {
      const met = new Uint8Array(numbers.size)
      const placed = placeWords(tokens, words, meets, met)
      for (const { slot, need } of slotMeets) {
        // Names are read only where the rest of a pattern asks for them: looking for them here would read those of every text.
        if (slot === 'name' || spans[slot].length > 0) met[need] = 1
      }
      const places = ({ number = -1 }: Words) => placed[number] ?? nowhere
      return { text: { tokens, spans, places }, met }
    },
  }
}

/** Where each set of words stands, by its number; notes in `met` the needs that are met so. */
function placeWords(
  tokens: readonly Token[],
  words: WordFile<number>,
  meets: readonly (readonly number[])[],
  met: Uint8Array,
): (number[] | undefined)[] {
  const placed = new Array<number[] | undefined>(meets.length)
  const note = (number: number, place: number) => {
    const known = placed[number]
    if (known) {
      known.push(place)
      return
    }
    placed[number] = [place]
    for (const need of meets[number] ?? []) met[need] = 1
  }
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]
    if (!token) continue
    for (const number of words.lookUp(token.text, token.stem)) note(number, at * 2)
    if (token.joined === null) continue
    const { joined } = token
    for (const number of words.lookUp(joined, stemOf(joined))) note(number, at * 2 + 1)
  }
  return placed
}

/** What one text must have for a required term to match in it: of each need one of its words or slots. */
interface Needs {
  titleOnly: boolean
  needs: readonly number[]
}

/** Whether each term has, in one of the texts that it may stand in, what it needs. */
function mayMatch(terms: readonly Needs[], title: Uint8Array, summary: Uint8Array): boolean {
  for (const { titleOnly, needs } of terms) {
    if (!areMet(needs, title) && (titleOnly || !areMet(needs, summary))) return false
  }
  return true
}

function areMet(needs: readonly number[], met: Uint8Array): boolean {
  for (const need of needs) if (met[need] !== 1) return false
  return true
}

const nowhere: Places = []

/** Gives equal sets of words as one, numbered from 0; `found` is told each once, in that order. */
function sharing(found: (words: Words & { number: number }) => void): (node: Node) => Node {
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
        const numbered = { ...node, number: known.size }
        known.set(key, numbered)
        found(numbered)
        return numbered
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
