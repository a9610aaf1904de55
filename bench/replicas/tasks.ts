import { setTimeout as pause } from 'node:timers/promises'
import { timings } from '../../src/core/delivery/delivery.ts'
import { openDeliverer } from '../../src/deliver/deliver.ts'
import { timer } from '../../src/deliver/timer.ts'
import { openPoller } from '../../src/poll/poll.ts'
import type { Log } from '../../src/ports.ts'
import type { Store } from '../../src/store/open-store.ts'
import { noHints } from '../../test/support/rows.ts'
import type { Cost } from '../support/cost.ts'
import { nextPass, openRecorder } from '../support/recording.ts'

export type Task = 'record' | 'deliver' | 'poll'

/** Told each time that something is done: so many stories recorded, messages settled or feeds read. `waits` are from due to recorded. */
type Count = (done: number, waits?: readonly number[]) => void

/** What one process did. */
export interface Report {
  done: number
  /** When the last of it was. */
  lastAt: number
  waits: number[]
  cost: Cost
}

/** Each works until it is stopped. */
export const tasks: Record<
  Task,
  (store: Store, signal: AbortSignal, count: Count) => Promise<void>
> = { record, deliver, poll }

const log: Log = { debug() {}, info() {}, warn() {}, error: (fields) => console.error(fields) }

async function record(store: Store, signal: AbortSignal, count: Count): Promise<void> {
  const write = openRecorder(store.transact)
  // No two replicas tell of the same.
  for (let turn = process.pid * 100_000; !signal.aborted; turn += 1) {
    const { stories } = await write(nextPass(turn, Date.now()), Date.now())
    count(stories)
  }
}

/** Slack takes everything at once. */
async function deliver(store: Store, signal: AbortSignal, count: Count): Promise<void> {
  const { outbox, leases, bell } = store
  let ts = Date.now() * 1000
  const post = async () => {
    ts += 1
    return { kind: 'posted', ts: (ts / 1_000_000).toFixed(6) } as const
  }
  const settle: typeof outbox.settle = async (place, rows, settlement, now) => {
    const isWritten = await outbox.settle(place, rows, settlement, now)
    if (isWritten && settlement.state === 'sent') count(1)
    return isWritten
  }
  const deliverer = openDeliverer({
    outbox: { ...outbox, settle },
    leases,
    bell,
    post: { post, update: post, seek: async () => ({ kind: 'absent' }) },
    callMs: 12_000,
    clock: store.clock,
    timer,
    chance: Math.random,
    log,
    pageFurniture: [],
    toUsd: () => null,
    timings,
  })
  await deliverer.run(signal)
}

/** Once a second, as `bellwether start` does. Nothing is new, after 50 ms. */
async function poll(store: Store, signal: AbortSignal, count: Count): Promise<void> {
  const write = openRecorder(store.transact)
  const poller = openPoller({
    feeds: store.feeds,
    async record(outcomes, now) {
      const recorded = await write(outcomes, now)
      const at = store.clock()
      count(
        outcomes.length,
        outcomes.map(({ feed }) => at - (feed.state.nextAt ?? at)),
      )
      return recorded
    },
    async readFeed() {
      await pause(50)
      const asked = { requests: 1, bytes: 0, movedTo: null }
      return { kind: 'unchanged', by: 'status', hints: noHints, validators: null, ...asked }
    },
    classify: () => ({ categories: [], facts: [], why: [], held: [] }),
    clock: store.clock,
    chance: Math.random,
    requestsPerDay: 144,
    log,
  })
  while (!signal.aborted) {
    const next = pause(1000)
    await poller.pollDue(signal)
    await next
  }
}
