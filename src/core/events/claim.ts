import { type Company, exact, type Facts } from '../facts.ts'
import type { CompanyKey, StoryId } from '../ids.ts'
import type { Story } from '../story.ts'
import { textKey } from '../text/text-key.ts'
import type { Verdict } from '../verdict.ts'

/** What one story says of one company in one category: the unit that events are made of. */
export interface Claim<F extends Facts = Facts> {
  storyId: StoryId
  /** The publisher's name. */
  source: string
  /** When it was published, else when it was first seen. */
  at: number
  /** The story gives a date of its own. */
  dated: boolean
  facts: F
  /** See `textKey`. */
  textKey: string
}

/**
 * The claims of one story: one for each category, and one more for each further company that it names beside the main one.
 * The numbers are the main company's; a further company's claim carries none. What a story denies is a claim too. A story of no
 * category makes no claim.
 * All events that one story's claims come to are linked, and share a message.
 */
export function claimsOf(story: Story, verdict: Verdict): Claim[] {
  return [...verdict.facts, ...(verdict.denied ?? [])].flatMap((facts) =>
    [facts, ...otherHouses(facts).map((company) => bareFacts(facts, company))].map((each) =>
      claimOf(story, each),
    ),
  )
}

/** One claim: for a caller that has the facts of one category, or of none (`other`). */
export function claimOf(story: Story, facts: Facts): Claim {
  return {
    storyId: story.id,
    source: story.source,
    at: story.publishedAt ?? story.seenAt,
    dated: story.publishedAt !== null,
    facts,
    textKey: textKey(story),
  }
}

/** The owner's key for a unit, else the company's own; null where nobody is named. */
export function rootKey(company: Company | null): CompanyKey | null {
  return company && (company.parent ?? company.key)
}

/** The further companies, one of each house: an owner and its unit in one story are one event. */
function otherHouses({ company, companiesOther }: Facts): Company[] {
  const seen = new Set([rootKey(company)])
  return companiesOther.filter((other) => {
    const root = rootKey(other)
    if (seen.has(root)) return false
    seen.add(root)
    return true
  })
}

function bareFacts(facts: Facts, company: Company): Facts {
  const common = { ...facts, company, companiesOther: [], ...exact }
  switch (common.category) {
    case 'layoff':
      return { ...common, headcount: null, headcountDerived: null, scale: null, percent: null }
    case 'ai_investment':
      return { ...common, payers: [], amount: null, currency: null, valuation: null }
    case 'other':
      return common
  }
}
