import type { Token } from './text.ts'

/** Tokens from `start` on, `end` excluded. */
export interface Stretch {
  start: number
  end: number
}

/** The sentences of a text, which together are all its tokens. */
export function sentencesOf(tokens: readonly Token[]): Stretch[] {
  return stretches(tokens, ({ pause }) => pause === 'sentence')
}

/** Likewise its clauses, as far as dashes, colons, semicolons, brackets and bars part them; commas do not. */
export function clausesOf(tokens: readonly Token[]): Stretch[] {
  return stretches(tokens, beginsClause)
}

/** Whether a sentence or a clause begins here. */
export function beginsClause({ pause }: Token): boolean {
  return pause === 'sentence' || pause === 'clause'
}

/** Whether nothing parts the tokens from `from` on, `to` excluded, from those before them. */
export function isUnbroken(tokens: readonly Token[], from: number, to: number): boolean {
  return tokens.slice(from, to).every(({ pause }) => pause === 'none')
}

function stretches(tokens: readonly Token[], begins: (token: Token) => boolean): Stretch[] {
  const found: Stretch[] = []
  let last: Stretch | undefined
  tokens.forEach((token, at) => {
    if (last && !begins(token)) last.end = at + 1
    else {
      last = { start: at, end: at + 1 }
      found.push(last)
    }
  })
  return found
}

/** The one of these, in order and none overlapping, that the token at `at` stands in. */
export function stretchAt<T extends Stretch>(all: readonly T[], at: number): T | null {
  let low = 0
  let high = all.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((all[middle]?.end ?? 0) <= at) low = middle + 1
    else high = middle
  }
  const one = all[low]
  return one && one.start <= at ? one : null
}
