import { fold, type Token } from '../text/text.ts'

/** Also states, persons, shirts: no country is meant by them as a rule. */
const homonyms = new Set(['georgia', 'jersey', 'jordan', 'chad', 'reunion', 'unknown region'])

/** Countries and territories as English names them, folded: Unicode's list. */
const names: readonly string[] = regionNames()

function regionNames(): string[] {
  const english = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  const written = letters.flatMap((first) =>
    letters.flatMap((second) => english.of(first + second) ?? []),
  )
  const plain = written.map((name) => fold(name.replace(/ SAR China$| \(.*\)$/, '')))
  return plain.filter((name) => !homonyms.has(name))
}

/** Those of one word. */
export const countryWords: readonly string[] = names.filter((name) => !name.includes(' '))

const byFirstWord = Map.groupBy(
  names.map((name) => name.split(' ')),
  ([first = '']) => first,
)

/** How many tokens from `at` on name a country, or one of `others`; 0 for none. "US" is capitals, or the word "us". */
export function countryAt(
  tokens: readonly Token[],
  at: number,
  others: ReadonlySet<string>,
): number {
  const token = tokens[at]
  if (!token?.capital) return 0
  const begun = byFirstWord.get(token.text)
  const length = begun && lengthOf(begun, tokens, at)
  if (length) return length
  const isShort = token.text.length <= 3
  return others.has(token.text) && (!isShort || token.raw === token.raw.toUpperCase()) ? 1 : 0
}

/** Of the first of the names that stands at `at`. */
function lengthOf(
  names: readonly (readonly string[])[],
  tokens: readonly Token[],
  at: number,
): number | undefined {
  const isNamed = (words: readonly string[]) =>
    words.every((word, index) => tokens[at + index]?.text === word)
  return names.find(isNamed)?.length
}
