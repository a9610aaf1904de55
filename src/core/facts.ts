/**
 * What a story tells. A story is what a feed said; an event is what we believe happened: one company and one category.
 * Many stories tell one event, and one story may tell several.
 */

import type { CompanyKey } from './ids.ts'

/** The categories that rules recognise. `other` is an event of its own for a watch with `type: any`. */
export const categories = ['layoff', 'ai_investment'] as const
export type Category = (typeof categories)[number]
export type EventCategory = Category | 'other'

export interface Company {
  key: CompanyKey
  /** The everyday English name. */
  name: string
  /** The owner of a unit ("aws" belongs to "amazon"), else null. */
  parent: CompanyKey | null
}

/** How sure the rules are that a story tells an event of its category, the surest first. */
export const sureness = ['plain', 'likely', 'possible'] as const
export type Sure = (typeof sureness)[number]

/** Who keeps what companies must tell: the SEC's current reports, the states' notices of mass layoffs, the EU's monitor. */
export type Register = 'sec-8k' | 'warn' | 'erm'

/** What a register says of a cut, beside the number of jobs. */
export interface Official {
  register: Register
  /** The filing or notice: what amends or rescinds it has the same. */
  notice: string
  /** The day of the filing or notice. */
  at: number | null
  /** The state or country whose jobs alone it counts; null where it speaks of the whole company. */
  place: string | null
  /** When the jobs go. */
  effectiveAt: number | null
  /** In whole units of `currency`; `low` equals `high` where one sum is given. */
  cost: { low: number; high: number; currency: string } | null
  link: string | null
  change: 'none' | 'amended' | 'rescinded'
}

/** How sure the teller is, least to most trusted first: a denial contradicts, the rest confirm ever more. */
export const stances = ['denied', 'rumoured', 'reported', 'announced', 'official'] as const
export type Stance = (typeof stances)[number]

export const causes = [
  'ai',
  'cost',
  'restructuring',
  'closure',
  'merger',
  'lost_contract',
  'funding_cut',
] as const
export type Cause = (typeof causes)[number]

/** Whether an employer is of the technology industry. */
export const trades = ['tech', 'other'] as const
export type Trade = (typeof trades)[number]

export interface Industry {
  trade: Trade
  /** What says so: the sector in companies.yaml, or the story's own words. */
  by: string
}

/** A number of jobs that is only known by its size. */
export const scales = ['dozens', 'hundreds', 'thousands', 'tens_of_thousands'] as const
export type Scale = (typeof scales)[number]

/** "Second round in three months" is `{ round: 2, withinMonths: 3 }`. */
export interface Ordinal {
  round: number
  withinMonths: number | null
}

export const investmentKinds = [
  'round',
  'stake',
  'acquisition',
  'capex',
  'fund',
  'programme',
  'ipo',
  'other',
] as const
export type InvestmentKind = (typeof investmentKinds)[number]

/** Which end of what it may be a number is: "up to 6,000", "more than 300". */
export const bounds = ['most', 'least'] as const
export type Bound = (typeof bounds)[number]

/** How near a number is. */
export interface Rounding {
  /** It is a rounded or estimated one ("about", "up to", "more than"). */
  approximate: boolean
  /** Of an approximate one, where the story says so; of a range the number is the upper end. */
  bound?: Bound | undefined
}

/** Nothing is left open. */
export const exact: Rounding = { approximate: false, bound: undefined }

/** Where there is no number, none is rounded. */
export function roundingOf({ approximate, bound }: Rounding = exact): Rounding {
  return approximate ? { approximate, bound } : exact
}

interface CommonFacts extends Rounding {
  /** Null where the story names nobody. */
  company: Company | null
  companiesOther: readonly Company[]
  stance: Stance
  /** How sure it is that the story tells such an event; absent where nobody judged it: an import, a row of before. */
  sure?: Sure
}

/** Null where the story does not say. */
export interface LayoffFacts extends CommonFacts {
  category: 'layoff'
  /** Jobs cut in this event; the upper end of a range. */
  headcount: number | null
  /** Worked out from a percentage of a stated size; `headcount` is null then. */
  headcountDerived: number | null
  scale: Scale | null
  /** Share of the whole staff, 0 to 100. */
  percent: number | null
  cause: Cause | null
  ordinal: Ordinal | null
  /** The story's own words for the AI side of the cut; where the message tells the money as an event too, it does not repeat them. */
  aiSide: string | null
  /** Absent where neither the directory nor the story tells. */
  industry?: Industry
  /** The news is what came of the cut, not the cut: a lawsuit, the severance, an apology. */
  followUp?: true
  /** Where a register tells it; absent in what anybody else says. */
  official?: Official
  /** Of an event: registers tell it, alone or beside the press; absent where the press alone does. */
  registers?: 'alone' | 'beside'
}

/** Who puts money into a deal: an investor, a buyer, a lender, or a company that spends its own. */
export interface Payer {
  company: Company
  /** The part of the amount that is its own, in the deal's currency; null where the story does not say. */
  amount: number | null
  /** Leads the round. */
  lead: boolean
}

/** Amounts are whole units of `currency` (ISO 4217), never millions. `company` is whom the headline is about: `subjectOf`. */
export interface AiInvestmentFacts extends CommonFacts {
  category: 'ai_investment'
  /** Each once, in the order in which they are named. */
  payers: readonly Payer[]
  /** Who gets the money, or is bought; of a company's own spending whom it pays, where that is said. */
  recipient: Company | null
  amount: number | null
  currency: string | null
  /** In `currency`, never part of `amount`. */
  valuation: number | null
  kind: InvestmentKind
  /** "Series B", "seed". */
  round: string | null
}

export interface OtherFacts extends CommonFacts {
  category: 'other'
}

/** All that is known of a story that no rule recognised. */
export const unrecognised: OtherFacts = {
  category: 'other',
  company: null,
  companiesOther: [],
  stance: 'reported',
  approximate: false,
}

export type Facts = LayoffFacts | AiInvestmentFacts | OtherFacts
