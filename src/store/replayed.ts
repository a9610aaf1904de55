import type { Facts } from '../core/facts.ts'
import type { EventId } from '../core/ids.ts'
import type { Database } from './database.ts'
import { fromJson } from './json.ts'

/** An event and the stories that tell it, under the keys that their feed showed them by. */
export interface ReplayedEvent {
  facts: Facts
  keys: readonly string[]
}

/** Every event, in the order in which they began, with its stories in the order in which they were recorded. */
export async function findReplayed(db: Database): Promise<ReplayedEvent[]> {
  const events = await db.selectFrom('event').select(['id', 'facts']).orderBy('id').execute()
  const told = await db
    .selectFrom('event_story')
    .innerJoin('feed_item', 'feed_item.story_id', 'event_story.story_id')
    .select(['event_story.event_id', 'event_story.story_id', 'feed_item.key'])
    .orderBy('event_story.story_id')
    .execute()
  const keys = new Map<EventId, string[]>()
  for (const { event_id: id, key } of told) keys.set(id, [...(keys.get(id) ?? []), key])
  return events.map(({ id, facts }) => ({ facts: fromJson(facts), keys: keys.get(id) ?? [] }))
}
