import { readFileSync } from 'node:fs'
import { type Config, loadConfig } from '../../src/config/load.ts'
import { type Claim, claimsOf } from '../../src/core/events/claim.ts'
import type { Category, InvestmentKind, Stance } from '../../src/core/facts.ts'
import type { FeedId, StoryId } from '../../src/core/ids.ts'
import type { Directory } from '../../src/core/reading/company.ts'
import type { Story } from '../../src/core/story.ts'
import { investment, layoff } from './claims.ts'

/** A line of a labelled file: a story, what it says, and the events that it tells. */
export interface Labelled {
  id: string
  title: string
  summary?: string
  source?: string
  published?: string
  layoff: string
  ai: string
  layoff_company?: string
  layoff_companies_other?: string[]
  headcount?: number
  percent?: number
  /** Round, and within how many months. */
  ordinal?: [number, number | null]
  ai_company?: string
  ai_investor?: string
  amount?: number
  currency?: string
  valuation?: number
  kind?: InvestmentKind
  stance?: Stance
  layoff_event?: string
  layoff_events_other?: string[]
  ai_event?: string
  unsure?: boolean
  event_unsure?: boolean
}

/** In the order in which they were published, the undated last. */
export function readLabelled(file: string): Labelled[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): Labelled => JSON.parse(line))
    .sort((a, b) => publishedAt(a) - publishedAt(b))
}

let config: Config | undefined

/** The project's own configuration: read once, for all the tests that only ask it. */
export function readConfig(): Config {
  if (config) return config
  const result = loadConfig({})
  if (result.kind === 'faults') throw new Error(result.faults.map((f) => f.message).join('\n'))
  config = result.config
  return config
}

export function eventsTold(item: Labelled, category: Category): ReadonlySet<string> {
  const told =
    category === 'layoff'
      ? [item.layoff_event, ...(item.layoff_events_other ?? [])]
      : [item.ai_event]
  return new Set(told.filter((slug) => slug !== undefined))
}

/** The story, with the line's place in the file as its id. */
function storyOf(item: Labelled, index: number): Story {
  return {
    id: index as StoryId,
    feedId: 'labelled' as FeedId,
    teamId: null,
    title: item.title,
    summary: item.summary ?? '',
    source: item.source ?? '',
    link: null,
    publishedAt: item.published ? publishedAt(item) : null,
    seenAt: publishedAt(item),
  }
}

/** The story's claims as the rules read them. */
export function judgedClaims(item: Labelled, index: number, judge: Config['judge']): Claim[] {
  const story = storyOf(item, index)
  return claimsOf(story, judge(story))
}

/** The story's claims as its labels have them. */
export function labelledClaims(item: Labelled, index: number, directory: Directory): Claim[] {
  const stance = item.stance ?? (isHedged(item.title) ? 'rumoured' : 'reported')
  const isDenial = stance === 'denied' && item.layoff_event !== undefined
  const facts = [
    ...(item.layoff === 'event' ? [layoffFacts(item, stance, directory)] : []),
    ...(item.ai === 'event' ? [investmentFacts(item, stance, directory)] : []),
  ]
  return claimsOf(storyOf(item, index), {
    categories: facts.map(({ category }) => category),
    facts,
    denied: isDenial ? [layoffFacts(item, stance, directory)] : [],
    why: [],
    held: [],
  })
}

/** An undated story is seen long after the rest. */
function publishedAt({ published }: Labelled): number {
  return published ? Date.parse(published) : Date.UTC(2100, 0)
}

/** Where a line has no label for the stance. */
function isHedged(title: string): boolean {
  return /\b(may|could|reportedly|reports?|sources|talks|eyes|plans?|nears)\b/i.test(title)
}

function layoffFacts(item: Labelled, stance: Stance, directory: Directory) {
  const [round, withinMonths] = item.ordinal ?? []
  return layoff({
    company: item.layoff_company ? directory.resolve(item.layoff_company) : null,
    companiesOther: (item.layoff_companies_other ?? []).map((name) => directory.resolve(name)),
    headcount: item.headcount ?? null,
    percent: item.percent ?? null,
    ordinal: round === undefined ? null : { round, withinMonths: withinMonths ?? null },
    stance,
  })
}

function investmentFacts(item: Labelled, stance: Stance, directory: Directory) {
  return investment({
    company: item.ai_company ? directory.resolve(item.ai_company) : null,
    from: (item.ai_investor ?? '')
      .split(/, | and /)
      .filter(Boolean)
      .map(directory.resolve),
    amount: item.amount ?? null,
    currency: item.currency ?? null,
    valuation: item.valuation ?? null,
    kind: item.kind ?? 'other',
    stance,
  })
}
