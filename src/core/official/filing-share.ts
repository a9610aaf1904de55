import { roundingOf } from '../facts.ts'
import type { Token } from '../text/text.ts'
import { type Counted, isKept, type Sentence, textAt } from './filing-sentence.ts'

/**
 * What share of the whole staff a sentence says goes: "15% of its workforce", "reduce headcount by half", "a 15% workforce reduction".
 * A part's share is none: "20% of its U.S. workforce".
 */
export function shareIn({ tokens, quantities }: Sentence): Counted | null {
  const shares = quantities.flatMap(({ kind, value, start, end, ...one }) =>
    kind === 'percent' && value !== null ? [{ value, start, end, ...roundingOf(one) }] : [],
  )
  const found = [...shares, ...halvesIn(tokens)].find(
    ({ value, start, end }) => value > 0 && value <= 100 && isOfWhole(tokens, start, end),
  )
  return found ? { value: found.value, ...roundingOf(found) } : null
}

function halvesIn(tokens: readonly Token[]) {
  return tokens.flatMap(({ text }, at) => {
    if (text !== 'half') return []
    const approximate = /^(approximately|about|nearly|roughly|almost)$/.test(textAt(tokens, at - 1))
    return [{ value: 50, approximate, start: approximate ? at - 1 : at, end: at + 1 }]
  })
}

function isOfWhole(tokens: readonly Token[], start: number, end: number): boolean {
  if (isKept(tokens, start)) return false
  return isWholeBehind(tokens, end) || isWholeBefore(tokens, start)
}

const whole = new Set(
  'workforce headcount employees staff personnel team positions roles'.split(' '),
)
const leading = new Set(
  `of its the our their company company's total global worldwide current currently entire overall full time existing employee aggregate
  corporation bank group active approximately about reduction decrease cut in s`.split(/\s+/),
)
const farthest = 10

function isWholeBehind(tokens: readonly Token[], from: number): boolean {
  const behind = tokens.slice(from, from + farthest)
  const noun = behind.findIndex(({ text }) => whole.has(text))
  return (
    noun >= 0 &&
    behind.slice(0, noun + 1).every((token, at) => {
      if (token.pause === 'clause') return false
      return (
        at === noun || token.kind === 'number' || leading.has(token.text) || isOwner(behind, at)
      )
    })
  )
}

/** "Of Acme Foods' workforce". */
function isOwner(tokens: readonly Token[], at: number): boolean {
  const [token, next] = [tokens[at], tokens[at + 1]]
  return token?.capital === true && (token.possessive || next?.possessive === true)
}

function isWholeBefore(tokens: readonly Token[], start: number): boolean {
  if (!/^(by|of)$/.test(textAt(tokens, start - 1))) return false
  const at = textAt(tokens, start - 2) === 'reduction' ? start - 3 : start - 2
  return /^(workforce|headcount|staff|employees|force|team)$/.test(textAt(tokens, at))
}
