import type { Stretch } from '../text/sentences.ts'

/** What stands as one: a name, a sum or a word, and its tokens. */
export interface Whole extends Stretch {
  word: string
}

/**
 * The next three to a side, nearest first.
 *
 * @param from the first token, of `count`
 * @param step -1 to the left, 1 to the right
 */
export function wordsFrom(
  from: number,
  step: 1 | -1,
  count: number,
  wholeAt: (at: number) => Whole,
): string[] {
  const found: string[] = []
  for (let at = from; at >= 0 && at < count && found.length < 3; ) {
    const { word, start, end } = wholeAt(at)
    found.push(word)
    at = step > 0 ? end : start - 1
  }
  return found
}
