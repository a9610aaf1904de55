import { type Claim, rootKey } from '../core/events/claim.ts'
import type { Merged } from '../core/events/merge.ts'
import { keyWords } from '../core/events/same-company.ts'
import type { EventId, FeedId, TeamId } from '../core/ids.ts'
import type { Known, Telling } from '../poll/ports.ts'
import { findClaims, toKnown } from './candidates.ts'
import type { Database } from './database.ts'
import { toJson } from './json.ts'
import { statement } from './statement.ts'

const insert = statement<{ id: EventId }>(`
  insert into event (team_id, category, company_key, root_key, company_name, facts, happened_at, last_at, recorded_at,
    name_words, silent, revision, stories, sources)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?) returning id`)
const insertTold = statement(`
  insert into event_story (event_id, story_id, facts, why, joined_at) values (?, ?, ?, ?, ?)`)

export async function insertEvent(
  tx: Database,
  teamId: TeamId | null,
  merged: Merged,
  at: number,
  silent: boolean,
): Promise<EventId> {
  const row = rowOf(merged)
  const [event] = await insert(
    tx,
    teamId,
    merged.facts.category,
    row.company_key,
    row.root_key,
    row.company_name,
    row.facts,
    row.happened_at,
    row.last_at,
    at,
    row.name_words,
    silent ? 1 : 0,
    row.stories,
    row.sources,
  )
  if (!event) throw new Error('store: an event was inserted without an id')
  return event.id
}

/** Brings the event's row to what its stories now come to. */
export async function updateEvent(
  tx: Database,
  event: EventId,
  merged: Merged,
  unveil: boolean,
): Promise<void> {
  await tx
    .updateTable('event')
    .set((eb) => ({ ...rowOf(merged), revision: eb('revision', '+', 1) }))
    .$if(unveil, (query) => query.set({ silent: 0 }))
    .where('id', '=', event)
    .execute()
}

function rowOf(merged: Merged) {
  const { company } = merged.facts
  const root = rootKey(company)
  return {
    company_key: company?.key ?? null,
    root_key: root,
    company_name: company?.name ?? null,
    facts: toJson(merged.facts),
    happened_at: merged.firstAt,
    last_at: merged.lastAt,
    stories: merged.stories,
    sources: merged.sources.length,
    name_words: root && ` ${keyWords(root)} `,
  }
}

export async function insertTelling(
  tx: Database,
  { event, claim, why }: Telling,
  at: number,
): Promise<void> {
  await insertTold(tx, event, claim.storyId, toJson(claim.facts), why, at)
}

export async function updateTelling(tx: Database, event: EventId, claim: Claim): Promise<void> {
  await tx
    .updateTable('event_story')
    .set({ facts: toJson(claim.facts) })
    .where('event_id', '=', event)
    .where('story_id', '=', claim.storyId)
    .execute()
}

const count = statement<{ tellings: number }>(`
  select count(*) as tellings from event_story join story on story.id = story_id where event_id = ? and feed_id = ?`)

export async function countTellings(tx: Database, event: EventId, feed: FeedId): Promise<number> {
  const [row] = await count(tx, event, feed)
  return row?.tellings ?? 0
}

/** The event of this claim's company and category that its story tells already. */
export async function findTold(tx: Database, { storyId, facts }: Claim): Promise<Known | null> {
  const root = rootKey(facts.company)
  const event = await tx
    .selectFrom('event_story as told')
    .innerJoin('event', 'event.id', 'told.event_id')
    .select(['event.id', 'event.category', 'event.team_id', 'event.silent', 'event.recorded_at'])
    .where('told.story_id', '=', storyId)
    .where('event.category', '=', facts.category)
    .where('event.root_key', root === null ? 'is' : '=', root)
    .executeTakeFirst()
  return event ? toKnown(event, (await findClaims(tx, [event.id])).get(event.id) ?? []) : null
}
