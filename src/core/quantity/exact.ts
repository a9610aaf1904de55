/** Of two numbers for one thing: the rounder of them, and the exact one. */

const closeBy = 0.08

/** "6,770" is what "nearly 7,000" are. */
export function isMoreExact(value: number, round: number): boolean {
  return digits(value) > digits(round) && Math.abs(value - round) < round * closeBy
}

/** Those before the zeros at the end. */
function digits(value: number): number {
  return String(value).replace(/0+$/, '').length
}
