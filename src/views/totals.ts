import { type Flow, flows } from '../core/history/flow.ts'
import type { Totals } from '../core/history/totals.ts'
import { counted, figure, money } from './words.ts'

type CutTotals = Totals['layoffs']
type FlowTotals = Totals['investments'][Flow]

/** "2 rounds of layoffs, about 30,000 jobs; 3 AI commitments, $110 bn". Empty where nothing firm happened. */
export function totalsWords({ layoffs, investments }: Totals): string {
  const moved = flows.flatMap((flow) => flowWords(flow, investments[flow]) ?? [])
  return [...cutWords(layoffs), ...moved].join('; ')
}

function cutWords(layoffs: CutTotals): string[] {
  if (layoffs.rounds === 0) return []
  return [`${counted(layoffs.rounds, 'round')} of layoffs, ${jobsWords(layoffs)}`]
}

/** "at least 30,000 jobs"; where no round gave a number, that none is known. */
export function jobsWords(layoffs: CutTotals): string {
  if (layoffs.jobs === 0 && layoffs.rounds > 0) return 'number of jobs unknown'
  return `${jobsFigure(layoffs)} ${layoffs.jobs === 1 ? 'job' : 'jobs'}`
}

/** The same without what is counted: a lower bound where a round gave no number. */
export function jobsFigure({ jobs, unknown, approximate }: CutTotals): string {
  const about = unknown > 0 ? 'at least ' : approximate ? 'about ' : ''
  return `${about}${figure(jobs)}`
}

/** "3 AI commitments", "1 stake in others": how often, in words. */
const flowCounts: Readonly<Record<Flow, (deals: number) => string>> = {
  spent: (deals) => counted(deals, 'AI commitment'),
  invested: (deals) => `${counted(deals, 'stake')} in others`,
  acquired: (deals) => counted(deals, 'purchase'),
  raised: (deals) => `money raised ${deals === 1 ? 'once' : `${deals} times`}`,
  sold: (deals) => (deals === 1 ? 'bought by another' : `bought by others ${deals} times`),
}

/** "3 AI commitments, at least $110 bn". Null where nothing firm went that way. */
function flowWords(flow: Flow, totals: FlowTotals): string | null {
  if (totals.deals === 0) return null
  return `${flowCounts[flow](totals.deals)}, ${sumWords(totals, 'amount unknown')}`
}

/** What is known of the money; each sum is a lower bound where a deal gave none. */
export function sumWords({ usd, unknown }: FlowTotals, nothing: string): string {
  return usd > 0 ? `${unknown > 0 ? 'at least ' : ''}${money(usd)}` : nothing
}
