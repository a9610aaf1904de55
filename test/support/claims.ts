import { partyOf, subjectOf } from '../../src/core/direction.ts'
import type { Claim } from '../../src/core/events/claim.ts'
import type { AiInvestmentFacts, Company, LayoffFacts, Payer } from '../../src/core/facts.ts'
import type { CompanyKey, EventId, StoryId } from '../../src/core/ids.ts'
import { textKey } from '../../src/core/text/text-key.ts'

export const day = 86_400_000
/** 1 March 2026, in ms. */
export const start = Date.UTC(2026, 2, 1)

export function company(key: string, parent: string | null = null): Company {
  return {
    key: key as CompanyKey,
    name: key.replace(/^~/, ''),
    parent: parent as CompanyKey | null,
  }
}

export const eventId = (id: number): EventId => id as EventId

const common = { companiesOther: [], stance: 'reported', approximate: false } as const

export function layoff(facts: Partial<LayoffFacts> & Pick<LayoffFacts, 'company'>): LayoffFacts {
  return {
    ...common,
    category: 'layoff',
    headcount: null,
    headcountDerived: null,
    scale: null,
    percent: null,
    cause: null,
    ordinal: null,
    aiSide: null,
    ...facts,
  }
}

/** Of `company`, as the kind has it: it spends, or receives. Those of `from` pay it. */
export function investment(
  given: Partial<Omit<AiInvestmentFacts, 'payers'>> &
    Pick<AiInvestmentFacts, 'company'> & { from?: readonly Company[] },
): AiInvestmentFacts {
  const { company: about, from = [], ...facts } = given
  const kind = facts.kind ?? 'round'
  const own = about ? partyOf(kind, about) : { payers: [], recipient: null }
  const payers = [...own.payers, ...from.map(payer)]
  const recipient = facts.recipient ?? own.recipient
  return {
    ...common,
    category: 'ai_investment',
    amount: null,
    currency: facts.amount || facts.valuation ? 'USD' : null,
    valuation: null,
    round: null,
    ...facts,
    kind,
    payers,
    recipient,
    company: subjectOf({ kind, payers, recipient }),
  }
}

function payer(company: Company): Payer {
  return { company, amount: null, lead: false }
}

/** A claim told `days` after `start`, with a title like no other unless one is given. */
export function claim<F extends LayoffFacts | AiInvestmentFacts>(
  storyId: number,
  days: number,
  facts: F,
  told: { title?: string; source?: string } = {},
): Claim<F> {
  const source = told.source ?? `Outlet ${storyId}`
  return {
    storyId: storyId as StoryId,
    source,
    at: start + days * day,
    dated: true,
    facts,
    textKey: textKey({ title: told.title ?? `unlike${storyId} any${storyId} other`, source }),
  }
}
