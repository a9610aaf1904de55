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

/** Words met so far are remembered with what they lead to: so many, and no longer than this. */
const remembered = 20_000
const longestRemembered = 40

export function createWordFile<T>(): WordFile<T> {
  const exact: Shelf<T> = new Map()
  const stems: Shelf<T> = new Map()
  const endings: Shelf<T> = new Map()
  const memory = new Map<string, readonly T[]>()
  let longestEnding = 0

  function* places(words: Words): Generator<[shelf: Shelf<T>, key: string]> {
    for (const word of words.exact) yield [exact, word]
    for (const stem of words.stems) yield [stems, stem]
    for (const ending of words.endings) yield [endings, ending]
  }

  return {
    add(words, item) {
      memory.clear()
      for (const [shelf, key] of places(words)) {
        if (shelf === endings) longestEnding = Math.max(longestEnding, key.length)
        const items = shelf.get(key)
        if (items) items.push(item)
        else shelf.set(key, [item])
      }
    },

    remove(words, item) {
      memory.clear()
      for (const [shelf, key] of places(words)) {
        const rest = shelf.get(key)?.filter((each) => each !== item) ?? []
        if (rest.length > 0) shelf.set(key, rest)
        else shelf.delete(key)
      }
    },

    lookUp(text, stem) {
      const known = memory.get(text)
      if (known) return known
      const found = new Set([...(exact.get(text) ?? []), ...(stems.get(stem) ?? [])])
      for (let end = 1; end <= Math.min(text.length, longestEnding); end++) {
        for (const item of endings.get(text.slice(0, end)) ?? []) found.add(item)
      }
      const items = [...found]
      if (memory.size >= remembered) memory.clear()
      if (text.length <= longestRemembered) memory.set(text, items)
      return items
    },

    crowd(words) {
      let crowd = 0
      for (const [shelf, key] of places(words)) crowd += shelf.get(key)?.length ?? 0
      return crowd
    },
  }
}
