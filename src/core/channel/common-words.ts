import { smallWords } from '../text/small-words.ts'
import { fold } from '../text/text.ts'

const longest = 4
const fewest = 2

const empty: ReadonlySet<string> = new Set([...smallWords, 'after', 'amid', 'new'])

/**
 * The longest phrase, two to four words, that stands in at least two of the `unwanted` groups of titles and in none of the
 * `wanted` titles; of equals, the one in the most groups. Null where there is none.
 */
export function commonWords(
  unwanted: readonly (readonly string[])[],
  wanted: readonly string[],
): string | null {
  const groups = unwanted.map((titles) => new Set(titles.flatMap(phrasesOf)))
  const spared = new Set(wanted.flatMap(phrasesOf))
  const counts = new Map<string, number>()
  for (const phrase of groups.flatMap((group) => [...group])) {
    if (!spared.has(phrase)) counts.set(phrase, (counts.get(phrase) ?? 0) + 1)
  }
  const [best] = [...counts]
    .filter(([, groupsWithIt]) => groupsWithIt >= 2)
    .sort(([a, inA], [b, inB]) => lengthOf(b) - lengthOf(a) || inB - inA || (a < b ? -1 : 1))
  return best?.[0] ?? null
}

const lengthOf = (phrase: string): number => phrase.split(' ').length

function phrasesOf(title: string): string[] {
  const words = fold(title).split(' ')
  const phrases: string[] = []
  for (let from = 0; from < words.length; from++) {
    for (let length = fewest; length <= longest && from + length <= words.length; length++) {
      const phrase = words.slice(from, from + length)
      const [first = '', last = ''] = [phrase[0], phrase.at(-1)]
      const isWords = phrase.every((word) => /^[\p{L}\p{N}'-]+$/u.test(word))
      if (isWords && !empty.has(first) && !empty.has(last)) phrases.push(phrase.join(' '))
    }
  }
  return phrases
}
