/**
 * Drains the outbox. Each channel goes one step at a time, many channels side by side. An attempt is written down before it is made
 * and settled after it: what happens between the two, a kill included, is found out by reading back what Slack has.
 */

import type { Place } from '../core/delivery/delivery.ts'
import type { TeamId } from '../core/ids.ts'
import { supervise } from '../supervise.ts'
import { type DelivererParts, openWorker, type Worker } from './deliver-channel.ts'
import { keyOf } from './pace.ts'
import type { DuePlace } from './ports.ts'

export interface Deliverer {
  /** Sends what falls due, until it is stopped. Never rejects: after a fault it begins anew. */
  run(signal: AbortSignal): Promise<void>
  /** Sends what is due, until every message is settled or its next try is over a minute away. Rejects on a fault of our own. */
  drain(signal: AbortSignal): Promise<void>
}

/** Channels that are served side by side. */
export const atOnce = 16
/** After a fault. */
const againMs = 1000
/** What is due and must wait is tried again so soon. */
const turnMs = 50
/** However often it rings, and however much is left that was not found, it is looked for no sooner again. */
const ringMs = 200
/** Channels that are looked for at a time. */
const mostFound = 1000
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
        await parts.timer.wait(againMs, signal)
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
  const busy: Busy = new Map()
  try {
    await serve(parts, worker, busy, signal, patience)
  } finally {
    await Promise.all(busy.values())
  }
}

/** Steps under way, by their channel. */
type Busy = Map<string, Promise<void>>

/** One process at a time sends what is for a workspace: its limits are counted in memory. */
const nameOf = ({ teamId }: Place): string => `team ${teamId}`

async function serve(
  parts: DelivererParts,
  worker: Worker,
  busy: Busy,
  signal: AbortSignal,
  patience: number,
): Promise<void> {
  const { bell, timer } = parts
  const line = openLine(parts, (place) => !busy.has(keyOf(place)) && !worker.isResting(place))
  while (!signal.aborted) {
    // From before it is looked: what comes while that is under way is not missed.
    const rung = bell.next()
    const ready = await line.take(atOnce - busy.size, worker.room)
    line.begun(ready, await begin(parts, worker, busy, ready, signal))
    const rings = rung.then(line.lookAgain)
    if (ready.length > 0 && busy.size < atOnce && line.hasMore()) continue
    const wait = line.isEmpty() ? await findWait(parts, busy, patience) : turnMs
    if (wait > patience) return
    await Promise.race([...busy.values(), rings, timer.wait(Math.min(wait, bell.sweepMs), signal)])
  }
}

/** Until something falls due. What is due all the same belongs to a channel that rests, or in which a step is under way. */
async function findWait(
  { outbox, bell, clock }: DelivererParts,
  busy: Busy,
  patience: number,
): Promise<number> {
  if (busy.size > 0) return bell.sweepMs
  const asked = Number.isFinite(patience) ? patience : bell.sweepMs
  const next = await outbox.findNextDue(clock() + asked)
  return Math.max(turnMs, (next ?? Number.POSITIVE_INFINITY) - clock())
}

/** Channels with something to do, looked for anew when all were begun, when it rings, and now and then while those that are left must wait. */
function openLine(
  { outbox, bell, clock, timer }: DelivererParts,
  isFree: (place: Place) => boolean,
) {
  let due: DuePlace[] = []
  let lookedAt = 0
  /** Fewer could be begun than there was room for. */
  let isStuck = false
  /** For how long what was found holds. */
  let goodMs = 0
  /** More may be due than was found. */
  let hasMore = false
  /** Of what was found something was ours to begin: where all is others', looking again at once finds the same. */
  let isOurs = false
  return {
    isEmpty: () => due.length === 0,
    /** Beside what was taken. */
    hasMore: () => (hasMore && isOurs) || due.length > 0,
    /** All of these were begun, but for those of workspaces that `others` serve. */
    begun(places: readonly Place[], others: ReadonlySet<TeamId>) {
      isOurs ||= places.some(({ teamId }) => !others.has(teamId))
      if (others.size > 0) due = due.filter(({ teamId }) => !others.has(teamId))
    },
    /** Only where it holds up nothing: while there is enough to do, looking costs more than it finds. */
    lookAgain() {
      if (isStuck) goodMs = ringMs
    },
    async take(most: number, roomIn: (teamId: TeamId) => number): Promise<Place[]> {
      if (due.length === 0 || timer.passed() - lookedAt > goodMs) {
        goodMs = Number.POSITIVE_INFINITY
        lookedAt = timer.passed()
        const found = await outbox.findDue(clock(), mostFound)
        hasMore = found.length === mostFound
        isOurs = false
        due = found.filter(isFree)
      }
      const ready = takeReady(due, most, roomIn)
      isStuck = ready.length < most
      if (isStuck) goodMs = Math.min(goodMs, hasMore ? ringMs : bell.sweepMs)
      return ready
    },
  }
}

/** So that none who must wait takes a place from others: of no workspace more than its limits let through now. The rest stays in `due`. */
function takeReady(due: DuePlace[], most: number, roomIn: (teamId: TeamId) => number): Place[] {
  const rooms = new Map<TeamId, number>()
  const ready: Place[] = []
  const waiting = due.filter(({ onlyPosts, ...place }) => {
    const room = rooms.get(place.teamId) ?? roomIn(place.teamId)
    const isReady = (room > 0 || !onlyPosts) && ready.length < most
    rooms.set(place.teamId, isReady && onlyPosts ? room - 1 : room)
    if (isReady) ready.push(place)
    return !isReady
  })
  due.splice(0, due.length, ...waiting)
  return ready
}

/** Begins a step in each of them, but for the workspaces that it gives, which others took meanwhile. */
async function begin(
  { leases }: DelivererParts,
  worker: Worker,
  busy: Busy,
  places: readonly Place[],
  signal: AbortSignal,
): Promise<ReadonlySet<TeamId>> {
  const others = new Set<TeamId>()
  if (places.length === 0) return others
  const held = await leases.hold([...new Set(places.map(nameOf))])
  for (const place of places) {
    const lease = held.get(nameOf(place))
    if (!lease) {
      others.add(place.teamId)
      continue
    }
    const key = keyOf(place)
    const step = worker.step({ ...place, lease }, signal)
    busy.set(
      key,
      step.finally(() => busy.delete(key)),
    )
  }
  return others
}
