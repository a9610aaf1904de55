import type { Category, InvestmentKind } from './event.ts'

/**
 * `rules.yaml` as data. Every list is a list of alternatives: one of `title` or `when` must match, in the title only or anywhere;
 * one of `and` must be there too, anywhere in the story; none of `not` may be. `not_near` and `not_in` make exceptions to what
 * `title` and `when` match, as NOT NEAR and NOT IN do in a pattern (see `pattern.ts`).
 *
 *     words:
 *       cut: cut | slash | axe | shed | eliminate
 *       jobs: job | role | position | staff
 *       negation: no | not | denies | rules out
 *     rules:
 *       - id: cuts-a-number-of-jobs
 *         category: layoff
 *         why: an employer is said to cut a number of jobs
 *         when: ['{cut} ...3 [number] ...3 {jobs}', 'lay off ... [number]']
 *         not_in: ['{negation} ...4 {cut} ...6 {jobs}', 'price cut']
 *       - id: no-layoffs
 *         category: layoff
 *         effect: hold
 *         why: the employer says that nobody goes
 *         title: ['no {layoffs}']
 *
 * `words` may use one another; a name is letters, digits, spaces and hyphens. A rule with `effect: hold` speaks against its category:
 * when it matches, it is among the held and not among the fired.
 */
export interface RuleBook {
  words: Readonly<Record<string, string | readonly string[]>>
  rules: readonly Rule[]
}

export interface Rule {
  id: string
  category: Category
  /** For a reader of the verdict: what the story is taken to say. */
  why: string
  effect?: 'fire' | 'hold'
  /** 1 to 3, 2 where not given: a hold outweighs what fires with its strength or less. */
  strength?: 1 | 2 | 3
  /** Of an investment. */
  kind?: InvestmentKind
  /** Where the company of the event, and its investor, stand: before or after what `title` or `when` matched. */
  company?: 'before' | 'after'
  investor?: 'before' | 'after'
  title?: readonly string[]
  when?: readonly string[]
  and?: readonly string[]
  not?: readonly string[]
  not_near?: readonly string[]
  not_in?: readonly string[]
}

/** A rule that spoke. Positions are tokens of `field`, `to` excluded. */
export interface Hit {
  rule: string
  category: Category
  why: string
  field: 'title' | 'summary'
  from: number
  to: number
}
