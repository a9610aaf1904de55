import { stemOf } from '../text/plural.ts'
import type { Token } from '../text/text.ts'
import type { Words } from './pattern.ts'

/**
 * Where one of a set of words stands, ascending: the index of the token, doubled, plus one where the word is that token and the
 * next written as one ("lay-offs" for `layoffs`).
 */
export type Places = readonly number[]

export const nowhere: Places = []

/** The places of any words in a text, each set of words looked for once. */
export function placesIn(tokens: readonly Token[]): (words: Words) => Places {
  const known = new Map<Words, Places>()
  return (words) => {
    const before = known.get(words)
    if (before) return before
    const places = scan(words, tokens)
    known.set(words, places)
    return places
  }
}

function scan(words: Words, tokens: readonly Token[]): Places {
  const places: number[] = []
  for (const [at, { text, stem, joined }] of tokens.entries()) {
    if (isAmong(words, text, stem)) places.push(at * 2)
    if (joined !== null && isAmong(words, joined, stemOf(joined))) places.push(at * 2 + 1)
  }
  return places
}

function isAmong({ exact, stems, endings }: Words, text: string, stem: string): boolean {
  if (stems.has(stem) || exact.has(text)) return true
  for (const ending of endings) if (text.startsWith(ending)) return true
  return false
}
