/**
 * What is asked of `/company` and `/trends`:
 *
 *   /company NAME[, NAME…] [layoffs|ai] [since 2024 | since 2024-06 | 90d]
 *   /trends [30d|90d|1y] [layoffs|ai]
 *
 * What narrows the question stands at the end, in any order. A name that is known whole keeps its last word ("C3 ai").
 */

import type { Category } from '../facts.ts'
import { dayMs } from '../text/calendar.ts'

export interface Query {
  names: readonly string[]
  /** Null: both. */
  category: Category | null
  /** Null: from the beginning. */
  since: number | null
}

export type ParsedQuery =
  | { kind: 'query'; query: Query }
  /** Nobody is named, or more than `mostNames`. */
  | { kind: 'unclear'; because: string }

const mostNames = 5

/** @param isName whether these words are, as a whole, the name of a company that is known. */
export function parseCompanyQuery(
  text: string,
  now: number,
  isName: (words: string) => boolean,
): ParsedQuery {
  const pieces = text
    .split(',')
    .map((piece) => words(piece))
    .filter((piece) => piece.length > 0)
  const last = pieces.pop()
  if (!last) return { kind: 'unclear', because: 'no company was named' }
  const { rest, ...narrowed } = narrow(last, now, isName)
  const names = [...pieces, rest]
    .map((piece) => unquoted(piece.join(' ')))
    .filter((name) => name !== '')
  if (names.length === 0) return { kind: 'unclear', because: 'no company was named' }
  if (names.length > mostNames) {
    return { kind: 'unclear', because: `at most ${mostNames} companies can be compared` }
  }
  return { kind: 'query', query: { names: [...new Set(names)], ...narrowed } }
}

export type ParsedTrends =
  | { kind: 'trends'; category: Category | null; days: number }
  | { kind: 'unclear'; because: string }

export function parseTrends(text: string, now: number): ParsedTrends {
  const { rest, category, since } = narrow(words(text), now, () => false)
  if (rest.length > 0) return { kind: 'unclear', because: `"${rest.join(' ')}" is no period` }
  const days = since === null ? 30 : Math.round((now - since) / dayMs)
  if (days < 1 || days > 5 * 366) return { kind: 'unclear', because: 'the period is too long' }
  return { kind: 'trends', category, days }
}

const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '')

const unquoted = (name: string): string => name.replace(/^["“”'‘’]+|["“”'‘’]+$/g, '').trim()

interface Narrowed {
  rest: string[]
  category: Category | null
  since: number | null
}

/** Takes what narrows off the end, as long as something is recognised there. */
function narrow(
  piece: readonly string[],
  now: number,
  isName: (words: string) => boolean,
): Narrowed {
  const rest = [...piece]
  let category: Category | null = null
  let since: number | null = null
  while (rest.length > 0 && !isName(rest.join(' '))) {
    const last = rest.at(-1)?.toLowerCase() ?? ''
    const from = parseLength(last)
    const date = rest.at(-2)?.toLowerCase() === 'since' ? parseStart(last) : null
    const named = categories.get(last)
    if (category === null && named) {
      category = named
      rest.pop()
    } else if (since === null && from !== null) {
      since = now - from
      rest.pop()
      if (rest.at(-1)?.toLowerCase() === 'last') rest.pop()
    } else if (since === null && date !== null) {
      since = date
      rest.splice(-2)
    } else break
  }
  return { rest, category, since }
}

const categories: ReadonlyMap<string, Category> = new Map(
  Object.entries({
    layoff: 'layoff',
    layoffs: 'layoff',
    jobs: 'layoff',
    ai: 'ai_investment',
    investment: 'ai_investment',
    investments: 'ai_investment',
  }),
)

const units: ReadonlyMap<string, number> = new Map(Object.entries({ d: 1, w: 7, m: 30, y: 365 }))

/** "90d", "12w", "6m", "1y" → ms. */
function parseLength(word: string): number | null {
  const [, count, unit = ''] = /^(\d{1,4})(d|w|m|y)$/.exec(word) ?? []
  const days = Number(count) * (units.get(unit) ?? Number.NaN)
  return days > 0 ? days * dayMs : null
}

/** "2024", "2024-06", "2024-06-30" → the instant it begins, UTC. */
function parseStart(word: string): number | null {
  if (!/^\d{4}(-\d{2}(-\d{2})?)?$/.test(word)) return null
  const at = Date.parse(word)
  return Number.isNaN(at) ? null : at
}
