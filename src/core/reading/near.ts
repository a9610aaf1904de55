import type { FactList } from './lexicon.ts'
import type { Prose } from './prose.ts'

/** Some words: the name of a list of the lexicon, or folded words of our own. */
type Sought = FactList | ReadonlySet<string>

/** Whether one of `words` stands in the `most` tokens from `from` on, before the sentence ends. The index, or -1. */
export function wordWithin(prose: Prose, from: number, most: number, words: Sought): number {
  for (let at = from; at < from + most && at < prose.tokens.length; at++) {
    if (at > from && prose.tokens[at]?.pause === 'sentence') return -1
    if (isAmong(prose, at, words)) return at
  }
  return -1
}

/** Likewise, looking back from `before` (excluded). */
export function wordBefore(prose: Prose, before: number, most: number, words: Sought): number {
  for (let at = before - 1; at >= 0 && at >= before - most; at--) {
    if (isAmong(prose, at, words)) return at
    if (prose.tokens[at]?.pause === 'sentence') return -1
  }
  return -1
}

function isAmong(prose: Prose, at: number, words: Sought): boolean {
  if (typeof words === 'string') return prose.isIn(words, at)
  return words.has(prose.tokens[at]?.text ?? '')
}
