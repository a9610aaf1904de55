import type { Prose } from './prose.ts'

/** Whether one of `words` stands in the `most` tokens from `from` on, before the sentence ends. The index, or -1. */
export function wordWithin(
  prose: Prose,
  from: number,
  most: number,
  words: ReadonlySet<string>,
): number {
  for (let at = from; at < from + most && at < prose.tokens.length; at++) {
    const token = prose.tokens[at]
    if (!token || (at > from && token.pause === 'sentence')) return -1
    if (words.has(token.text)) return at
  }
  return -1
}

/** Likewise, looking back from `before` (excluded). */
export function wordBefore(
  prose: Prose,
  before: number,
  most: number,
  words: ReadonlySet<string>,
): number {
  for (let at = before - 1; at >= 0 && at >= before - most; at--) {
    const token = prose.tokens[at]
    if (!token) return -1
    if (words.has(token.text)) return at
    if (token.pause === 'sentence') return -1
  }
  return -1
}

export function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/).filter(Boolean))
}
