import { sql } from 'kysely'
import type { Database } from './database.ts'
import { locks } from './postgres/locks.ts'
import { engineOf } from './sql.ts'

/**
 * A transaction of somebody who records, which sees all that was recorded before and lets nobody record beside it: what is read here
 * (is there such an event already?) decides what is written. SQLite lets one write at a time anyway; in Postgres a lock is taken
 * before anything is read.
 */
export function inTurn<T>(db: Database, run: (tx: Database) => Promise<T>): Promise<T> {
  return db.transaction().execute(async (tx) => {
    if (engineOf(tx) === 'postgres') {
      await sql`select pg_advisory_xact_lock(${locks.recording})`.execute(tx)
    }
    return run(tx)
  })
}
