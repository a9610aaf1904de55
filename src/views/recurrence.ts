import type { Recurrence } from '../core/history/history.ts'
import { ordinalWords } from './facts.ts'
import { figure } from './words.ts'

/** "Cut jobs within 60 days of an AI commitment, twice.": what a company's events show together. */
export function recurrenceWords(recurrence: Recurrence): string {
  switch (recurrence.kind) {
    case 'rounds': {
      const { name = 'the company' } = recurrence.event.company ?? {}
      return `Newest layoffs at ${name}: ${ordinalWords(recurrence.ordinal).toLowerCase()}.`
    }
    case 'cut_near_commitment':
      return `Cut jobs within ${recurrence.withinDays} days of an AI commitment, ${timesWords(recurrence.cases.length)}.`
  }
}

function timesWords(times: number): string {
  return ['never', 'once', 'twice'][times] ?? `${figure(times)} times`
}
