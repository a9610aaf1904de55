/**
 * One story to some 50,000 channels of 1,000 workspaces, a few of them large, sent at the pace that Slack allows by 1, 2 and 4 replicas on
 * one Postgres. The database is real, and time is not: it passes only where all replicas wait for it, so that it shows what they wait
 * for without need, whatever the machine can do. Once Slack answers at once, and once after a fifth of a second.
 *
 *   scripts/postgres.sh npm run bench -- drain
 */

import { performance } from 'node:perf_hooks'
import { timings } from '../src/core/delivery/delivery.ts'
import { openThrottle } from '../src/core/delivery/throttle.ts'
import type { TeamId } from '../src/core/ids.ts'
import { atOnce, openDeliverer } from '../src/deliver/deliver.ts'
import type { Post } from '../src/deliver/ports.ts'
import type { Bell, Leases, Log } from '../src/ports.ts'
import { nobody } from '../src/store/listeners.ts'
import { openStore, type Store } from '../src/store/open-store.ts'
import { openTransact } from '../src/store/records.ts'
import { createOn, onServer } from '../test/support/databases.ts'
import { openSimulatedTime, type SimulatedTime } from '../test/support/simulated-time.ts'
import { configure, withDatabase } from './support/moved-history.ts'
import { openPaceWatch, type PaceWatch } from './support/pace-watch.ts'
import { addChannels, openRecorder, pass, tell } from './support/recording.ts'

const server = process.env.TEST_DATABASE_URL
const second = 1000
const sizes = Array.from({ length: 1000 }, (_, at) => Math.floor(9147 / (at + 4)))
const rounds = [
  [1, 0],
  [2, 0],
  [4, 0],
  [4, 200],
] as const
const total = sizes.reduce((sum, size) => sum + size, 0)
/** The database's clock goes on where time stands still here, and would end what a replica holds. */
const leaseMs = 3600 * second

const log: Log = { debug() {}, info() {}, warn: console.error, error: console.error }

async function measure(at: string): Promise<void> {
  console.log(`${total} messages, of the largest workspace ${sizes[0]}`)
  for (const [replicas, answerMs] of rounds) {
    const database = await createOn(at, `bench_drain_${answerMs}_${replicas}`)
    const startsAt = Date.now()
    await withDatabase(database, async (db) => {
      await configure(db, 1)
      await addChannels(db, sizes)
      const record = openRecorder(openTransact(db, nobody))
      await record([pass('feed-0', [tell(0, startsAt, {})], startsAt)], startsAt)
    })
    await onServer(database, 'vacuum analyze')
    await drain(database, startsAt, replicas, answerMs)
  }
}

async function drain(database: string, startsAt: number, replicas: number, answerMs: number) {
  const waiting = new Map(sizes.map((size, at) => [`T${1 + at}` as TeamId, size]))
  const watch = openPaceWatch(waiting, replicas, atOnce)
  const time = openSimulatedTime(startsAt, watch.passes)
  const stopping = new AbortController()
  const stores: Store[] = []
  for (let replica = 0; replica < replicas; replica += 1) stores.push(await open(database))
  const began = performance.now()
  const slack = openSlack(time, answerMs)
  await Promise.all(
    stores.map((store, replica) => {
      const post: Post['post'] = async (message) => {
        watch.begin(replica, message.place.teamId, time.timer.passed())
        const posted = await slack(message)
        watch.end(replica)
        if (watch.left() === 0) stopping.abort()
        return posted
      }
      return openReplica(store, time, post, watched(store.leases, watch, replica)).run(
        stopping.signal,
      )
    }),
  )
  const realMs = performance.now() - began
  // Before the stores close: until then the last wait for the bell goes on.
  const passedMs = time.timer.passed()
  await Promise.all(stores.map((store) => store.close()))
  report(replicas, answerMs, passedMs, realMs, watch)
}

async function open(database: string): Promise<Store> {
  const opened = await openStore(database, { owner: 'preview', clock: Date.now, leaseMs })
  if (opened.kind === 'fault') throw new Error(opened.sentence)
  return opened.store
}

const never = new AbortController().signal

function openReplica(store: Store, time: SimulatedTime, post: Post['post'], leases: Leases) {
  const { clock, timer, working } = time
  const { sweepMs } = store.bell
  // Nothing comes after the story, so nothing rings.
  const bell: Bell = {
    sweepMs,
    listen: async () => {},
    next: () => timer.wait(sweepMs, never),
    isDeaf: () => false,
  }
  return openDeliverer({
    outbox: working(store.outbox),
    leases: working(leases),
    bell,
    post: { post, update: post, seek: async () => ({ kind: 'absent' }) },
    callMs: 12_000,
    clock,
    timer,
    chance: Math.random,
    log,
    pageFurniture: [],
    toUsd: () => null,
    timings,
  })
}

function watched(leases: Leases, watch: PaceWatch, replica: number): Leases {
  return {
    async hold(names) {
      const held = await leases.hold(names)
      for (const name of held.keys()) watch.take(replica, name.replace('team ', '') as TeamId)
      return held
    },
  }
}

function openSlack({ timer }: SimulatedTime, answerMs: number): Post['post'] {
  let ts = Date.now() * 1000
  return async () => {
    await timer.wait(answerMs, never)
    ts += 1
    return { kind: 'posted', ts: (ts / 1_000_000).toFixed(6) }
  }
}

function report(
  replicas: number,
  answerMs: number,
  passedMs: number,
  realMs: number,
  { idleMs, left, tooSoon }: PaceWatch,
): void {
  const idle = idleMs.reduce((sum, ms) => sum + ms, 0) / replicas / passedMs
  console.log(
    `${replicas} replicas, Slack answers after ${answerMs} ms: ${seconds(passedMs)} s, and the limits allow ${seconds(leastMs(replicas, answerMs))}; ` +
      `a replica had a place free without need ${(idle * 100).toFixed(2)} % of the time; ` +
      `${tooSoon()} sent before the limits allowed it, ${left()} not sent; ${((total / realMs) * second).toFixed(0)} a second of real time`,
  )
}

/** By the limit of the largest workspace, or by the places that there are. */
function leastMs(replicas: number, answerMs: number): number {
  const limits = openThrottle()
  let last = 0
  for (let sent = 0; sent < (sizes[0] ?? 0); sent += 1)
    last = limits.book('post', 'T1' as TeamId, 0)
  return Math.max(last + answerMs, (total * answerMs) / (replicas * atOnce))
}

const seconds = (ms: number): string => (ms / second).toFixed(1)

if (server) await measure(server)
else console.log('left out: TEST_DATABASE_URL is not set')
