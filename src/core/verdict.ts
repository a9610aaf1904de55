import type { AiInvestmentFacts, Category, LayoffFacts } from './facts.ts'

/** A rule that spoke, and the words of the story that made it. */
export interface Reason {
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
