import type { Anchor } from './anchor.ts'
import type { Matchable, StoryText } from './matchable.ts'
import type { Slot } from './pattern.ts'
import { createWordFile } from './word-file.ts'

/** The texts of a story, as bits. */
export const inTitle = 1
export const inSummary = 2

/** What patterns cannot do without: words or slots of which a text must have one. Equal needs are one, numbered from 0. */
export interface Needs {
  numberOf(anchor: Anchor): number
  /** By need: the texts of a story that meet it. */
  meet(story: StoryText): Uint8Array
}

export function createNeeds(): Needs {
  const words = createWordFile<number>()
  const slots: { slot: Slot; need: number }[] = []
  const numbers = new Map<string, number>()

  function add(anchor: Anchor): number {
    const need = numbers.size
    for (const leaf of anchor) {
      if (leaf.kind === 'slot') slots.push({ slot: leaf.slot, need })
      else words.add(leaf, need)
    }
    return need
  }

  function look({ tokens, spans }: Matchable, met: Uint8Array, text: number): void {
    words.walk(tokens, (needs) => {
      for (const need of needs) met[need] = (met[need] ?? 0) | text
    })
    for (const { slot, need } of slots) {
      // Names are read only where the rest of a pattern asks for them: looking for them here would read those of every text.
      if (slot === 'name' || spans[slot].length > 0) met[need] = (met[need] ?? 0) | text
    }
  }

  return {
    numberOf(anchor) {
      const key = anchor.map((leaf) => (leaf.kind === 'slot' ? leaf.slot : leaf.number)).join()
      const need = numbers.get(key) ?? add(anchor)
      numbers.set(key, need)
      return need
    },

    meet({ title, summary }) {
      const met = new Uint8Array(numbers.size)
      look(title, met, inTitle)
      look(summary, met, inSummary)
      return met
    },
  }
}
