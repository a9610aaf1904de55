import { sql } from 'kysely'
import type { Clock } from '../../ports.ts'
import type { Database } from '../database.ts'

export interface DatabaseClock {
  now: Clock
  /** To be called now and then. */
  set(): Promise<void>
}

/** One clock for all replicas: the database's, kept between two looks by what `clock` counts since. */
export async function openDatabaseClock(db: Database, clock: Clock): Promise<DatabaseClock> {
  let aheadMs = 0
  const set = async () => {
    const asked = clock()
    const { rows } = await sql<{ ms: number }>`
      select cast(extract(epoch from clock_timestamp()) * 1000 as bigint) as ms`.execute(db)
    const [row] = rows
    // Half of the time that the answer took is the best guess at when it was given.
    if (row) aheadMs = row.ms - Math.round((asked + clock()) / 2)
  }
  await set()
  return { now: () => clock() + aheadMs, set }
}
