import { sql } from 'kysely'
import type { Place } from '../core/delivery/delivery.ts'
import { correctFacts } from '../core/events/correction.ts'
import type { EventId } from '../core/ids.ts'
import { dayMs } from '../core/text/calendar.ts'
import type { PastStory } from '../core/why/back-test.ts'
import type { Archive, EventTold, NearEvent } from '../desk/ports.ts'
import type { Database } from './database.ts'
import { fromJson } from './json.ts'
import { findCorrections } from './past-events.ts'
import { findRegrouped } from './regrouped.ts'
import { storyOf } from './stories.ts'

/** Few enough to be read in a couple of milliseconds. */
const batch = 400

export function openArchive(db: Database): Archive {
  return {
    async *readStories(place, since, all) {
      let last: Row | undefined
      do {
        const rows = await pageOf(db, place, { since, all }, last)
        yield* await withEvents(db, place, rows)
        last = rows.length === batch ? rows.at(-1) : undefined
      } while (last)
    },
    findEvent: (place, id) => findEvent(db, place, id),
    findNear: (place, id) => findNear(db, place, id),
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

/** The next by an index: a page that is not filled has not looked at every story there is. */
function pageOf(
  db: Database,
  place: Place,
  { since, all }: { since: number; all: boolean },
  after?: Pick<Row, 'seen_at' | 'id'>,
): Promise<Row[]> {
  let found = storiesOf(db, place)
    .where('seen_at', '>=', since)
    .where((eb) => eb.fn.coalesce('published_at', 'seen_at'), '>=', since)
  // Written out, as the index of those that tell has it.
  if (!all) found = found.where('told', '=', sql.lit(1 as const))
  if (after) {
    const { seen_at: at, id } = after
    found = found
      .where('seen_at', '<=', at)
      .where(({ or, eb }) => or([eb('seen_at', '<', at), eb('id', '<', id)]))
  }
  return found.orderBy('seen_at', 'desc').orderBy('id', 'desc').limit(batch).execute()
}

async function findEvent(db: Database, place: Place, id: EventId): Promise<EventTold | null> {
  const event = await db
    .selectFrom('event')
    .select(['facts', 'silent'])
    .where('id', '=', id)
    .where(({ or, eb }) => or([eb('team_id', 'is', null), eb('team_id', '=', place.teamId)]))
    .executeTakeFirst()
  if (!event) return null
  const regrouped = await findRegrouped(db, place.teamId)
  const joins = await db
    .selectFrom('event_story')
    .select(['event_id', 'story_id', 'why'])
    .where('event_id', 'in', regrouped.withJoined([id]))
    .execute()
  const counted = joins.filter((join) => regrouped.counts(id, join))
  const why = new Map(counted.map((join) => [join.story_id, join.why]))
  const rows = await storiesOf(db, place)
    .where('story.id', 'in', [...why.keys()])
    .orderBy('story.id')
    .execute()
  const stories = await withEvents(db, place, rows)
  const corrections = await findCorrections(db, place.teamId, [id])
  return {
    id,
    facts: correctFacts(fromJson(event.facts), corrections.get(id) ?? []),
    silent: event.silent === 1,
    delivery: await findDelivery(db, place, id),
    stories: stories.map((past) => ({ ...past, joined: why.get(past.story.id) ?? '' })),
  }
}

const nearMs = 60 * dayMs
const mostNear = 20

async function findNear(
  db: Database,
  { teamId, channelId }: Place,
  id: EventId,
): Promise<NearEvent[]> {
  const { rows } = await sql<NearEvent>`
    select near.id, near.happened_at as at,
      (select title from event_story join story on story.id = event_story.story_id
        where event_story.event_id = near.id order by story.id limit 1) as title
    from event as asked join event as near on near.category = asked.category and near.id <> asked.id
      and near.happened_at between asked.happened_at - ${nearMs} and asked.happened_at + ${nearMs}
    where asked.id = ${id} and (near.team_id is null or near.team_id = ${teamId})
      and (near.root_key = asked.root_key or exists (
        select 1 from message_event join message on message.id = message_event.message_id
        where message_event.event_id = near.id and message.team_id = ${teamId} and message.channel_id = ${channelId}))
      and not exists (select 1 from correction where event_id = near.id and team_id = ${teamId}
        and kind in ('joined', 'dismissed') and undone_at is null)
    order by near.root_key is distinct from asked.root_key, abs(near.happened_at - asked.happened_at), near.id
    limit ${mostNear}`.execute(db)
  return rows
}

/** The newest message that tells the event in this channel. */
async function findDelivery(
  db: Database,
  { teamId, channelId }: Place,
  id: EventId,
): Promise<EventTold['delivery']> {
  const row = await db
    .selectFrom('message_event')
    .innerJoin('message', 'message.id', 'message_event.message_id')
    .innerJoin('delivery', 'delivery.message_id', 'message.id')
    .select(['delivery.state', 'delivery.hold', 'delivery.error', 'delivery.next_at as nextAt'])
    .where('message_event.event_id', '=', id)
    .where('message.team_id', '=', teamId)
    .where('message.channel_id', '=', channelId)
    .orderBy('message.id', 'desc')
    .executeTakeFirst()
  return row ?? null
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
    .select(['event_id', 'story_id', 'facts'])
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
  return rows.map((row) => ({
    story: storyOf(row),
    verdict: fromJson(row.verdict),
    events: (events.get(row.id) ?? []).map(({ event_id: id, facts, announced }) => ({
      id,
      facts: fromJson(facts),
      announced: Boolean(announced),
    })),
  }))
}
