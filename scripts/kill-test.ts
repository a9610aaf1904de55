/**
 * Nothing lost, nothing twice: `npm run test:kill [-- --kills 200 --events 150 --scale 0.05 --seed 1]`.
 *
 * The real program (`bellwether start`), a real feed server, the strict small Slack of the preview. First it is killed with
 * SIGKILL at random moments and at every named point of the delivery, and started again each time, while news keeps coming. Then
 * it runs through faults: 5 % each of 429, 500, connections reset before and after the work is done, and stalls. Waits are a
 * twentieth of the real ones unless `--scale 1` is given: a stall of 15 s takes 750 ms, against a time-out of 500 ms, and the second
 * look comes after 1 s. Counts what was due, what stands in Slack, what is lost and what is there twice; exits 1 unless that is 0 and 0.
 */

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { type Point, points } from '../src/deliver/deliver-channel.ts'
import type { Fault } from '../src/preview/faults.ts'
import { openSlack, type Slack } from '../src/preview/slack.ts'
import { balance, countOpen, isFirstPassDone, type Ledger } from './kill/ledger.ts'
import { type Newswire, nameOf, openNewswire } from './kill/newswire.ts'

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    events: { type: 'string', default: '150' },
    scale: { type: 'string', default: '0.05' },
    seed: { type: 'string', default: String(Date.now() % 100_000) },
  },
})
const unanswered = { method: 'chat.postMessage', kind: 'reset' } as const
const random = seeded(Number(values.seed))
const child = new URL('./kill/child.ts', import.meta.url).pathname
const stallMs = 15_000 * Number(values.scale)
/** Between two stories of a run. */
const newsEveryMs = 450

interface Run {
  slack: Slack
  wire: Newswire
  database: string
  channels: string[]
  start(death?: { point: Point; times: number }): ChildProcess
  close(): Promise<void>
}

console.log(`seed ${values.seed}`)
const kills = await killRun(Number(values.kills))
report(`${values.kills} kills at random moments and ${points.length} named points`, kills)
const faults = await faultRun(Number(values.events))
report('5 % each of 429, 500, reset before, reset after, stall', faults)
const isClean = [kills, faults].every(({ lost, doubled }) => lost.length + doubled.length === 0)
process.exitCode = isClean ? 0 : 1

async function killRun(times: number): Promise<Ledger> {
  const run = await openRun()
  await readOnce(run)
  const news = keepReporting(run.wire, 1900)
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
async function live(run: Run, ms: number, death?: { point: Point; times: number }) {
  const started = run.start(death)
  const died = once(started, 'exit')
  const hasDied = await Promise.race([died.then(() => true), pause(ms, false)])
  if (!hasDied) started.kill('SIGKILL')
  await died
  return hasDied
}

async function faultRun(events: number): Promise<Ledger> {
  const run = await openRun()
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
  await readOnce(run)
  const started = run.start()
  await keepReporting(run.wire, events).done
  await settled(run)
  const outcomes = Map.groupBy(run.slack.traffic.calls('chat.postMessage'), ({ outcome, ms }) =>
    ms > 700 ? 'stalled' : outcome,
  )
  console.log('posts:', Object.fromEntries(outcomes.entries().map(([k, v]) => [k, v.length])))
  started.kill('SIGTERM')
  await once(started, 'exit')
  return finish(run)
}

/** A life that meets both feeds empty: the first pass over a feed tells little of what it holds. */
async function readOnce(run: Run): Promise<void> {
  const life = run.start()
  const died = once(life, 'exit')
  do await pause(250)
  while (!(await isFirstPassDone(run.database)))
  life.kill('SIGTERM')
  await died
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

/** Until every message is settled and nothing new came for a while. */
async function settled({ database }: Run): Promise<void> {
  const deadline = Date.now() + 900_000
  for (let quiet = 0; quiet < 6; ) {
    if (Date.now() > deadline) {
      console.log(`gave up waiting: ${await countOpen(database)} are not settled`)
      return
    }
    await pause(500)
    quiet = (await countOpen(database)) === 0 ? quiet + 1 : 0
  }
}

function keepReporting(wire: Newswire, most: number) {
  const stopping = new AbortController()
  const { signal } = stopping
  const work = async () => {
    while (wire.companies.length < most) {
      wire.report(random())
      await pause(newsEveryMs, undefined, { signal })
    }
  }
  const done = work().catch(() => {})
  return { done, stop: () => stopping.abort() }
}

async function openRun(): Promise<Run> {
  const wire = await openNewswire()
  const slack = await openSlack({ rateLimits: false })
  const folder = mkdtempSync(join(tmpdir(), 'bellwether-kill-'))
  const database = join(folder, 'bellwether.db')
  const channels = [slack.channel('layoffs').id, slack.channel('general').id]
  writeConfig(folder, wire, channels)
  const lives = new Set<ChildProcess>()
  return {
    slack,
    wire,
    database,
    channels,
    start(death) {
      const args = death ? [death.point, String(death.times)] : []
      const started = spawn(process.execPath, [child, values.scale, ...args], {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: {
          SLACK_BOT_TOKEN: slack.botToken,
          SLACK_APP_TOKEN: slack.appToken,
          SLACK_API_URL: slack.apiUrl,
          DATABASE_URL: `sqlite:${database}`,
          CONFIG_DIR: folder,
          FEEDS_ALLOW_HOSTS: wire.host,
          POLL_CRON: '* * * * * *',
          PORT: '0',
          LOG_LEVEL: 'error',
        },
      })
      lives.add(started)
      started.once('exit', () => lives.delete(started))
      return started
    },
    async close() {
      for (const life of lives) life.kill('SIGKILL')
      await Promise.all([wire.close(), slack.close()])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function writeConfig(folder: string, { urls }: Newswire, [layoffs, general]: string[]): void {
  cpSync('config', folder, { recursive: true })
  const feeds = Object.entries(urls).map(([id, url]) => ({ id, url, name: id }))
  const names = Array.from({ length: 2000 }, (_, n) => ({ name: nameOf(n) }))
  const channels = [
    { channel: layoffs, hears: ['layoff'], updates: 'thread' },
    { channel: general, hears: ['layoff'], updates: 'update' },
  ]
  const write = (file: string, content: object) =>
    writeFileSync(join(folder, file), JSON.stringify(content))
  write('feeds.yaml', { feeds })
  write('channels.yaml', { channels })
  write('companies.yaml', { software: names })
}

function report(title: string, { due, messages, lost, doubled, states }: Ledger): void {
  console.log(`\n${title}`)
  console.log(
    `  due ${due} · messages ${messages} · lost ${lost.length} · doubled ${doubled.length}`,
  )
  console.log(`  deliveries: ${JSON.stringify(states)}`)
  for (const line of [...lost, ...doubled].slice(0, 20)) console.log(`  ! ${line}`)
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
