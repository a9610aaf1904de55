import type { Merged } from '../core/events/merge.ts'
import type { Filed } from '../core/events/official.ts'
import { shortMonths } from '../core/text/calendar.ts'
import { percent } from './headline.ts'
import { bold, link, type Piece } from './rich.ts'
import { clamp, counted, figure, money, nearly } from './words.ts'

const most = 6

/** What registers say, a line each: "Official: SEC 8-K, 21 Aug", "WARN: 493 in Massachusetts, effective 26 Jan". */
export function officialLines({ official, lastAt }: Merged): Piece[][] {
  const year = new Date(lastAt).getUTCFullYear()
  const lines = official.slice(0, most).map((filed) => officialLine(filed, year))
  const more = official.length - lines.length
  return more > 0 ? [...lines, [`and ${counted(more, 'more notice')}`]] : lines
}

function officialLine(filed: Filed, year: number): Piece[] {
  const { official } = filed
  const linked = (text: string) => link(official.link, clamp(text, 150))
  switch (official.register) {
    case 'sec-8k': {
      const filing = ['SEC 8-K', day(official.at, year)].filter(Boolean).join(', ')
      const told = [jobsOf(filed), costOf(filed)].filter(Boolean).join(', ')
      return [bold('Official: '), linked(filing), ...(told ? [` · ${told}`] : [])]
    }
    case 'warn':
      return [bold('WARN: '), linked(noticeWords(filed, year, 'notice of'))]
    case 'erm':
      return [bold('Official: '), linked(`ERM (EU), ${noticeWords(filed, year, 'announced')}`)]
  }
}

function noticeWords({ headcount, official }: Filed, year: number, given: string): string {
  const jobs = headcount === null ? 'jobs, number not published,' : figure(headcount)
  const where = official.place === null ? jobs : `${jobs} in ${official.place}`
  const [effective, at] = [day(official.effectiveAt, year), day(official.at, year)]
  const dated = effective ? `, effective ${effective}` : at ? `, ${given} ${at}` : ''
  return `${where}${official.change === 'rescinded' ? ', rescinded' : dated}`
}

function jobsOf(filed: Filed): string {
  const { headcount, percent: share } = filed
  const words = [
    headcount === null ? '' : counted(headcount, 'job'),
    share === null ? '' : percent(share),
  ]
  const known = words.filter(Boolean).join(', ')
  return known && `${nearly(filed)}${known}`
}

function costOf({ official: { cost } }: Filed): string {
  if (!cost) return ''
  const high = money(cost.high, cost.currency)
  return cost.low === cost.high
    ? `cost ${high}`
    : `cost ${money(cost.low, cost.currency)} to ${high}`
}

/** "21 Aug", with the year where it is not the story's. */
function day(at: number | null, year: number): string {
  if (at === null) return ''
  const date = new Date(at)
  const words = `${date.getUTCDate()} ${shortMonths[date.getUTCMonth()]}`
  return date.getUTCFullYear() === year ? words : `${words} ${date.getUTCFullYear()}`
}
