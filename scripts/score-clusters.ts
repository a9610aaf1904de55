/**
 * How well stories are gathered into events: pairwise precision and recall of each category, against a labelled file
 * (`layoff_event`, `ai_event`). Pairs of two surely labelled stories are counted; pairs with an unsure one apart.
 *
 *   npm run score-clusters -- [FILE] [--misses]
 */

import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { loadConfig } from '../src/config/load.ts'
import type { Claim } from '../src/core/claim.ts'
import { claimsOf } from '../src/core/claim.ts'
import type { Directory } from '../src/core/company.ts'
import type { Category, FeedId, Stance, StoryId } from '../src/core/event.ts'
import type { Verdict } from '../src/core/verdict.ts'
import { investment, layoff } from '../test/support/claims.ts'
import { openEvents } from '../test/support/event-memory.ts'

interface Labelled {
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
  ai_company?: string
  ai_investor?: string
  amount?: number
  currency?: string
  valuation?: number
  kind?: Parameters<typeof investment>[0]['kind']
  layoff_event?: string
  ai_event?: string
  unsure?: boolean
  event_unsure?: boolean
}

interface Read {
  item: Labelled
  claims: Claim[]
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { misses: { type: 'boolean', default: false } },
})
const file = positionals[0] ?? '../shared/corpus/dev.jsonl'
const directory = readDirectory()
const items = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => JSON.parse(line) as Labelled)
  .sort((a, b) => timeOf(a) - timeOf(b))

report(
  'facts as labelled',
  items.map((item, index) => ({ item, claims: labelledClaims(item, index) })),
)

function report(title: string, read: Read[]) {
  const memory = openEvents()
  for (const { claims } of read) for (const claim of claims) memory.place(claim)
  console.log(`${title}: ${memory.events().length} events`)
  for (const category of ['layoff', 'ai_investment'] as const) {
    const label = category === 'layoff' ? 'layoff_event' : 'ai_event'
    const stories = read.flatMap(({ item, claims }, index) => {
      const gold = item[label]
      const found = claims.some(({ facts }) => facts.category === category)
      return gold && found ? [{ item, gold, events: eventsOf(memory, index, category) }] : []
    })
    for (const sure of [true, false]) {
      const count = { right: 0, wrong: 0, missed: 0 }
      stories.forEach((a, index) => {
        for (const b of stories.slice(0, index)) {
          if ((isSure(a.item) && isSure(b.item)) !== sure) continue
          const together = a.events.intersection(b.events).size > 0
          const outcome = together ? (a.gold === b.gold ? 'right' : 'wrong') : 'missed'
          if (outcome === 'missed' && a.gold !== b.gold) continue
          count[outcome] += 1
          if (values.misses && outcome !== 'right') printPair(outcome, b, a)
        }
      })
      const { right, wrong, missed } = count
      console.log(
        `  ${category.padEnd(14)} ${sure ? 'sure  ' : 'unsure'} precision ${ratio(right, wrong)} recall ${ratio(right, missed)}` +
          `  (${right} pairs right, ${wrong} wrong, ${missed} missed; ${stories.length} stories)`,
      )
    }
  }
}

function eventsOf(memory: ReturnType<typeof openEvents>, story: number, category: Category) {
  return new Set(
    memory
      .events()
      .filter((event) => event.category === category)
      .filter(({ claims }) => claims.some(({ storyId }) => storyId === story))
      .map(({ id }) => id),
  )
}

function labelledClaims(item: Labelled, index: number): Claim[] {
  const company = (name: string | undefined) => (name ? directory.resolve(name) : null)
  const stance: Stance =
    /\b(may|could|reportedly|reports?|sources|talks|eyes|plans?|nears)\b/i.test(item.title)
      ? 'rumoured'
      : 'reported'
  const facts: Verdict['facts'] = [
    ...(item.layoff === 'event'
      ? [
          layoff({
            company: company(item.layoff_company),
            companiesOther: (item.layoff_companies_other ?? []).map((name) =>
              directory.resolve(name),
            ),
            headcount: item.headcount ?? null,
            percent: item.percent ?? null,
            stance,
          }),
        ]
      : []),
    ...(item.ai === 'event'
      ? [
          investment({
            company: company(item.ai_company),
            investor: item.ai_investor ?? null,
            amount: item.amount ?? null,
            currency: item.currency ?? null,
            valuation: item.valuation ?? null,
            kind: item.kind ?? 'other',
            stance,
          }),
        ]
      : []),
  ]
  const categories = facts.map(({ category }) => category)
  return claimsOf(storyOf(item, index), { categories, facts, why: [], held: [] })
}

function storyOf(item: Labelled, index: number) {
  return {
    id: index as StoryId,
    feedId: 'corpus' as FeedId,
    teamId: null,
    title: item.title,
    summary: item.summary ?? '',
    source: item.source ?? '',
    link: null,
    publishedAt: timeOf(item),
    seenAt: timeOf(item),
  }
}

function timeOf({ published }: Labelled): number {
  return published ? Date.parse(published) : 0
}

function isSure(item: Labelled): boolean {
  return !item.unsure && !item.event_unsure
}

function ratio(right: number, against: number): string {
  return right + against === 0 ? '    –' : (right / (right + against)).toFixed(3)
}

function printPair(outcome: string, ...pair: { item: Labelled; gold: string }[]) {
  console.log(`  ${outcome}:`)
  for (const { item, gold } of pair) {
    console.log(`    ${item.published?.slice(0, 10)} [${gold}] ${item.title.slice(0, 110)}`)
  }
}

function readDirectory(): Directory {
  const result = loadConfig({})
  if (result.kind === 'faults') throw new Error(JSON.stringify(result.faults.slice(0, 3)))
  return result.config.directory
}
