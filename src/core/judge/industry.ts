/**
 * Whether an employer is a technology company. What is nearest to it says so: the directory; its own name ("Acme Bank"); the sentence
 * that names it ("crypto exchange Acme"); the rest of the title; the first sentence of the summary.
 */

import type { Company, Industry, Trade } from '../facts.ts'
import { quote } from '../pattern/matchable.ts'
import { knownIndustry } from '../reading/company.ts'
import { type Prose, sentenceAt } from '../reading/prose.ts'
import type { Reading } from '../reading/read-story.ts'
import type { Stretch } from '../text/sentences.ts'

/** Null where nothing says. `company`: the employer, null where the story only says what it is ("a hospital"). */
export function industryOf(
  { title, summary, coverage }: Reading,
  company: Company | null,
): Industry | null {
  const known = company && knownIndustry(company, title.directory)
  if (known) return known
  const told = coverage ? [title] : [title, summary]
  return (
    first(told, (prose) => besideName(prose, company)) ??
    inStretch(title, { start: 0, end: title.tokens.length }) ??
    (coverage ? null : inStretch(summary, sentenceAt(summary, 0)))
  )
}

function first<A, B>(all: readonly A[], find: (one: A) => B | null): B | null {
  for (const one of all) {
    const found = find(one)
    if (found !== null) return found
  }
  return null
}

/** What stands in the name, else nearest to it in its sentence. */
function besideName(prose: Prose, company: Company | null): Industry | null {
  const named = prose.names.filter((name) => name.company.key === company?.key)
  return first(named, (name) => inStretch(prose, sentenceAt(prose, name.start), name))
}

/** The word for a trade in a stretch that is nearest to `near`, else its first. */
function inStretch(prose: Prose, stretch: Stretch, near?: Stretch): Industry | null {
  const all = tradesIn(prose, stretch)
  const [one] = near ? all.toSorted((a, b) => distance(a, near) - distance(b, near)) : all
  if (!one) return null
  return { trade: one.trade, by: quote(prose.text, prose, { from: one.start, to: one.end }) }
}

function tradesIn(prose: Prose, { start, end }: Stretch): (Stretch & { trade: Trade })[] {
  const found: (Stretch & { trade: Trade })[] = []
  for (let at = start; at < end; at++) {
    const trade = tradeAt(prose, at)
    if (trade === null) continue
    const last = found.at(-1)
    if (last?.end === at && last.trade === trade) last.end = at + 1
    else found.push({ trade, start: at, end: at + 1 })
  }
  return found
}

function distance(one: Stretch, other: Stretch): number {
  return Math.max(0, other.start - one.end, one.start - other.end)
}

/** "Online retailer" is of technology, though "retailer" by itself is not. */
function tradeAt(prose: Prose, at: number): Trade | null {
  if (prose.isIn('technology', at)) return 'tech'
  return prose.isIn('other trades', at) ? 'other' : null
}
