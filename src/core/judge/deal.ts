/** What those who read deals by their forms share. */

import type { Company, InvestmentKind } from '../facts.ts'
import type { Prose } from '../reading/prose.ts'
import type { Reading } from '../reading/read-story.ts'
import type { Named } from '../reading/written.ts'
import type { Hit } from './rules.ts'

export interface Sides {
  /** Who invests or buys, or spends on itself. */
  payer: Company | null
  recipient: Company | null
  kind: InvestmentKind
}

/** Null where the title has not the form that it knows. `hit` is the strongest rule's. */
export type ReadDeal = (reading: Reading, hit: Hit) => Sides | null

export function sides(payer: Named | null, recipient: Named | null, kind: InvestmentKind): Sides {
  return { payer: payer?.company ?? null, recipient: recipient?.company ?? null, kind }
}

/** Index of the first of `sought` in a text, or -1. */
export function firstOf({ tokens }: Prose, sought: ReadonlySet<string>): number {
  return tokens.findIndex(({ text }) => sought.has(text))
}

/** It sells capacity or chips. */
export function isSupplier(prose: Prose, { start }: Named): boolean {
  return prose.isIn('suppliers', start)
}

/** It makes AI, and buys capacity for that. */
export function isLab(prose: Prose, name: Named): boolean {
  return prose.directory.entry(name.company.key)?.sector === 'ai' && !isSupplier(prose, name)
}

/** "Invests $5 bn in San Francisco": of an unknown name with a place in it. */
export function isPlace(
  { tokens, lexicon }: Prose,
  { known, described, lead, start, end }: Named,
): boolean {
  if (known || described || lead !== 'in') return false
  const own = tokens.slice(start, end)
  const isNamed = own.some(({ text }) => lexicon.nameNouns.has(text) && !lexicon.places.has(text))
  return !isNamed && own.some(({ text }) => lexicon.places.has(text))
}

/** Whether the money may be for `recipient`, who is not bought from. */
export function mayBeFunded(title: Prose, payer: Named, recipient: Named): boolean {
  if (isSupplier(title, recipient) || title.lexicon.capacity.has(lastWord(title, recipient)))
    return false
  return recipient.known ? isLab(title, recipient) && !isLab(title, payer) : true
}

function lastWord({ tokens }: Prose, { end }: Named): string {
  return tokens[end - 1]?.text ?? ''
}
