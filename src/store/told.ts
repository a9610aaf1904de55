import { sql } from 'kysely'
import type { Correction } from '../core/events/correction.ts'
import type { ToldEvent } from '../core/history/own-record.ts'
import type { TeamId } from '../core/ids.ts'
import type { Database } from './database.ts'
import { engineOf, jsonText } from './sql.ts'

interface Row {
  sources: number
  has_number: 0 | 1 | boolean
  alerted_at: number | null
  published_at: number | null
  corrected: string | null
}

/** Events that stand in a message made since then: a workspace's with the corrections that hold for it, or with null all. */
export async function findTold(
  db: Database,
  teamId: TeamId | null,
  since: number,
): Promise<ToldEvent[]> {
  const ofTeam = teamId === null ? sql`true` : sql`message.team_id = ${teamId}`
  const holds = teamId === null ? sql`true` : sql`(team_id = ${teamId} or general = 1)`
  const fact = (name: string) => jsonText(db, 'event.facts', name)
  const listed = sql.raw(
    engineOf(db) === 'sqlite' ? 'group_concat(distinct kind)' : "string_agg(distinct kind, ',')",
  )
  // Slack names a message by the second in which it came. An alert has a body where its news was old already: nobody waited for it.
  const { rows } = await sql<Row>`
    with told as (
      select message_event.event_id as id,
        min(case when message.kind = 'alert' and message.body is null then cast(delivery.ts as double precision) * 1000 end) as alerted_at
      from message
        join delivery on delivery.message_id = message.id
        join message_event on message_event.message_id = message.id
      where ${ofTeam} and message.created_at >= ${since} and message.kind in ('alert', 'burst', 'digest')
        and delivery.ts is not null
      group by message_event.event_id
    )
    select event.sources, told.alerted_at,
      coalesce(${fact('headcount')}, ${fact('percent')}, ${fact('amount')}) is not null as has_number,
      (select min(story.published_at) from event_story join story on story.id = event_story.story_id
        where event_story.event_id = told.id) as published_at,
      (select ${listed} from correction
        where event_id = told.id and undone_at is null and ${holds}) as corrected
    from told join event on event.id = told.id
    where event.category <> 'other'`.execute(db)
  return rows.map(({ sources, has_number, alerted_at, published_at, corrected }) => ({
    sources,
    hasNumber: Boolean(has_number),
    alertedAt: alerted_at,
    publishedAt: published_at,
    corrected: (corrected?.split(',') ?? []) as Correction['kind'][],
  }))
}
