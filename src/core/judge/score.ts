/**
 * How good judging is, against stories that people labelled: precision and recall of each category, and the share of facts
 * that are right among the events found.
 *
 * `trend` counts neither way, stories marked `unsure` are reported apart. A company is right when it is the same company by
 * the directory, or the same name without case, accents and legal suffixes.
 */

import {
  type AiInvestmentFacts,
  type Category,
  categories,
  type InvestmentKind,
  type LayoffFacts,
} from '../facts.ts'
import type { Directory } from '../reading/company.ts'
import type { Told } from '../story.ts'
import { fnv1a } from '../text/hash.ts'
import type { Verdict } from '../verdict.ts'

type Mark = 'event' | 'trend' | 'none'

/** A story as a person labelled it. Facts are null where the story does not give them. */
export interface Labelled {
  id: string
  told: Told
  layoff: Mark
  ai: Mark
  layoffCompany: string | null
  headcount: number | null
  percent: number | null
  /** Absent where the label leaves it open. */
  recipient?: string | null
  payers: readonly string[]
  amount: number | null
  currency: string | null
  kind: InvestmentKind | null
  unsure: boolean
}

type Fact =
  | 'company'
  | 'headcount'
  | 'percent'
  | 'recipient'
  | 'payers'
  | 'amount'
  | 'currency'
  | 'kind'

/** What one story adds to the score. */
export interface Marked {
  category: Category
  outcome: 'found' | 'missed' | 'invented' | 'left' | 'apart'
  unsure: boolean
  /** Of an event found: each fact with what was said and what is right. */
  facts: readonly FactMark[]
}

interface FactMark {
  fact: Fact
  right: boolean
  said: string | number | null
  label: string | number | null
}

/** One mark for each category. */
export function mark(story: Labelled, verdict: Verdict, directory: Directory): Marked[] {
  return categories.map((category) => {
    const label = category === 'layoff' ? story.layoff : story.ai
    const facts = verdict.facts.find((one) => one.category === category)
    return {
      category,
      outcome: outcome(label, facts !== undefined),
      unsure: story.unsure,
      facts: label === 'event' && facts ? factMarks(story, facts, directory) : [],
    }
  })
}

function outcome(label: Mark, said: boolean): Marked['outcome'] {
  if (label === 'trend') return 'apart'
  if (label === 'event') return said ? 'found' : 'missed'
  return said ? 'invented' : 'left'
}

function factMarks(
  story: Labelled,
  facts: LayoffFacts | AiInvestmentFacts,
  directory: Directory,
): FactMark[] {
  const name = facts.company?.name ?? null
  const equal = (fact: Fact, said: FactMark['said'], label: FactMark['label']): FactMark => ({
    fact,
    said,
    label,
    right: said === label,
  })
  const company = (label: string | null): FactMark => ({
    ...equal('company', name, label),
    right: isSameCompany(name, label, directory),
  })
  if (facts.category === 'layoff') {
    return [
      company(story.layoffCompany),
      equal('headcount', facts.headcount, story.headcount),
      equal('percent', facts.percent, story.percent),
    ]
  }
  return [
    ...partyMarks(story, facts, directory),
    equal('amount', facts.amount, story.amount),
    equal('currency', facts.currency, story.currency),
    equal('kind', facts.kind, story.kind),
  ]
}

/** Payers are right when each one labelled is said, and nobody else. */
function partyMarks(story: Labelled, facts: AiInvestmentFacts, directory: Directory): FactMark[] {
  const keys = (names: readonly string[]) => new Set(names.map((one) => directory.resolve(one).key))
  const said = facts.payers.map(({ company }) => company.name)
  const payers: FactMark = {
    fact: 'payers',
    said: said.join(', ') || null,
    label: story.payers.join(', ') || null,
    right: keys(said).symmetricDifference(keys(story.payers)).size === 0,
  }
  if (story.recipient === undefined) return [payers]
  const recipient = facts.recipient?.name ?? null
  const right = isSameCompany(recipient, story.recipient, directory)
  return [{ fact: 'recipient', said: recipient, label: story.recipient, right }, payers]
}

function isSameCompany(said: string | null, label: string | null, directory: Directory): boolean {
  if (said === null || label === null) return said === label
  return directory.resolve(said).key === directory.resolve(label).key
}

export interface Score {
  found: number
  missed: number
  invented: number
  /** 1 where nothing was claimed. */
  precision: number
  /** 1 where there was nothing to find. */
  recall: number
  f1: number
  facts: readonly { fact: Fact; right: number; of: number }[]
}

const factNames: Record<Category, readonly Fact[]> = {
  layoff: ['company', 'headcount', 'percent'],
  ai_investment: ['recipient', 'payers', 'amount', 'currency', 'kind'],
}

/** The score of one category over these marks; marks of the other are passed over. */
export function score(category: Category, marks: readonly Marked[]): Score {
  const own = marks.filter((one) => one.category === category)
  const count = (name: Marked['outcome']) => own.filter((one) => one.outcome === name).length
  const found = count('found')
  const missed = count('missed')
  const invented = count('invented')
  const precision = share(found, found + invented)
  const recall = share(found, found + missed)
  const facts = own.flatMap((one) => one.facts)
  return {
    found,
    missed,
    invented,
    precision,
    recall,
    f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
    facts: factNames[category].map((fact) => {
      const of = facts.filter((one) => one.fact === fact)
      return { fact, right: of.filter((one) => one.right).length, of: of.length }
    }),
  }
}

function share(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole
}

/** The fold that a story falls in for cross-validation: the same on every run. */
export function foldOf(id: string, folds: number): number {
  return fnv1a(id) % folds
}
