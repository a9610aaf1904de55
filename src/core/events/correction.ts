import { isSpending, leadOf, partyOf } from '../direction.ts'
import { type Company, exact, type Facts } from '../facts.ts'
import type { EventId, StoryId } from '../ids.ts'
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
  /** It is the same event as another, which its stories count to. */
  | { kind: 'joined'; into: EventId }
  /** These of its stories tell another event: the workspace's own, which was made for them. */
  | { kind: 'parted'; stories: readonly StoryId[]; as: EventId }

/** The facts with the corrections laid over, in their order; null where the event is dismissed, or joined to another. */
export function correctFacts(facts: Facts, corrections: readonly Correction[]): Facts | null {
  if (corrections.some(({ kind }) => kind === 'dismissed' || kind === 'joined')) return null
  return corrections.reduce(correctFact, facts)
}

/** The event with the corrections laid over, in their order; null where it is dismissed or joined to another. */
export function applyCorrections(
  merged: Merged,
  corrections: readonly Correction[],
): Merged | null {
  const facts = correctFacts(merged.facts, corrections)
  return facts && { ...merged, facts, said: corrections.reduce(correctSaid(merged), merged.said) }
}

/** A number that does not belong to the event's category changes nothing. */
function correctFact(facts: Facts, correction: Correction): Facts {
  switch (correction.kind) {
    case 'company':
      return correctCompany(facts, correction.company)
    case 'headcount': {
      if (facts.category !== 'layoff') return facts
      const { value: headcount } = correction
      return { ...facts, headcount, headcountDerived: null, ...exact }
    }
    case 'amount': {
      if (facts.category !== 'ai_investment') return facts
      const { value: amount, currency } = correction
      return { ...facts, amount, currency, ...exact }
    }
    case 'dismissed':
    case 'joined':
    case 'parted':
      return facts
  }
}

/** Of a deal it is whom the deal is told of: who spends, else who receives. */
function correctCompany(facts: Facts, company: Company): Facts {
  if (facts.category !== 'ai_investment') return { ...facts, company }
  const { kind } = facts
  const replaced = isSpending({ kind }) ? leadOf(facts.payers) : null
  const others = facts.payers.filter(
    (payer) => payer !== replaced && payer.company.key !== company.key,
  )
  const { payers, recipient } = partyOf(kind, company)
  return {
    ...facts,
    company,
    payers: [...payers, ...others],
    recipient: recipient ?? facts.recipient,
  }
}

function correctSaid(merged: Merged) {
  const { category } = merged.facts
  return (said: Merged['said'], correction: Correction): Merged['said'] => {
    if (correction.kind === 'headcount' && category === 'layoff') {
      return { ...said, headcount: over(merged, correction.value, null) }
    }
    if (correction.kind === 'amount' && category === 'ai_investment') {
      return { ...said, amount: over(merged, correction.value, correction.currency) }
    }
    return said
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
