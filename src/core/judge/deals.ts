/**
 * Deals whose direction no verb tells by itself: who is whose customer, who lends to whom, who is granted what. Each reader knows one
 * such form of a title.
 */

import type { InvestmentKind } from '../facts.ts'
import type { Reading } from '../reading/read-story.ts'
import type { ReadDeal, Sides } from './deal.ts'
import { customer, rented, served, signedBelow, supplied, won } from './deals-of-capacity.ts'
import { backer, chosen, extended, lender } from './deals-of-debt.ts'
import { awarded, granted } from './deals-of-grants.ts'
import { dealFor, merged, namedSum, sold } from './deals-of-purchase.ts'
import { among, backed, ledRound, wagered } from './deals-of-rounds.ts'
import { contracted } from './deals-of-supply.ts'
import { counterpart, directed, pair } from './deals-of-two.ts'
import type { Hit } from './rules.ts'

/** By what the strongest rule takes the deal for, in their order. */
const readers: Partial<Record<InvestmentKind, readonly ReadDeal[]>> = {
  acquisition: [sold, merged],
  capex: [
    awarded,
    contracted,
    customer,
    supplied,
    wagered,
    among,
    won,
    directed,
    counterpart,
    rented,
    served,
    signedBelow,
    namedSum,
    dealFor,
    lender,
  ],
  programme: [awarded, granted],
  round: [won, ledRound, backed, chosen, counterpart, lender],
  ipo: [ledRound],
  other: [won, chosen, extended, counterpart, pair, lender, backer],
}

/** What the strongest rule's words mean by how the title goes on; null where it goes on in no such form. */
export function dealtSides(reading: Reading, hit: Hit): Sides | null {
  for (const read of readers[hit.rule.kind ?? 'other'] ?? []) {
    const sides = read(reading, hit)
    if (sides) return sides
  }
  return null
}
