import type { Facts } from '../core/facts.ts'
import type { EventId, StoryId, TeamId } from '../core/ids.ts'
import type { Database } from './database.ts'
import { fromJson } from './json.ts'

/** An event with everything that is known of it. Instants are ms, UTC. */
export interface WholeEvent {
  id: EventId
  /** The workspace whose own feeds told it; null for the installation's. */
  teamId: TeamId | null
  facts: Facts
  happenedAt: number
  lastAt: number
  /** As they joined. */
  told: readonly WholeTold[]
  corrections: readonly WholeCorrection[]
}

export interface WholeTold {
  storyId: StoryId
  source: string
  title: string
  summary: string
  link: string | null
  publishedAt: number | null
  seenAt: number
  facts: Facts
  why: string
}

export interface WholeCorrection {
  teamId: TeamId
  userId: string
  at: number
  kind: string
  value: unknown
  general: boolean
  undoneAt: number | null
}

const page = 200

/** Every event of every workspace, the oldest row first, a page at a time. */
export async function* readWholeEvents(db: Database): AsyncGenerator<WholeEvent> {
  for (let last = 0 as EventId; ; ) {
    const events = await db
      .selectFrom('event')
      .select(['id', 'team_id', 'facts', 'happened_at', 'last_at'])
      .where('id', '>', last)
      .orderBy('id')
      .limit(page)
      .execute()
    const ids = events.map(({ id }) => id)
    const told = Map.groupBy(await findTold(db, ids), ({ eventId }) => eventId)
    const corrections = Map.groupBy(await findAll(db, ids), ({ eventId }) => eventId)
    for (const { id, team_id, facts, happened_at, last_at } of events) {
      yield {
        id,
        teamId: team_id,
        facts: fromJson(facts),
        happenedAt: happened_at,
        lastAt: last_at,
        told: told.get(id) ?? [],
        corrections: corrections.get(id) ?? [],
      }
      last = id
    }
    if (events.length < page) return
  }
}

async function findTold(
  db: Database,
  ids: readonly EventId[],
): Promise<(WholeTold & { eventId: EventId })[]> {
  const rows = await db
    .selectFrom('event_story as told')
    .innerJoin('story', 'story.id', 'told.story_id')
    .select(['told.event_id', 'told.story_id', 'told.facts', 'told.why'])
    .select(['story.source', 'story.title', 'story.summary', 'story.link'])
    .select(['story.published_at', 'story.seen_at'])
    .where('told.event_id', 'in', ids)
    .orderBy('told.event_id')
    .orderBy('told.story_id')
    .execute()
  return rows.map(({ event_id, story_id, facts, published_at, seen_at, ...row }) => ({
    ...row,
    eventId: event_id,
    storyId: story_id,
    publishedAt: published_at,
    seenAt: seen_at,
    facts: fromJson(facts),
  }))
}

async function findAll(
  db: Database,
  ids: readonly EventId[],
): Promise<(WholeCorrection & { eventId: EventId })[]> {
  const rows = await db
    .selectFrom('correction')
    .selectAll()
    .where('event_id', 'in', ids)
    // They name events and stories by ids, which mean nothing in another database.
    .where('kind', 'not in', ['joined', 'parted'])
    .orderBy('id')
    .execute()
  return rows.map(({ event_id, team_id, user_id, at, kind, value, general, undone_at }) => ({
    eventId: event_id,
    teamId: team_id,
    userId: user_id,
    at,
    kind,
    value: fromJson(value),
    general: general === 1,
    undoneAt: undone_at,
  }))
}
