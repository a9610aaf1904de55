import { findNode } from '../pattern/find-node.ts'
import { type Matchable, matchableOf } from '../pattern/matchable.ts'
import type { Span } from '../pattern/pattern.ts'
import { isBare } from '../quantity/bare.ts'
import { findQuantities } from '../quantity/find.ts'
import type { Quantity } from '../quantity/quantity.ts'
import { clausesOf, type Stretch, sentencesOf, stretchAt } from '../text/sentences.ts'
import { type Token, tokenize } from '../text/text.ts'
import { type Casing, casingOf, noCasing } from './casing.ts'
import type { Directory } from './company.ts'
import { functionWords } from './function-words.ts'
import type { FactList, IsIn, Lexicon } from './lexicon.ts'
import type { Mention } from './mention.ts'
import { readNames } from './name.ts'
import { isInLongerName } from './plain-mention.ts'
import { readStyle } from './style.ts'
import type { Named } from './written.ts'

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
  /** How it writes words, for another text of the story. */
  casing: Casing
  isIn: IsIn
  directory: Directory
  lexicon: Lexicon
}

/** What is known before anything is read. */
export interface Knowledge {
  directory: Directory
  lexicon: Lexicon
}

/** The tokens of `prose` that made a rule speak, `to` excluded. */
export interface Evidence {
  prose: Prose
  from: number
  to: number
}

/** @param beside another text of the story, which may write its words with or without capitals where this one leaves them open */
export function readProse(text: string, knowledge: Knowledge, beside: Prose | null = null): Prose {
  return new ReadProse(text, knowledge, beside)
}

/** Of most stories nobody asks for more than what patterns match: the rest is read when it is first asked for. */
class ReadProse implements Prose {
  readonly text: string
  readonly tokens: readonly Token[]
  readonly spans: Prose['spans']
  readonly has: Prose['has']
  readonly places: Prose['places']
  readonly quantities: readonly Quantity[]
  readonly titled: boolean
  readonly directory: Directory
  readonly lexicon: Lexicon
  readonly #mentions: readonly Mention[]
  #names: readonly Named[] | null = null
  #casing: Casing | null = null
  #sentences: readonly Stretch[] | null = null
  #clauses: readonly Stretch[] | null = null
  #located: Matchable | null = null
  /** Of each list, by token, whether it is in one of its phrases. */
  readonly #marks = new Map<FactList, Uint8Array>()

  readonly #beside: Prose | null

  constructor(text: string, { directory, lexicon }: Knowledge, beside: Prose | null) {
    this.text = text
    this.#beside = beside
    this.directory = directory
    this.lexicon = lexicon
    this.tokens = tokenize(text)
    const style = readStyle(this.tokens)
    this.titled = style === 'title'
    this.#mentions = directory
      .mentions(this.tokens, { style, lexicon })
      .filter((one) => !isInLongerName(this.tokens, one, style, this))
    this.quantities = findQuantities(this.tokens).filter((one) => this.#isFree(one))
    const given = [
      ...this.quantities.flatMap((one) => spansOf(one, this.tokens)),
      ...this.#mentions.flatMap((mention) => companySpans(mention, directory)),
      ...coinedSpans(this.tokens),
    ]
    const { spans, has, places } = matchableOf(this.tokens, given, () =>
      this.names.flatMap(nameSpan),
    )
    this.spans = spans
    this.has = has
    this.places = places
  }

  get names() {
    this.#names ??= readNames({
      text: this.text,
      tokens: this.tokens,
      mentions: this.#mentions,
      titled: this.titled,
      directory: this.directory,
      lexicon: this.lexicon,
      casing: () => this.#beside?.casing ?? noCasing,
      isIn: (list, at) => this.isIn(list, at),
    })
    return this.#names
  }

  get casing() {
    this.#casing ??= casingOf(this.tokens)
    return this.#casing
  }

  get sentences() {
    this.#sentences ??= sentencesOf(this.tokens)
    return this.#sentences
  }

  get clauses() {
    this.#clauses ??= clausesOf(this.tokens)
    return this.#clauses
  }

  isIn(list: FactList, at: number): boolean {
    let marks = this.#marks.get(list)
    if (!marks) {
      marks = this.#mark(list)
      this.#marks.set(list, marks)
    }
    return marks[at] === 1
  }

  #mark(list: FactList): Uint8Array {
    const { tokens, spans, lexicon } = this
    this.#located ??= lexicon.locate({ tokens, spans })
    const marks = new Uint8Array(tokens.length)
    for (const { from, to } of findNode(lexicon.lists[list], this.#located)) marks.fill(1, from, to)
    return marks
  }

  #isFree(one: Quantity): boolean {
    if (stretchAt(this.#mentions, one.at) !== null) return false
    return !mayBeNamed(this.tokens, one) || stretchAt(this.names, one.at) === null
  }
}

/** Whether an unknown name may hold the number: it is short, and a capital stands in it or beside it, or a hyphen or dot behind it. */
function mayBeNamed(tokens: readonly Token[], { kind, at }: Quantity): boolean {
  const token = tokens[at]
  if (kind !== 'number' || !token || (token.kind === 'number' && token.text.length > 4))
    return false
  const isJoined = /^[-.]$/.test(tokens[at + 1]?.before ?? '')
  return token.capital || isJoined || [at - 1, at + 1].some((near) => tokens[near]?.capital)
}

function companySpans(
  { company, start, end }: Pick<Named, 'company' | 'start' | 'end'>,
  directory: Directory,
): Span[] {
  const span = { slot: 'company' as const, from: start, to: end }
  const isAi = directory.entry(company.key)?.sector === 'ai'
  return isAi ? [span, { ...span, slot: 'ai company' }] : [span]
}

/** "SymbyAI": the name says what the company does. */
function coinedSpans(tokens: readonly Token[]): Span[] {
  const spans: Span[] = []
  tokens.forEach(({ raw }, at) => {
    if (raw.endsWith('AI') && coined.test(raw) && raw !== 'GenAI') {
      spans.push({ slot: 'ai company', from: at, to: at + 1 })
    }
  })
  return spans
}

const coined = /[\p{Ll}\d]AI$/u

function nameSpan({ personal, start, end }: Named): Span[] {
  return personal ? [] : [{ slot: 'name', from: start, to: end }]
}

function spansOf(one: Quantity, tokens: readonly Token[]): Span[] {
  const span = { slot: one.kind, from: one.start, to: one.end }
  return [
    span,
    ...(mayBeMoney(one, tokens) ? [{ ...span, slot: 'money' as const }] : []),
    ...(isBare(one, tokens) ? [{ ...span, slot: 'bare number' as const }] : []),
  ]
}

/** A sum without a currency ("raises 100M in debt"), but not what counts something: "100M users". */
function mayBeMoney({ kind, end, magnitude }: Quantity, tokens: readonly Token[]): boolean {
  if (kind !== 'number' || magnitude < 1e6) return false
  const next = tokens[end]
  return next === undefined || next.pause !== 'none' || functionWords.has(next.text)
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
