/** What a number counts, where these are jobs or the people in them. */

import { wordWithin } from '../reading/near.ts'
import type { Prose } from '../reading/prose.ts'
import { beginsClause, type Stretch, stretchAt } from '../text/sentences.ts'
import { words } from '../text/words.ts'
import { isCutVerb } from './staff-words.ts'

/** Index of the noun for jobs or people that the number counts, -1 for none. "1,900 of its 7,500 workers" counts workers. */
export function nounAfter(prose: Prose, at: number): number {
  const isOf = prose.tokens[at]?.text === 'of'
  const noun = nounWithin(prose, at, isOf ? 8 : 4, !isOf)
  if (noun >= 0) return noun
  return isOf ? noun : nounOfShare(prose, at)
}

function nounWithin(prose: Prose, at: number, limit: number, isNear: boolean): number {
  let skipped = 0
  for (let index = at; index < at + limit + skipped && index < prose.tokens.length; index++) {
    const named = employersAt(prose, index)
    skipped += named
    index += named
    if (endsReach(prose, { start: index - named, end: index }, at, isNear)) return -1
    if (prose.isIn('counted', index)) return index
    if (breaks.has(prose.tokens[index]?.text ?? '')) return nounOfTwo(prose, at, index)
  }
  return -1
}

/** "8,000, or 10% of the workforce": the noun is that of the share. */
function nounOfShare(prose: Prose, at: number): number {
  if (prose.tokens[at]?.text !== 'or') return -1
  const share = prose.quantities.find(({ start, kind }) => start === at + 1 && kind === 'percent')
  return share && prose.tokens[share.end]?.text === 'of'
    ? nounWithin(prose, share.end, 5, false)
    : -1
}

/** "1,300 call centre and back office jobs axed": of two kinds in the singular; "closes 30 stores and cuts jobs" counts stores. */
function nounOfTwo(prose: Prose, at: number, and: number): number {
  const { tokens } = prose
  if (and === at || tokens[and]?.text !== 'and' || tokens[and]?.pause !== 'none') return -1
  if (tokens[and - 1]?.text.endsWith('s')) return -1
  const noun = nounWithin(prose, and + 1, 3, true)
  if (noun <= and + 1 || wordWithin(prose, and + 1, noun - and, 'layoffs') >= 0) return -1
  if (wordWithin(prose, and + 1, noun - and - 1, 'cut words') >= 0) return -1
  const counted = prose.quantities.find(({ end }) => end === at)
  const isCut = isCutVerb(prose, (counted?.start ?? at - 1) - 1)
  return isCut || prose.isIn('cut words', noun + 1) ? noun : -1
}

/**
 * Whether what ends at `from` counts nothing from here on, `named` and the word behind it: another sentence or clause, and of what
 * follows at once (`isNear`) another number, or a comma that does more than part adjectives.
 */
function endsReach(prose: Prose, named: Stretch, from: number, isNear: boolean): boolean {
  if (named.end > named.start && partsName(prose, named, isNear && named.start > from)) return true
  const at = named.end
  const token = prose.tokens[at]
  if (!token || beginsClause(token) || isCutApart(prose, at)) return true
  if (at === from || prose.isIn('counted', at)) return false
  if (token.kind === 'number') return isNear || token.pause === 'comma'
  return isNear && token.pause === 'comma' && !prose.isIn('counted', at + 1)
}

/** "16,000 GPUs, cuts staff", "16,000 GPUs, layoffs loom". */
function isCutApart(prose: Prose, at: number): boolean {
  if (prose.tokens[at]?.pause !== 'comma') return false
  return isCutVerb(prose, at) || prose.isIn('layoffs', at)
}

/** Whether the number counts nothing from a name on: "16,000 GPUs, Intel cuts jobs", but not "1,900 Xbox, Bethesda staff". */
function partsName(prose: Prose, { start, end }: Stretch, isNear: boolean): boolean {
  const token = prose.tokens[start]
  if (!token || beginsClause(token)) return true
  if (!isNear || token.pause !== 'comma') return false
  return !prose.isIn('counted', end) || isCutVerb(prose, end)
}

/** How many tokens name known companies from `at` on: "1,900 Activision Blizzard and Xbox employees". */
function employersAt(prose: Prose, at: number): number {
  let end = knownFrom(prose, at)
  while (end > at && prose.tokens[end]?.text === 'and') {
    const next = knownFrom(prose, end + 1)
    if (next === end + 1) break
    end = next
  }
  return end - at
}

/** The end of the known name that begins at `at`; `at` where none does. */
function knownFrom({ names }: Prose, at: number): number {
  const name = stretchAt(names, at)
  return name?.known && name.start === at ? name.end : at
}

/** Behind "12 firms" stands what they do. */
const breaks = words(
  'and in by from as to after for with at across amid while on over due into because companies firms startups employers',
)
