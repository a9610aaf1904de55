import { stemOf } from '../text/plural.ts'
import type { Token } from '../text/text.ts'
import type { Words } from './pattern.ts'

/** Items filed under sets of words, and found by the words of a text: by their spelling, their stem or their beginning. */
export interface WordFile<T> {
  add(words: Words, item: T): void
  remove(words: Words, item: T): void
  /** Tells the items under each word of a text, each once for a word, with the place of that word (see `Places`). */
  walk(tokens: readonly Token[], tell: (items: readonly T[], place: number) => void): void
  /** How many items a token that is one of `words` would find, roughly. */
  crowd(words: Words): number
}

type Shelf<T> = Map<string, T[]>
type Shelves<T> = Record<'exact' | 'stems' | 'endings', Shelf<T>>

/** Words met so far are remembered with what they lead to: so many, and no longer than this. */
const remembered = 20_000
const longestRemembered = 40

export function createWordFile<T>(): WordFile<T> {
  const shelves: Shelves<T> = { exact: new Map(), stems: new Map(), endings: new Map() }
  const memory = new Map<string, readonly T[]>()
  let longestEnding = 0

  function lookUp(text: string, stem: string): readonly T[] {
    const known = memory.get(text)
    if (known) return known
    const items = find(shelves, text, stem, longestEnding)
    if (memory.size >= remembered) memory.clear()
    if (text.length <= longestRemembered) memory.set(text, items)
    return items
  }

  return {
    add(words, item) {
      memory.clear()
      longestEnding = Math.max(longestEnding, ...words.endings.map(({ length }) => length))
      for (const [shelf, key] of placesOf(words, shelves)) put(shelf, key, item)
    },

    remove(words, item) {
      memory.clear()
      for (const [shelf, key] of placesOf(words, shelves)) take(shelf, key, item)
    },

    walk(tokens, tell) {
      for (let at = 0; at < tokens.length; at++) {
        const token = tokens[at]
        if (!token) continue
        tell(lookUp(token.text, token.stem), at * 2)
        const { joined } = token
        if (joined !== null) tell(lookUp(joined, stemOf(joined)), at * 2 + 1)
      }
    },

    crowd(words) {
      const crowds = placesOf(words, shelves).map(([shelf, key]) => shelf.get(key)?.length ?? 0)
      return crowds.reduce((sum, crowd) => sum + crowd, 0)
    },
  }
}

function placesOf<T>(words: Words, { exact, stems, endings }: Shelves<T>): [Shelf<T>, string][] {
  const on =
    (shelf: Shelf<T>) =>
    (key: string): [Shelf<T>, string] => [shelf, key]
  return [
    ...[...words.exact].map(on(exact)),
    ...[...words.stems].map(on(stems)),
    ...words.endings.map(on(endings)),
  ]
}

function put<T>(shelf: Shelf<T>, key: string, item: T): void {
  const items = shelf.get(key)
  if (items) items.push(item)
  else shelf.set(key, [item])
}

function take<T>(shelf: Shelf<T>, key: string, item: T): void {
  const rest = shelf.get(key)?.filter((each) => each !== item) ?? []
  if (rest.length > 0) shelf.set(key, rest)
  else shelf.delete(key)
}

function find<T>(
  { exact, stems, endings }: Shelves<T>,
  text: string,
  stem: string,
  longestEnding: number,
): T[] {
  const found = new Set([...(exact.get(text) ?? []), ...(stems.get(stem) ?? [])])
  for (let end = 1; end <= Math.min(text.length, longestEnding); end++) {
    for (const item of endings.get(text.slice(0, end)) ?? []) found.add(item)
  }
  return [...found]
}
