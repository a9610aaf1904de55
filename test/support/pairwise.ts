import type { Claim } from '../../src/core/events/claim.ts'
import type { Category } from '../../src/core/facts.ts'
import type { StoryId } from '../../src/core/ids.ts'
import { openEvents } from './event-memory.ts'
import { eventsTold, type Labelled } from './labelled.ts'

export interface Read {
  item: Labelled
  claims: readonly Claim[]
}

export interface Pair {
  outcome: 'right' | 'wrong' | 'missed'
  /** Neither story's label is unsure. */
  sure: boolean
  stories: readonly [Labelled, Labelled]
}

export interface Score {
  precision: number
  recall: number
  right: number
  wrong: number
  missed: number
}

/** Places the claims in the order given and compares every two stories that tell, and are found to tell, an event of the category. */
export function pairsOf(read: readonly Read[], category: Category): Pair[] {
  const memory = openEvents()
  for (const { claims } of read) for (const claim of claims) memory.place(claim)
  const found = new Map<StoryId, Set<number>>()
  for (const { id, claims } of memory.events()) {
    for (const { storyId, facts } of claims) {
      if (facts.category === category) found.set(storyId, (found.get(storyId) ?? new Set()).add(id))
    }
  }
  const stories = read.flatMap(({ item, claims }) => {
    const storyId = claims[0]?.storyId
    const events = storyId === undefined ? undefined : found.get(storyId)
    const gold = eventsTold(item, category)
    return events && gold.size > 0 ? [{ item, events, gold }] : []
  })
  return stories.flatMap((b, index) =>
    stories.slice(0, index).flatMap((a): Pair[] => {
      const together = !a.events.isDisjointFrom(b.events)
      const belong = !a.gold.isDisjointFrom(b.gold)
      if (!together && !belong) return []
      const outcome = together ? (belong ? 'right' : 'wrong') : 'missed'
      return [{ outcome, sure: isSure(a.item) && isSure(b.item), stories: [a.item, b.item] }]
    }),
  )
}

export function scoreOf(pairs: readonly Pair[]): Score {
  const count = (outcome: Pair['outcome']) => pairs.filter((p) => p.outcome === outcome).length
  const [right, wrong, missed] = [count('right'), count('wrong'), count('missed')]
  return {
    precision: right / (right + wrong),
    recall: right / (right + missed),
    right,
    wrong,
    missed,
  }
}

function isSure(item: Labelled): boolean {
  return !item.unsure && !item.event_unsure
}
