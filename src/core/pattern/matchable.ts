import type { Token } from '../text/text.ts'
import type { Slot, Span, Words } from './pattern.ts'
import { type Places, placesIn } from './places.ts'

/** A text as patterns see it: its tokens, and what stands in it. */
export interface Matchable {
  tokens: readonly Token[]
  /** In the order of their beginnings. */
  spans: Readonly<Record<Slot, readonly Span[]>>
  has(words: Words): boolean
  places(words: Words): Places
}

/** The two texts of a story. */
export interface StoryText {
  title: Matchable
  summary: Matchable
}

export type Field = keyof StoryText
export const fields: readonly Field[] = ['title', 'summary']

/** Tokens of a field, `to` excluded. */
export interface Found {
  field: Field
  from: number
  to: number
}

/** A class, and not an object with a getter, which costs a tenth of all judging. */
class Spans {
  readonly number: Span[] = []
  readonly 'bare number': Span[] = []
  readonly percent: Span[] = []
  readonly money: Span[] = []
  readonly company: Span[] = []
  readonly 'ai company': Span[] = []
  readonly #names: () => readonly Span[]

  constructor(names: () => readonly Span[]) {
    this.#names = names
  }

  get name(): readonly Span[] {
    return this.#names()
  }
}

const listed = ['number', 'bare number', 'percent', 'money', 'company', 'ai company'] as const

/**
 * Spans that reach out of the tokens are left out.
 * @param names where companies are named, in order; asked for only where a pattern has the slot
 */
export function matchableOf(
  tokens: readonly Token[],
  given: readonly Span[],
  names: () => readonly Span[] = () => [],
): Matchable {
  const spans = new Spans(names)
  for (const span of given) {
    const { slot, from, to } = span
    if (slot !== 'name' && from >= 0 && from < to && to <= tokens.length) spans[slot].push(span)
  }
  for (const slot of listed) {
    if (spans[slot].length > 1) spans[slot].sort((left, right) => left.from - right.from)
  }
  const places = placesIn(tokens)
  return { tokens, spans, places, has: (words) => places(words).length > 0 }
}

/** The words that were found, as written in `text`, which the tokens were read from. */
export function quote(
  text: string,
  { tokens }: Matchable,
  { from, to }: Pick<Found, 'from' | 'to'>,
): string {
  const first = tokens[from]
  const last = tokens[to - 1]
  return first && last ? text.slice(first.start, last.end) : ''
}
