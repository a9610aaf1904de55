import type { Rounding } from '../facts.ts'
import { findQuantities } from '../quantity/find.ts'
import type { Quantity } from '../quantity/quantity.ts'
import { sentencesOf } from '../text/sentences.ts'
import { type Token, tokenize } from '../text/text.ts'

/** One sentence of a filing, read once for all that look at it. */
export interface Sentence {
  text: string
  tokens: readonly Token[]
  quantities: readonly Quantity[]
}

export interface Counted extends Rounding {
  value: number
}

export function sentencesIn(section: string): Sentence[] {
  const tokens = tokenize(section)
  return sentencesOf(tokens).map(({ start, end }) => {
    const own = tokens.slice(start, end)
    const text = section.slice(own[0]?.start ?? 0, tokens[end]?.start).trim()
    return { text, tokens: own, quantities: findQuantities(own) }
  })
}

export function textAt(tokens: readonly Token[], at: number): string {
  return tokens[at]?.text ?? ''
}

const keeping = new Set(
  'retain retains retaining retained remain remains remaining leaving keep keeping'.split(' '),
)

/** Those who stay: "will retain approximately 60". */
export function isKept(tokens: readonly Token[], start: number): boolean {
  return tokens.slice(Math.max(0, start - 5), start).some(({ text }) => keeping.has(text))
}

/** "Sever or retain": what becomes of them is open. */
export function isOpen(tokens: readonly Token[], start: number): boolean {
  const before = tokens.slice(Math.max(0, start - 6), start)
  return before.some(({ text }, at) => text === 'or' && keeping.has(textAt(before, at + 1)))
}
