import { type ExpressionBuilder, sql } from 'kysely'
import { type Correction, correctFacts } from '../core/events/correction.ts'
import { merge } from '../core/events/merge.ts'
import { registerName } from '../core/events/official.ts'
import type { PastEvent, Source } from '../core/events/past-event.ts'
import type { EventCategory, Facts } from '../core/facts.ts'
import type { CompanyKey, EventId, TeamId } from '../core/ids.ts'
import { rolesOf } from '../core/roles.ts'
import type { HistoryQuestion } from '../desk/ports.ts'
import type { Database } from './database.ts'
import { fromJson, type Json, toJson } from './json.ts'
import { asTold, findCounted, type Regrouped } from './regrouped.ts'
import type { Schema } from './schema.ts'
import { jsonText, unindexed } from './sql.ts'

/** Ids in one statement; SQLite takes 32,766. */
const atOnce = 500

/** The events that a question is about, without their sources. */
export async function findPast(
  db: Database,
  regrouped: Regrouped,
  question: HistoryQuestion,
): Promise<PastEvent[]> {
  const rows = await regroup(db, regrouped, await selectEvents(db, question).execute())
  const ids = rows.map(({ id }) => id)
  const corrections = await findCorrections(db, question.teamId, ids)
  return rows.flatMap((row) => pastEvent(row, question, corrections.get(row.id)))
}

export async function withSources(
  db: Database,
  events: readonly PastEvent[],
  regrouped: Regrouped = asTold,
): Promise<PastEvent[]> {
  const ids = events.map(({ id }) => id)
  const sources = await findSources(db, ids, regrouped)
  return events.map((event) => ({ ...event, sources: sources.get(event.id) ?? [] }))
}

export type EventRow = Awaited<ReturnType<ReturnType<typeof selectEvents>['execute']>>[number]

/** The rows with what the stories come to that count to them now. */
export async function regroup(
  db: Database,
  regrouped: Regrouped,
  rows: readonly EventRow[],
): Promise<EventRow[]> {
  const changed = rows.filter(({ id }) => regrouped.isChanged(id)).map(({ id }) => id)
  if (changed.length === 0) return [...rows]
  const claims = await findCounted(db, regrouped, changed)
  return rows.map((row) => {
    const counted = claims.get(row.id) ?? []
    if (counted.length === 0) return row
    const { facts, firstAt, stories } = merge(counted)
    return { ...row, facts: toJson(facts), happened_at: firstAt, stories }
  })
}

/** Null facts, or those of another company, after corrections: no event of this history. */
export function pastEvent(
  { id, facts: told, happened_at: happenedAt, stories }: EventRow,
  question: HistoryQuestion,
  corrections: readonly Correction[] = [],
): PastEvent[] {
  const facts = correctFacts(fromJson(told), corrections)
  if (facts === null || !isOf(question.company, facts)) return []
  return [{ id, company: facts.company, facts, happenedAt, sources: [], stories }]
}

/** Newest first; `after` is the last of those that are known already. */
export function selectEvents(
  db: Database,
  { teamId, company, category, since, until }: HistoryQuestion,
  after?: { happened_at: number; id: EventId },
) {
  let found = db
    .selectFrom('event')
    .select(['id', 'facts', 'happened_at', 'stories'])
    .where((event) => isSeenBy(event, teamId))
  if (category) {
    // A company's events are found by its name: the year of all others is not walked through for them.
    const own = company === null ? sql.ref<EventCategory>('category') : unindexed(db, 'category')
    found = found.where(own, '=', category)
  }
  if (after) {
    const { happened_at: at, id } = after
    found = found
      .where('happened_at', '<=', at)
      .where((event) => event.or([event('happened_at', '<', at), event('id', '<', id)]))
  }
  if (since !== null) found = found.where('happened_at', '>=', since)
  if (until !== null) found = found.where('happened_at', '<', until)
  if (company !== null) {
    found = found.where((event) =>
      event('id', 'in', takenPartIn(event, company).union(correctedTo(db, event, teamId, company))),
    )
  }
  return found.orderBy('happened_at', 'desc').orderBy('id', 'desc')
}

/** Events in which a company or one of its units takes part. */
function takenPartIn(event: ExpressionBuilder<Schema, 'event'>, company: CompanyKey) {
  return event
    .selectFrom('event_company')
    .select('event_id')
    .where('role', '!=', 'other')
    .where(({ or, eb }) => or([eb('root', '=', company), eb('company', '=', company)]))
}

/** Events that the workspace said are this company's. */
function correctedTo(
  db: Database,
  event: ExpressionBuilder<Schema, 'event'>,
  teamId: TeamId,
  company: CompanyKey,
) {
  return event
    .selectFrom('correction')
    .select('event_id')
    .where('kind', '=', 'company')
    .where('undone_at', 'is', null)
    .where(({ or, eb }) => or([eb('team_id', '=', teamId), eb('general', '=', sql.lit(1))]))
    .where(({ or, eb }) =>
      or(
        ['key', 'parent'].map((field) => eb(jsonText(db, 'value', 'company', field), '=', company)),
      ),
    )
}

export function isSeenBy(event: ExpressionBuilder<Schema, 'event'>, teamId: TeamId) {
  return event.or([event('team_id', 'is', null), event('team_id', '=', teamId)])
}

const isOf = (key: CompanyKey | null, facts: Facts): boolean =>
  key === null || rolesOf(facts, key).size > 0

/** Corrections that hold for a workspace, oldest first: its own after the general ones. Null ids: of all events. */
export async function findCorrections(
  db: Database,
  teamId: TeamId,
  ids: readonly EventId[] | null,
): Promise<Map<EventId, Correction[]>> {
  const found = new Map<EventId, Correction[]>()
  const standing = db
    .selectFrom('correction')
    .select(['event_id', 'value'])
    .where('undone_at', 'is', null)
    .where(({ or, eb }) => or([eb('team_id', '=', teamId), eb('general', '=', sql.lit(1))]))
    .orderBy('general', 'desc')
    .orderBy('id')
  for (const some of ids === null ? [null] : chunks(ids)) {
    const rows = await (some ? standing.where('event_id', 'in', some) : standing).execute()
    for (const row of rows) {
      append(found, row.event_id, fromJson(row.value as Json<Correction>))
    }
  }
  return found
}

/** Distinct publishers of each event, the first to tell it first. */
async function findSources(
  db: Database,
  ids: readonly EventId[],
  regrouped: Regrouped,
): Promise<Map<EventId, Source[]>> {
  const found = new Map<EventId, Source[]>()
  for (const some of chunks(regrouped.withJoined(ids))) {
    const rows = await db
      .selectFrom('event_story')
      .innerJoin('story', 'story.id', 'event_story.story_id')
      .select(['event_id', 'story_id', 'source', 'link', 'event_story.facts'])
      .where('event_id', 'in', some)
      .orderBy('joined_at')
      .orderBy('story_id')
      .execute()
    for (const row of rows) {
      const id = regrouped.rootOf(row.event_id)
      if (regrouped.counts(id, row)) addSource(found, id, toSource(row))
    }
  }
  return found
}

function addSource(found: Map<EventId, Source[]>, id: EventId, source: Source): void {
  const { name, register } = source
  const known = found.get(id)?.some((one) => one.name === name && one.register === register)
  if (!known) append(found, id, source)
}

function toSource({ source: name, link, facts }: TellingRow): Source {
  const told = fromJson(facts)
  const official = told.category === 'layoff' ? told.official : undefined
  return official
    ? { name, link: official.link ?? link, register: registerName(official) }
    : { name, link }
}

interface TellingRow {
  source: string
  link: string | null
  facts: Json<Facts>
}

function append<K, V>(into: Map<K, V[]>, key: K, value: V): void {
  const values = into.get(key)
  if (values) values.push(value)
  else into.set(key, [value])
}

function* chunks<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < all.length; at += atOnce) yield all.slice(at, at + atOnce)
}
