import type { Anchor } from './anchor.ts'
import { inSummary, inTitle, type Located } from './locator.ts'
import type { StoryText } from './matchable.ts'
import type { Slot, Words } from './pattern.ts'
import type { WordTable } from './word-table.ts'

/**
 * What patterns cannot do without: words or slots of which a text must have one. Each is a set of words in the table of the patterns,
 * so that the one walk that finds their words finds it too. Equal needs are one.
 */
export interface Needs {
  /** The number of the need in the table. */
  numberOf(anchor: Anchor): number
  /** Notes the slots that a story fills, which are no words. */
  noteSlots(located: Located): void
}

export function createNeeds(table: WordTable): Needs {
  const bySlot = new Map<Slot, number[]>()

  return {
    numberOf(anchor) {
      const known = table.all.length
      const need = table.shareWords(wordsOf(anchor)).number ?? -1
      if (need < known) return need
      for (const leaf of anchor) {
        if (leaf.kind === 'slot') bySlot.set(leaf.slot, [...(bySlot.get(leaf.slot) ?? []), need])
      }
      return need
    },

    noteSlots({ story, met }) {
      for (const [slot, needs] of bySlot) {
        const texts = textsWith(slot, story)
        for (const need of needs) met[need] = (met[need] ?? 0) | texts
      }
    },
  }
}

/** Names are read only where the rest of a pattern asks for them: looking for them here would read those of every text. */
function textsWith(slot: Slot, { title, summary }: StoryText): number {
  if (slot === 'name') return inTitle | inSummary
  const ofTitle = title.spans[slot].length > 0 ? inTitle : 0
  return summary.spans[slot].length > 0 ? ofTitle | inSummary : ofTitle
}

/** All as one set; in place of a slot a word that no text has. */
function wordsOf(anchor: Anchor): Words {
  const words = anchor.filter((leaf) => leaf.kind === 'words')
  const slots = anchor.flatMap((leaf) => (leaf.kind === 'slot' ? `[${leaf.slot}]` : []))
  return {
    kind: 'words',
    exact: new Set([...words.flatMap(({ exact }) => [...exact]), ...slots]),
    stems: new Set(words.flatMap(({ stems }) => [...stems])),
    endings: [...new Set(words.flatMap(({ endings }) => endings))],
  }
}
