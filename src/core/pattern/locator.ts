import type { Token } from '../text/text.ts'
import type { Words } from './pattern.ts'
import type { Places } from './places.ts'
import { createWordFile, type WordFile } from './word-file.ts'

/** Finds where the words of a table stand in a text: all in one walk over it, when the first of them is asked for. */
export type Locator = (tokens: readonly Token[]) => (words: Words) => Places

/** @param all the words of a `WordTable`, by their numbers */
export function createLocator(all: readonly Words[]): Locator {
  const file = createWordFile<number>()
  for (const [number, words] of all.entries()) file.add(words, number)
  return (tokens) => {
    let placed: readonly (Places | undefined)[] | null = null
    return ({ number = -1 }) => {
      placed ??= placesOfAll(all.length, file, tokens)
      return placed[number] ?? nowhere
    }
  }
}

/** By the numbers of the words; undefined where they stand nowhere. */
function placesOfAll(
  count: number,
  file: WordFile<number>,
  tokens: readonly Token[],
): (Places | undefined)[] {
  const placed = new Array<number[] | undefined>(count)
  file.walk(tokens, (numbers, place) => {
    for (const number of numbers) {
      const known = placed[number]
      if (known) known.push(place)
      else placed[number] = [place]
    }
  })
  return placed
}

const nowhere: Places = []
