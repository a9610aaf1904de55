import type { AiInvestmentFacts, Category, LayoffFacts } from './facts.ts'
import type { Told } from './story.ts'

/** A rule that spoke, and the words of the story that made it. */
export interface Reason {
  /** Its id; `byModel` where labelled stories taught it. */
  rule: string
  /** The story's own words, as written. */
  matched: string
  field: 'title' | 'summary'
}

/** What came of judging one story. `facts` holds one entry for each of `categories`, in that order. */
export interface Verdict {
  categories: readonly Category[]
  facts: readonly (LayoffFacts | AiInvestmentFacts)[]
  /** What a story of neither category denies ("Acme says no cuts are planned"), with that stance: it may join an event, never begin one. */
  denied?: readonly (LayoffFacts | AiInvestmentFacts)[]
  /** The rules that fired. */
  why: readonly Reason[]
  /** The rules that held it back: exclusions, negations, denials. */
  held: readonly Reason[]
}

/** The `rule` of a reason that is the model's. */
export const byModel = 'learned'

export type Judge = (told: Told) => Verdict
