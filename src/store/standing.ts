import { sql } from 'kysely'
import type { EventCategory } from '../core/facts.ts'
import type { FeedId } from '../core/ids.ts'
import type { Database } from './database.ts'
import { indexedBy, isIn } from './sql.ts'

/** How many there are of what, at this moment. */
export interface Standing {
  events: { category: EventCategory; count: number }[]
  /** Unsettled ones, and when the oldest of each state was made. */
  deliveries: { state: string; count: number; oldestAt: number }[]
}

export async function findStanding(db: Database): Promise<Standing> {
  const events = await sql<Standing['events'][number]>`
    select category, count(*) as count from event group by category`.execute(db)
  // The words of the index, so that what was settled long ago is not looked at.
  const deliveries = await sql<Standing['deliveries'][number]>`
    select state, count(*) as count, min(created_at) as "oldestAt" from delivery ${indexedBy(db, 'delivery_open')}
    where (state in ('waiting', 'sending', 'held', 'refused') or wanted > shown) and next_at < 9000000000000000
      and state in ('waiting', 'sending', 'held', 'refused')
    group by state`.execute(db)
  return { events: events.rows, deliveries: deliveries.rows }
}

/** Of those deliveries that are alerts, but for those of news that was old already: how long after the earliest of its stories each was posted, and which feed brought that. */
export async function findWaits(
  db: Database,
  ids: readonly string[],
): Promise<{ feedId: FeedId; waitMs: number }[]> {
  const { rows } = await sql<{ feedId: FeedId; waitMs: number }>`
    select feed_id as "feedId", case when wait > 0 then wait else 0 end as "waitMs" from (
      select story.feed_id, cast(delivery.ts as double precision) * 1000 - story.published_at as wait,
        row_number() over (partition by delivery.id order by story.published_at) as nth
      from delivery
        join message on message.id = delivery.message_id
        join message_event on message_event.message_id = message.id
        join event_story on event_story.event_id = message_event.event_id
        join story on story.id = event_story.story_id
      where ${isIn(db, 'delivery.id', ids)} and message.kind = 'alert' and message.body is null
        and delivery.ts is not null and story.published_at is not null) as told
    where nth = 1`.execute(db)
  return rows
}
