/**
 * What is asked of `/company` and `/trends`:
 *
 *   /company NAME[, NAME…] [layoffs|ai] [PERIOD]
 *   /trends [PERIOD] [layoffs|ai] [industry:all]
 *
 * What narrows the question stands at either end, in any order. A name that is known whole keeps its words ("C3 ai", "Johnson &
 * Johnson"); names are parted by a comma, "and", "vs", "/" and the like.
 */

import type { Category } from '../facts.ts'
import { dayMs } from '../text/calendar.ts'
import { cleanAsked, splitNames } from './asked-name.ts'
import { type Period, periodAtEnd } from './period.ts'

export interface Query {
  names: readonly string[]
  /** Null: both. */
  category: Category | null
  /** Null: from the beginning. */
  since: number | null
  /** Null: until now. */
  until: number | null
}

export type ParsedQuery =
  | { kind: 'query'; query: Query }
  /** How to ask is asked. */
  | { kind: 'help' }
  /** Nobody is named, or more than `mostNames`. */
  | { kind: 'unclear'; because: string }

const mostNames = 5

/** @param isName whether these words are, as a whole, the name of a company that is known. */
export function parseCompanyQuery(
  text: string,
  now: number,
  isName: (words: string) => boolean,
): ParsedQuery {
  const clean = cleanAsked(text)
  if (isHelp(text.trim())) return { kind: 'help' }
  const { rest, ...narrowed } = narrow(words(clean), now, isName)
  const names = splitNames(rest.join(' '), isName)
  if (names.length === 0) return { kind: 'unclear', because: 'no company was named' }
  if (names.length > mostNames) {
    return { kind: 'unclear', because: `at most ${mostNames} companies can be compared` }
  }
  return { kind: 'query', query: { names: [...new Set(names)], ...narrowed } }
}

export type ParsedTrends =
  | { kind: 'trends'; category: Category | null; days: number; allIndustries: boolean }
  | { kind: 'help' }
  | { kind: 'unclear'; because: string }

export function parseTrends(text: string, now: number): ParsedTrends {
  const clean = cleanAsked(text)
  if (isHelp(text.trim())) return { kind: 'help' }
  const all = words(clean)
  const asked = all.filter((word) => !isAllIndustries(word))
  const { rest, category, since, until } = narrow(asked, now, () => false)
  if (rest.length > 0) {
    return {
      kind: 'unclear',
      because: `"${rest.join(' ')}" is no period; for one company ask /company ${rest.join(' ')}`,
    }
  }
  if (until !== null) {
    return { kind: 'unclear', because: 'a period here ends now, as in 90d or since 2026-01' }
  }
  const days = since === null ? 30 : Math.round((now - since) / dayMs)
  if (days < 1 || days > 5 * 366) return { kind: 'unclear', because: 'the period is too long' }
  return { kind: 'trends', category, days, allIndustries: asked.length < all.length }
}

const isAllIndustries = (word: string): boolean => /^industry:all$/i.test(word)

const isHelp = (text: string): boolean => /^(?:-{0,2}help|-h|\?+|usage|hilfe)$/i.test(text)

const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '')

interface Narrowed extends Omit<Query, 'names'> {
  rest: string[]
}

/** Takes what narrows off both ends, as long as something is recognised there. */
function narrow(
  given: readonly string[],
  now: number,
  isName: (words: string) => boolean,
): Narrowed {
  let rest = [...given]
  let category: Category | null = null
  let period: Period | null = null
  while (rest.length > 0 && !isName(rest.join(' '))) {
    const found: ReturnType<typeof periodAtEnd> = period === null ? periodAtEnd(rest, now) : null
    const last = categoryNamed(rest.at(-1))
    const first = categoryNamed(rest[0])
    if (found) {
      period = found.period
      rest = rest.slice(0, -found.words)
    } else if (category === null && last) {
      category = last
      rest = withoutTrailing(rest.slice(0, -1))
    } else if (category === null && first) {
      category = first
      rest = rest.slice(/^(?:at|of|by|in|from|for)$/i.test(rest[1] ?? '') ? 2 : 1)
    } else break
  }
  return { rest, category, since: period?.since ?? null, until: period?.until ?? null }
}

/** "Amazon's", "Amazon,": what stood between a name and what narrowed it. */
const withoutTrailing = (rest: readonly string[]): string[] =>
  rest.map((word, at) => (at === rest.length - 1 ? word.replace(/[,:;]+$/, '') : word))

const categories: ReadonlyMap<string, Category> = new Map(
  Object.entries({
    layoff: 'layoff',
    layoffs: 'layoff',
    cuts: 'layoff',
    jobs: 'layoff',
    ai: 'ai_investment',
    investment: 'ai_investment',
    investments: 'ai_investment',
  }),
)

const categoryNamed = (word = ''): Category | undefined =>
  categories.get(word.toLowerCase().replace(/[?!.:,]+$/, ''))
