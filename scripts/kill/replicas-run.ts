/**
 * Three lives side by side on one Postgres, with clocks half a minute apart, while news keeps coming and Slack fails five calls of a
 * hundred. One after another they are killed, stopped for longer than what they hold lasts, cut off, and left without an answer; the
 * server is restarted as after a crash, and ends every connection.
 */

import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { balance, type Ledger } from './ledger.ts'
import { openProxy, type Way } from './proxy.ts'
import { keepReporting, openRun, type Run, readOnce, settled } from './run.ts'

interface Replica {
  proxy: Way
  clockAheadMs: number
  life: ReturnType<Run['start']>
}

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
  const { server, blows, scale, random } = parts
  const database = await createDatabase(server)
  const folder = mkdtempSync(join(tmpdir(), 'bellwether-replicas-'))
  const run = await openRun(scale, folder, database)
  await readOnce(run)
  parts.fault(run)
  const replicas: Replica[] = []
  for (const clockAheadMs of [-30_000, 0, 30_000]) {
    const proxy = await openProxy(database)
    replicas.push({ proxy, clockAheadMs, life: start(run, { proxy, clockAheadMs }) })
  }
  const news = keepReporting(run.wire, { most: 1900, everyMs: 600, random })
  const counts: Record<string, number> = {}
  const complaints: string[] = []
  for (let blow = 0; blow < blows; blow += 1) {
    await pause(400 + random() * 1600)
    const replica = replicas[Math.floor(random() * replicas.length)]
    if (!replica) continue
    if (isOver(replica.life)) {
      complaints.push(`a replica ended by itself, with ${replica.life.exitCode}`)
      replica.life = start(run, replica)
    }
    const kind = await strike(parts, run, replica, database)
    counts[kind] = (counts[kind] ?? 0) + 1
  }
  news.stop()
  console.log('blows:', counts)
  await settled(run)
  for (const { life, proxy } of replicas) {
    const ended = once(life, 'exit')
    if (!isOver(life)) {
      life.kill('SIGTERM')
      await ended
    }
    proxy.close()
  }
  const ledger = await balance(database, run.slack, run.channels, run.wire.companies)
  await run.close()
  await onServer(server, `drop database ${nameOf(database)} with (force)`)
  return { ...ledger, lost: [...complaints, ...ledger.lost] }
}

const isOver = ({ exitCode, signalCode }: Replica['life']): boolean =>
  exitCode !== null || signalCode !== null

function start(run: Run, { proxy, clockAheadMs }: Omit<Replica, 'life'>): Replica['life'] {
  // It complains of every blow.
  return run.start({ database: proxy.url, clockAheadMs, onLog() {} })
}

/** What a replica holds lasts so long. */
const leaseMs = (scale: number) => 100_000 * scale

async function strike(
  { restart, scale, random }: ReplicasRun,
  run: Run,
  replica: Replica,
  database: string,
): Promise<string> {
  const { proxy, life } = replica
  const chance = random()
  if (chance < 0.5) {
    life.kill('SIGKILL')
    await once(life, 'exit')
    replica.life = start(run, replica)
    return 'killed'
  }
  if (chance < 0.72) {
    life.kill('SIGSTOP')
    // It goes on when others have had time to take over, and to look.
    setTimeout(() => life.kill('SIGCONT'), leaseMs(scale) * (1 + random() * 1.5))
    return 'stopped'
  }
  if (chance < 0.85) {
    proxy.cut()
    return 'cut off'
  }
  if (chance < 0.95) {
    proxy.stall(leaseMs(scale) * (0.5 + random()))
    return 'left without an answer'
  }
  if (chance < 0.98) {
    await onServer(
      database,
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    )
    return 'all connections ended'
  }
  execFileSync(restart, { stdio: 'ignore' })
  return 'server restarted'
}

const nameOf = (database: string): string => new URL(database).pathname.slice(1)

async function createDatabase(server: string): Promise<string> {
  const url = new URL(server)
  url.pathname = `kill_${process.pid}`
  await onServer(server, `create database ${nameOf(url.href)}`)
  return url.href
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client(url)
  client.on('error', () => {})
  await client.connect()
  await client.query(statement)
  await client.end()
}
