/**
 * What several processes on one Postgres do, beside one on a SQLite file: stories recorded and messages settled a second, one story
 * to 50,000 channels, and 20,000 feeds in time; and what each of them costs, also where nothing happens. Slack and the feeds answer
 * at once: what is measured is the database and the program.
 *
 *   scripts/postgres.sh npm run bench -- replicas
 */

import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Database } from '../src/store/database.ts'
import { nobody } from '../src/store/listeners.ts'
import { openTransact } from '../src/store/records.ts'
import { createOn, onServer } from '../test/support/databases.ts'
import { findIdleCost } from './replicas/idle.ts'
import { stop } from './replicas/stop.ts'
import type { Report, Task } from './replicas/tasks.ts'
import { sayCost } from './support/cost.ts'
import { configure, feedEveryMs, makeHistory, withDatabase } from './support/moved-history.ts'
import { addChannels, openRecorder, pass, tell } from './support/recording.ts'

const server = process.env.TEST_DATABASE_URL
const second = 1000
const measuredMs = 15 * second
/** A process compiles its code, connects and takes its leases first, which tells nothing of what several do. */
const warmMs = 5 * second
const polledMs = 90 * second
const workspaces = Array<number>(1000).fill(50)
const feedCount = 20_000

async function measure(at: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bellwether-bench-'))
  try {
    const { file, postgres } = await makeHistory(folder, at)
    await compare('stories recorded a second', 'record', file, postgres)
    const crowd = await createOn(at, 'bench_crowd')
    await delivering(join(folder, 'crowd.db'), crowd)
    await polling(await createOn(at, 'bench_feeds'))
    const idle = await findIdleCost(await createOn(at, 'bench_idle'), join(folder, 'config'), 2)
    console.log(`the whole program with nothing to do, each of 2 replicas: ${idle}`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** One after another, so that each has the machine to itself. */
async function compare(what: string, task: Task, file: string, postgres: string): Promise<void> {
  const alone = rateOf(await work(file, task, 1, measuredMs))
  // A planner that knows an empty table only reads it whole.
  await work(postgres, task, 1, 3 * second)
  const rates = []
  const each = []
  for (const replicas of [1, 2, 4]) {
    await vacuum(postgres)
    const reports = await work(postgres, task, replicas, measuredMs)
    const rate = rateOf(reports)
    each.push(`of ${replicas}: ${costs(reports, measuredMs)}`)
    rates.push(`${replicas}: ${rate.toFixed(0)} (${(rate / alone).toFixed(2)})`)
  }
  console.log(`${what}: a file ${alone.toFixed(0)}; replicas on Postgres ${rates.join(', ')}`)
  console.log(`  each ${each.join('; ')}`)
}

const rateOf = (reports: readonly Report[]): number =>
  (reports.reduce((sum, { done }) => sum + done, 0) * second) / measuredMs

async function delivering(file: string, postgres: string): Promise<void> {
  for (const database of [file, postgres]) {
    await withDatabase(database, async (db) => {
      await configure(db, 50)
      await addChannels(db, workspaces)
      await tellAll(db, database === postgres ? 'on Postgres' : 'in a file')
    })
  }
  await compare('messages settled a second', 'deliver', file, postgres)
  await withDatabase(postgres, async (db) => {
    const left = await countOpen(db)
    const began = Date.now()
    const reports = await work(postgres, 'deliver', 4, async () => {
      while ((await countOpen(db)) > 0) await pause(250)
    })
    const ended = Math.max(...reports.map(({ lastAt }) => lastAt))
    const idleMs = ended - Math.min(...reports.map(({ lastAt }) => lastAt))
    console.log(
      `the ${left} messages that were left, settled by 4 replicas: ${seconds(ended - began)} s; the first to be idle was so for the last ${seconds(idleMs)} s`,
    )
  })
}

async function tellAll(db: Database, where: string): Promise<void> {
  const record = openRecorder(openTransact(db, nobody))
  const began = performance.now()
  const now = Date.now()
  await record([pass('feed-0', [tell(0, now, {})], now)], now)
  console.log(
    `one story to ${workspaces.length * 50} channels of ${workspaces.length} workspaces, recorded ${where}: ${seconds(performance.now() - began)} s (aim: under 5)`,
  )
}

async function countOpen(db: Database): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from delivery where state <> 'sent'`.execute(db)
  return Number(rows[0]?.count)
}

async function polling(postgres: string): Promise<void> {
  await withDatabase(postgres, async (db) => {
    await configure(db, feedCount)
    const start = Date.now() + 5 * second
    await sql`
      update feed set first_read_at = 0, next_at = at, state = jsonb_set(cast(state as jsonb), '{nextAt}', to_jsonb(at))
      from (select id as the_id, ${start} + row_number() over (order by md5(id)) * ${feedEveryMs} / ${feedCount} as at from feed) as due
      where id = the_id`.execute(db)
    const before = await countTransactions(db)
    const reports = await work(postgres, 'poll', 2, () => pause(polledMs))
    const after = await countTransactions(db)
    const waits = reports.flatMap((report) => report.waits).sort((a, b) => a - b)
    const at = (share: number) => seconds(waits[Math.ceil(waits.length * share) - 1] ?? 0)
    console.log(
      `${feedCount} feeds, each every ${feedEveryMs / second} s, by 2 replicas: ${((waits.length * second) / polledMs).toFixed(1)} a second, ` +
        `from due to done ${at(0.5)} s at the median, ${at(0.95)} s at p95 (aim: under 30); ` +
        `${(((after - before) * second) / polledMs).toFixed(0)} transactions a second; each ${costs(reports, polledMs)}`,
    )
  })
}

async function countTransactions(db: Database): Promise<number> {
  const { rows } = await sql<{ transactions: number }>`
    select xact_commit + xact_rollback as transactions
    from pg_stat_database where datname = current_database()`.execute(db)
  return Number(rows[0]?.transactions)
}

const costs = (reports: readonly Report[], ms: number): string =>
  sayCost(
    reports.map(({ cost }) => cost),
    ms,
  )

const replica = new URL('replicas/replica.ts', import.meta.url)

/** So many processes at the task for so many ms, or until that is done. */
async function work(
  database: string,
  task: Task,
  replicas: number,
  until: number | (() => Promise<void>),
): Promise<Report[]> {
  const children = Array.from({ length: replicas }, () => fork(replica, [database, task]))
  await Promise.all(children.map((child) => once(child, 'message')))
  for (const child of children) child.send('go')
  if (typeof until === 'number') await pause(warmMs)
  for (const child of children) child.send('count')
  await (typeof until === 'number' ? pause(until) : until())
  return Promise.all(children.map(stop<Report>))
}

const vacuum = (url: string) => onServer(url, 'vacuum analyze')

const seconds = (ms: number): string => (ms / second).toFixed(1)

if (server) await measure(server)
else console.log('left out: TEST_DATABASE_URL is not set')
