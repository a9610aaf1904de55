/**
 * Names that have a number in them, which then counts nothing. What shows it: a verb in the singular behind a plural ("Seven Bridges
 * lays off"; "Twenty raises $100m"), a hyphen before a capital ("7-Eleven"), a capital behind a number word where the sentence has few ("One Medical"), or
 * that nothing follows the number which it could count ("Area 51 lays off").
 */

import { currencyOfCode } from '../quantity/money.ts'
import { numberWord } from '../quantity/numeral.ts'
import type { Token } from '../text/text.ts'
import { functionWords } from './function-words.ts'
import { isVerb, type Written } from './written.ts'

const longestName = 4

/** The end of a name that begins with the number at `at`; null where the number is free. */
export function numberedNameEnd(written: Written, at: number): number | null {
  const { tokens } = written
  const token = tokens[at]
  const next = tokens[at + 1]
  if (!token || !isNumber(token) || next?.pause !== 'none') return null
  if (isCutting(written, at)) return at + 1
  if (!next.capital) return null
  if (next.before === '-' && next.kind === 'word') return hyphenatedEnd(written, at)
  const end = capitalsEnd(written, at + 1)
  if (isPlural(written, end - 1) && isSingularVerb(written, end)) return end
  return written.titled || token.kind !== 'word' || isCounted(written, end) ? null : end
}

/** "Seven cuts 30 jobs": a number in words that does something to another. */
function isCutting(written: Written, at: number): boolean {
  const [number, , object] = written.tokens.slice(at, at + 3)
  const isName = number?.kind === 'word' || (at === 0 && number?.kind === 'number')
  return isName && isSingularVerb(written, at + 1) && object?.kind === 'number'
}

/** "8-Bit" where words have no capitals by themselves; "21-One" in any case. */
function hyphenatedEnd({ tokens, titled }: Written, at: number): number | null {
  const isName = !titled || numberWord(tokens[at + 1]?.text ?? '') !== null
  return tokens[at]?.kind === 'number' && isName ? at + 2 : null
}

function isNumber({ kind, text, capital }: Token): boolean {
  return kind === 'number' ? /^\d{1,3}$/.test(text) : capital && numberWord(text) !== null
}

/** One past the capitalised words from `at` on, before any verb. */
function capitalsEnd(written: Written, at: number): number {
  let end = at
  while (end < at + longestName) {
    const token = written.tokens[end]
    if (token?.kind !== 'word' || token.pause !== 'none' || !token.capital) break
    if (end > at && isVerb(written, end)) break
    end++
  }
  return end
}

function isPlural({ tokens, lexicon }: Written, at: number): boolean {
  const noun = tokens[at]?.text ?? ''
  return noun.endsWith('s') && !noun.endsWith('ss') && !lexicon.headlineWords.has(noun)
}

function isSingularVerb(written: Written, at: number): boolean {
  const token = written.tokens[at]
  return token?.pause === 'none' && token.text.endsWith('s') && isVerb(written, at)
}

/** "Fifty Brightarm workers", "Seven Ohio plants": a number of those. */
function isCounted(written: Written, end: number): boolean {
  const next = written.tokens[end]
  return next?.pause === 'none' && !functionWords.has(next.text) && !isVerb(written, end)
}

/** Whether the number at `at` belongs to the name that stands before it: "Area 51", "Forever 21", "Take-Two". */
export function isOwnNumber(written: Written, at: number): boolean {
  const token = written.tokens[at]
  const last = written.tokens[at - 1]
  if (!token || !last) return false
  if (token.before === '-') return numberWord(last.text) === null
  if (token.kind === 'word') return token.capital && !written.titled && last.capital
  if (token.kind !== 'number' || !/^\d{1,2}$/.test(token.text)) return false
  if (token.possessive || isSingularVerb(written, at + 1)) return true
  return !written.titled && currencyOfCode(last.text) === null && !isCountedBy(written, at + 1)
}

/** Whether the word behind a number may be what it counts, or multiplies it. */
function isCountedBy(written: Written, at: number): boolean {
  const next = written.tokens[at]
  return next?.pause === 'none' && !(small.has(next.text) || isVerb(written, at))
}

const small = new Set(
  'to in at on as after amid and for with from of by is was has will'.split(' '),
)

/** "23andMe", "1Password": digits with a word grown to them. */
export function isGrown(raw: string): boolean {
  return /^\d+(?=\p{L}{5})(?:\p{Lu}\p{Ll}|\p{Ll}+\p{Lu})/u.test(raw)
}
