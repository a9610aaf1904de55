import type { Token } from '../text/text.ts'
import { readStyle } from './style.ts'

/** How a text in sentences writes its words where a capital tells a name: what another text of the same story leaves open. */
export interface Casing {
  /** Stems of words with a capital inside a sentence, and none beside them: of "the Pilots Association" neither. */
  capital: ReadonlySet<string>
  /** Words without one. */
  small: ReadonlySet<string>
}

export const noCasing: Casing = { capital: new Set(), small: new Set() }

/** Nothing is learned from a text that capitalises all words, or none. */
export function casingOf(tokens: readonly Token[]): Casing {
  if (readStyle(tokens) !== 'sentence') return noCasing
  const capital = new Set<string>()
  const small = new Set<string>()
  tokens.forEach((token, at) => {
    const isAlone = !tokens[at - 1]?.capital && !tokens[at + 1]?.capital
    if (!token.capital) small.add(token.text)
    else if (token.pause === 'none' && isAlone) capital.add(token.stem)
  })
  return { capital, small }
}
