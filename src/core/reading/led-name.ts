/**
 * Names of investors that begin with any word or number: "led by Bond", "by Lantern and First In", "from Lantern, 645". Behind "led by"
 * and a sum's "from" nobody else can stand, so that a capital is enough where capitals tell names.
 */

import { stretchAt } from '../text/sentences.ts'
import type { Token } from '../text/text.ts'
import { words } from '../text/words.ts'
import { functionWords, initials } from './function-words.ts'
import { isVerb, type Written } from './written.ts'

/** The end of such a name at `at`; null where none begins there. */
export function ledNameEnd(written: Written, at: number): number | null {
  const { tokens, titled } = written
  if (titled || !opens(written, at) || !isOfRow(written, at)) return null
  let end = at + 1
  while (goesOn(written, end)) end++
  const isLone = end === at + 1 && functionWords.has(tokens[at]?.text ?? '')
  return !isLone && isClosed(written, end) ? end : null
}

/** "Bond", "13books", "645", and the "IN" of "IN Venture"; not "Europe", "20m". */
function opens({ tokens, lexicon }: Written, at: number): boolean {
  const token = tokens[at]
  if (!token) return false
  const { text, raw, kind, capital, before } = token
  if (kind === 'number') return /^(?!19|20)\d{2,4}$|^\d+\p{Ll}{4,}$/u.test(raw)
  if (!capital || /["'$-]/.test(before) || articles.has(text)) return false
  return ![lexicon.roles, lexicon.places, lexicon.people].some((list) => list.has(text))
}

const articles = words('the a an ai')

function goesOn({ tokens, mentions, lexicon }: Written, at: number): boolean {
  const { kind, capital = false, pause, before = '', text = '' } = tokens[at] ?? {}
  if (kind !== 'word' || !capital || pause !== 'none' || /["'$-]/.test(before)) return false
  return !lexicon.roles.has(text) && stretchAt(mentions, at)?.start !== at
}

/** What follows is no noun that goes with it. */
function isClosed(written: Written, end: number): boolean {
  const next = written.tokens[end]
  if (written.tokens[end - 1]?.possessive) return false
  if (next?.pause !== 'none') return true
  return (
    (functionWords.has(next.text) && !initials.has(next.text)) ||
    isVerb(written, end) ||
    next.text === 'participating'
  )
}

const farthest = 30
const between = words(
  'and with participation from including existing new investors investor backers joined the of',
)

/** Whether from "led by" or a sum's "from" only names in a row lead to `at`. */
function isOfRow(written: Written, at: number): boolean {
  const { tokens } = written
  if (!isParted(tokens, at)) return isSource(written, at - 1)
  let here = at - 1
  while (here > at - farthest && !isSource(written, here) && isLink(tokens, here)) here--
  return isSource(written, here) && isUnbroken(tokens[here + 1])
}

/** A name, or what stands between two, with at most a comma behind it. */
function isLink(tokens: readonly Token[], at: number): boolean {
  const { text = '', capital = false, kind } = tokens[at] ?? {}
  return (capital || kind === 'number' || between.has(text)) && isUnbroken(tokens[at + 1])
}

const isUnbroken = (token: Token | undefined): boolean =>
  token?.pause === 'none' || token?.pause === 'comma'

/** "And First In", ", 645". */
function isParted(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.pause === 'comma' || tokens[at - 1]?.text === 'and'
}

const magnitudes = words('million billion m bn mn crore lakh')

/** The "by" of "led by", the "from" of "$5 million from". */
function isSource({ tokens, lexicon }: Written, at: number): boolean {
  const { text = '', raw = '' } = tokens[at - 1] ?? {}
  if (tokens[at]?.text === 'by') return lexicon.ledBy.has(text)
  return tokens[at]?.text === 'from' && (magnitudes.has(text) || /^\p{Sc}/u.test(raw))
}
