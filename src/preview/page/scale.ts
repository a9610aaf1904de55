/** Round marks for an axis: the ends and four or five steps of 1, 2 or 5 times a power of ten. */
export function ticksFor(
  least: number,
  most: number,
): { ticks: number[]; low: number; high: number } {
  const span = most - least || 1
  const rough = span / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power
  const low = Math.floor(least / step) * step
  const high = Math.ceil(most / step) * step || step
  const count = Math.round((high - low) / step)
  return { ticks: Array.from({ length: count + 1 }, (_, index) => low + index * step), low, high }
}
