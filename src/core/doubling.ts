/** A wait that doubles with each time in a row: `firstMs` after the first, `mostMs` at the most. */
export function doubling(times: number, firstMs: number, mostMs: number): number {
  return Math.min(mostMs, firstMs * 2 ** Math.min(times - 1, 30))
}
