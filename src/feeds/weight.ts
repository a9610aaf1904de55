/** How long a parser would take for a document, before it is asked: a few bytes a time make millions of elements, and no feed has so many. */

/** In thirds of a microsecond, more or less: an element, attribute or object; a reference. */
const costs = new Map([
  ['<', 3],
  ['=', 3],
  ['{', 8],
  ['[', 4],
  ['&', 1],
])

const costOf = Uint8Array.from(
  { length: 128 },
  (_, unit) => costs.get(String.fromCharCode(unit)) ?? 0,
)

/** Two seconds of parsing. The heaviest of the real feeds that were measured comes to a fortieth. */
const most = 2_000_000

export function isTooHeavy(text: string): boolean {
  let weight = 0
  for (let at = 0; at < text.length && weight <= most; at++) {
    weight += costOf[text.charCodeAt(at)] ?? 0
  }
  return weight > most
}
