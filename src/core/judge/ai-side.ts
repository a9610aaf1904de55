import { quote } from '../pattern/matchable.ts'
import type { Prose } from '../reading/prose.ts'
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
  let from = start
  if (tokens[from]?.text === 'as' || tokens[from]?.text === 'while') {
    while (dropped.has(tokens[from]?.text ?? '')) from++
    return from
  }
  while (tokens[from]?.pause === 'none' && beforeNoun.has(tokens[from - 1]?.text ?? '')) from--
  const isOpened = tokens[from]?.pause === 'none' && openers.has(tokens[from - 1]?.text ?? '')
  return isOpened ? from - 1 : start
}

const turns = words(
  'while as after amid despite but because although when where which who says said say',
)

function clauseTo(prose: Prose, start: number): number {
  const { tokens } = prose
  let to = start
  for (; to < tokens.length && to < start + longest; to++) {
    const token = tokens[to]
    if (!token || turns.has(token.text)) break
    if (token.pause === 'comma' && !isListed(prose, to)) break
    if (token.pause === 'clause' || token.pause === 'sentence') break
  }
  return to
}

/** ", AWS and automation" goes on with the list. */
function isListed({ tokens }: Prose, at: number): boolean {
  const list = tokens.slice(at, at + 4).map(({ text }) => text)
  return list.indexOf('and') > 0 && !list.some((text) => turns.has(text))
}
