import type { Facts, LayoffFacts } from '../facts.ts'

/**
 * Whether a layoff is at an employer that is no technology company. Where nothing says, news of this industry is taken for what it is; a
 * register lists employers of every trade, and whom it alone names is taken for another.
 */
export function isOfOtherTrade(facts: Facts): boolean {
  if (facts.category !== 'layoff') return false
  const unknown = registersOf(facts) === 'alone' ? 'other' : 'tech'
  return (facts.industry?.trade ?? unknown) === 'other'
}

/** Who tells it beside the press: of an event as it was merged, of one story by what it is. */
export function registersOf(facts: Facts): LayoffFacts['registers'] {
  if (facts.category !== 'layoff') return undefined
  return facts.registers ?? (facts.official ? 'alone' : undefined)
}
