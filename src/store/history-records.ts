import { type Selectable, sql } from 'kysely'
import { startState } from '../core/feed/schedule.ts'
import type { EventId } from '../core/ids.ts'
import {
  type HistoryRecords,
  type HistoryStore,
  importFeed,
  repeated,
  type ToldStory,
} from '../poll/ports.ts'
import { findClaims, toKnown } from './candidates.ts'
import { insertCorrection, isCorrected, showAnew } from './corrections.ts'
import type { Database } from './database.ts'
import { fromJson, toJson } from './json.ts'
import { nobody } from './listeners.ts'
import { openRecords } from './records.ts'
import type { EventTable } from './schema.ts'
import { engineOf } from './sql.ts'
import { statement } from './statement.ts'
import { countAnew } from './statistics.ts'
import { inTurn } from './turn.ts'

const filled = [
  'story',
  'feed_item',
  'event',
  'event_company',
  'event_story',
  'correction',
] as const

/** History may come while another process serves the database. */
export async function openHistoryStore(db: Database, now: number): Promise<HistoryStore> {
  await flushEach(db, false)
  await db
    .insertInto('feed')
    .values({
      id: importFeed,
      team_id: null,
      url: '',
      name: 'imported history',
      every_ms: null,
      next_at: null,
      first_read_at: now,
      active: 0,
      state: toJson(startState('', now)),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return {
    transact: (run) => inTurn(db, (tx) => run(openHistoryRecords(tx))),
    async finish() {
      await flushEach(db, true)
      await countAnew(db, filled)
      // Any write now puts everything before it on the disk.
      await db
        .updateTable('feed')
        .set({ first_read_at: now })
        .where('id', '=', importFeed)
        .execute()
    },
  }
}

/** Whether each commit waits for the disk. In Postgres it always does. */
async function flushEach(db: Database, isFlushed: boolean): Promise<void> {
  if (engineOf(db) === 'postgres') return
  await sql`pragma synchronous = ${sql.raw(isFlushed ? 'full' : 'normal')}`.execute(db)
  if (!isFlushed) await sql`pragma wal_autocheckpoint = 8000`.execute(db)
}

const keyed = (keys: string) => `
  select key, max(event_story.event_id) as event
  from feed_item left join event_story on event_story.story_id = feed_item.story_id
  where feed_id = ?1 and key in (${keys}) group by key`
const findKeys = statement<{ key: string; event: EventId | null }>({
  sqlite: keyed('select value from json_each(?2)'),
  postgres: keyed('select json_array_elements_text(cast(?2 as json))'),
})
const insertKey = statement(`
  insert into feed_item (feed_id, key, story_id, mark, seen_at) values (?, ?, ?, ?, ?) on conflict do nothing`)
const findNear = statement<Pick<Selectable<EventTable>, 'id' | 'facts'>>(`
  select id, facts from event
  where company_key is not distinct from ?1 and category = ?2 and happened_at between ?3 and ?4
    and team_id is not distinct from ?5
    and not exists (
      select 1 from event_story as told
      join feed_item as item on item.story_id = told.story_id and item.feed_id = ?6
      join story on story.id = told.story_id and story.feed_id = ?6
      where told.event_id = event.id and item.mark = '' and story.published_at not between ?3 and ?4)
  order by abs(happened_at - ?7), id`)
const findStories = statement<ToldStory>(`
  select story.id, source, title, link from event_story join story on story.id = story_id where event_id = ?`)

function openHistoryRecords(tx: Database): HistoryRecords {
  return {
    ...openRecords(tx, nobody),
    async findRows(keys) {
      const found = await findKeys(tx, importFeed, toJson(keys))
      return new Map(found.map(({ key, event }) => [key, event]))
    },
    async addRow(key, story, at) {
      await insertKey(tx, importFeed, key, story, repeated, at)
    },
    async findNear({ facts, teamId, at }, from, to) {
      const asked = [facts.company?.key ?? null, facts.category, from, to, teamId] as const
      const near = await findNear(tx, ...asked, importFeed, at)
      return near.map((event) => ({ id: event.id, facts: fromJson(event.facts) }))
    },
    async findKnown(id) {
      const row = await tx
        .selectFrom('event')
        .select(['id', 'category', 'team_id', 'silent', 'recorded_at'])
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
      return toKnown(row, (await findClaims(tx, [id])).get(id) ?? [])
    },
    findStories: (event) => findStories(tx, event),
    async addCorrection(event, given, at) {
      const { teamId, undoneAt, general } = given
      if (await isCorrected(tx, event, given)) return
      await insertCorrection(tx, teamId, { ...given, event, undoneAt })
      if (undoneAt === null) await showAnew(tx, event, general ? null : teamId, at)
    },
  }
}
