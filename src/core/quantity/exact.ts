/** Of two numbers for one thing: the rounder of them, and the exact one. */

const [below, above] = [0.08, 0.12]

/** "6,770" is what "nearly 7,000" are. */
export function isMoreExact(value: number, round: number): boolean {
  return digits(value) > digits(round) && isClose(value, round)
}

/** "More than 1,000" may leave more open than "nearly 1,000". */
function isClose(value: number, round: number): boolean {
  return value > round * (1 - below) && value < round * (1 + above)
}

/** Those before the zeros at the end. */
function digits(value: number): number {
  return String(value).replace(/0+$/, '').length
}
