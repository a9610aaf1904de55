import type { Words } from './pattern.ts'

/** Items filed under sets of words, and found by a word of the story: by its spelling, its stem or its beginning. */
export interface WordFile<T> {
  add(words: Words, item: T): void
  remove(words: Words, item: T): void
  /** Items under the words that a token with this text and stem is one of, each once. */
  lookUp(text: string, stem: string): readonly T[]
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

    lookUp(text, stem) {
      const known = memory.get(text)
      if (known) return known
      const items = find(shelves, text, stem, longestEnding)
      if (memory.size >= remembered) memory.clear()
      if (text.length <= longestRemembered) memory.set(text, items)
      return items
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
