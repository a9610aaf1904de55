/** Whom a text names by what they make or own: "ChatGPT maker", "the creator of Call of Duty", "Twitch's parent". */

import type { Stretch } from '../text/sentences.ts'
import type { Token } from '../text/text.ts'
import { deeds } from './deeds.ts'
import { functionWords } from './function-words.ts'
import type { Lexicon } from './lexicon.ts'
import type { Style } from './style.ts'

/** What a text's names are read by. */
export interface ReadBy {
  style: Style
  lexicon: Pick<Lexicon, 'makers' | 'owners' | 'somebody' | 'relations'>
}

type Words = ReadonlySet<string>

/** Where whoever owns the unit of that place is named, or makes it ("Twitch's developer"); null where the unit itself is. */
export function ownerAt(tokens: readonly Token[], place: Stretch, by: ReadBy): Stretch | null {
  const { makers, owners, relations } = by.lexicon
  const isIts = tokens[place.end - 1]?.possessive === true
  const behind = namedBehind(tokens, place, isIts ? makers : owners, relations)
  return behind ?? namedBefore(tokens, place, by)
}

/** Where whoever makes the product of that place is named, by it; null where only the product is, or somebody beside its maker. */
export function makerAt(tokens: readonly Token[], place: Stretch, by: ReadBy): Stretch | null {
  const { makers, relations } = by.lexicon
  if (by.style === 'sentence' && isInName(tokens, place.start)) return null
  const named = namedBehind(tokens, place, makers, relations) ?? namedBefore(tokens, place, by)
  return named && !isBeside(tokens, named.start, relations) ? named : null
}

/** "Night Skyhold". */
function isInName(tokens: readonly Token[], start: number): boolean {
  const before = tokens[start - 1]
  if (tokens[start]?.pause !== 'none' || !before?.capital || before.possessive) return false
  return !functionWords.has(before.text)
}

/** "Rival of ChatGPT maker", "backed by ChatGPT maker", "supplier to the iPhone maker", "former Skyhold developer". */
function isBeside(tokens: readonly Token[], start: number, relations: Words): boolean {
  const words = tokens.slice(Math.max(0, start - 3), start).map(({ text }) => text)
  const [who = '', of = ''] = words.filter((word) => word !== 'the').slice(-2)
  return relations.has(of) || relations.has(who)
}

function namedBehind(
  tokens: readonly Token[],
  { start, end }: Stretch,
  makers: Words,
  relations: Words,
): Stretch | null {
  const word = tokens[end]
  if (word?.pause !== 'none' || !makers.has(word.text)) return null
  const whole = tokens[end + 1]?.text === 'company' ? end + 2 : end + 1
  const next = tokens[whole]?.text ?? ''
  if (next === 'of' || relations.has(next)) return null
  return endsAt(tokens, whole) ? { start, end: whole } : null
}

function namedBefore(
  tokens: readonly Token[],
  { start, end }: Stretch,
  { lexicon: { makers, somebody } }: ReadBy,
): Stretch | null {
  const [who = '', of = ''] = tokens.slice(start - 2, start).map(({ text }) => text)
  const isLed = (of === 'of' && makers.has(who)) || (of === 'behind' && somebody.has(who))
  if (!isLed || tokens[start]?.pause !== 'none' || !isWhole(tokens, end)) return null
  return { start: start - 2, end }
}

/** Whether no name follows, which would be that of the maker: "Skyhold maker Globex". */
function endsAt(tokens: readonly Token[], end: number): boolean {
  return (
    isWhole(tokens, end) || tokens[end]?.capital === false || tokens[end - 1]?.possessive === true
  )
}

/** Whether no noun goes on: "maker of Skyhold cases". */
function isWhole(tokens: readonly Token[], end: number): boolean {
  const next = tokens[end]
  if (next?.pause !== 'none') return true
  return deeds.has(next.text) || functionWords.has(next.text)
}
