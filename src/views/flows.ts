import type { Flow } from '../core/history/flow.ts'
import type { Totals } from '../core/history/totals.ts'
import { counted, money } from './words.ts'

type FlowTotals = Totals['investments'][Flow]

/** "3 AI commitments", "1 stake in others": how often, in words. */
const flowCounts: Readonly<Record<Flow, (deals: number) => string>> = {
  spent: (deals) => counted(deals, 'AI commitment'),
  invested: (deals) => `${counted(deals, 'stake')} in others`,
  acquired: (deals) => counted(deals, 'purchase'),
  raised: (deals) => `money raised ${deals === 1 ? 'once' : `${deals} times`}`,
  sold: (deals) => (deals === 1 ? 'bought by another' : `bought by others ${deals} times`),
}

/** "3 AI commitments, at least $110 bn". Null where nothing firm went that way. */
export function flowWords(flow: Flow, totals: FlowTotals): string | null {
  if (totals.deals === 0) return null
  return `${flowCounts[flow](totals.deals)}, ${sumWords(totals, 'amount unknown')}`
}

/** What is known of the money; each sum is a lower bound where a deal gave none. */
export function sumWords({ usd, unknown }: FlowTotals, nothing: string): string {
  return usd > 0 ? `${unknown > 0 ? 'at least ' : ''}${money(usd)}` : nothing
}
