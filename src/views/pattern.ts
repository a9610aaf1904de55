import type { Pattern } from '../core/history/history.ts'
import { ordinalWords } from './facts.ts'
import { figure } from './words.ts'

/** "Cut jobs within 60 days of an AI commitment, twice.": what a company's events show together. */
export function patternWords(pattern: Pattern): string {
  switch (pattern.kind) {
    case 'rounds': {
      const { name = 'the company' } = pattern.event.company ?? {}
      return `Newest layoffs at ${name}: ${ordinalWords(pattern.ordinal).toLowerCase()}.`
    }
    case 'cut_near_commitment':
      return `Cut jobs within ${pattern.withinDays} days of an AI commitment, ${timesWords(pattern.cases.length)}.`
  }
}

function timesWords(times: number): string {
  return ['never', 'once', 'twice'][times] ?? `${figure(times)} times`
}
