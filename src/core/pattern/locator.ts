import type { Token } from '../text/text.ts'
import type { Matchable, StoryText } from './matchable.ts'
import type { Words } from './pattern.ts'
import { nowhere, type Places } from './places.ts'
import { createWordFile, type WordFile } from './word-file.ts'

/** The texts of a story, as bits. */
export const inTitle = 1
export const inSummary = 2

/** A story whose words are located. */
export interface Located {
  story: StoryText
  /** By the number of a set of words: the texts that have one of it. */
  met: Uint8Array
}

type Text = Pick<Matchable, 'tokens' | 'spans'>

/** Finds where the words of a table stand, all in one walk over a text. */
export interface Locator {
  inText(text: Text): Matchable
  inStory(story: Readonly<Record<keyof StoryText, Text>>): Located
}

/** @param all the words of a `WordTable`, by their numbers */
export function createLocator(all: readonly Words[]): Locator {
  const file = createWordFile<number>()
  for (const [number, words] of all.entries()) file.add(words, number)
  const locate = (text: Text, met: Uint8Array, bit: number) => new LocatedText(text, file, met, bit)
  return {
    inText: (text) => locate(text, new Uint8Array(all.length), inTitle),
    inStory({ title, summary }) {
      const met = new Uint8Array(all.length)
      const story = {
        title: locate(title, met, inTitle),
        summary: locate(summary, met, inSummary),
      }
      return { story, met }
    },
  }
}

/** Notes what is there, which is asked all the time, and gathers where only for the few words that are asked for it. */
class LocatedText implements Matchable {
  readonly tokens: readonly Token[]
  readonly spans: Matchable['spans']
  readonly #met: Uint8Array
  readonly #bit: number
  /** The numbers found under each word that has any, and its place. */
  readonly #found: (readonly number[])[] = []
  readonly #at: number[] = []
  readonly #gathered = new Map<number, Places>()

  constructor({ tokens, spans }: Text, file: WordFile<number>, met: Uint8Array, bit: number) {
    this.tokens = tokens
    this.spans = spans
    this.#met = met
    this.#bit = bit
    const [found, at] = [this.#found, this.#at]
    file.walk(tokens, (numbers, place) => {
      if (numbers.length === 0) return
      found.push(numbers)
      at.push(place)
      for (const number of numbers) met[number] = (met[number] ?? 0) | bit
    })
  }

  has({ number = -1 }: Words): boolean {
    return ((this.#met[number] ?? 0) & this.#bit) !== 0
  }

  places(words: Words): Places {
    const { number } = words
    if (number === undefined || !this.has(words)) return nowhere
    const known = this.#gathered.get(number)
    if (known) return known
    const places = this.#at.filter((_, index) => this.#found[index]?.includes(number))
    this.#gathered.set(number, places)
    return places
  }
}
