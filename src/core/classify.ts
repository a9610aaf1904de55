/**
 * Judging one story: which categories, which facts, and why.
 *
 * A category stands when the strongest rule that fires for it is stronger than the strongest that holds it back. What only the
 * summary says counts one less. Of a summary that is a list of other publishers' headlines only the facts count.
 */

import { cleanTold } from './clean-told.ts'
import type { Directory } from './company.ts'
import type { Category } from './event.ts'
import { investmentFacts } from './extract-investment.ts'
import { layoffFacts } from './extract-layoff.ts'
import { quote } from './matchable.ts'
import { type Prose, readProse } from './prose.ts'
import type { Hit, Hits, Rules } from './rules.ts'
import type { Told } from './story.ts'
import type { Reason, Verdict } from './verdict.ts'

export type Judge = (told: Told) => Verdict

/** A story, read: what facts are taken from. */
export interface Reading {
  title: Prose
  summary: Prose
  /** The summary lists other publishers' headlines: see `cleanTold`. */
  coverage: boolean
  directory: Directory
}

export function readTold(told: Told, directory: Directory): Reading {
  const { title, summary, coverage } = cleanTold(told)
  return {
    title: readProse(title, directory),
    summary: readProse(summary, directory),
    coverage,
    directory,
  }
}

const categories: readonly Category[] = ['layoff', 'ai_investment']

export function compileJudge(rules: Rules, directory: Directory): Judge {
  return (told) => {
    const reading = readTold(told, directory)
    const hits = heard(rules.judge(reading), reading.coverage)
    const stood = categories.flatMap((category) => {
      const fired = firedFor(category, hits)
      return fired.length === 0 ? [] : [{ category, fired }]
    })
    const reasons = (picked: readonly Hit[]) => picked.map((hit) => reasonOf(hit, reading))
    return {
      categories: stood.map(({ category }) => category),
      facts: stood.map(({ category, fired }) =>
        category === 'layoff' ? layoffFacts(reading, fired) : investmentFacts(reading, fired),
      ),
      why: reasons(stood.flatMap(({ fired }) => fired)),
      held: reasons(hits.held),
    }
  }
}

/** Without what a list of headlines says beside the title. */
function heard({ fired, told, held }: Hits, coverage: boolean): Hits {
  const counts = ({ field }: Hit) => field === 'title' || !coverage
  return { fired: fired.filter(counts), told, held: held.filter(counts) }
}

/** What fires for a category, the strongest first; nothing where a hold outweighs it. */
function firedFor(category: Category, { fired, held }: Hits): Hit[] {
  const own = fired.filter(({ rule }) => rule.category === category)
  const against = held.filter(({ rule }) => rule.category === category && rule.effect === 'hold')
  const strongest = Math.max(0, ...own.map(strengthOf))
  if (strongest <= Math.max(0, ...against.map(strengthOf))) return []
  return own.toSorted((a, b) => strengthOf(b) - strengthOf(a))
}

function strengthOf({ rule, field }: Hit): number {
  return rule.strength - (field === 'title' ? 0 : 1)
}

function reasonOf(hit: Hit, reading: Reading): Reason {
  const prose = reading[hit.field]
  return { rule: hit.rule.id, matched: quote(prose.text, prose, hit), field: hit.field }
}
