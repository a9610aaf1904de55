/**
 * Drains the outbox. Each channel goes one step at a time, many channels side by side. An attempt is written down before it is made
 * and settled after it: what happens between the two, a kill included, is found out by reading back what Slack has.
 */

import type { Place } from '../core/delivery/delivery.ts'
import { supervise } from '../supervise.ts'
import { type DelivererParts, nap, openWorker, type Worker } from './deliver-channel.ts'
import { keyOf } from './pace.ts'

export interface Deliverer {
  /** Sends what falls due, until it is stopped. Never rejects: after a fault it begins anew. */
  run(signal: AbortSignal): Promise<void>
  /** Sends what is due, until every message is settled or its next try is over a minute away. Rejects on a fault of our own. */
  drain(signal: AbortSignal): Promise<void>
}

/** Channels that are served side by side. */
const atOnce = 16
/** After a fault. */
const againMs = 1000
/** What a drain waits for. */
const patienceMs = 60_000

export function openDeliverer(parts: DelivererParts): Deliverer {
  const worker = openWorker(parts)
  return {
    async run(signal) {
      const forever = () => work(parts, worker, signal, Number.POSITIVE_INFINITY)
      const listening = parts.bell.listen(parts.log, signal)
      while (!signal.aborted) {
        await supervise('deliver', forever, parts.log)
        await nap(againMs, signal)
      }
      await listening
    },
    drain: (signal) => work(parts, worker, signal, patienceMs),
  }
}

/** Ends when nothing that was begun is under way any more, also where it fails: two must not serve one channel. */
async function work(
  parts: DelivererParts,
  worker: Worker,
  signal: AbortSignal,
  patience: number,
): Promise<void> {
  const busy = new Map<string, Promise<void>>()
  try {
    await serve(parts, worker, busy, signal, patience)
  } finally {
    await Promise.all(busy.values())
  }
}

/** One process at a time sends what is for a workspace: its limits are counted in memory. */
const nameOf = ({ teamId }: Place): string => `team ${teamId}`

async function serve(
  { outbox, leases, bell, clock }: DelivererParts,
  worker: Worker,
  busy: Map<string, Promise<void>>,
  signal: AbortSignal,
  patience: number,
): Promise<void> {
  const isFree = (place: Place) => !busy.has(keyOf(place)) && !worker.isResting(place)
  const begin = async (places: readonly Place[]) => {
    const held = await leases.hold([...new Set(places.map(nameOf))])
    for (const place of places) {
      const lease = held.get(nameOf(place))
      if (!lease) continue
      const key = keyOf(place)
      const step = worker.step({ ...place, lease }, signal)
      busy.set(
        key,
        step.finally(() => busy.delete(key)),
      )
    }
  }
  let due: Place[] = []
  while (!signal.aborted) {
    // From before it is looked: what comes while that is under way is not missed.
    const rung = bell.next()
    if (due.length === 0) due = (await outbox.findDue(clock(), 500)).filter(isFree)
    await begin(due.splice(0, atOnce - busy.size))
    if (busy.size > 0) {
      await Promise.race([...busy.values(), rung, nap(bell.sweepMs, signal)])
      continue
    }
    const next = await outbox.findNextDue()
    const wait = (next ?? Number.POSITIVE_INFINITY) - clock()
    if (wait > patience) return
    // What is due all the same belongs to a channel that rests.
    await Promise.race([rung, nap(wait <= 0 ? 50 : Math.min(wait, bell.sweepMs), signal)])
  }
}
