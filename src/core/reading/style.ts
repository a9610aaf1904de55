import type { Token } from '../text/text.ts'
import { functionWords } from './function-words.ts'

export type Style = 'title' | 'sentence' | 'lower'

/** How a text uses capitals: on most words, as sentences do, or not at all. */
export function readStyle(tokens: readonly Token[]): Style {
  const first = tokens[0]
  let words = 0
  let capitals = 0
  for (const token of tokens) {
    if (token === first || !isTelling(token)) continue
    words++
    if (token.capital) capitals++
  }
  if (capitals === 0) return first?.capital ? 'sentence' : 'lower'
  return capitals > 0.72 * words ? 'title' : 'sentence'
}

/** Whether a headline would give the word a capital, and a sentence would not. */
function isTelling({ kind, text }: Token): boolean {
  return kind === 'word' && text.length >= 4 && !functionWords.has(text)
}
