import { sql } from 'kysely'
import { lossNotice } from '../core/feed/health.ts'
import { dayMs } from '../core/text/calendar.ts'
import type { FeedOutcome } from '../poll/ports.ts'
import type { Database } from './database.ts'
import { insertMessages } from './deliveries.ts'
import type { Work } from './tell.ts'

/**
 * Tells every channel that depends on a feed that it is lost, once, and that it is back, once: the outcome comes back with what was
 * told in its state. Where no feed at all was read for a day, the fault is our own network's, and nobody is told.
 */
export async function tellLoss(work: Work, outcome: FeedOutcome): Promise<FeedOutcome> {
  const { tx, now, audience } = work
  const { feed, state } = outcome
  const text = lossNotice(feed.name, state, now)
  if (text === null) return outcome
  const isBack = state.toldLostAt !== null
  if (!isBack && !(await isAnyRead(tx, now))) return outcome
  const notes = audience.listeners
    .filter(({ teamId, settings }) => {
      return (feed.teamId ?? teamId) === teamId && settings.watches.length > 0
    })
    .map(({ teamId, channelId }) => ({
      teamId,
      channelId,
      kind: 'note' as const,
      body: { kind: 'note' as const, text },
      events: [],
      parent: null,
      state: 'waiting' as const,
      nextAt: now,
      hold: null,
      material: false,
    }))
  await insertMessages(tx, notes, now)
  return { ...outcome, state: { ...state, toldLostAt: isBack ? null : now } }
}

async function isAnyRead(tx: Database, now: number): Promise<boolean> {
  const { rows } = await sql`
    select 1 from feed where active = 1 and state ->> 'lastSuccessAt' > ${now - dayMs} limit 1`.execute(
    tx,
  )
  return rows.length > 0
}
