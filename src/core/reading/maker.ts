/** Whom a text names by what they make or own: "Fortnite maker", "the creator of Fortnite", "Twitch's parent", "Fortnite layoffs". */

import type { Stretch } from '../text/sentences.ts'
import type { Token } from '../text/text.ts'
import { words } from '../text/words.ts'
import { deeds } from './deeds.ts'
import { functionWords } from './function-words.ts'
import type { Style } from './style.ts'

/** What a text's names are read by. */
export interface ReadBy {
  style: Style
  /** Words for who makes something; those who own it are among them. */
  makers: Makers
}

type Makers = ReadonlySet<string>

const owners: Makers = words('owner owners parent maker')
/** "The company behind ChatGPT". */
const somebody = words('company firm startup studio developer team')
const people = words('team teams layoffs')

/** Where whoever owns the unit of that place is named; null where the unit itself is. */
export function ownerAt(tokens: readonly Token[], place: Stretch): Stretch | null {
  return namedBy(tokens, place, owners)
}

/** Where whoever makes the product of that place is named, by it; null where only the product is. */
export function makerAt(
  tokens: readonly Token[],
  place: Stretch,
  { style, makers }: ReadBy,
): Stretch | null {
  if (style === 'sentence' && isInName(tokens, place.start)) return null
  const next = tokens[place.end]
  if (next?.pause === 'none' && people.has(next.text)) return place
  return namedBy(tokens, place, makers)
}

/** "Night Skyhold". */
function isInName(tokens: readonly Token[], start: number): boolean {
  const before = tokens[start - 1]
  if (tokens[start]?.pause !== 'none' || !before?.capital || before.possessive) return false
  return !functionWords.has(before.text)
}

function namedBy(tokens: readonly Token[], place: Stretch, makers: Makers): Stretch | null {
  return namedBehind(tokens, place, makers) ?? namedBefore(tokens, place, makers)
}

function namedBehind(
  tokens: readonly Token[],
  { start, end }: Stretch,
  makers: Makers,
): Stretch | null {
  const word = tokens[end]
  if (word?.pause !== 'none' || !makers.has(word.text)) return null
  const whole = tokens[end + 1]?.text === 'company' ? end + 2 : end + 1
  return endsAt(tokens, whole) ? { start, end: whole } : null
}

function namedBefore(
  tokens: readonly Token[],
  { start, end }: Stretch,
  makers: Makers,
): Stretch | null {
  const [who = '', of = ''] = tokens.slice(start - 2, start).map(({ text }) => text)
  const isLed = (of === 'of' && makers.has(who)) || (of === 'behind' && somebody.has(who))
  return isLed && tokens[start]?.pause === 'none' ? { start: start - 2, end } : null
}

/** Whether no name follows, which would be that of the maker: "Fortnite maker Epic". */
function endsAt(tokens: readonly Token[], end: number): boolean {
  const next = tokens[end]
  if (next?.pause !== 'none' || !next.capital || tokens[end - 1]?.possessive) return true
  return deeds.has(next.text) || functionWords.has(next.text)
}
