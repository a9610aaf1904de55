import type { PastStory } from '../core/back-test.ts'
import type { Place } from '../core/delivery.ts'
import type { EventId, StoryId } from '../core/event.ts'
import type { Archive } from '../ports.ts'
import type { Database } from './database.ts'
import { fromJson } from './json.ts'

/** Few enough to be read in a couple of milliseconds. */
const batch = 200

export function openArchive(db: Database): Archive {
  return {
    async *readStories(place, since, all) {
      let before = Number.MAX_SAFE_INTEGER as StoryId
      for (;;) {
        const rows = await storiesOf(db, place)
          .where('story.seen_at', '>=', since)
          .where('story.id', '<', before)
          .$if(!all, (query) => query.where('told', '=', 1))
          .orderBy('story.id', 'desc')
          .limit(batch)
          .execute()
        yield* await withEvents(db, place, rows)
        const last = rows.at(-1)
        if (!last || rows.length < batch) return
        before = last.id
      }
    },
    async findStory(place, link) {
      const rows = await storiesOf(db, place)
        .where('link', '=', link)
        .orderBy('story.id', 'desc')
        .limit(1)
        .execute()
      const [past] = await withEvents(db, place, rows)
      return past ?? null
    },
  }
}

function storiesOf(db: Database, { teamId }: Place) {
  return db
    .selectFrom('story')
    .selectAll()
    .where((story) => story.or([story('team_id', 'is', null), story('team_id', '=', teamId)]))
}

type Row = Awaited<ReturnType<ReturnType<typeof storiesOf>['execute']>>[number]

async function withEvents(db: Database, place: Place, rows: readonly Row[]): Promise<PastStory[]> {
  if (rows.length === 0) return []
  const told = await db
    .selectFrom('event_story')
    .select(['event_id', 'story_id'])
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom('message_event')
          .innerJoin('message', 'message.id', 'message_event.message_id')
          .select('message.id')
          .whereRef('message_event.event_id', '=', 'event_story.event_id')
          .where('message.team_id', '=', place.teamId)
          .where('message.channel_id', '=', place.channelId),
      ).as('announced'),
    )
    .where(
      'story_id',
      'in',
      rows.map(({ id }) => id),
    )
    .execute()
  const events = Map.groupBy(told, ({ story_id: id }) => id)
  return rows.map((row) => {
    const own = events.get(row.id) ?? []
    const ids = (of: typeof own): EventId[] => of.map(({ event_id: id }) => id)
    return {
      story: {
        id: row.id,
        feedId: row.feed_id,
        teamId: row.team_id,
        title: row.title,
        summary: row.summary,
        source: row.source,
        link: row.link,
        publishedAt: row.published_at,
        seenAt: row.seen_at,
      },
      verdict: fromJson(row.verdict),
      events: ids(own),
      announced: ids(own.filter(({ announced }) => Boolean(announced))),
    }
  })
}
