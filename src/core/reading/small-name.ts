/** Names in small letters: "AI start-up quillon raises $5m", "quillon to buy Brightarm". */

import { deeds } from './deeds.ts'
import { functionWords } from './function-words.ts'
import { standsDescribed } from './standing.ts'
import { isVerb, type Written } from './written.ts'

/** Whether the word at `at`, which has no capital, names somebody. */
export function isSmallName(written: Written, at: number): boolean {
  const token = written.tokens[at]
  if (token?.kind !== 'word' || token.capital || token.text.length < 3) return false
  return (at === 0 ? opens(written) : isDescribed(written, at)) && !isOfEveryDay(written, at)
}

/** A title begins with a capital unless its first word has none anywhere: "quillon to acquire Brightarm". */
function opens({ tokens }: Written): boolean {
  const next = tokens[1]
  if (next?.pause !== 'none' || !tokens.some(({ capital }) => capital)) return false
  return next.text === 'to' || (deeds.has(next.text) && /(?:s|ed)$/.test(next.text))
}

/** "Company quillon raises $5m", "firm, quillon, announces". */
function isDescribed(written: Written, at: number): boolean {
  const { tokens } = written
  const [name, verb, object] = [tokens[at], tokens[at + 1], tokens[at + 2]]
  if (!verb || !deeds.has(verb.text) || !/(?:s|ed)$/.test(verb.text)) return false
  if (name?.pause === 'comma') return verb.pause === 'comma' && isOne(written, at)
  return verb.pause === 'none' && object?.kind === 'number' && standsDescribed(written, at)
}

/** Behind a comma: "AI firm, …". */
function isOne({ tokens, lexicon }: Written, at: number): boolean {
  const word = tokens[at - 1]?.text ?? ''
  return lexicon.descriptors.has(word) && !word.endsWith('s')
}

function isOfEveryDay(written: Written, at: number): boolean {
  const { headlineWords, roles, people, places, descriptors } = written.lexicon
  const word = written.tokens[at]?.text ?? ''
  if (functionWords.has(word) || word.endsWith('ly') || isVerb(written, at)) return true
  return [headlineWords, roles, people, places, descriptors].some((list) => list.has(word))
}
