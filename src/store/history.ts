import { type ExpressionBuilder, sql } from 'kysely'
import { type Correction, correctFacts } from '../core/correction.ts'
import type { Company, CompanyKey, EventId, TeamId } from '../core/event.ts'
import type { PastEvent, Source } from '../core/past-event.ts'
import type { Coverage, History, HistoryQuestion } from '../ports.ts'
import type { Database } from './database.ts'
import { fromJson, type Json } from './json.ts'
import type { Schema } from './schema.ts'

/** Ids in one statement; SQLite takes 32,766. */
const atOnce = 500

export function openHistory(db: Database): History {
  return {
    async findEvents(question) {
      const rows = await selectEvents(db, question)
      const ids = rows.map(({ id }) => id)
      const [corrections, sources] = await Promise.all([
        findCorrections(db, question.teamId, ids),
        findSources(db, ids),
      ])
      return rows.flatMap((row): PastEvent[] => {
        const facts = correctFacts(fromJson(row.facts), corrections.get(row.id) ?? [])
        if (facts === null || !isOf(question.company, facts.company)) return []
        const { id, happened_at: happenedAt, stories } = row
        const told = sources.get(id) ?? []
        return [{ id, company: facts.company, facts, happenedAt, sources: told, stories }]
      })
    },
    async findUnlisted(teamId) {
      const rows = await db
        .selectFrom('event')
        .select(['company_key', 'company_name'])
        .distinct()
        .where('company_key', '>=', '~' as CompanyKey)
        .where((event) => isSeenBy(event, teamId))
        .limit(20_000)
        .execute()
      return rows.flatMap(({ company_key: key, company_name: name }) =>
        key === null || name === null ? [] : [{ key, name, parent: null }],
      )
    },
    async findCoverage(teamId) {
      const [feeds, stories] = await Promise.all([
        db
          .selectFrom('feed')
          .select(({ fn }) => [fn.countAll<number>().as('feeds')])
          .where('active', '=', 1)
          .where((feed) => feed.or([feed('team_id', 'is', null), feed('team_id', '=', teamId)]))
          .executeTakeFirstOrThrow(),
        // Each by the end of an index; in one select they would walk the table.
        sql<Omit<Coverage, 'feeds'>>`
          select (select coalesce(max(id), 0) from story) as stories,
            (select min(seen_at) from story) as since, (select max(seen_at) from story) as "readAt"`.execute(
          db,
        ),
      ])
      return { ...feeds, ...(stories.rows[0] ?? { stories: 0, since: null, readAt: null }) }
    },
  }
}

function selectEvents(db: Database, { teamId, company, category, since, until }: HistoryQuestion) {
  let found = db
    .selectFrom('event')
    .select(['id', 'facts', 'happened_at', 'stories'])
    .where((event) => isSeenBy(event, teamId))
  if (category) found = found.where('category', '=', category)
  if (since !== null) found = found.where('happened_at', '>=', since)
  if (until !== null) found = found.where('happened_at', '<', until)
  if (company !== null) {
    found = found.where((event) =>
      event.or([
        event('root_key', '=', company),
        event('company_key', '=', company),
        event('id', 'in', correctedTo(event, teamId, company)),
      ]),
    )
  }
  return found.orderBy('happened_at', 'desc').orderBy('id', 'desc').execute()
}

/** Events that the workspace said are this company's. */
function correctedTo(
  event: ExpressionBuilder<Schema, 'event'>,
  teamId: TeamId,
  company: CompanyKey,
) {
  return event
    .selectFrom('correction')
    .select('event_id')
    .where('kind', '=', 'company')
    .where('undone_at', 'is', null)
    .where(({ or, eb }) => or([eb('team_id', '=', teamId), eb('general', '=', 1)]))
    .where(({ or, eb, fn, val }) =>
      or(
        ['$.company.key', '$.company.parent'].map((path) =>
          eb(fn<string>('json_extract', ['value', val(path)]), '=', company),
        ),
      ),
    )
}

function isSeenBy(event: ExpressionBuilder<Schema, 'event'>, teamId: TeamId) {
  return event.or([event('team_id', 'is', null), event('team_id', '=', teamId)])
}

const isOf = (key: CompanyKey | null, company: Company | null): boolean =>
  key === null || company?.key === key || company?.parent === key

/** Corrections that hold for a workspace, oldest first: its own after the general ones. */
export async function findCorrections(
  db: Database,
  teamId: TeamId,
  ids: readonly EventId[],
): Promise<Map<EventId, Correction[]>> {
  const found = new Map<EventId, Correction[]>()
  for (const some of chunks(ids)) {
    const rows = await db
      .selectFrom('correction')
      .select(['event_id', 'value'])
      .where('event_id', 'in', some)
      .where('undone_at', 'is', null)
      .where(({ or, eb }) => or([eb('team_id', '=', teamId), eb('general', '=', 1)]))
      .orderBy('general', 'desc')
      .orderBy('id')
      .execute()
    for (const row of rows) {
      append(found, row.event_id, fromJson(row.value as Json<Correction>))
    }
  }
  return found
}

/** Distinct publishers of each event, the first to tell it first. */
async function findSources(db: Database, ids: readonly EventId[]): Promise<Map<EventId, Source[]>> {
  const found = new Map<EventId, Source[]>()
  for (const some of chunks(ids)) {
    const rows = await db
      .selectFrom('event_story')
      .innerJoin('story', 'story.id', 'event_story.story_id')
      .select(['event_id', 'source', 'link'])
      .where('event_id', 'in', some)
      .orderBy('joined_at')
      .orderBy('story_id')
      .execute()
    for (const { event_id: id, source: name, link } of rows) {
      if (!found.get(id)?.some((known) => known.name === name)) append(found, id, { name, link })
    }
  }
  return found
}

function append<K, V>(into: Map<K, V[]>, key: K, value: V): void {
  const values = into.get(key)
  if (values) values.push(value)
  else into.set(key, [value])
}

function* chunks<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < all.length; at += atOnce) yield all.slice(at, at + atOnce)
}
