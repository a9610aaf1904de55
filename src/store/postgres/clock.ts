import { sql } from 'kysely'
import type { Clock } from '../../ports.ts'
import type { Database } from '../database.ts'
import { passed } from './passed.ts'

export interface DatabaseClock {
  now: Clock
  /** To be called now and then. */
  set(): Promise<void>
}

/**
 * One clock for all replicas: the database's, kept between two looks by what has passed on this machine since. What this machine takes
 * for the time of day does not count, nor does it where it is set.
 */
export async function openDatabaseClock(db: Database): Promise<DatabaseClock> {
  let startedAt = 0
  const set = async () => {
    const asked = passed()
    const ms = await findNow(db)
    // Half of the time that the answer took is the best guess at when it was given.
    startedAt = ms - (asked + passed()) / 2
  }
  await set()
  return { now: () => Math.round(startedAt + passed()), set }
}

export async function findNow(db: Database): Promise<number> {
  const { rows } = await sql<{ ms: number }>`
    select cast(extract(epoch from clock_timestamp()) * 1000 as bigint) as ms`.execute(db)
  const [row] = rows
  if (!row) throw new Error('store: the database tells no time')
  return row.ms
}
