import { sql } from 'kysely'
import { dayMs } from '../core/text/calendar.ts'
import { sweepCache } from './cache.ts'
import type { Database } from './database.ts'
import { forgetAnswered } from './postgres/answered.ts'
import { engineOf, indexedBy } from './sql.ts'

/** What a feed showed stays known for long after, lest it come as new again; the poller notes every 30 days what is still shown. */
const unseenMs = 180 * dayMs
/** Rows deleted in one transaction: a few milliseconds. */
const step = 200

/**
 * Forgets what need not be known any more, in steps short enough to go unnoticed. Answers how many rows went.
 *
 * @param untoldMs how long stories are kept that tell no event; those that do are kept for good
 */
export async function prune(
  db: Database,
  now: number,
  untoldMs: number,
  signal: AbortSignal,
): Promise<number> {
  await sweepCache(db, now)
  if (engineOf(db) === 'postgres') await forgetAnswered(db)
  return (
    (await inSteps(signal, () => dropStories(db, now - untoldMs))) +
    (await inSteps(signal, () => dropItems(db, now - unseenMs)))
  )
}

async function inSteps(signal: AbortSignal, drop: () => Promise<number>): Promise<number> {
  let sum = 0
  while (!signal.aborted) {
    const dropped = await drop()
    sum += dropped
    if (dropped < step) break
  }
  return sum
}

async function dropStories(db: Database, before: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from story where id in (
      select id from story ${indexedBy(db, 'story_untold')} where told = 0 and seen_at < ${before} limit ${step}
    )`.execute(db)
  return Number(numAffectedRows ?? 0)
}

async function dropItems(db: Database, before: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from feed_item where (feed_id, key) in (
      select feed_id, key from feed_item ${indexedBy(db, 'feed_item_story')}
      where story_id is null and seen_at < ${before} limit ${step}
    )`.execute(db)
  return Number(numAffectedRows ?? 0)
}
