/** The facts of a layoff: whose, how many, why, how sure. */

import type { Reading } from './classify.ts'
import type { Company, LayoffFacts, Ordinal } from './event.ts'
import { readLayoffNumbers } from './layoff-numbers.ts'
import { type Named, namesIn, placeAfter, subjectBefore } from './name.ts'
import { numberWord } from './numeral.ts'
import type { Prose } from './prose.ts'
import type { Hit } from './rules.ts'

/** `hits` are those that fired, never empty. */
export function layoffFacts(reading: Reading, hits: readonly Hit[]): LayoffFacts {
  const { title, summary } = reading
  const numbers = readLayoffNumbers([title, summary])
  const employer = findEmployer(reading, hits)
  return {
    category: 'layoff',
    company: employer?.company ?? null,
    companiesOther: employer ? otherEmployers(reading, hits, employer) : [],
    ...numbers,
    stance: 'announced',
    cause: null,
    ordinal: readOrdinal([title, summary]),
    aiSide: null,
  }
}

interface Employer extends Named {
  prose: Prose
}

/** Titles before summaries; the subject of the cut before whoever stands behind it, a known company before an unknown one. */
function findEmployer(reading: Reading, hits: readonly Hit[]): Employer | null {
  const found: Employer[] = []
  for (const field of ['title', 'summary'] as const) {
    const prose = reading[field]
    for (const hit of hits) {
      if (hit.field !== field) continue
      for (const name of [placeAfter(prose, hit.to), subjectBefore(prose, hit.from)]) {
        if (name) found.push({ ...name, prose })
      }
    }
    if (field === 'title') {
      const name = namesIn(prose, 0, prose.tokens.length).find((one) => one.known && !one.modifier)
      if (name) found.push({ ...name, prose })
    }
  }
  const best = (names: readonly Employer[]) => names.find((name) => name.known) ?? names[0]
  const inTitle = found.filter(({ prose }) => prose === reading.title)
  return best(inTitle) ?? best(found) ?? anyName(reading)
}

function anyName(reading: Reading): Employer | null {
  for (const prose of [reading.title, reading.summary]) {
    const names = namesIn(prose, 0, prose.tokens.length).filter((one) => !one.modifier)
    const name = names.find((one) => one.known) ?? null
    if (name) return { ...name, prose }
  }
  return null
}

/** Companies beside the employer, joined to it by "and" or a comma: "Unit and Loop lay off staff". */
function otherEmployers(reading: Reading, _hits: readonly Hit[], employer: Employer): Company[] {
  const { prose } = employer
  const others: Company[] = []
  const names = namesIn(prose, 0, prose.tokens.length)
  const joined = (left: Named, right: Named) => {
    const gap = prose.tokens.slice(left.end, right.start).map((token) => token.text)
    const comma = prose.tokens[right.start]?.pause === 'comma'
    return (gap.length === 0 && comma) || (gap.length === 1 && gap[0] === 'and')
  }
  const at = names.findIndex(({ start }) => start === employer.start)
  for (let index = at; index + 1 < names.length; index++) {
    const [left, right] = [names[index], names[index + 1]]
    if (!left || !right || !joined(left, right)) break
    others.push(right.company)
  }
  for (let index = at; index > 0; index--) {
    const [left, right] = [names[index - 1], names[index]]
    if (!left || !right || !joined(left, right)) break
    others.push(left.company)
  }
  return others.filter(({ key }) => key !== employer.company.key && reading)
}

const ordinals = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
]
const rounds = new Set(['round', 'wave', 'time', 'batch', 'set', 'layoff', 'layoffs'])
const monthsIn: Record<string, number> = { month: 1, months: 1, year: 12, years: 12 }

/** "Second round of layoffs in three months". */
function readOrdinal(proses: readonly Prose[]): Ordinal | null {
  for (const { tokens } of proses) {
    for (const [at, token] of tokens.entries()) {
      const round = /^\d(?:st|nd|rd|th)$/.test(token.text)
        ? Number(token.text[0])
        : ordinals.indexOf(token.text) + 1
      if (round < 2) continue
      const noun = [1, 2, 3].find((step) => rounds.has(tokens[at + step]?.text ?? ''))
      if (noun === undefined) continue
      return {
        round,
        withinMonths: monthsAfter(
          tokens.map(({ text }) => text),
          at + noun,
        ),
      }
    }
  }
  return null
}

/** The length in "in three months", "within a year" soon after `at`. */
function monthsAfter(words: readonly string[], at: number): number | null {
  for (let index = at; index < at + 6 && index < words.length; index++) {
    if (words[index] !== 'in' && words[index] !== 'within') continue
    const unit = monthsIn[words[index + 2] ?? '']
    const word = words[index + 1] ?? ''
    const count = word === 'a' ? 1 : (numberWord(word) ?? Number(word))
    if (unit !== undefined && Number.isInteger(count)) return count * unit
  }
  return null
}
