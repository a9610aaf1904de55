import type { Told } from '../story.ts'
import { cleanTold } from './clean-told.ts'
import { type Knowledge, type Prose, readProse } from './prose.ts'
import { withoutSigns } from './share-sign.ts'

/** A story, read: what it is judged by, what watched words are looked for in, and what facts are taken from. */
export interface Reading {
  title: Prose
  summary: Prose
  /** The summary lists other publishers' headlines: see `cleanTold`. */
  coverage: boolean
}

export type ReadStory = (told: Told) => Reading

/** The story read last is remembered, for the next who asks about it. */
export function openReader(knowledge: Knowledge): ReadStory {
  let last: { told: Told; reading: Reading } | undefined
  return (told) => {
    if (last?.told !== told) last = { told, reading: readStory(told, knowledge) }
    return last.reading
  }
}

function readStory(story: Told, knowledge: Knowledge): Reading {
  const told = cleanTold(story, knowledge)
  const { coverage } = told
  const summary = readProse(withoutSigns(told.summary, knowledge), knowledge)
  const title = withoutSigns(told.title, knowledge)
  return { title: readProse(title, knowledge, coverage ? null : summary), summary, coverage }
}
