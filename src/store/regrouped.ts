import type { Claim } from '../core/events/claim.ts'
import type { Correction } from '../core/events/correction.ts'
import type { EventId, StoryId, TeamId } from '../core/ids.ts'
import { findClaims } from './candidates.ts'
import type { Database } from './database.ts'
import { fromJson, type Json } from './json.ts'

/** How people of a workspace grouped stories otherwise than the bot did: laid over the events, never written into them. */
export interface Regrouped {
  /** The event that this one's stories count to; itself where nobody joined it to another. */
  rootOf(id: EventId): EventId
  /** These events and those that were joined to them. */
  withJoined(ids: readonly EventId[]): EventId[]
  /** Whether what a row of `event_story` says counts to this event. */
  counts(id: EventId, row: { event_id: EventId; story_id: StoryId }): boolean
  isChanged(id: EventId): boolean
}

/** The corrections that hold for a workspace; they are few. */
export async function findRegrouped(db: Database, teamId: TeamId): Promise<Regrouped> {
  const rows = await db
    .selectFrom('correction')
    .select(['event_id', 'value'])
    .where('team_id', '=', teamId)
    .where('kind', 'in', ['joined', 'parted'])
    .where('undone_at', 'is', null)
    .execute()
  const into = new Map<EventId, EventId>()
  const parted = new Map<EventId, Set<StoryId>>()
  for (const row of rows) {
    const correction = fromJson(row.value as Json<Correction>)
    if (correction.kind === 'joined') into.set(row.event_id, correction.into)
    if (correction.kind === 'parted') {
      const own = parted.get(row.event_id) ?? new Set()
      parted.set(row.event_id, own.union(new Set(correction.stories)))
    }
  }
  return regroupedBy(into, parted)
}

function regroupedBy(
  into: ReadonlyMap<EventId, EventId>,
  parted: ReadonlyMap<EventId, ReadonlySet<StoryId>>,
): Regrouped {
  const rootOf = (id: EventId): EventId => {
    const next = into.get(id)
    return next === undefined ? id : rootOf(next)
  }
  const joined = Map.groupBy(into.keys(), rootOf)
  return {
    rootOf,
    withJoined: (ids) => [...new Set(ids.flatMap((id) => [id, ...(joined.get(id) ?? [])]))],
    counts: (id, { event_id: told, story_id: story }) =>
      (told === id || rootOf(told) === id) &&
      !parted.get(id)?.has(story) &&
      !parted.get(told)?.has(story),
    isChanged: (id) => joined.has(id) || parted.has(id),
  }
}

/** Nobody grouped anything otherwise. */
export const asTold: Regrouped = regroupedBy(new Map(), new Map())

/** What is said of an event by the stories that count to it, each story once. */
export async function findCounted(
  db: Database,
  regrouped: Regrouped,
  ids: readonly EventId[],
): Promise<Map<EventId, Claim[]>> {
  const claims = await findClaims(db, regrouped.withJoined(ids))
  const rows = [...claims].flatMap(([event_id, own]) =>
    own.map((claim) => ({ event_id, story_id: claim.storyId, claim })),
  )
  return new Map(
    ids.map((id) => {
      const counted = rows.filter((row) => regrouped.counts(id, row))
      return [id, [...new Map(counted.map((row) => [row.story_id, row.claim])).values()]]
    }),
  )
}
