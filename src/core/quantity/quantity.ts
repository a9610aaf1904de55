import type { Rounding, Scale } from '../facts.ts'

/**
 * A number, a share or a sum of money, found in tokens. `start` and `end` (exclusive) are token indexes of the whole
 * expression with its "about", "up to" or "more than"; `at` is where the number itself begins.
 *
 * - A range is one quantity: `value` is its upper end, `low` its lower.
 * - A fraction ("a third") is a share in whole percent.
 * - "Hundreds" has no value but a `scale`; "billions of dollars" has neither.
 * - `magnitude` is what the written number was multiplied by (1e9 for "2bn"); 1 where nothing was.
 */
export interface Quantity extends Rounding {
  kind: 'number' | 'percent' | 'money'
  start: number
  at: number
  end: number
  value: number | null
  low: number | null
  /** 1/3 of "a third"; only for a share told so. */
  part: number | null
  scale: Scale | null
  magnitude: number
  /** ISO 4217; only for money. */
  currency: string | null
}
