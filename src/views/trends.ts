import type { AnyBlock } from '@slack/types'
import type { Category } from '../core/facts.ts'
import type { Flow } from '../core/history/flow.ts'
import type { OwnRecord } from '../core/history/own-record.ts'
import type { ToUsd } from '../core/history/rates.ts'
import type { Totals } from '../core/history/totals.ts'
import { type Trends, usdPerJob } from '../core/history/trends.ts'
import { type ChartBlock, chart, moneyChart } from './chart.ts'
import { button } from './clicks.ts'
import { eventTable } from './event-table.ts'
import { ownRecordSentence } from './own-record.ts'
import { inDays, spanBefore, spanWords } from './period.ts'
import type { Reply } from './reply.ts'
import { bold, bullets, code, day, header, italic, type Piece, paragraph } from './rich.ts'
import { jobsWords, sumWords, totalsWords } from './totals.ts'
import { capitalised, counted, escaped, figure, money } from './words.ts'

interface TrendsPage {
  trends: Trends
  /** Of the same days, in both categories. */
  record: OwnRecord
  days: number
  /** Null: both. */
  category: Category | null
  /** The question as it can be asked again. */
  question: string
  toUsd: ToUsd
}

/** The industry over a period: totals against the period before, over time, the largest, who cuts and invests at once. */
export function trendsView({ trends, record, days, category, question, toUsd }: TrendsPage): Reply {
  const title = `Tech in ${spanWords(days)}`
  const summary = totalsWords(trends.totals) || 'Nothing confirmed'
  const blocks: AnyBlock[] = [
    header(title),
    paragraph(bold(summary), ' ', ...inDays({ since: trends.from, until: null }), '.'),
    bullets(against(trends, days, category)),
    ...recordBegins(trends),
    ...leftOut(trends),
    ...charts(trends),
  ]
  if (trends.largest.length > 0) {
    const by = category === null ? `, a job counted as ${money(usdPerJob)}` : ''
    const caption = `The ${figure(trends.largest.length)} largest${by}`
    blocks.push(eventTable({ caption, events: trends.largest, withCompany: true, toUsd }))
  }
  if (trends.both.length > 0) {
    blocks.push(
      paragraph(bold('Cut jobs and put money into AI in the same time:')),
      bullets(trends.both.slice(0, 10).map(bothLine)),
    )
  }
  blocks.push(...bySector(trends))
  blocks.push(paragraph(italic(ownRecordSentence(record))))
  blocks.push({
    type: 'actions',
    elements: [button('Share to the channel', 'trends_share', question)],
  })
  return { text: escaped(`${title}: ${summary}.`), blocks }
}

function bySector({ sectors }: Trends): AnyBlock[] {
  if (sectors.length === 0) return []
  const lines = sectors
    .slice(0, 10)
    .map(({ sector, totals }): Piece[] => [bold(`${sectorName(sector)}: `), totalsWords(totals)])
  return [paragraph(bold('By sector:')), bullets(lines)]
}

/** The key of the configuration as it begins a line: "AI", "Cloud and data centres". */
const sectorName = (sector: string): string => capitalised(sector.replace(/\bai\b/g, 'AI'))

/** What was not counted because its employer is no technology company; nothing where there is none. */
export function leftOut({ otherTrades }: { otherTrades: number }): AnyBlock[] {
  if (otherTrades === 0) return []
  const rounds = counted(otherTrades, 'layoff')
  return [
    paragraph(
      `Technology companies, and employers of unknown trade. ${rounds} elsewhere left out: `,
      code('industry:all'),
      ' counts them too.',
    ),
  ]
}

/** "Layoffs: 12 rounds, about 41,000 jobs; in the 30 days before 9 rounds, 20,000 jobs (+105%)". */
function against(trends: Trends, days: number, category: Category | null): Piece[][] {
  const { totals, before, begins } = trends
  const compared = (name: string, sumOf: (of: Totals) => Sum): Piece[] => {
    const [now, was] = [sumOf(totals), sumOf(before)]
    const earlier = `; in the ${spanBefore(days)} ${was.words}${change(now.size, was.size)}`
    return [bold(`${name}: `), now.words, begins === null ? earlier : '']
  }
  const layoffs = () => compared('Layoffs', cutSum)
  const investments = () =>
    industryFlows.map(({ flow, name }) => compared(name, (of) => dealSum(of.investments[flow])))
  if (category === null) return [layoffs(), ...investments()]
  return category === 'layoff' ? [layoffs()] : investments()
}

interface Sum {
  words: string
  size: number
}

const cutSum = ({ layoffs }: Totals): Sum => ({
  words: `${counted(layoffs.rounds, 'round')}, ${jobsWords(layoffs)}`,
  size: layoffs.jobs,
})

function dealSum(totals: Totals['investments'][Flow]): Sum {
  const sum = totals.deals === 0 ? money(0) : sumWords(totals, 'amount unknown')
  return { words: `${counted(totals.deals, 'deal')}, ${sum}`, size: totals.usd }
}

/** Why nothing is set against the period before, where the record begins too late for it. */
function recordBegins({ begins }: Trends): AnyBlock[] {
  if (begins === null) return []
  return [paragraph('No such event is recorded before ', day(begins), ' to compare this with.')]
}

/** Of the industry each deal is one of these: what one invests, another raises. */
const industryFlows = [
  { flow: 'raised', name: 'Raised for AI' },
  { flow: 'spent', name: 'Spent on AI' },
  { flow: 'acquired', name: 'AI companies bought' },
] as const

function change(now: number, before: number): string {
  if (before === 0) return ''
  const percent = Math.round(((now - before) / before) * 100)
  return percent === 0
    ? ' (the same)'
    : ` (${percent > 0 ? '+' : '−'}${figure(Math.abs(percent))}%)`
}

function charts({ timeline }: Trends): ChartBlock[] {
  const labels = timeline.buckets.map(({ label }) => label)
  if (labels.length < 2) return []
  const drawn: ChartBlock[] = []
  if (timeline.jobs.some((jobs) => jobs > 0)) {
    const series = [{ name: 'Jobs cut', values: timeline.jobs }]
    drawn.push(chart('bar', { title: `Jobs cut by ${timeline.step}`, labels, series }))
  }
  if (timeline.usd.some((usd) => usd > 0)) {
    const series = [{ name: 'AI investment', values: timeline.usd }]
    drawn.push(moneyChart('bar', { title: `AI investment by ${timeline.step}`, labels, series }))
  }
  return drawn
}

function bothLine({ company, jobs, usd }: Trends['both'][number]): Piece[] {
  const cut = jobs > 0 ? `${figure(jobs)} jobs` : 'an unknown number of jobs'
  const put = usd > 0 ? money(usd) : 'an unknown amount'
  return [bold(company.name), `: ${cut} cut, ${put} into AI`]
}
