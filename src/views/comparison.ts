import type { DataTableBlock, RichTextBlock } from '@slack/types'
import type { PastEvent } from '../core/events/past-event.ts'
import { calendarBuckets } from '../core/history/buckets.ts'
import type { Dossier } from '../core/history/dossier.ts'
import { timelineOver } from '../core/history/dossier.ts'
import type { Flow } from '../core/history/flow.ts'
import type { ToUsd } from '../core/history/rates.ts'
import type { Totals } from '../core/history/totals.ts'
import { isFirm } from '../core/history/totals.ts'
import { type ChartBlock, chart, moneyChart } from './chart.ts'
import { button } from './clicks.ts'
import { sentenceOf } from './headline.ts'
import { periodLine } from './period.ts'
import type { Reply } from './reply.ts'
import { bold, bullets, day, header, type Piece, paragraph } from './rich.ts'
import { jobsFigure, sumWords, totalsWords } from './totals.ts'
import { clamp, counted, escaped, harmless, listed } from './words.ts'

interface Comparison {
  dossiers: readonly Dossier[]
  question: string
  toUsd: ToUsd
}

/** Several companies beside one another, over the same time. */
export function comparisonView({ dossiers, question, toUsd }: Comparison): Reply {
  const names = dossiers.map(({ company }) => company.name)
  const title = clamp(listed(names), 140)
  const lines = dossiers.map(
    ({ company, totals, ever }) => `${company.name}: ${totalsWords(totals) || before(ever)}`,
  )
  const [{ since, until } = { since: 0, until: null }] = dossiers
  return {
    text: escaped(clamp(lines.join('. '), 2_000)),
    blocks: [
      header(title),
      periodLine({ since, until }),
      ...quiet(dossiers),
      ...between(dossiers),
      table(dossiers),
      ...charts(dossiers, toUsd),
      {
        type: 'actions',
        elements: [
          button('Share to the channel', 'company_share', { question, from: 0 }),
          button('Download CSV', 'company_csv', question),
          ...names.map((name, index) =>
            button(name, 'company_meant', { question: name, from: 0 }, index),
          ),
        ],
      },
    ],
  }
}

/** Companies that the table shows empty, though of an earlier time something is known. */
function quiet(dossiers: readonly Dossier[]): RichTextBlock[] {
  return dossiers
    .filter(({ totals, ever }) => totalsWords(totals) === '' && totalsWords(ever) !== '')
    .map(({ company, ever }) => paragraph(bold(company.name), `: ${before(ever)}.`))
}

/** The deals in which two of them stand, and who paid whom. */
function between(dossiers: readonly Dossier[]): RichTextBlock[] {
  const shared = sharedBy(dossiers).slice(0, mostShared)
  if (shared.length === 0) return []
  const lines = shared.map(({ facts, happenedAt }): Piece[] => {
    const sentence = sentenceOf(facts, false)
    return [clamp(`${sentence?.subject.name} ${sentence?.predicate}`, 200), ', ', day(happenedAt)]
  })
  return [paragraph(bold('Between them:')), bullets(lines)]
}

const mostShared = 10

function sharedBy(dossiers: readonly Dossier[]): PastEvent[] {
  const times = new Map<PastEvent['id'], { event: PastEvent; companies: number }>()
  for (const event of dossiers.flatMap(({ events }) => events)) {
    const companies = (times.get(event.id)?.companies ?? 0) + 1
    times.set(event.id, { event, companies })
  }
  return [...times.values()]
    .filter(({ event, companies }) => companies > 1 && event.facts.category === 'ai_investment')
    .map(({ event }) => event)
    .sort((a, b) => b.happenedAt - a.happenedAt)
}

/** What an empty period must not hide. */
function before(ever: Totals): string {
  const all = totalsWords(ever)
  return all === '' ? 'nothing is known' : `nothing in this time; before that ${all}`
}

function table(dossiers: readonly Dossier[]): DataTableBlock {
  const cell = (text: string) => ({
    type: 'raw_text' as const,
    text: clamp(harmless(text).trim(), 150) || '–',
  })
  return {
    type: 'data_table',
    caption: 'Layoffs and money in AI beside one another',
    rows: [
      [
        'Company',
        'Layoffs',
        'Jobs cut',
        'Spent on AI',
        'Invested',
        'Bought',
        'Raised',
        'Latest',
      ].map(cell),
      ...dossiers.map(({ company, totals, events }) => [
        cell(company.name),
        cell(totals.layoffs.rounds === 0 ? 'none' : counted(totals.layoffs.rounds, 'round')),
        cell(jobs(totals)),
        ...compared.map((flow) => cell(usd(totals, flow))),
        events[0] ? paragraph(day(events[0].happenedAt)) : cell('never'),
      ]),
    ],
  }
}

function jobs({ layoffs }: Totals): string {
  if (layoffs.rounds === 0) return 'none'
  return layoffs.jobs === 0 ? 'not known' : jobsFigure(layoffs)
}

const compared = ['spent', 'invested', 'acquired', 'raised'] as const

function usd({ investments }: Totals, flow: Flow): string {
  const { deals } = investments[flow]
  return deals === 0 ? 'none' : sumWords(investments[flow], 'not known')
}

function charts(dossiers: readonly Dossier[], toUsd: ToUsd): ChartBlock[] {
  const since = Math.min(...dossiers.map((dossier) => dossier.since))
  const now = Math.max(
    ...dossiers.flatMap(({ timeline }) => timeline.buckets.at(-1)?.from ?? since),
  )
  const buckets = calendarBuckets(since, now)
  const lines = dossiers.map(({ company, events }) => ({
    name: company.name,
    timeline: timelineOver(buckets, events.filter(isFirm), toUsd, company.key),
  }))
  const labels = buckets.buckets.map(({ label }) => label)
  const series = (values: (line: (typeof lines)[number]) => readonly number[]) =>
    lines.map((line) => ({ name: line.name, values: values(line) }))
  const isDrawn = (values: (line: (typeof lines)[number]) => readonly number[]) =>
    labels.length > 1 && lines.some((line) => values(line).some((value) => value > 0))
  const jobsCut = (line: (typeof lines)[number]) => line.timeline.jobs
  const money = (line: (typeof lines)[number]) => line.timeline.usd
  return [
    ...(isDrawn(jobsCut)
      ? [chart('bar', { title: 'Jobs cut', labels, series: series(jobsCut) })]
      : []),
    ...(isDrawn(money)
      ? [moneyChart('bar', { title: 'Money into AI', labels, series: series(money) })]
      : []),
  ]
}
