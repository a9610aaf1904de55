import type { ActionsBlock, AnyBlock, DataTableBlock } from '@slack/types'
import type { Dossier } from '../core/history/dossier.ts'
import type { ToUsd } from '../core/history/rates.ts'
import { type ChartBlock, chart, moneyChart } from './chart.ts'
import { button } from './clicks.ts'
import { eventTable } from './event-table.ts'
import { inMonths } from './period.ts'
import type { Reply } from './reply.ts'
import { bold, day, header, type Piece, paragraph } from './rich.ts'
import { totalsWords } from './totals.ts'
import { clamp, counted, escaped, figure, listed } from './words.ts'

/** Rows of a page: more would pass the size that Slack takes for a whole message. */
const rowsPerPage = 10

export interface DossierPage {
  dossier: Dossier
  /** Of the newest event shown, counted from 0. */
  from: number
  /** What the data shows of how the company behaves, as sentences. */
  recurrences: readonly string[]
  /** The question as it can be asked again. */
  question: string
  toUsd: ToUsd
}

/** A company's history: one line of totals, its events over time, the newest of them, and what can be done with it. */
export function dossierView(page: DossierPage): Reply {
  const { dossier } = page
  const { company, units } = dossier
  const summary = totalsLine(dossier)
  const blocks: (AnyBlock | null)[] = [
    header(company.name),
    paragraph(bold(summary), '.', ...furtherTotals(dossier)),
    ...page.recurrences.slice(0, 3).map((recurrence) => paragraph(recurrence)),
    ...charts(company.name, dossier),
    tableOf(page),
    units.length === 0 ? null : paragraph(...unitsLine(units)),
    buttons(page),
  ]
  return {
    text: escaped(`${company.name}: ${summary}.`),
    blocks: blocks.filter((block) => block !== null),
  }
}

/** "2 rounds, about 30,000 jobs; 3 AI commitments, $110 bn in 12 months". */
function totalsLine({ totals, ever, since, until, events }: Dossier): string {
  const recent = totalsWords(totals)
  const time = inMonths({ since, until })
  if (recent !== '') return `${recent} ${time}`
  const all = totalsWords(ever)
  if (all === '') return `${counted(events.length, 'event')}, none of them confirmed`
  return `Nothing ${time}; before that ${all}`
}

function furtherTotals({ totals, ever, events, since }: Dossier): Piece[] {
  const pieces: Piece[] = []
  const oldest = events.at(-1)
  const isMore = oldest !== undefined && oldest.happenedAt < since && totalsWords(totals) !== ''
  if (isMore)
    pieces.push(` In all that is known, from `, day(oldest.happenedAt), `: ${totalsWords(ever)}.`)
  if (ever.rumoured > 0) pieces.push(` ${counted(ever.rumoured, 'rumour')} not counted.`)
  if (ever.denied > 0) pieces.push(` ${counted(ever.denied, 'report')} denied, not counted.`)
  return pieces
}

/** Charts of what has numbers: at most two a message. */
function charts(name: string, { timeline }: Dossier): ChartBlock[] {
  const labels = timeline.buckets.map(({ label }) => label)
  const drawn: ChartBlock[] = []
  if (labels.length < 2) return drawn
  if (timeline.jobs.some((jobs) => jobs > 0)) {
    drawn.push(
      chart('bar', {
        title: clamp(`${name}: jobs cut`, 50),
        labels,
        series: [{ name: 'Jobs cut', values: timeline.jobs }],
      }),
    )
  }
  if (timeline.usd.some((usd) => usd > 0)) {
    drawn.push(
      moneyChart('bar', {
        title: `${name}: money into AI`,
        labels,
        series: [{ name: 'Money into AI', values: timeline.usd }],
      }),
    )
  }
  return drawn
}

function tableOf({ dossier, from, toUsd }: DossierPage): DataTableBlock {
  const { events, company } = dossier
  const shown = events.slice(from, from + rowsPerPage)
  const range = `${figure(from + 1)} to ${figure(from + shown.length)}`
  return eventTable({
    caption: `${company.name}: events ${range} of ${figure(events.length)}, newest first`,
    events: shown,
    withCompany: events.some((event) => event.company?.key !== company.key),
    toUsd,
  })
}

function unitsLine(units: Dossier['units']): Piece[] {
  const named = units
    .slice(0, 8)
    .map(({ company, events }) => `${company.name} (${figure(events)})`)
  if (units.length > 8) named.push(`${figure(units.length - 8)} more`)
  return [bold('Units: '), listed(named), '.']
}

function buttons({ dossier, from, question }: DossierPage): ActionsBlock {
  const { company, events } = dossier
  const known = !company.key.startsWith('~')
  const next = from + rowsPerPage
  const elements = [
    button('Share to the channel', 'company_share', { question, from }),
    button('Watch this company', 'company_watch', known ? company.key : `~${company.name}`),
    button('Download CSV', 'company_csv', question),
  ]
  if (next < events.length) {
    const text = `More (${figure(events.length - next)})`
    elements.unshift(button(text, 'company_more', { question, from: next }))
  }
  return { type: 'actions', elements }
}
