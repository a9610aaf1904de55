import type { Quantity } from '../quantity/quantity.ts'
import type { Prose } from '../reading/prose.ts'
import type { Named } from '../reading/written.ts'
import { words } from '../text/words.ts'

const between = words(
  'will would to plans invest invests investing put puts putting contribute contributes contributing commit commits committing adds ' +
    'add up about nearly around another further a an in at least',
)

/** In two currencies one sum may be the other, and a part in one is no part of a whole in the other. */
const hasCurrencies = (sums: readonly Quantity[]) =>
  new Set(sums.flatMap(({ currency }) => currency ?? [])).size > 1

/**
 * What one of several pays, where the text says it beside the name: "$10 bn from A and $5 bn from B", "A will put in up to $5 bn".
 * Null where there is but one sum: that is the whole.
 */
export function moneyOf(prose: Prose, { start, end }: Named): number | null {
  const sums = prose.quantities.filter(({ kind }) => kind === 'money')
  if (sums.length < 2 || hasCurrencies(sums)) return null
  const from = sums.find((sum) => sum.end === start - 1)
  if (from && prose.tokens[start - 1]?.text === 'from') return from.value
  const after = sums.find((sum) => sum.start >= end)
  const isBeside =
    after && prose.tokens.slice(end, after.start).every(({ text }) => between.has(text))
  return isBeside ? after.value : null
}
