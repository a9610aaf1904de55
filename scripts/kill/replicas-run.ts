/**
 * Three lives side by side on one Postgres, with clocks half a minute apart, while news keeps coming and Slack fails five calls of a
 * hundred. First they are stopped where it hurts most, and go on at the moment at which another has taken over. Then one after another
 * they are killed, stopped for longer than what they hold lasts, cut off, and left without an answer; the server is restarted as after
 * a crash, and ends connections.
 */

import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { listenerName } from '../../src/store/postgres/bell.ts'
import { createOn, onServer } from '../../test/support/databases.ts'
import { asLife, findViolations, installAudit } from './audit.ts'
import { blows, choose, type Replica, type Scene } from './blows.ts'
import { balance, type Ledger } from './ledger.ts'
import { openProxy } from './proxy.ts'
import { keepReporting, openRun, type Run, readOnce, settled } from './run.ts'
import { stopOne, stops } from './stops.ts'

export interface ReplicasRun {
  /** Where databases may be made. */
  server: string
  restart: string
  blows: number
  scale: number
  random(): number
  fault(run: Run): void
}

export async function replicasRun(parts: ReplicasRun): Promise<Ledger> {
  const { server, restart, scale, random } = parts
  const database = await createOn(server, `kill_${process.pid}`)
  const scene = { database, restart, random, leaseMs: 100_000 * scale }
  const folder = mkdtempSync(join(tmpdir(), 'bellwether-replicas-'))
  const run = await openRun(scale, folder, database)
  await readOnce(run)
  await installAudit(database)
  parts.fault(run)
  const replicas = [
    await openReplica(run, -30_000),
    await openReplica(run, 0),
    await openReplica(run, 30_000),
  ]
  const everyMs = (600 * scene.leaseMs) / 5000
  const news = keepReporting(run.wire, { most: 1900, everyMs, random })
  const complaints = [
    ...(await stopEach(replicas, scene)),
    ...(await strikeOften(replicas, scene, parts.blows)),
  ]
  news.stop()
  await settled(run)
  complaints.push(...(await findDeaf(database, replicas.length)))
  for (const replica of replicas) await end(replica)
  complaints.push(...(await findViolations(database)))
  const ledger = await balance(database, run.slack, run.channels, run.wire.companies)
  await run.close()
  await onServer(server, `drop database ${nameOf(database)} with (force)`)
  return { ...ledger, lost: [...complaints, ...ledger.lost] }
}

let lives = 0

async function openReplica(run: Run, clockAheadMs: number): Promise<Replica> {
  const proxy = await openProxy(run.database)
  let said = ''
  const start = () => {
    lives += 1
    said = ''
    // It complains of every blow: what it says is of interest only where it ends by itself.
    const onLog = (text: string) => {
      said = (said + text).slice(-1500)
    }
    return run.start({ database: asLife(proxy.url, `life${lives}`), clockAheadMs, onLog })
  }
  const replica: Replica = {
    proxy,
    lastWords: () => said,
    life: start(),
    revive() {
      replica.life = start()
    },
  }
  return replica
}

/** At each named point, twice: what must be refused then is written only if it comes before what the other does. */
async function stopEach(replicas: readonly Replica[], scene: Scene): Promise<string[]> {
  const complaints: string[] = []
  for (const at of [...stops, ...stops]) {
    const lives = replicas.map(({ life }) => life)
    const isReached = await stopOne(lives, at, scene.database, scene.leaseMs)
    if (!isReached) complaints.push(`no replica came to "${at}"`)
    await pause(1000)
  }
  console.log('stopped at:', stops.join(', '))
  return complaints
}

async function strikeOften(
  replicas: readonly Replica[],
  scene: Scene,
  times: number,
): Promise<string[]> {
  const { random } = scene
  const counts: Record<string, number> = {}
  const complaints: string[] = []
  const kinds = choose(random)
  for (let blow = 0; blow < times; blow += 1) {
    // As often, in the time that a lease lasts, whatever that is.
    await pause(((400 + random() * 1600) * scene.leaseMs) / 5000)
    const replica = replicas[Math.floor(random() * replicas.length)]
    if (!replica) continue
    if (isOver(replica)) {
      const { exitCode } = replica.life
      complaints.push(`a replica ended by itself, with ${exitCode}: ${replica.lastWords()}`)
      replica.revive()
    }
    const kind = kinds.next().value
    await blows[kind]?.strike(replica, scene)
    counts[kind] = (counts[kind] ?? 0) + 1
  }
  console.log('blows:', counts)
  return complaints
}

const isOver = ({ life }: Replica): boolean => life.exitCode !== null || life.signalCode !== null

/** Whoever was cut off listens again, if later than it works again. */
async function findDeaf(database: string, replicas: number): Promise<string[]> {
  const listening = `select count(*) from pg_stat_activity
    where datname = current_database() and application_name = '${listenerName}'`
  for (let second = 0; second < 40; second += 1) {
    const [row] = await onServer(database, listening)
    if (Number(row?.count) === replicas) return []
    await pause(1000)
  }
  return ['a replica does not listen again']
}

async function end(replica: Replica): Promise<void> {
  const ended = once(replica.life, 'exit')
  if (!isOver(replica)) {
    replica.life.kill('SIGTERM')
    await ended
  }
  replica.proxy.close()
}

const nameOf = (database: string): string => new URL(database).pathname.slice(1)
