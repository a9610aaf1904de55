/**
 * Names that have a number in them, which then counts nothing. What shows it: a verb in the singular ("Seven Bridges lays off";
 * "84 Lumber cuts"; "8x8 cuts"), a hyphen before a capital ("7-Eleven"), a capital behind a number word where the sentence has few
 * ("One Medical"), or that nothing follows the number which it could count ("Area 51 lays off").
 */

import { currencyOfCode } from '../quantity/money.ts'
import { numberWord } from '../quantity/numeral.ts'
import type { Token } from '../text/text.ts'
import { functionWords } from './function-words.ts'
import { standsDescribed } from './standing.ts'
import { isVerb, type Written } from './written.ts'

const longestName = 4

/** The end of a name that begins with the number at `at`; null where the number is free. */
export function numberedNameEnd(written: Written, at: number): number | null {
  const { tokens } = written
  const [token, next] = [tokens[at], tokens[at + 1]]
  if (!token) return null
  if (isMixed(token) && isWhole(written, at)) return at + 1
  if (isNamedNumber(written, at)) return at + 1
  if (!next) return null
  if (token.kind === 'number' && isDomain(written, at + 1)) return at + 2
  return isNumber(token) && next.pause === 'none' ? numberEnd(written, token, at) : null
}

/** "Startup 8091 raises", "firm Forty valued at", "Dublin-based 8091, which": a number of what can be one alone. */
function isNamedNumber(written: Written, at: number): boolean {
  const { tokens } = written
  const [last, number, next] = [tokens[at - 1], tokens[at], tokens[at + 1]]
  if (!last || number?.pause !== 'none' || last.text.endsWith('s')) return false
  if (!(number.kind === 'word' ? isNumber(number) : /^(?!19|20)\d{1,4}\p{L}?$/u.test(number.text)))
    return false
  const isPlaced = last.text === 'based' && last.before === '-'
  if (!isPlaced && !standsDescribed(written, at)) return false
  return next === undefined || next.pause !== 'none' || isVerb(written, at + 1)
}

/** "Startup 1mind", "8x8 cuts", "layoffs at 8x8". */
function isWhole(written: Written, at: number): boolean {
  if (standsDescribed(written, at)) return true
  const isFollowed = at + 1 < written.tokens.length
  return isFollowed && (isSubject(written, at, at + 1) || isPlace(written, at))
}

function numberEnd(written: Written, number: Token, at: number): number | null {
  const next = written.tokens[at + 1]
  // "$500 Million AI Fund".
  if (multiples.has(number.text) && written.tokens[at - 1]?.kind === 'number') return null
  if (isCutting(written, at)) return at + 1
  if (next?.before === '-') return joinedEnd(written, at)
  return next?.capital ? capitalisedEnd(written, number, at) : null
}

/** "Layoffs at 8x8", "8x8 layoffs hit Leeds". */
function isPlace({ tokens, isIn }: Written, at: number): boolean {
  return tokens[at - 1]?.text === 'at' || (at === 0 && isIn('layoffs', at + 1))
}

/** The "com" of "58.com". */
function isDomain({ tokens }: Written, at: number): boolean {
  const ending = tokens[at]
  return ending?.before === '.' && ending.pause === 'none' && /^(?:com|io|ai)$/.test(ending.text)
}

function joinedEnd(written: Written, at: number): number | null {
  const next = written.tokens[at + 1]
  if (next?.kind === 'number') return dialledEnd(written, at)
  return next?.capital ? hyphenatedEnd(written, at) : null
}

function capitalisedEnd(written: Written, { kind }: Token, at: number): number | null {
  const end = capitalsEnd(written, at + 1)
  if (isPlural(written, end - 1) && (isSingularVerb(written, end) || isEmployer(written, at, end)))
    return end
  if (isForm(written, at + 1, end) && !isInside(written, at) && !isOfJobs(written, at, end))
    return end
  const isName = kind === 'number' ? isNoCount(written, at, end) : isWordedName(written, at, end)
  return isName ? end : null
}

/** "Cuts 600 AI jobs", "300 US employees": a number of those; not "42 Group job cuts". */
function isOfJobs({ isIn }: Written, at: number, end: number): boolean {
  return at > 0 && isIn('jobs', end) && !isIn('layoffs', end)
}

/** "One Medical", where words have no capitals by themselves. */
function isWordedName(written: Written, at: number, end: number): boolean {
  if (written.titled) return false
  return isInSentence(written, at) || !isCounted(written, end) || isLabel(written, at, end)
}

/** "Into Three Mile Island": inside a sentence a number has a capital in a name only. */
function isInSentence({ tokens }: Written, at: number): boolean {
  return at > 0 && tokens[at]?.pause === 'none' && !/["'-]/.test(tokens[at].before)
}

/** "Twelve Lanterns job cuts: 300 go". */
function isLabel({ tokens, isIn, mentions, lexicon }: Written, at: number, end: number): boolean {
  let after = end
  while (isIn('layoffs', after)) after++
  if (at > 0 || after === end || !tokens[after]?.before.startsWith(':')) return false
  return mentions.length === 0 && !lexicon.places.has(tokens[end - 1]?.text ?? '')
}

/** "100 Thieves layoffs hit Ohio": of a hundred of them it would be "100 thieves laid off". */
function isEmployer({ titled, isIn, tokens }: Written, at: number, end: number): boolean {
  return at === 0 && !titled && tokens[end]?.pause === 'none' && isIn('layoffs', end)
}

/** "42 Group job cuts": what alone names nobody goes with its number. */
function isForm({ tokens, lexicon }: Written, at: number, end: number): boolean {
  return end === at + 1 && lexicon.nameNouns.has(tokens[at]?.text ?? '')
}

/** "Pillar 3 Labs": the number is of the word before it. */
function isInside({ tokens, titled, lexicon }: Written, at: number): boolean {
  const last = tokens[at - 1]
  if (titled || !last?.capital || tokens[at]?.pause !== 'none') return false
  return !lexicon.places.has(last.text) && !lexicon.headlineWords.has(last.text)
}

/** "8x8", "51job", "3CX": digits and letters, and no "10k", "20th" or "3Q26". */
function isMixed({ text, kind }: Token): boolean {
  return (
    kind === 'number' &&
    /^\d+(?:\p{L}{2,}|\p{L}\d+)$/u.test(text) &&
    !/^\dh|q\d|^\d+(?:st|nd|rd|th|[ap]m|cr|lk|[bmt]n|mm|hrs?|pct?|percent|million|billion)$/.test(
      text,
    )
  )
}

/** "84 Lumber cuts", "layoffs at 84 Lumber": of a number of things a verb is in the plural, and what they are has no capital. */
function isNoCount(written: Written, at: number, end: number): boolean {
  const { mentions, lexicon } = written
  const noun = written.tokens[end - 1]?.text ?? ''
  const isKnown = mentions.some(({ start }) => start > at && start < end)
  if (isKnown || end === at + 1 || lexicon.headlineWords.has(noun)) return false
  return isSubject(written, at, end)
}

/** Whether what stands from `at` to `end` opens a sentence and does something by itself, or ends one behind "at". */
function isSubject(written: Written, at: number, end: number): boolean {
  const { tokens, titled } = written
  if (tokens[at - 1]?.text === 'at') return !titled && tokens[end]?.pause !== 'none'
  if (at > 0 && tokens[at]?.pause === 'none') return false
  const isPlanning = !titled && tokens[end]?.text === 'to' && isVerb(written, end + 1)
  return isPlanning || (isSingularVerb(written, end) && !tokens[end + 1]?.text.endsWith('ed'))
}

/** "1-800-Flowers", "1-800 Flowers". */
function dialledEnd({ tokens }: Written, at: number): number | null {
  let end = at + 1
  while (tokens[end]?.before === '-' && tokens[end]?.kind === 'number') end++
  const last = tokens[end]
  const isDialled = last?.before === '-' || (tokens[at]?.text === '1' && last?.pause === 'none')
  return isDialled && last?.capital ? end + 1 : null
}

/** "Seven cuts 30 jobs", "Seven lays off staff": a number in words that does something. */
function isCutting(written: Written, at: number): boolean {
  const [number, verb, object] = written.tokens.slice(at, at + 3)
  const isName = number?.kind === 'word' || (at === 0 && number?.kind === 'number')
  if (!isName || !isSingularVerb(written, at + 1)) return false
  return object?.kind === 'number' || verb?.text === 'lays'
}

/** "8-Bit" where words have no capitals by themselves; "21-One" in any case. */
function hyphenatedEnd({ tokens, titled }: Written, at: number): number | null {
  const isName = !titled || numberWord(tokens[at + 1]?.text ?? '') !== null
  return tokens[at]?.kind === 'number' && isName ? at + 2 : null
}

function isNumber({ kind, text, capital }: Token): boolean {
  return kind === 'number'
    ? /^(?:\d{1,3}(?:st|nd|rd|th|[^\W\dbkmt_]|\.\d\d)?|(?!19|20)\d{4})$/.test(text)
    : capital && (numberWord(text) !== null || multiples.has(text))
}

const multiples = new Set('dozen hundred thousand million billion trillion'.split(' '))

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
  if (token.kind === 'word') return token.capital && last.capital && isWordOfName(written, at)
  if (token.kind !== 'number' || !/^\d{1,4}$/.test(token.text)) return false
  if (token.possessive || isDoing(written, at + 1) || isUncounted(written, at)) return true
  return isForm(written, at + 1, at + 2) && isLabelled(written, at)
}

/** "Quarry Zero raises", where capitals tell names; else its verb shows it. */
const isWordOfName = (written: Written, at: number): boolean =>
  !written.titled || isSingularVerb(written, at + 1)

/** "Pillar 3 Labs", "Gate 7 Ventures": behind what may be a name itself. */
function isLabelled(written: Written, at: number): boolean {
  const form = written.tokens[at + 1]
  if (form?.pause !== 'none' || !form.capital) return false
  return isInside(written, at) || (written.titled && written.tokens[at]?.pause === 'none')
}

/** "Forever 21 cuts", "Area 51 Studio cuts". */
function isDoing(written: Written, at: number): boolean {
  return isSingularVerb(written, at) || isSingularVerb(written, capitalsEnd(written, at))
}

/** "Motel 6 to close", "Motel 6 layoffs hit Ohio": two digits at most, and nothing behind them that they count. */
function isUncounted(written: Written, at: number): boolean {
  const { tokens, titled, isIn } = written
  const isShort = (tokens[at]?.text.length ?? 0) <= 2
  const isMoney = currencyOfCode(tokens[at - 1]?.text ?? '') !== null
  if (isShort && at === 1 && tokens[2]?.text === 'to' && tokens[2].pause === 'none') return true
  const isOpening = at === 1 && tokens[2]?.pause === 'none' && isIn('layoffs', 2)
  return isShort && !titled && !isMoney && (isOpening || !isCountedBy(written, at + 1))
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
