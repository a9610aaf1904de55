/** Names that begin with a place: "Tel Aviv University", "New Zealand Rugby", "Welsh government". */

import type { Token } from '../text/text.ts'
import { words } from '../text/words.ts'
import { countryAt } from './countries.ts'
import { isVerb, mayFollow, type Written } from './written.ts'

/** The end of what a place at `at` and the words behind it name; null where they name nobody. */
export function placedNameEnd(written: Written, at: number): number | null {
  if (!written.tokens[at]?.capital) return null
  const end = placeEnd(written, at)
  const next = written.tokens[end]
  if (end === at || next?.pause !== 'none' || written.tokens[end - 1]?.possessive) return null
  if (points.has(written.tokens[at - 1]?.text ?? '')) return null
  if (isSeat(written, at, end)) return isOfPerson(written, at) ? null : end + 1
  return isWide(written, at) && !isRegion(next.text) && mayFollow(written, end) ? end + 1 : null
}

/** "George Washington University". */
function isOfPerson({ tokens, lexicon }: Written, at: number): boolean {
  return lexicon.firstNames.has(tokens[at - 1]?.text ?? '')
}

/** "New Zealand", "South African", where a capital tells a name: whatever goes on with one more is no place. */
function isWide({ tokens, titled, lexicon }: Written, at: number): boolean {
  if (titled) return false
  return countryAt(tokens, at, lexicon.nations) > 1 || points.has(tokens[at]?.text ?? '')
}

const regions = words('city county state area coast')

/** Behind a place: "New York City". */
export const isRegion = (word: string): boolean => regions.has(word)

/** Whether at `at` stands a place of two words or more that begins no name: "South Korea", "San Francisco", "Bay Area". */
export function isPlaceOnly(written: Written, at: number): boolean {
  const end = placeEnd(written, at)
  return end > at + 1 || (end > at && isRegion(written.tokens[end]?.text ?? ''))
}

const points = words('north south east west new san los las')

/** One past the place at `at`; `at` where none is. */
function placeEnd({ tokens, lexicon }: Written, at: number): number {
  const first = tokens[at]
  if (!first?.capital) return at
  const country = countryAt(tokens, at, lexicon.nations)
  if (country > 0) return at + country
  const from = points.has(first.text) ? at + 1 : at
  const isPlace = ({ capital, text, pause }: Token, here: number) =>
    capital && lexicon.places.has(text) && (here === at || pause === 'none')
  let end = from
  for (let next = tokens[end]; next && isPlace(next, end); next = tokens[end]) end++
  return end === from ? at : end
}

const seats = words('university college hospital museum school polytechnic')
const governments = words("government govt gov't")

/** "University", "Fund" where nobody is funded; "government" in any case, but where a country alone says as much. */
function isSeat(written: Written, at: number, end: number): boolean {
  const { tokens } = written
  const { text = '', capital = false } = tokens[end] ?? {}
  if (governments.has(text)) return !isCountryOrWord(written, at)
  if (!capital || seats.has(text)) return capital
  return text === 'fund' && (!mayFollow(written, end + 1) || isVerb(written, end + 1))
}

/** "New Zealand", and the "Mass" of "Mass Government Layoffs". */
const isCountryOrWord = ({ tokens, lexicon }: Written, at: number): boolean =>
  countryAt(tokens, at, lexicon.nations) > 0 || lexicon.headlineWords.has(tokens[at]?.text ?? '')
