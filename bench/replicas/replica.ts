/**
 * One process of bench/replicas.ts: `replica.ts DATABASE TASK NUMBER`. It says when it is ready, works from the first message of its
 * parent to the second, and reports.
 */

import { once } from 'node:events'
import process from 'node:process'
import { setTimeout as pause } from 'node:timers/promises'
import { timings } from '../../src/core/delivery/delivery.ts'
import { openDeliverer } from '../../src/deliver/deliver.ts'
import { openPoller } from '../../src/poll/poll.ts'
import type { FeedOutcome } from '../../src/poll/ports.ts'
import type { Log } from '../../src/ports.ts'
import { openStore, type Store } from '../../src/store/open-store.ts'
import { noHints } from '../../test/support/rows.ts'
import { nextPass, openRecorder } from '../support/recording.ts'

export type Task = 'record' | 'deliver' | 'poll'

export interface Report {
  /** Stories recorded, messages settled or feeds read. */
  done: number
  /** When the last of them was. */
  lastAt: number
  /** Of each feed, from when it was due to when it was recorded. */
  waits: number[]
}

const log: Log = { debug() {}, info() {}, warn() {}, error: (fields) => console.error(fields) }
const tasks: Record<Task, typeof record> = { record, deliver, poll }

const [database = '', task = '', number = '0'] = process.argv.slice(2)
const opened = await openStore(database, { owner: 'preview', clock: Date.now })
if (opened.kind === 'fault') throw new Error(opened.sentence)
const stopping = new AbortController()
const report: Report = { done: 0, lastAt: 0, waits: [] }
process.send?.('ready')
await once(process, 'message')
process.once('message', () => stopping.abort())
await tasks[task as Task](opened.store, stopping.signal)
process.send?.(report)
await opened.store.close()
process.disconnect()

function count(done: number): void {
  report.done += done
  report.lastAt = Date.now()
}

async function record(store: Store, signal: AbortSignal): Promise<void> {
  const write = openRecorder(store.transact)
  // No two replicas tell of the same.
  for (let turn = Number(number) * 100_000; !signal.aborted; turn += 1) {
    const { stories } = await write(nextPass(turn, Date.now()), Date.now())
    count(stories)
  }
}

/** Slack takes everything at once. */
async function deliver(store: Store, signal: AbortSignal): Promise<void> {
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
    chance: Math.random,
    log,
    pageFurniture: [],
    timings,
  })
  await deliverer.run(signal)
}

/** Once a second, as `bellwether start` does. Nothing is new, after 50 ms. */
async function poll(store: Store, signal: AbortSignal): Promise<void> {
  const write = openRecorder(store.transact)
  const note = (outcomes: readonly FeedOutcome[]) => {
    const now = store.clock()
    for (const { feed } of outcomes) report.waits.push(now - (feed.state.nextAt ?? now))
    count(outcomes.length)
  }
  const poller = openPoller({
    feeds: store.feeds,
    async record(outcomes, now) {
      const recorded = await write(outcomes, now)
      note(outcomes)
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
