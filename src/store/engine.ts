import type { Answered, Bell, Clock, Impaired, Jobs } from '../ports.ts'
import { silence, unshared } from './alone.ts'
import type { Database, DatabaseFault, Owner } from './database.ts'
import { movedFrom, readMeta } from './meta.ts'
import { isPostgres, nameOf } from './postgres/address.ts'
import { openAnswered } from './postgres/answered.ts'
import { findNow, openDatabaseClock } from './postgres/clock.ts'
import { type OpenLeases, openLeases } from './postgres/leases.ts'
import { openDatabase, openReader as openSqliteReader } from './sqlite/database.ts'
import { watchFiles } from './sqlite/in-place.ts'
import { type Lock, takeLock } from './sqlite/lock.ts'

/** A database that is open, and what each engine does in its own way. */
export interface Engine {
  db: Database
  /** The database from which `move` is filling it; null where it is whole. */
  movedFrom: string | null
  /** Sees the last commit, and waits for no writer. */
  reader: Database
  isInPlace(): boolean
  /** One for all that serve the database. */
  clock: Clock
  /** The same, not guessed but asked. */
  findNow(db: Database): Promise<number>
  /** Who does what among those that serve it; null where a lock keeps all but one away. */
  leases: OpenLeases | null
  /** Rings where there is more to send. */
  bell: Bell
  /** Null where one process has it all to itself, and needs only its own clock. */
  jobs: Jobs | null
  findImpaired(): Impaired
  answered: Answered
  /** To poll and deliver. */
  takeLock(): Promise<Lock>
  /** What was held is free. */
  close(): Promise<void>
}

type OpenedEngine = { kind: 'opened'; engine: Engine } | DatabaseFault

/**
 * @param database see `openStore`
 * @param clock of a file; a server has its own
 */
export function openEngine(
  database: string,
  owner: Owner | null,
  clock: Clock,
  leaseMs: number,
): Promise<OpenedEngine> {
  return isPostgres(database)
    ? openPostgresEngine(database, owner, leaseMs)
    : openSqliteEngine(database, owner, clock)
}

async function openSqliteEngine(
  path: string,
  owner: Owner | null,
  clock: Clock,
): Promise<OpenedEngine> {
  const outcome = await openDatabase(path, owner)
  if (outcome.kind === 'fault') return outcome
  const { db } = outcome
  const from = await orClose(db, () => readMeta(db, movedFrom))
  const reader = path === ':memory:' ? db : openSqliteReader(path)
  const engine: Engine = {
    db,
    movedFrom: from,
    reader,
    isInPlace: watchFiles(path),
    clock,
    findNow: async () => clock(),
    leases: null,
    bell: silence,
    jobs: null,
    findImpaired: () => ({ bell: false, jobs: false }),
    answered: unshared,
    takeLock: () => takeLock(db, path, { pid: process.pid, since: clock() }),
    async close() {
      if (reader !== db) await reader.destroy()
      await db.destroy()
    },
  }
  return { kind: 'opened', engine }
}

async function openPostgresEngine(
  url: string,
  owner: Owner | null,
  leaseMs: number,
): Promise<OpenedEngine> {
  const [{ openPostgres, explain }, { openBell }, { openJobs }] = await Promise.all([
    postgresDatabase(),
    import('./postgres/bell.ts'),
    import('./postgres/jobs.ts'),
  ])
  const outcome = await openPostgres(url, owner)
  if (outcome.kind === 'fault') return outcome
  const { db } = outcome
  const read = async () => ({
    shared: await openDatabaseClock(db),
    from: await readMeta(db, movedFrom),
  })
  const begun = await orClose(db, read).catch(
    (error) => explain(error, nameOf(url)) ?? Promise.reject(error),
  )
  if ('fault' in begun) return begun
  const { shared, from } = begun
  const bell = openBell(url)
  const jobs = openJobs(url)
  const leases = openLeases(db, leaseMs, shared.set)
  const engine: Engine = {
    db,
    movedFrom: from,
    reader: db,
    isInPlace: () => true,
    clock: shared.now,
    findNow,
    leases,
    bell,
    jobs,
    findImpaired: () => ({ bell: bell.isDeaf(), jobs: jobs.areDown() }),
    answered: openAnswered(db),
    takeLock: async () => ({ kind: 'held', release() {} }),
    async close() {
      await leases.close().catch(() => {})
      await db.destroy()
    },
  }
  return { kind: 'opened', engine }
}

async function orClose<T>(db: Database, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    await db.destroy()
    throw error
  }
}

/** A connection that only reads, for a thread of its own. */
export async function openReader(database: string): Promise<Database> {
  if (!isPostgres(database)) return openSqliteReader(database)
  const { openPostgresReader } = await postgresDatabase()
  return openPostgresReader(database)
}

/** Its client is of some megabytes, which a file has no need of. */
const postgresDatabase = () => import('./postgres/database.ts')
