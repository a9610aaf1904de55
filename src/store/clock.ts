import { sql } from 'kysely'
import { never } from '../core/delivery/settlement.ts'
import type { Database } from './database.ts'
import { readMeta, writeMeta } from './meta.ts'
import { greatest, integer } from './sql.ts'

/** The clock is written down so often: a step back that is smaller delays nothing for longer. */
const noteEveryMs = 60_000

/**
 * What was put off by a clock that was ahead would wait until the right one has caught up. So the clock is written down, and where it
 * is found behind that, all that was put off is pulled forward by as much; what a channel's settings hold back for its quiet hours is
 * decided anew.
 *
 * @returns by how many ms the clock was set back; 0 where it was not.
 */
export async function heedClock(db: Database, now: number): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const kept = await readMeta(tx, 'clock')
    const noted = kept === null ? now - noteEveryMs : Number(kept)
    const backMs = Math.max(noted - now, 0)
    if (backMs > 0) await pullForward(tx, now, backMs)
    if (backMs > 0 || now - noted >= noteEveryMs) await writeMeta(tx, 'clock', String(now))
    return backMs
  })
}

async function pullForward(tx: Database, now: number, backMs: number): Promise<void> {
  const earlier = (column: string) =>
    greatest(tx, integer(now), sql`${sql.ref(column)} - ${backMs}`)
  await tx
    .updateTable('feed')
    .set({ next_at: earlier('next_at') })
    .where('next_at', '>', now)
    .execute()
  await tx
    .updateTable('channel')
    .set({ not_before: earlier('not_before') })
    .where('not_before', '>', now)
    .execute()
  await tx.updateTable('channel').set({ since: now }).where('since', '>', now).execute()
  await tx
    .updateTable('delivery')
    .set({ attempted_at: earlier('attempted_at') })
    .where('attempted_at', '>', now)
    .execute()
  await tx
    .updateTable('delivery')
    .set({ next_at: earlier('next_at') })
    .where('next_at', '>', now)
    .where('next_at', '<', never)
    .where('state', '<>', 'held')
    .execute()
  await tx
    .updateTable('delivery')
    .set({ next_at: now })
    .where('next_at', '>', now)
    .where('state', '=', 'held')
    .where('hold', '=', 'quiet')
    .execute()
}
