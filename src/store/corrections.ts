import { sql } from 'kysely'
import type { Correction } from '../core/events/correction.ts'
import { merge } from '../core/events/merge.ts'
import type { GivenCorrection } from '../core/history/row.ts'
import type { EventId, TeamId } from '../core/ids.ts'
import type { Corrections } from '../desk/ports.ts'
import type { Database } from './database.ts'
import { insertEvent, insertTelling } from './events.ts'
import { fromJson, type Json, toJson } from './json.ts'
import { findCounted, findRegrouped } from './regrouped.ts'

export function openCorrections(db: Database): Corrections {
  return {
    recordCorrection: (teamId, { event, userId, at, correction, general }) =>
      db.transaction().execute(async (tx) => {
        const id = await insertCorrection(tx, teamId, { event, userId, at, correction, general })
        await showAnew(tx, event, general ? null : teamId, at)
        return id
      }),
    joinEvents: (teamId, made) => db.transaction().execute((tx) => joinEvents(tx, teamId, made)),
    partStories: (teamId, made) => db.transaction().execute((tx) => partStories(tx, teamId, made)),
    undoCorrection: (teamId, id, at) => alter(db, teamId, id, at, { undone_at: at }),
    makeGeneral: (teamId, id, at) => alter(db, teamId, id, at, { general: 1 }),
    async findDismissed(teamId, since) {
      const rows = await db
        .selectFrom('correction')
        .innerJoin('event_story', 'event_story.event_id', 'correction.event_id')
        .innerJoin('story', 'story.id', 'event_story.story_id')
        .select(['correction.event_id', 'story.title'])
        .where('correction.team_id', '=', teamId)
        .where('correction.kind', '=', 'dismissed')
        .where('correction.undone_at', 'is', null)
        .where('correction.at', '>=', since)
        .orderBy('correction.id', 'desc')
        .limit(500)
        .execute()
      const events = Map.groupBy(rows, ({ event_id: event }) => event)
      return [...events.values()].map((stories) => stories.map(({ title }) => title))
    },
  }
}

export interface NewCorrection {
  event: EventId
  userId: string
  at: number
  correction: Correction
  general: boolean
  undoneAt?: number | null
}

export async function insertCorrection(
  tx: Database,
  teamId: TeamId,
  { event, userId, at, correction, general, undoneAt = null }: NewCorrection,
): Promise<number> {
  const { id } = await tx
    .insertInto('correction')
    .values({
      team_id: teamId,
      event_id: event,
      user_id: userId,
      at,
      kind: correction.kind,
      value: toJson<Correction>(correction),
      general: general ? 1 : 0,
      undone_at: undoneAt,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Whether this very correction was made before. */
export async function isCorrected(
  tx: Database,
  event: EventId,
  { teamId, at, correction }: GivenCorrection,
): Promise<boolean> {
  const known = await tx
    .selectFrom('correction')
    .select('id')
    .where('event_id', '=', event)
    .where('team_id', '=', teamId)
    .where('at', '=', at)
    .where('kind', '=', correction.kind)
    .executeTakeFirst()
  return known !== undefined
}

async function joinEvents(
  tx: Database,
  teamId: TeamId,
  { into: asked, ...made }: Parameters<Corrections['joinEvents']>[1],
): Promise<number | null> {
  const regrouped = await findRegrouped(tx, teamId)
  const [event, into] = [regrouped.rootOf(made.event), regrouped.rootOf(asked)]
  const seen = await tx
    .selectFrom('event')
    .select('category')
    .where('id', 'in', [event, into])
    .where((row) => row.or([row('team_id', 'is', null), row('team_id', '=', teamId)]))
    .execute()
  if (seen.length !== 2 || seen[0]?.category !== seen[1]?.category) return null
  const correction = { kind: 'joined', into } as const
  const id = await insertCorrection(tx, teamId, { ...made, event, correction, general: false })
  for (const one of [event, into]) await showAnew(tx, one, teamId, made.at)
  return id
}

async function partStories(
  tx: Database,
  teamId: TeamId,
  { stories, ...made }: Parameters<Corrections['partStories']>[1],
): Promise<number | null> {
  const { event, at } = made
  const claims = (await findCounted(tx, await findRegrouped(tx, teamId), [event])).get(event) ?? []
  const going = claims.filter(({ storyId }) => stories.includes(storyId))
  if (going.length === 0 || going.length === claims.length) return null
  const own = await insertEvent(tx, teamId, merge(going), at, true)
  const why = 'parted from another event by hand'
  for (const claim of going) await insertTelling(tx, { event: own, claim, why }, at)
  const parted = going.map(({ storyId }) => storyId)
  const correction = { kind: 'parted', stories: parted, as: own } as const
  const id = await insertCorrection(tx, teamId, { ...made, correction, general: false })
  await showAnew(tx, event, teamId, at)
  return id
}

function alter(
  db: Database,
  teamId: TeamId,
  id: number,
  at: number,
  change: { undone_at: number } | { general: 1 },
): Promise<EventId | null> {
  return db.transaction().execute(async (tx) => {
    const row = await tx
      .updateTable('correction')
      .set(change)
      .where('id', '=', id)
      .where('team_id', '=', teamId)
      .where('undone_at', 'is', null)
      .returning(['event_id', 'general', 'value'])
      .executeTakeFirst()
    if (!row) return null
    await undoRegrouping(tx, teamId, fromJson(row.value as Json<Correction>), at)
    await showAnew(tx, row.event_id, row.general === 1 ? null : teamId, at)
    return row.event_id
  })
}

/** What was joined is shown by itself again; the event that was made for parted stories goes. */
async function undoRegrouping(
  tx: Database,
  teamId: TeamId,
  correction: Correction,
  at: number,
): Promise<void> {
  if (correction.kind === 'joined') await showAnew(tx, correction.into, teamId, at)
  if (correction.kind !== 'parted') return
  await tx
    .deleteFrom('event')
    .where('id', '=', correction.as)
    .where('team_id', '=', teamId)
    .execute()
}

/** Messages of a workspace, or of all, that show the event are to be changed now. */
export async function showAnew(
  tx: Database,
  event: EventId,
  teamId: TeamId | null,
  at: number,
): Promise<void> {
  const inTeam = teamId === null ? sql`` : sql`and team_id = ${teamId}`
  await sql`
    update delivery set wanted = wanted + 1, material = 1,
      next_at = case when state = 'sent' then ${at} else next_at end
    where message_id in (select message_id from message_event where event_id = ${event})
      and state <> 'given_up' ${inTeam}`.execute(tx)
}
