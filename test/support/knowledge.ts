import { wordsShape } from '../../src/config/words.ts'
import type { Directory } from '../../src/core/reading/company.ts'
import { compileLexicon } from '../../src/core/reading/lexicon.ts'
import type { Knowledge } from '../../src/core/reading/prose.ts'

/** These companies, and no words at all. */
export function wordless(directory: Directory): Knowledge {
  const lists = Object.keys(wordsShape.in.shape).map((name) => [name, []])
  const book = wordsShape.parse(Object.fromEntries(lists))
  return { directory, lexicon: compileLexicon(book, new Map()) }
}
