import type { Company } from './event.ts'
import type { Merged } from './merge.ts'
import type { Said } from './said.ts'

/** What a person of one workspace put right. Laid over the event for that workspace only; the stories stay as they are. */
export type Correction =
  | { kind: 'company'; company: Company }
  | { kind: 'headcount'; value: number | null }
  /** In whole units of `currency`. */
  | { kind: 'amount'; value: number | null; currency: string | null }
  /** It is no such event: "not a layoff". */
  | { kind: 'dismissed' }

/** The event with the corrections laid over, in their order; null where it is dismissed. */
export function applyCorrections(
  merged: Merged,
  corrections: readonly Correction[],
): Merged | null {
  if (corrections.some(({ kind }) => kind === 'dismissed')) return null
  return corrections.reduce(applyCorrection, merged)
}

/** A number that does not belong to the event's category changes nothing. */
function applyCorrection(merged: Merged, correction: Correction): Merged {
  const { facts, said } = merged
  switch (correction.kind) {
    case 'company':
      return { ...merged, facts: { ...facts, company: correction.company } }
    case 'headcount': {
      if (facts.category !== 'layoff') return merged
      const { value } = correction
      const corrected = { ...facts, headcount: value, headcountDerived: null, approximate: false }
      return {
        ...merged,
        facts: corrected,
        said: { ...said, headcount: over(merged, value, null) },
      }
    }
    case 'amount': {
      if (facts.category !== 'ai_investment') return merged
      const { value, currency } = correction
      const corrected = { ...facts, amount: value, currency, approximate: false }
      return {
        ...merged,
        facts: corrected,
        said: { ...said, amount: over(merged, value, currency) },
      }
    }
    case 'dismissed':
      return merged
  }
}

/** A corrected number stands alone and has no publisher. */
function over(
  { facts, firstAt, lastAt }: Merged,
  value: number | null,
  currency: string | null,
): Said[] {
  if (value === null) return []
  return [
    { value, currency, stance: facts.stance, approximate: false, sources: [], firstAt, lastAt },
  ]
}
