/**
 * What changed in an event, as a reader sees it. Material, and shown in the channel: a first number, a different number (in front,
 * or against it from a word as trusted, and not said so before), confirmed, denied, reversed. Minor, and shown by an update in place: everything else.
 */

import type { Merged, NumberField } from './merge.ts'
import { type Said, trust } from './said.ts'

export type MaterialChange =
  | { kind: 'first_number'; field: NumberField; to: Said }
  | { kind: 'different_number'; field: NumberField; from: Said; to: Said }
  /** Announced by the company itself, after less; filed with the authorities, after no more than a rumour. */
  | { kind: 'confirmed' }
  | { kind: 'denied' }
  /** Announced before, now called off. */
  | { kind: 'reversed' }
  /** Only what came of the cut was told before; now the cut itself is. */
  | { kind: 'told_outright' }

export type Change =
  | { kind: 'none' }
  | { kind: 'minor' }
  | { kind: 'material'; changes: readonly [MaterialChange, ...MaterialChange[]] }

export function compare(before: Merged, after: Merged): Change {
  const [first, ...rest] = [
    ...outrightChange(before, after),
    ...standingChanges(before, after),
    ...numberChanges('headcount', 'percent', before, after),
    ...numberChanges('amount', 'valuation', before, after),
  ]
  if (first) return { kind: 'material', changes: [first, ...rest] }
  return isSame(before, after) ? { kind: 'none' } : { kind: 'minor' }
}

function outrightChange({ facts: was }: Merged, { facts: is }: Merged): MaterialChange[] {
  const isOutright =
    was.category === 'layoff' && is.category === 'layoff' && was.followUp && !is.followUp
  return isOutright ? [{ kind: 'told_outright' }] : []
}

/** Beside a known number the second one, a share of staff or a valuation, is no news. */
function numberChanges(
  main: NumberField,
  second: NumberField,
  before: Merged,
  after: Merged,
): MaterialChange[] {
  const field = after.said[main].length > 0 ? main : second
  return numberChange(field, before.said[field], after.said[field])
}

function standingChanges(before: Merged, after: Merged): MaterialChange[] {
  const [was, is] = [before.facts.stance, after.facts.stance]
  if (after.reversed) return before.reversed ? [] : [{ kind: 'reversed' }]
  if (is === was) return []
  if (is === 'denied') return [{ kind: 'denied' }]
  const isConfirmed = is === 'announced' ? trust[was] < trust.announced : was === 'rumoured'
  return isConfirmed && trust[is] >= trust.announced ? [{ kind: 'confirmed' }] : []
}

function numberChange(
  field: NumberField,
  before: readonly Said[],
  after: readonly Said[],
): MaterialChange[] {
  const [from, to] = [before[0], after[0]]
  if (!to) return []
  if (!from) return [{ kind: 'first_number', field, to }]
  const isNews = (said: Said) =>
    !before.some((known) => isEqual(known, said) && known.stance === said.stance)
  const isAgainst = (said: Said) =>
    !isNearby(said, to) && trust[said.stance] >= trust[to.stance] && said.value * 4 > to.value
  const news = isEqual(from, to)
    ? after.find((said) => isNews(said) && isAgainst(said))
    : !isRefined(from, to) && isNews(to) && to
  return news ? [{ kind: 'different_number', field, from, to: news }] : []
}

function isEqual(a: Said, b: Said): boolean {
  return a.value === b.value && a.currency === b.currency
}

/** "About 16,000" became "15,873". */
function isRefined(from: Said, to: Said): boolean {
  return from.approximate && isNearby(from, to)
}

function isNearby(a: Said, b: Said): boolean {
  return (
    a.currency === b.currency && Math.abs(a.value - b.value) <= Math.max(a.value, b.value) * 0.05
  )
}

function isSame(a: Merged, b: Merged): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
