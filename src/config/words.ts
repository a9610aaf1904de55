import { z } from 'zod'
import type { WordBook } from '../core/reading/lexicon.ts'
import { tokenize } from '../core/text/text.ts'
import type { Fault } from './faults.ts'
import { each, readYamlFile } from './yaml-file.ts'

const word = z
  .string()
  .refine(isSingle, 'is to be a single word in small letters, without hyphens and accents')
const list = (what: string) => z.array(word).describe(what)
const names = (what: string) => z.array(z.string().trim().min(1).max(80)).describe(what)

const phrases = (what: string) =>
  z.array(z.string().regex(/^[^\p{Lu}]+$/u, 'is to be in small letters')).describe(what)

function isSingle(text: string): boolean {
  const [first, ...more] = tokenize(text)
  return first?.text === text && more.length === 0
}

/** `words.yaml`. */
export const wordsShape = z
  .strictObject({
    publishers: names('publishers, as they are named in a text'),
    publisher_endings: names("what other publishers' names end in, as written"),
    first_names: list('first names: a weak hint that a name is a person’s'),
    surnames: list('surnames of people whom headlines call by nothing else'),
    roles: list('job titles, and what persons are called'),
    people: list('people whom a name in front of them only places'),
    places: list('nations and their people, regions, large cities'),
    nations: list('short and old names of countries'),
    descriptors: list("what stands in front of a company's name"),
    premises: list('what an unknown name in front only locates'),
    page_furniture: phrases('phrases of pages, which say nothing of a story'),
    hangers: list('what stands behind a name and a hyphen'),
    employers: list('employers that a title gives no name'),
    headline_verbs: list('verbs that end a name in a capitalised headline'),
    headline_words: list('nouns and adjectives that begin no name in a capitalised headline'),
    name_nouns: list("nouns that companies' names go on with"),
  })
  .transform(
    ({
      publisher_endings,
      page_furniture,
      first_names,
      headline_verbs,
      headline_words,
      name_nouns,
      ...lists
    }) =>
      ({
        ...lists,
        publisherEndings: publisher_endings,
        pageFurniture: page_furniture,
        firstNames: first_names,
        headlineVerbs: headline_verbs,
        headlineWords: headline_words,
        nameNouns: name_nouns,
      }) satisfies WordBook & { pageFurniture: readonly string[] },
  )

interface ReadWords {
  book: WordBook | null
  /** Phrases of pages, in small letters. */
  pageFurniture: readonly string[]
  faults: Fault[]
}

export function readWords(dir: string): ReadWords {
  const { value, written, textsAt, faults, faultAt } = readYamlFile(dir, 'words.yaml', wordsShape)
  for (const name of Object.keys((written ?? {}) as object)) {
    const seen = new Set<string>()
    for (const { text, path } of textsAt(name, each)) {
      if (seen.has(text)) faults.push(faultAt(path, `${name}: "${text}" is given twice`))
      seen.add(text)
    }
  }
  if (!value) return { book: null, pageFurniture: [], faults }
  const { pageFurniture, ...book } = value
  return { book, pageFurniture, faults }
}
