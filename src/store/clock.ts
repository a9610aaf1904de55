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
 * decided anew. However many ask at once, one does it.
 *
 * @param findNow in a transaction: what the clock of all says, of which no process keeps its own guess
 * @returns by how many ms the clock was set back; 0 where it was not.
 */
export async function heedClock(
  db: Database,
  findNow: (db: Database) => Promise<number>,
): Promise<number> {
  if (!isToNote(await readMeta(db, 'clock'), await findNow(db))) return 0
  return db.transaction().execute(async (tx) => {
    // Whoever comes second waits here, and reads what the first wrote.
    await sql`
      insert into meta (key, value) values ('clock', '') on conflict (key) do update set value = meta.value`.execute(
      tx,
    )
    const kept = await readMeta(tx, 'clock')
    const now = await findNow(tx)
    if (!isToNote(kept, now)) return 0
    const backMs = kept ? Math.max(Number(kept) - now, 0) : 0
    if (backMs > 0) await pullForward(tx, now, backMs)
    await writeMeta(tx, 'clock', String(now))
    return backMs
  })
}

function isToNote(kept: string | null, now: number): boolean {
  return !kept || now < Number(kept) || now - Number(kept) >= noteEveryMs
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
