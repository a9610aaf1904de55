import { stringify } from 'csv-stringify/sync'
import type { PastEvent } from '../core/events/past-event.ts'
import type { AiInvestmentFacts, LayoffFacts } from '../core/facts.ts'
import { guardFormula } from '../core/history/formula.ts'
import type { ToUsd } from '../core/history/rates.ts'
import { jobsOf, usdOf } from '../core/history/totals.ts'

/** Events as a spreadsheet takes them: a row each, what is unknown left empty, and no cell that a spreadsheet would run. */
export function eventsCsv(events: readonly PastEvent[], toUsd: ToUsd): string {
  const rows = events.map((event) => {
    const { facts } = event
    const { percent, cause }: Partial<LayoffFacts> = facts.category === 'layoff' ? facts : {}
    const { amount, currency, kind, payers, recipient }: Partial<AiInvestmentFacts> =
      facts.category === 'ai_investment' ? facts : {}
    return {
      date: new Date(event.happenedAt).toISOString().slice(0, 10),
      company: event.company?.name,
      category: facts.category,
      jobs: jobsOf(event),
      percent,
      cause,
      amount,
      currency,
      amount_usd: usdOf(event, toUsd),
      kind,
      payers: payers?.map(({ company }) => company.name).join('; '),
      recipient: recipient?.name,
      stance: facts.stance,
      stories: event.stories,
      sources: event.sources.map(({ name }) => name).join('; '),
      links: event.sources.flatMap(({ link }) => link ?? []).join(' '),
    }
  })
  return stringify(rows, { header: true, cast: { string: guardFormula } })
}
