/**
 * Names that have a number in them, which then counts nothing. What shows it: a verb in the singular behind a plural ("Seven Bridges
 * lays off"; "Twenty raises $100m"), a hyphen before a capital ("7-Eleven"), a capital behind a number word where the sentence has few ("One Medical"), or
 * that nothing follows the number which it could count ("Area 51 lays off").
 */

import { currencyOfCode } from '../quantity/money.ts'
import { numberWord } from '../quantity/numeral.ts'
import type { Token } from '../text/text.ts'
import { functionWords } from './function-words.ts'
import type { Lexicon } from './lexicon.ts'
import type { Written } from './name.ts'

type Worded = Pick<Written, 'tokens' | 'titled' | 'lexicon'>

const longestName = 4

/** The end of a name that begins with the number at `at`; null where the number is free. */
export function numberedNameEnd({ tokens, titled, lexicon }: Worded, at: number): number | null {
  const token = tokens[at]
  const next = tokens[at + 1]
  if (!token || !isNumber(token) || next?.pause !== 'none') return null
  if (token.kind === 'word' && isSingularVerb(next, lexicon) && tokens[at + 2]?.kind === 'number')
    return at + 1
  if (!next.capital) return null
  if (next.before === '-' && next.kind === 'word') {
    return numberWord(token.text) === null && (!titled || numberWord(next.text) !== null)
      ? at + 2
      : null
  }
  const end = capitalsEnd(tokens, at + 1, lexicon)
  if (isPluralWithSingularVerb(tokens, end, lexicon)) return end
  if (titled || token.kind !== 'word' || isCounted(tokens, end, lexicon)) return null
  return end
}

function isNumber({ kind, text, capital }: Token): boolean {
  return kind === 'number' ? /^\d{1,3}$/.test(text) : capital && numberWord(text) !== null
}

/** One past the capitalised words from `at` on, before any verb. */
function capitalsEnd(tokens: readonly Token[], at: number, { headlineVerbs }: Lexicon): number {
  let end = at
  while (end < at + longestName) {
    const token = tokens[end]
    if (token?.kind !== 'word' || token.pause !== 'none' || !token.capital) break
    if (end > at && headlineVerbs.has(token.text)) break
    end++
  }
  return end
}

function isPluralWithSingularVerb(
  tokens: readonly Token[],
  end: number,
  lexicon: Lexicon,
): boolean {
  const noun = tokens[end - 1]?.text ?? ''
  const isPlural = noun.endsWith('s') && !noun.endsWith('ss') && !lexicon.headlineWords.has(noun)
  return isPlural && isSingularVerb(tokens[end], lexicon)
}

function isSingularVerb(token: Token | undefined, { headlineVerbs }: Lexicon): boolean {
  return token?.pause === 'none' && token.text.endsWith('s') && headlineVerbs.has(token.text)
}

/** "Fifty Brightarm workers", "Seven Ohio plants": a number of those. */
function isCounted(tokens: readonly Token[], end: number, { headlineVerbs }: Lexicon): boolean {
  const next = tokens[end]
  return next?.pause === 'none' && !functionWords.has(next.text) && !headlineVerbs.has(next.text)
}

/** Whether the number at `at` belongs to the name that stands before it: "Area 51", "Forever 21", "Take-Two". */
export function isOwnNumber({ tokens, titled, lexicon }: Worded, at: number): boolean {
  const token = tokens[at]
  const last = tokens[at - 1]
  if (!token || !last) return false
  if (token.before === '-') return numberWord(last.text) === null
  if (token.kind !== 'number' || !/^\d{1,2}$/.test(token.text)) return false
  if (token.possessive || isSingularVerb(tokens[at + 1], lexicon)) return true
  return !titled && currencyOfCode(last.text) === null && !isCountedBy(tokens[at + 1], lexicon)
}

/** Whether the word behind a number may be what it counts, or multiplies it. */
function isCountedBy(next: Token | undefined, { headlineVerbs }: Lexicon): boolean {
  return next?.pause === 'none' && !(small.has(next.text) || headlineVerbs.has(next.text))
}

const small = new Set(
  'to in at on as after amid and for with from of by is was has will'.split(' '),
)

/** "23andMe", "1Password": digits with a word grown to them. */
export function isGrown(raw: string): boolean {
  return /^\d+(?=\p{L}{5})(?:\p{Lu}\p{Ll}|\p{Ll}+\p{Lu})/u.test(raw)
}
