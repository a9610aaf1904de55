/**
 * What a watch can ask for, a row each. From its row follow its part of a `Watch` and what is kept of it, its key in `channels.yaml` and in
 * `export`, its words in `/watch`, its field in the form, its place in buttons, whether two watches ask for the same, and what `/watch why`
 * says. What it does is `route.ts`, what the file may hold `config/shapes.ts`, and how its field looks `views/watch-fields.ts`.
 */

import { categories } from '../facts.ts'
import { parsePattern } from '../pattern/parse.ts'
import { isLegalSuffix } from '../reading/company.ts'
import { watchChoices } from './choices.ts'
import type { Word } from './command-words.ts'
import { type Criterion, choices, type Fault, fault, minimum, read } from './criterion.ts'
import { chosenOf, linesOf, textOf } from './form-values.ts'
import { keyOfWatched } from './watched-company.ts'
import { dollars, matchText, quoted } from './wording.ts'

export const watchTypes = [...categories, 'any'] as const
type WatchType = (typeof watchTypes)[number]

/** A watched keyword or phrase in the rules' language. */
const match: Criterion<string | null, 'match'> = {
  key: 'match',
  nothing: null,
  is: (value) => value === null || typeof value === 'string',
  meaning: (value) => value,
  say: (words) => [matchText(words)],
  show: (words) => words ?? '',
  read(sent) {
    const words = textOf(sent)
    return faultOf([words].filter(Boolean)) ?? read(words || null)
  },
  missed: 'the words are not in the story',
}

/** Company keys. An owner's key accepts its units; a unit's key accepts that unit alone. */
const companies: Criterion<readonly string[], 'companies'> = {
  key: 'companies',
  nothing: [],
  is: isWords,
  meaning: (keys) => setOf(keys.map(keyOfWatched)),
  behind: {
    keys: ['company', 'companies'],
    take(word, before) {
      const names = namesIn(word)
      return names.length === 0 || names.includes('')
        ? fault('a name must follow company:')
        : read([...before, ...names])
    },
  },
  say: (names) => names.map((name) => `company:${quoted(name)}`),
  show: (names) => names.join(', '),
  read: (sent) => read(partsOf(textOf(sent)).filter((name) => name !== '')),
  missed: 'it is about another company',
}

/** `any` accepts everything, also a story of neither category. Empty is both categories. */
const types: Criterion<readonly WatchType[], 'types', readonly string[]> = {
  key: 'types',
  nothing: [],
  is: (value) => isWords(value) && value.every(isType),
  meaning(given) {
    if (given.includes('any')) return ['any']
    return setOf(given.length === 0 ? categories : given)
  },
  behind: {
    keys: ['type', 'types'],
    take({ text }, before) {
      const said = partsOf(text).map((name) => typeNames.get(name.toLowerCase()))
      const known = said.filter((type) => type !== undefined)
      return known.length < said.length
        ? fault('a type is layoffs, ai or any')
        : read([...new Set([...before, ...known])])
    },
  },
  say: (given) => [`type:${given.map((type) => typeWords[type]).join(',')}`],
  show: (given) => given,
  read: (sent) => read(chosenOf(sent).filter(isType)),
  missed: 'it is of another kind',
}

const minHeadcount = minimum({
  key: 'min_headcount',
  isMeant: ({ kind, value }) => kind === 'number' && value < leastMoney,
  write: String,
  about: 'a number, as in 1000',
  missed: 'fewer jobs than the minimum',
})

const minAmountUsd = minimum({
  key: 'min_amount_usd',
  isMeant: () => true,
  write: dollars,
  about: 'an amount of dollars, as in 100m',
  missed: 'less money than the minimum',
})

/** Patterns of the rules' language that keep a story out of this watch. */
const not: Criterion<readonly string[], 'not'> = {
  key: 'not',
  nothing: [],
  is: isWords,
  meaning: setOf,
  behind: {
    keys: ['not'],
    take: ({ text }, before) => (text ? read([...before, text]) : fault('words must follow not:')),
  },
  say: (patterns) => patterns.map((words) => `not:${quoted(words)}`),
  show: (patterns) => patterns.join('\n'),
  read(sent) {
    const patterns = linesOf(sent)
    return faultOf(patterns) ?? read(patterns)
  },
  missed: 'an excluded word is in the story',
}

/** In the order in which a watch is said. An event that passes all of them is heard. */
export const criteria = {
  match,
  companies,
  types,
  minHeadcount,
  minAmountUsd,
  ...choices(watchChoices),
  not,
}

/** Nobody lets so many go at once: such a number is one of dollars. */
const leastMoney = 10e6

const typeWords: Readonly<Record<WatchType, string>> = {
  layoff: 'layoffs',
  ai_investment: 'ai',
  any: 'any',
}

const typeNames: ReadonlyMap<string, WatchType> = new Map(
  Object.entries({
    layoff: 'layoff',
    layoffs: 'layoff',
    ai: 'ai_investment',
    ai_investment: 'ai_investment',
    investment: 'ai_investment',
    any: 'any',
    all: 'any',
  }),
)

const isType = (word: string): word is WatchType => watchTypes.some((type) => type === word)

function isWords(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((word) => typeof word === 'string')
}

function setOf(words: readonly string[]): string[] {
  return [...new Set(words)].sort()
}

/** Of the last that is no pattern; null where all are. */
function faultOf(patterns: readonly string[]): Fault | null {
  const faults = patterns.map((text) => parsePattern(text)).filter(({ kind }) => kind === 'fault')
  const last = faults.at(-1)
  return last?.kind === 'fault' ? fault(last.message) : null
}

/** A comma parts names, but for the one before "Inc.". */
function namesIn({ text }: Word): string[] {
  const names: string[] = []
  for (const part of partsOf(text)) {
    const before = names.at(-1)
    if (before !== undefined && isLegalSuffix(part)) names.splice(-1, 1, `${before}, ${part}`)
    else names.push(part)
  }
  return names
}

const partsOf = (text: string): string[] => text.split(',').map((part) => part.trim())
