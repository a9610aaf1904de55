import type { Clock } from '../ports.ts'
import type { Database, DatabaseFault, Owner } from './database.ts'
import { isPostgres } from './postgres/address.ts'
import { openPostgres, openPostgresReader } from './postgres/database.ts'
import { takePostgresLock } from './postgres/lock.ts'
import { openDatabase, openReader as openSqliteReader } from './sqlite/database.ts'
import { watchFiles } from './sqlite/in-place.ts'
import { type Lock, takeLock } from './sqlite/lock.ts'

/** A database that is open, and what each engine does in its own way. */
interface Engine {
  db: Database
  /** Sees the last commit, and waits for no writer. */
  reader: Database
  isInPlace(): boolean
  /** To be the one that polls and delivers. */
  takeLock(): Promise<Lock>
}

type OpenedEngine = { kind: 'opened'; engine: Engine } | DatabaseFault

/** @param database see `openStore` */
export function openEngine(
  database: string,
  owner: Owner | null,
  clock: Clock,
): Promise<OpenedEngine> {
  return isPostgres(database)
    ? openPostgresEngine(database, owner)
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
  const engine: Engine = {
    db,
    reader: path === ':memory:' ? db : openSqliteReader(path),
    isInPlace: watchFiles(path),
    takeLock: () => takeLock(db, path, { pid: process.pid, since: clock() }),
  }
  return { kind: 'opened', engine }
}

async function openPostgresEngine(url: string, owner: Owner | null): Promise<OpenedEngine> {
  const outcome = await openPostgres(url, owner)
  if (outcome.kind === 'fault') return outcome
  const { db } = outcome
  const engine: Engine = {
    db,
    reader: db,
    isInPlace: () => true,
    takeLock: () => takePostgresLock(url),
  }
  return { kind: 'opened', engine }
}

/** A connection that only reads, for a thread of its own. */
export function openReader(database: string): Database {
  return isPostgres(database) ? openPostgresReader(database) : openSqliteReader(database)
}
