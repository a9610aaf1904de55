import { type Matchable, matchableOf } from '../pattern/matchable.ts'
import type { Span } from '../pattern/pattern.ts'
import { findQuantities, type Quantity } from '../quantity/quantity.ts'
import { clausesOf, type Stretch, sentencesOf, stretchAt } from '../text/sentences.ts'
import { tokenize } from '../text/text.ts'
import type { Directory } from './company.ts'
import { readStyle } from './mention.ts'
import { type Named, readNames } from './name.ts'

/**
 * A title or a summary, read once into what it says, for all that look at it: what patterns match, and what facts are taken from.
 * Everything stands in the order of the text.
 */
export interface Prose extends Matchable {
  text: string
  sentences: readonly Stretch[]
  clauses: readonly Stretch[]
  /** All companies named, none overlapping; persons, places and publishers that only tell are left out. */
  names: readonly Named[]
  /** Those outside names: in "Area 51 lays off 12" there is one number. */
  quantities: readonly Quantity[]
  /** Whether most words are capitalised, as in American headlines: a capital then says little. */
  titled: boolean
  directory: Directory
}

/** The tokens of `prose` that made a rule speak, `to` excluded. */
export interface Evidence {
  prose: Prose
  from: number
  to: number
}

export function readProse(text: string, directory: Directory): Prose {
  const tokens = tokenize(text)
  const mentions = directory.mentions(tokens)
  const titled = readStyle(tokens) === 'title'
  const names = readNames({ text, tokens, mentions, titled, directory })
  const quantities = findQuantities(tokens).filter(({ at }) => stretchAt(names, at) === null)
  const spans: Span[] = [
    ...quantities.flatMap(spansOf),
    ...mentions.flatMap((mention) => companySpans(mention, directory)),
  ]
  return {
    ...matchableOf(tokens, spans),
    text,
    sentences: sentencesOf(tokens),
    clauses: clausesOf(tokens),
    names,
    quantities,
    titled,
    directory,
  }
}

function companySpans(
  { company, start, end }: Pick<Named, 'company' | 'start' | 'end'>,
  directory: Directory,
): Span[] {
  const span = { slot: 'company' as const, from: start, to: end }
  const isAi = directory.entry(company.key)?.sector === 'ai'
  return isAi ? [span, { ...span, slot: 'ai company' }] : [span]
}

/** A sum without a currency ("100M") may stand for money too. */
function spansOf({ kind, start, end, magnitude }: Quantity): Span[] {
  const span = { slot: kind, from: start, to: end }
  return kind === 'number' && magnitude >= 1e6 ? [span, { ...span, slot: 'money' }] : [span]
}

/** The names that begin between two tokens, `to` excluded. */
export function namesBetween({ names }: Prose, from: number, to: number): Named[] {
  return names.filter(({ start }) => start >= from && start < to)
}

/** The clause that the token at `at` stands in; of a place behind all tokens, the last. */
export function clauseAt({ clauses }: Prose, at: number): Stretch {
  return stretchAt(clauses, at) ?? clauses.at(-1) ?? nothing
}

export function sentenceAt({ sentences }: Prose, at: number): Stretch {
  return stretchAt(sentences, at) ?? sentences.at(-1) ?? nothing
}

const nothing: Stretch = { start: 0, end: 0 }
