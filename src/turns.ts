/**
 * Whose turn it is to hold the event loop. Work that comes in heaps (requests to begin, documents to read, stories to judge) asks
 * between its pieces, so that what people ask is answered in between, however many feeds are read.
 */

import { setImmediate as nextRound } from 'node:timers/promises'

/** A piece that has begun is done: with the longest of them, a small machine is held for some 30 ms. */
const mostMs = 10

let last: Promise<unknown> = Promise.resolve()
let began = 0

/** First come, first served: resolves while there is time left, or else when others have had the event loop for a whole round. */
export function takeTurn(): Promise<void> {
  const mine = last.then(untilThereIsTime)
  last = mine
  return mine
}

async function untilThereIsTime(): Promise<void> {
  if (performance.now() - began < mostMs) return
  // The first ends the round that is under way.
  await nextRound()
  await nextRound()
  began = performance.now()
}
