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
import { type Period, periodAtEnd, periodAtStart } from './period.ts'

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
  const clean = cleanAsked(text).replace(/^compare\s+/i, '')
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
  /** `isName`: what was not understood may be a company's name. */
  | { kind: 'unclear'; because: string; isName?: boolean }

export function parseTrends(text: string, now: number): ParsedTrends {
  const clean = cleanAsked(text).replace(/^["“”„]|["“”]$/g, '')
  if (isHelp(text.trim())) return { kind: 'help' }
  const { left, allIndustries } = takeIndustries(words(clean))
  const { rest, category, since, until } = narrow(left, now, () => false)
  if (categoryNamed(rest[0])) {
    return { kind: 'unclear', because: 'name layoffs or ai; both are told where neither is named' }
  }
  if (rest.length > 0) {
    const because = `"${rest.join(' ')}" is no period, as 90d, 12w, 6m and 1y are`
    return { kind: 'unclear', because, isName: /^\p{L}/u.test(rest[0] ?? '') }
  }
  if (until !== null) {
    return { kind: 'unclear', because: 'a period here ends now, as in 90d or since 2026-01' }
  }
  const days = since === null ? 30 : Math.round((now - since) / dayMs)
  if (days < 1) return { kind: 'unclear', because: 'the period is too short' }
  if (days > 5 * 366) return { kind: 'unclear', because: 'the period is too long' }
  return { kind: 'trends', category, days, allIndustries }
}

/** Takes out "industry:all", wherever it stands. */
export function takeIndustries(words: readonly string[]): {
  left: string[]
  allIndustries: boolean
} {
  const left = words.filter((word) => !/^industry:all$/i.test(word))
  return { left, allIndustries: left.length < words.length }
}

const isHelp = (text: string): boolean =>
  /^(?:-{0,2}help(?: me)?|-h|\?+|usage|hilfe|aide)$/i.test(text)

const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '')

interface Narrowed extends Omit<Query, 'names'> {
  rest: readonly string[]
}

/** What was taken off so far, and what is left. */
interface Narrowing {
  rest: readonly string[]
  category: Category | null
  period: Period | null
}

/** Takes what narrows off both ends, as long as something is recognised there; first what leaves a name: "3M layoffs". */
function narrow(
  given: readonly string[],
  now: number,
  isName: (words: string) => boolean,
): Narrowed {
  let found: Narrowing = { rest: given, category: null, period: null }
  while (found.rest.length > 0 && !isName(found.rest.join(' '))) {
    const steps = [takePeriod(found, now), takeCategory(found)].filter((step) => step !== null)
    const next = steps.find(({ rest }) => isName(rest.join(' '))) ?? steps[0]
    if (!next) break
    found = next
  }
  const { rest, category, period } = found
  return { rest, category, since: period?.since ?? null, until: period?.until ?? null }
}

/** At the end, else at the beginning. */
function takePeriod(found: Narrowing, now: number): Narrowing | null {
  if (found.period !== null) return null
  const end = periodAtEnd(found.rest, now)
  if (end) return { ...found, period: end.period, rest: found.rest.slice(0, -end.words) }
  const start = periodAtStart(found.rest, now)
  return start && { ...found, period: start.period, rest: found.rest.slice(start.words) }
}

/** At the end, else at the beginning. */
function takeCategory(found: Narrowing): Narrowing | null {
  if (found.category !== null) return null
  const { rest } = found
  const last = categoryNamed(rest.at(-1))
  if (last) return { ...found, category: last, rest: withoutTrailing(rest.slice(0, -1)) }
  const first = categoryNamed(rest[0])
  const from = /^(?:at|of|by|in|from|for)$/i.test(rest[1] ?? '') ? 2 : 1
  return first ? { ...found, category: first, rest: rest.slice(from) } : null
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
