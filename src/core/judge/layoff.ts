/** The facts of a layoff: whose, how many, why, how sure. */

import type { LayoffFacts, Ordinal } from '../facts.ts'
import { numberWord } from '../quantity/numeral.ts'
import type { Prose } from '../reading/prose.ts'
import type { Reading } from '../reading/read-story.ts'
import type { Token } from '../text/text.ts'
import { aiSideOf } from './ai-side.ts'
import { type Employers, readEmployers } from './employer.ts'
import { industryOf } from './industry.ts'
import { readLayoffNumbers } from './layoff-numbers.ts'
import type { Hit } from './rules.ts'
import { toldBy } from './told-by.ts'

/** `hits` are those that fired, the strongest first; `told` those that only add facts, the title's first. */
export function layoffFacts(
  reading: Reading,
  hits: readonly Hit[],
  told: readonly Hit[],
  { company, others }: Employers = readEmployers(reading, hits),
): LayoffFacts {
  const { title, summary } = reading
  const numbers = readLayoffNumbers(
    reading,
    hits.map(({ field, from, to }) => ({ prose: reading[field], from, to })),
    company,
  )
  const industry = industryOf(reading, company)
  return {
    category: 'layoff',
    company,
    companiesOther: others,
    ...numbers,
    stance: toldBy(told, 'layoff', ({ stance }) => stance) ?? 'announced',
    cause: toldBy(told, 'layoff', ({ cause }) => cause) ?? null,
    ordinal: readOrdinal([title, summary]),
    aiSide: readAiSide(reading, told),
    ...(industry && { industry }),
    ...(toldBy(told, 'layoff', ({ followUp }) => followUp) && { followUp: true as const }),
  }
}

/** The story's own words. */
function readAiSide(reading: Reading, told: readonly Hit[]): string | null {
  const hit = told.find(({ rule }) => rule.aiSide)
  const prose = hit && reading[hit.field]
  return prose ? aiSideOf(prose, hit) : null
}

const ordinals = new Map(
  'first second third fourth fifth sixth seventh eighth ninth tenth'
    .split(' ')
    .map((word, at) => [word, at]),
)
const monthsIn: Record<string, number> = { month: 1, months: 1, year: 12, years: 12 }

/** 0 for what is none. */
function ordinalOf({ kind, text }: Token): number {
  if (kind === 'word') return (ordinals.get(text) ?? -1) + 1
  return /^\d(?:st|nd|rd|th)$/.test(text) ? Number(text[0]) : 0
}

/** "Second round of layoffs in three months": of several, the one that says within how long. */
function readOrdinal(proses: readonly Prose[]): Ordinal | null {
  const found = proses.flatMap(ordinalsIn)
  return found.find(({ withinMonths }) => withinMonths !== null) ?? found[0] ?? null
}

/** From "second" to the "cut" of "second large-scale job cut". */
const farthestRound = 4

function ordinalsIn({ tokens, lexicon }: Prose): Ordinal[] {
  return tokens.flatMap((token, at) => {
    const round = ordinalOf(token)
    if (round < 2) return []
    const words = tokens.slice(at).map(({ text }) => text)
    const noun = words.findIndex(
      (one, ahead) => ahead > 0 && ahead <= farthestRound && lexicon.waves.has(one),
    )
    return noun < 0 ? [] : [{ round, withinMonths: monthsAfter(words, noun) }]
  })
}

/** The length in "in three months", "within a year" soon after `at`. */
function monthsAfter(words: readonly string[], at: number): number | null {
  for (let index = at; index < at + 6 && index < words.length; index++) {
    if (words[index] !== 'in' && words[index] !== 'within') continue
    const months = lengthAt(words, index + 1)
    if (months !== null) return months
  }
  return null
}

/** "Three months", "just a year". */
function lengthAt(words: readonly string[], start: number): number | null {
  const at = words[start] === 'just' || words[start] === 'only' ? start + 1 : start
  const unit = monthsIn[words[at + 1] ?? '']
  const word = words[at] ?? ''
  const count = word === 'a' ? 1 : (numberWord(word) ?? Number(word))
  return unit !== undefined && Number.isInteger(count) ? count * unit : null
}
