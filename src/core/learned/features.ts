/** Features, each kept by the hash of its name alone: names are hashed as they are told, and never put together. */

import { fnv1a } from '../text/hash.ts'

/** Feature hashes, each once. */
export type Features = Uint32Array

/** Tells a feature by its name, as a template: say`role:${role}`. */
export type Say = (texts: readonly string[], ...values: readonly Value[]) => void
type Value = string | number | boolean | null | undefined

/** Features as they are told one by one. */
export interface Telling {
  say: Say
  /** Says names that begin with `prefix`. */
  under(prefix: string): Say
  /** For one whose hash is known. */
  add(feature: number): void
  /** Those told so far, in the order in which they came first. */
  features(): Features
}

export function openTelling(): Telling {
  const told: number[] = []
  const under = (prefix: string): Say => {
    const before = fnv1a(prefix)
    return (texts, ...values) => told.push(hashFrom(before, texts, values))
  }
  return {
    say: under(''),
    under,
    add: (feature) => told.push(feature),
    features: () => eachOnce(told),
  }
}

function hashFrom(before: number, texts: readonly string[], values: readonly Value[]): number {
  let hash = fnv1a(texts[0] ?? '', before)
  for (let at = 0; at < values.length; at++) {
    hash = fnv1a(texts[at + 1] ?? '', fnv1a(String(values[at]), hash))
  }
  return hash
}

/** For as many hashes as stories have; only more than that need slots of their own. */
const commonSlots = new Uint32Array(2 ** 12)

function freeSlots(size: number): Uint32Array {
  return size > commonSlots.length ? new Uint32Array(size) : commonSlots.fill(0, 0, size)
}

/** By open addressing, in a tenth of the time that a `Set` of numbers takes. A hash of 0 is left out: it marks what is free. */
function eachOnce(hashes: readonly number[]): Features {
  const size = 2 ** (32 - Math.clz32(2 * hashes.length))
  const slots = freeSlots(size)
  const found = new Uint32Array(hashes.length)
  let count = 0
  for (const hash of hashes) {
    let at = hash & (size - 1)
    while (slots[at] !== 0 && slots[at] !== hash) at = (at + 1) & (size - 1)
    if (slots[at] === hash) continue
    slots[at] = hash
    found[count++] = hash
  }
  return found.subarray(0, count)
}
