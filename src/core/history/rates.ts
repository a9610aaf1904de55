/**
 * US dollars for thresholds ("tell me of rounds from $50m"): never shown, never stored in place of what a story said.
 */

/** ISO 4217 → how many of it one US dollar buys, on the day of the table. */
export interface Rates {
  /** "2026-11-20". */
  date: string
  perUsd: Readonly<Record<string, number>>
}

/** An amount in dollars at the rate of its day; null where the rate is unknown. */
export type ToUsd = (amount: number, currency: string, at: number) => number | null

/** In whole dollars, on every day at the table's rates. */
export function toUsdBy({ perUsd }: Rates): ToUsd {
  return (amount, currency) => {
    if (currency === 'USD') return amount
    const rate = Object.hasOwn(perUsd, currency) ? perUsd[currency] : undefined
    return rate === undefined ? null : Math.round(amount / rate)
  }
}
