import type { Selectable } from 'kysely'
import type { Claim } from '../core/events/claim.ts'
import { candidateQuery } from '../core/events/cluster.ts'
import type { EventId, TeamId } from '../core/ids.ts'
import { dayMs } from '../core/text/calendar.ts'
import type { Known } from '../poll/ports.ts'
import type { Database } from './database.ts'
import { fromJson, toJson } from './json.ts'
import type { EventStoryTable, EventTable, StoryTable } from './schema.ts'
import { statement } from './statement.ts'

/** A name in another form, or a payer, is looked for among events that began lately. */
const newestMs = 4 * dayMs

/**
 * Each look-up by its index: the events in which the company takes part, the same text, a name in another form, a deal of the same payer.
 * The plus keeps SQLite from walking the index of the whole category.
 */
const findNear = statement<EventRow>({
  sqlite: `
  select id, category, team_id, silent, recorded_at from event
  where id in (
    select id from event_company join event on id = event_id
    where root = ?1 and +category = ?2 and last_at >= ?3 and +happened_at <= ?4
    union
    select event_story.event_id from story join event_story on event_story.story_id = story.id
    where story.text_key = ?5
    union
    select id from event
    where ?9 is not null and category = ?2 and happened_at between ?6 and ?7 and last_at >= ?8
      and (instr(name_words, ' ' || ?9 || ' ') or instr(' ' || ?9 || ' ', name_words))
    union
    select id from event_company join event on id = event_id
    where root in (select value from json_each(?10)) and +category = ?2 and +happened_at between ?6 and ?7 and last_at >= ?8
  ) and (team_id is null or team_id = ?11)`,
  postgres: `
  select id, category, team_id, silent, recorded_at from event
  where id in (
    select id from event_company join event on id = event_id
    where root = ?1 and category = ?2 and last_at >= ?3 and happened_at <= ?4
    union
    select event_story.event_id from story join event_story on event_story.story_id = story.id
    where story.text_key = ?5
    union
    select id from event
    where ?9::text is not null and category = ?2 and happened_at between ?6 and ?7 and last_at >= ?8
      and (strpos(name_words, ' ' || ?9 || ' ') > 0 or strpos(' ' || ?9 || ' ', name_words) > 0)
    union
    select id from event_company join event on id = event_id
    where root in (select json_array_elements_text(cast(?10 as json))) and category = ?2 and happened_at between ?6 and ?7 and last_at >= ?8
  ) and (team_id is null or team_id = ?11)`,
})

/** Events of the installation, and of the workspace whose feed the story came from. */
export async function findCandidates(
  tx: Database,
  claim: Claim,
  teamId: TeamId | null,
): Promise<Known[]> {
  const query = candidateQuery(claim)
  const { category, rootKey: root, textKey, from, to, name, payers, nearFrom, nearTo } = query
  const near = [nearFrom - newestMs, nearTo, nearFrom] as const
  const asked = [root, category, from, to, textKey, ...near, name, toJson(payers), teamId] as const
  const events = await findNear(tx, ...asked)
  const claims = await findClaims(
    tx,
    events.map(({ id }) => id),
  )
  return events.map((event) => toKnown(event, claims.get(event.id) ?? []))
}

type EventRow = Pick<
  Selectable<EventTable>,
  'id' | 'category' | 'team_id' | 'silent' | 'recorded_at'
>

export function toKnown(row: EventRow, claims: readonly Claim[]): Known {
  return {
    id: row.id,
    category: row.category,
    claims,
    teamId: row.team_id,
    silent: row.silent === 1,
    recordedAt: row.recorded_at,
  }
}

type ToldRow = Pick<Selectable<EventStoryTable>, 'event_id' | 'story_id' | 'facts'> &
  Pick<Selectable<StoryTable>, 'source' | 'published_at' | 'seen_at' | 'text_key'>

const tellingOf = (events: string) => `
  select event_id, story_id, facts, source, published_at, seen_at, text_key
  from event_story join story on story.id = story_id where event_id in (${events})`
const findTold = statement<ToldRow>({
  sqlite: tellingOf('select value from json_each(?)'),
  postgres: tellingOf(
    'select cast(value as bigint) from json_array_elements_text(cast(?1 as json))',
  ),
})

/** What every story says of these events. */
export async function findClaims(
  db: Database,
  events: readonly EventId[],
): Promise<Map<EventId, Claim[]>> {
  const claims = new Map<EventId, Claim[]>()
  if (events.length === 0) return claims
  const rows = await findTold(db, toJson(events))
  for (const row of rows) {
    const claim: Claim = {
      storyId: row.story_id,
      source: row.source,
      at: row.published_at ?? row.seen_at,
      dated: row.published_at !== null,
      facts: fromJson(row.facts),
      textKey: row.text_key ?? '',
    }
    const told = claims.get(row.event_id)
    if (told) told.push(claim)
    else claims.set(row.event_id, [claim])
  }
  return claims
}
