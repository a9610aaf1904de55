import type { StoryId } from '../core/ids.ts'
import type { Story } from '../core/story.ts'
import type { Known, OldDealRecords } from '../poll/ports.ts'
import { findClaims, toKnown } from './candidates.ts'
import type { Database } from './database.ts'
import { readMeta } from './meta.ts'
import { storyOf } from './stories.ts'

/** The row of `meta` that a migration left: stories below this one are still to be read again. */
const unread = 'reread_below'

export function oldDealRecords(tx: Database): OldDealRecords {
  return {
    async findOldDeals(most) {
      const below = await readMeta(tx, unread)
      return below === null ? [] : findDeals(tx, Number(below) as StoryId, most)
    },
    findDealsOf: (story) => findDealsOf(tx, story),
    async settleOldDeals(from) {
      if (from === null) await tx.deleteFrom('meta').where('key', '=', unread).execute()
      else
        await tx
          .updateTable('meta')
          .set({ value: String(from) })
          .where('key', '=', unread)
          .execute()
    },
  }
}

async function findDeals(tx: Database, below: StoryId, most: number): Promise<Story[]> {
  const rows = await tx
    .selectFrom('story')
    .select(['id', 'feed_id', 'team_id', 'title', 'summary', 'source', 'link'])
    .select(['published_at', 'seen_at'])
    .where('id', '<', below)
    .where('told', '=', 1)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('event_story')
          .innerJoin('event', 'event.id', 'event_story.event_id')
          .select('event.id')
          .whereRef('event_story.story_id', '=', 'story.id')
          .where('event.category', '=', 'ai_investment'),
      ),
    )
    .orderBy('id', 'desc')
    .limit(most)
    .execute()
  return rows.map(storyOf)
}

async function findDealsOf(tx: Database, story: StoryId): Promise<Known[]> {
  const events = await tx
    .selectFrom('event_story')
    .innerJoin('event', 'event.id', 'event_story.event_id')
    .select(['event.id', 'event.category', 'event.team_id', 'event.silent', 'event.recorded_at'])
    .where('event_story.story_id', '=', story)
    .where('event.category', '=', 'ai_investment')
    .execute()
  const claims = await findClaims(
    tx,
    events.map(({ id }) => id),
  )
  return events.map((event) => toKnown(event, claims.get(event.id) ?? []))
}
