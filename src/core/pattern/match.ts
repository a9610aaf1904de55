import { findNode, type Range } from './find-node.ts'
import { type Field, type Found, fields, type Matchable, type StoryText } from './matchable.ts'
import type { Pattern, Phrase, RequiredTerm, Term } from './pattern.ts'

/** What came of looking for a pattern in a story. */
export type Match =
  /** Where each required term was found first, in the pattern's order. */
  | { kind: 'match'; found: readonly Found[] }
  /** `term` is the first required term that the story lacks. */
  | { kind: 'miss'; term: string }
  /** All is there, and so is something that rules it out: the words in the pattern, and where the story has them. */
  | { kind: 'held'; term: string; found: Found; by: 'not' | 'near' | 'within' }

const nearness = 8

/** Linear in the story's tokens for every pattern. */
export function matchPattern(pattern: Pattern, story: StoryText): Match {
  const found: Found[] = []
  let held: Match | undefined
  for (const term of pattern.required) {
    const result = findRequired(term, story)
    if (result.kind === 'miss') return result
    if (result.kind === 'held') held ??= result
    else found.push(...result.found)
  }
  if (held) return held
  for (const term of pattern.excluded) {
    const first = findTerm(term, story).next().value
    if (first) return { kind: 'held', term: term.text, found: first, by: 'not' }
  }
  return { kind: 'match', found }
}

function findRequired(term: RequiredTerm, story: StoryText): Match {
  let held: Match | undefined
  for (const field of fieldsOf(term)) {
    const text = story[field]
    const ranges = findNode(term.node, text)
    if (ranges.length === 0) continue
    const exceptions = exceptionsOf(term, text)
    const free = ranges.find((range) => !exceptions.some(({ bars }) => bars(range)))
    if (free) return { kind: 'match', found: [{ field, ...free }] }
    held ??= heldBy(ranges, exceptions, field)
  }
  return held ?? { kind: 'miss', term: term.text }
}

function* findTerm(term: Term, story: StoryText): Generator<Found, undefined> {
  for (const field of fieldsOf(term)) {
    for (const range of findNode(term.node, story[field])) yield { field, ...range }
  }
}

function fieldsOf({ titleOnly }: Term): readonly Field[] {
  return titleOnly ? ['title'] : fields
}

/** The places of one exception, and whether they bar a range. */
interface Exception {
  by: 'near' | 'within'
  term: string
  ranges: readonly Range[]
  bars(range: Range): boolean
}

/** Those that the text has. */
function exceptionsOf({ notNear, notWithin }: RequiredTerm, text: Matchable): Exception[] {
  return [...exceptionsBy('near', notNear, text), ...exceptionsBy('within', notWithin, text)]
}

function exceptionsBy(
  by: Exception['by'],
  phrases: readonly Phrase[],
  text: Matchable,
): Exception[] {
  return phrases.flatMap((phrase) => {
    const ranges = findNode(phrase.node, text)
    return ranges.length === 0 ? [] : exceptionOf(by, phrase.text, ranges, text)
  })
}

function exceptionOf(
  by: Exception['by'],
  term: string,
  ranges: readonly Range[],
  text: Matchable,
): Exception {
  const reach = by === 'near' ? ranges.map((range) => widened(range, text)) : ranges
  const barred = countBefore(reach, text.tokens.length)
  return {
    by,
    term,
    ranges,
    bars: ({ from, to }) => (barred[to] ?? 0) > (barred[from] ?? 0),
  }
}

/** By `nearness` words on either side, within the sentence. */
function widened({ from, to }: Range, { tokens }: Matchable): Range {
  let start = from
  while (start > 0 && from - start < nearness && tokens[start]?.pause !== 'sentence') start--
  let end = to
  while (end < tokens.length && end - to < nearness && tokens[end]?.pause !== 'sentence') end++
  return { from: start, to: end }
}

/** For each token, how many tokens before it lie in one of the ranges. */
function countBefore(ranges: readonly Range[], tokens: number): Int32Array {
  const edges = new Int32Array(tokens + 1)
  for (const { from, to } of ranges) {
    edges[from] = (edges[from] ?? 0) + 1
    edges[to] = (edges[to] ?? 0) - 1
  }
  const before = new Int32Array(tokens + 1)
  let open = 0
  for (let at = 0; at < tokens; at++) {
    open += edges[at] ?? 0
    before[at + 1] = (before[at] ?? 0) + (open > 0 ? 1 : 0)
  }
  return before
}

/** The exception that bars the first range, to be told; all are barred. */
function heldBy(
  ranges: readonly Range[],
  exceptions: readonly Exception[],
  field: Field,
): Match | undefined {
  const [first] = ranges
  const exception = first && exceptions.find(({ bars }) => bars(first))
  if (!exception) return undefined
  const { ranges: places, by, term } = exception
  const place = places.find(({ to }) => to > first.from - (by === 'near' ? nearness : 0)) ?? first
  return { kind: 'held', term, found: { field, ...place }, by }
}
