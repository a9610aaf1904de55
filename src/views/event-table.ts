import type { DataTableBlock, RawTextElement, RichTextBlock } from '@slack/types'
import { isSpending } from '../core/direction.ts'
import type { PastEvent, Source } from '../core/events/past-event.ts'
import type { AiInvestmentFacts, LayoffFacts, Stance } from '../core/facts.ts'
import type { ToUsd } from '../core/history/rates.ts'
import { jobsOf } from '../core/history/totals.ts'
import { namesOf } from './deal.ts'
import { day, link, type Piece, paragraph } from './rich.ts'
import { clamp, counted, figure, harmless, money, nearly } from './words.ts'

interface EventTable {
  caption: string
  /** At most 100. */
  events: readonly PastEvent[]
  withCompany: boolean
  toUsd: ToUsd
}

type Cell = RawTextElement | RichTextBlock

/** Date, what, how many or how much, who says so: one row an event. */
export function eventTable({ caption, events, withCompany, toUsd }: EventTable): DataTableBlock {
  const withOfficial = events.some(({ sources }) => sources.some(isOfficial))
  const head = [
    'Date',
    ...(withCompany ? ['Company'] : []),
    'What',
    'How many or how much',
    ...(withOfficial ? ['Official'] : []),
    'Sources',
  ]
  return {
    type: 'data_table',
    caption: clamp(caption, 200),
    page_size: 10,
    rows: [
      head.map(text),
      ...events.map((event) => [
        paragraph(day(event.happenedAt)),
        ...(withCompany ? [text(event.company?.name ?? 'not named')] : []),
        text(whatOf(event)),
        text(sizeOf(event, toUsd)),
        ...(withOfficial ? [paragraph(...named(event.sources.filter(isOfficial), '–'))] : []),
        paragraph(
          ...named(
            event.sources.filter((source) => !isOfficial(source)),
            pressless(event),
          ),
        ),
      ]),
    ],
  }
}

const text = (words: string): Cell => ({
  type: 'raw_text',
  text: clamp(harmless(words).trim(), 150) || '–',
})

/** "Layoffs, because of AI", "Stake, rumoured". */
function whatOf({ facts }: PastEvent): string {
  const stance = stances[facts.stance]
  switch (facts.category) {
    case 'layoff':
      return join(['Layoffs', facts.cause && causes[facts.cause], stance])
    case 'ai_investment':
      return join([facts.round ?? kinds[facts.kind], givenBy(facts), stance])
    case 'other':
      return join(['Other news', stance])
    default:
      return facts satisfies never
  }
}

/** "from Nvidia and Oracle"; of a company's own spending "with Oracle", of a purchase "by IBM". */
function givenBy({ kind, payers, recipient, company }: AiInvestmentFacts): string | null {
  const others = payers.map((payer) => payer.company).filter(({ key }) => key !== company?.key)
  const named = isSpending({ kind }) && recipient ? [...others, recipient] : others
  if (named.length === 0) return null
  const lead = isSpending({ kind }) ? 'with' : kind === 'acquisition' ? 'by' : 'from'
  return `${lead} ${namesOf(named.map(({ name }) => name))}`
}

const join = (words: readonly (string | null)[]): string => words.filter(Boolean).join(', ')

const stances: Readonly<Record<Stance, string | null>> = {
  denied: 'denied',
  rumoured: 'rumoured',
  reported: null,
  announced: null,
  official: 'official',
}

const causes = {
  ai: 'because of AI',
  cost: 'to cut costs',
  restructuring: 'restructuring',
  closure: 'closure',
  merger: 'after a merger',
  lost_contract: 'lost contract',
  funding_cut: 'funding cut',
} as const

const kinds = {
  round: 'Funding round',
  stake: 'Stake',
  acquisition: 'Acquisition',
  capex: 'AI spending',
  fund: 'Fund',
  programme: 'Programme',
  ipo: 'IPO',
  other: 'AI investment',
} as const

/** "16,000 jobs (10%)", "€2 bn (about $2.2 bn)", "not known". */
function sizeOf(event: PastEvent, toUsd: ToUsd): string {
  const { facts, happenedAt } = event
  switch (facts.category) {
    case 'layoff':
      return jobsWords(facts, jobsOf(event))
    case 'ai_investment':
      return sumWords(facts, (amount, currency) => toUsd(amount, currency, happenedAt))
    case 'other':
      return unknown
  }
}

const unknown = 'not known'

function jobsWords(facts: LayoffFacts, jobs: number | null) {
  const { headcount, percent, scale } = facts
  const share = percent === null ? '' : `${percent}%`
  if (jobs === null) return share ? `${share} of staff` : (scale?.replaceAll('_', ' ') ?? unknown)
  const about = headcount === null ? 'about ' : nearly(facts)
  return `${about}${counted(jobs, 'job')}${share && ` (${share})`}`
}

function sumWords(
  facts: AiInvestmentFacts,
  inUsd: (amount: number, currency: string) => number | null,
): string {
  const { amount, currency } = facts
  if (amount === null) return unknown
  const written = `${nearly(facts)}${money(amount, currency ?? 'USD')}`
  const usd = currency && currency !== 'USD' ? inUsd(amount, currency) : null
  return usd === null ? written : `${written} (about ${money(usd)})`
}

const isOfficial = ({ register }: Source): boolean => register !== undefined

/** Nobody of the press tells it: a register does, or it was imported. */
const pressless = ({ sources }: PastEvent): string => (sources.length > 0 ? '–' : 'imported')

/** The first three by name, the rest by number. */
function named(sources: readonly Source[], none: string): Piece[] {
  const shown = sources.slice(0, 3).flatMap(({ name, register, link: url }, index): Piece[] => {
    const short = url !== null && url.length <= 250 ? url : null
    const word = link(short, clamp(register ?? name, 40) || 'unnamed')
    return index === 0 ? [word] : [', ', word]
  })
  if (shown.length === 0) return [none]
  return sources.length > 3 ? [...shown, ` and ${figure(sources.length - 3)} more`] : shown
}
