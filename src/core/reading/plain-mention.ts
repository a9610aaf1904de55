/** Known names that are words or surnames too, inside longer names: "Ellen Block", "Ask Wing", "Q Square Robot". */

import type { Token } from '../text/text.ts'
import { words } from '../text/words.ts'
import { functionWords } from './function-words.ts'
import type { Mention } from './mention.ts'
import type { Style } from './style.ts'
import type { Written } from './written.ts'

/** "North Sea". */
const points = words('north south east west')

/** Whether the word before a known name of one word makes it a part of another's name. */
export function isInLongerName(
  tokens: readonly Token[],
  { company, start, end }: Mention,
  style: Style,
  { directory, lexicon }: Pick<Written, 'directory' | 'lexicon'>,
): boolean {
  const [before, first] = tokens.slice(start - 1, start + 1)
  if (!directory.entry(company.key)?.plainWord) return false
  if (start === 0 || end > start + 1 || !before?.capital || first?.pause !== 'none') return false
  if (before.possessive || first.before !== '' || functionWords.has(before.text)) return false
  if (
    points.has(before.text) ||
    /^\p{Lu}$/u.test(before.raw) ||
    lexicon.firstNames.has(before.text)
  )
    return true
  const isInside = start > 1 && before.pause === 'none' && style === 'sentence'
  return isInside && lexicon.headlineVerbs.has(before.text)
}
