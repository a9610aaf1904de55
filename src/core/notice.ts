import type { Industry, Official, Rounding } from './facts.ts'

/** What a register states in fields of its own: facts that need no judging. */
export interface Notice extends Rounding {
  /** As the register spells it. */
  employer: string
  /** Exchange symbols of the employer, upper case. */
  tickers: readonly string[]
  /** The numbers at the SEC of those who file it. */
  ciks: readonly number[]
  /** Where the register says what trade it is of. */
  industry: Industry | null
  /** Whether jobs go at all: a filing on a plant's closing may say nothing of them. */
  isCut: boolean
  headcount: number | null
  /** Share of the whole staff, 0 to 100. */
  percent: number | null
  official: Official
  /** The register's words that say so. */
  wording: string
}
