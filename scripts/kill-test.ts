/**
 * Nothing lost, nothing twice: `npm run test:kill [-- --kills 200 --events 150 --scale 0.05 --seed 1 --only trouble]`.
 *
 * The real program (`bellwether start`), a real feed server, the strict small Slack of the preview. First it is killed with
 * SIGKILL at random moments and at every named point of the delivery, and started again each time, while news keeps coming. Then
 * it runs through faults: 5 % each of 429, 500, connections reset before and after the work is done, and stalls. At last its disk is
 * filled (on Linux, by whoever may mount one), its database is held by another program, and it is removed from a channel. Waits are a
 * twentieth of the real ones unless `--scale 1` is given: a stall of 15 s takes 750 ms, against a time-out of 500 ms, and the second
 * look comes after 1 s. Counts what was due, what stands in Slack, what is lost and what is there twice; exits 1 unless that is 0 and 0.
 */

import { once } from 'node:events'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { points } from '../src/deliver/deliver-channel.ts'
import type { Fault } from '../src/preview/faults.ts'
import { balance, type Ledger } from './kill/ledger.ts'
import { replicasRun } from './kill/replicas-run.ts'
import { keepReporting, type Life, openRun, type Run, readOnce, settled } from './kill/run.ts'
import { troubleRun } from './kill/trouble-run.ts'

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    events: { type: 'string', default: '150' },
    scale: { type: 'string', default: '0.05' },
    seed: { type: 'string', default: String(Date.now() % 100_000) },
    only: { type: 'string' },
    blows: { type: 'string', default: '60' },
  },
})
const unanswered = { method: 'chat.postMessage', kind: 'reset' } as const
const random = seeded(Number(values.seed))
const scale = Number(values.scale)
const stallMs = 15_000 * scale
/** Between two stories of a run. */
const newsEveryMs = 450

const runs: Record<string, { title: string; run(): Promise<Ledger> }> = {
  kills: {
    title: `${values.kills} kills at random moments and ${points.length} named points`,
    run: () => killRun(Number(values.kills)),
  },
  faults: {
    title: '5 % each of 429, 500, reset before, reset after, stall',
    run: () => faultRun(Number(values.events)),
  },
  replicas: {
    title: `three replicas on one Postgres, ${values.blows} blows, 5 % faults of Slack`,
    run: () => runReplicas(Number(values.blows)),
  },
  trouble: {
    title: 'a full disk, a locked database, a channel left and joined again',
    run: () => troubleRun(scale, random),
  },
}

// Whoever stops it leaves no disk mounted.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

/** How late the small Slack was at times, by this process alone. Beyond a few hundred ms a double proves nothing: a message came after two looks. */
const lateness = monitorEventLoopDelay({ resolution: 20 })
lateness.enable()

console.log(`seed ${values.seed}`)
let isClean = true
for (const [name, { title, run }] of Object.entries(runs)) {
  if (values.only !== undefined && values.only !== name) continue
  if (values.only === undefined && name === 'replicas' && !process.env.TEST_DATABASE_URL) continue
  const ledger = await run()
  report(title, ledger)
  isClean &&= ledger.lost.length + ledger.doubled.length === 0
}
process.exitCode = isClean ? 0 : 1

async function killRun(times: number): Promise<Ledger> {
  const run = await openRun(scale)
  await readOnce(run)
  const news = keepReporting(run.wire, { most: 1900, everyMs: newsEveryMs, random })
  const deaths: Record<string, number> = {}
  const count = (how: string) => {
    deaths[how] = (deaths[how] ?? 0) + 1
  }
  for (const point of points.toReversed()) {
    for (let life = 0; life < 3 && deaths[point] === undefined; life += 1) {
      // Only an attempt without an answer is looked for.
      if (point.startsWith('look')) {
        for (const done of [true, false]) run.slack.faults.add({ ...unanswered, done })
      }
      const isReached = await live(run, 15_000, { point, times: 1 + Math.floor(random() * 3) })
      count(isReached ? point : 'at a random moment')
    }
  }
  for (let kill = 0; kill < times; kill += 1) {
    await live(run, 300 + random() * 2200)
    count('at a random moment')
  }
  news.stop()
  console.log('killed:', deaths)
  return finish(run)
}

/** One life of the program: true where it ended itself, false where it was killed when its time was over. */
async function live(run: Run, ms: number, death?: Life['death']) {
  const started = run.start(death ? { death } : {})
  const died = once(started, 'exit')
  const hasDied = await Promise.race([died.then(() => true), pause(ms, false)])
  if (!hasDied) started.kill('SIGKILL')
  await died
  return hasDied
}

/** Five calls of a hundred, each in one of these ways. */
function failOften(run: Run): void {
  const often = { times: Number.POSITIVE_INFINITY, when: () => random() < 0.05 }
  const calls: Fault['method'][] = [
    'chat.postMessage',
    'chat.update',
    'conversations.history',
    'conversations.replies',
  ]
  for (const method of calls) {
    run.slack.faults.add({ ...often, method, kind: 'rate-limit', retryAfter: 1 })
    run.slack.faults.add({ ...often, method, kind: 'status', status: 500 })
    run.slack.faults.add({ ...often, method, kind: 'reset', done: false })
    run.slack.faults.add({ ...often, method, kind: 'reset', done: true })
    run.slack.faults.add({ ...often, method, kind: 'slow', ms: stallMs })
  }
}

async function runReplicas(blows: number): Promise<Ledger> {
  const { TEST_DATABASE_URL: server, TEST_DATABASE_RESTART: restart } = process.env
  if (!server || !restart) throw new Error('run it by: scripts/postgres.sh npm run test:kill')
  return replicasRun({ server, restart, blows, scale, random, fault: failOften })
}

async function faultRun(events: number): Promise<Ledger> {
  const run = await openRun(scale)
  failOften(run)
  await readOnce(run)
  const started = run.start()
  await keepReporting(run.wire, { most: events, everyMs: newsEveryMs, random }).done
  await settled(run)
  const outcomes = Map.groupBy(run.slack.traffic.calls('chat.postMessage'), ({ outcome, ms }) =>
    ms > 700 ? 'stalled' : outcome,
  )
  console.log('posts:', Object.fromEntries(outcomes.entries().map(([k, v]) => [k, v.length])))
  started.kill('SIGTERM')
  await once(started, 'exit')
  return finish(run)
}

/** Lets the last life finish its work in peace, and counts. */
async function finish(run: Run): Promise<Ledger> {
  const last = run.start()
  await settled(run)
  last.kill('SIGTERM')
  await once(last, 'exit')
  const ledger = await balance(run.database, run.slack, run.channels, run.wire.companies)
  await run.close()
  return ledger
}

function report(title: string, { due, messages, lost, doubled, states }: Ledger): void {
  console.log(`\n${title}`)
  console.log(
    `  due ${due} · messages ${messages} · lost ${lost.length} · doubled ${doubled.length}`,
  )
  console.log(`  deliveries: ${JSON.stringify(states)}`)
  console.log(`  slack was up to ${Math.round(lateness.max / 1e6)} ms late by itself`)
  lateness.reset()
  for (const line of [...doubled.slice(0, 20), ...lost.slice(0, 20)]) console.log(`  ! ${line}`)
}

/** Repeatable chance: mulberry32. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
