import { quote } from '../pattern/matchable.ts'
import type { Prose } from '../reading/prose.ts'
import type { Token } from '../text/text.ts'
import { words } from '../text/words.ts'
import type { Hit } from './rules.ts'

/** How far the clause may go on behind the words that matched. */
const longest = 10

/**
 * What a story says of AI beside a cut, as it says it: the clause around the words that matched. "In a push into AI", "brings AI
 * into product support" (of "as it brings AI …").
 */
export function aiSideOf(prose: Prose, hit: Hit): string {
  return quote(prose.text, prose, {
    from: clauseFrom(prose, hit.from),
    to: clauseTo(prose, hit.to),
  })
}

const openers = words('in amid with for by to into through under on')
const beforeNoun = words('a an its the new big bigger major broader wider global fresh')
const dropped = words('as while it they he she company firm the')

function clauseFrom({ tokens }: Prose, start: number): number {
  const first = tokens[start]?.text
  if (first === 'as' || first === 'while') return pastDropped(tokens, start)
  let from = start
  while (tokens[from]?.pause === 'none' && beforeNoun.has(tokens[from - 1]?.text ?? '')) from--
  const isOpened = tokens[from]?.pause === 'none' && openers.has(tokens[from - 1]?.text ?? '')
  return isOpened ? from - 1 : start
}

function pastDropped(tokens: readonly Token[], start: number): number {
  let from = start
  while (dropped.has(tokens[from]?.text ?? '')) from++
  return from
}

const turns = words(
  'while as after amid despite but because although when where which who says said say',
)

function clauseTo(prose: Prose, start: number): number {
  const end = Math.min(prose.tokens.length, start + longest)
  let to = start
  while (to < end && goesOn(prose, to)) to++
  return to
}

function goesOn(prose: Prose, at: number): boolean {
  const token = prose.tokens[at]
  if (!token || turns.has(token.text)) return false
  return token.pause === 'none' || (token.pause === 'comma' && isListed(prose, at))
}

/** ", AWS and automation" goes on with the list. */
function isListed({ tokens }: Prose, at: number): boolean {
  const list = tokens.slice(at, at + 4).map(({ text }) => text)
  return list.indexOf('and') > 0 && !list.some((text) => turns.has(text))
}
