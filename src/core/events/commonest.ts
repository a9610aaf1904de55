/** The value said most often; of equals the first; null of none. */
export function commonest<T>(values: readonly T[]): T | null {
  const counts = new Map<T, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  let best: T | null = null
  for (const [value, count] of counts) {
    if (best === null || count > (counts.get(best) ?? 0)) best = value
  }
  return best
}
