import { sql } from 'kysely'
import { type ChannelSettings, silentSettings } from '../core/channel/settings.ts'
import type { Pending, Place, ThreadLine } from '../core/delivery/delivery.ts'
import { gather } from '../core/delivery/digest.ts'
import { draft } from '../core/delivery/plan.ts'
import type { Settlement } from '../core/delivery/settlement.ts'
import type { DeliveryId, EventId } from '../core/ids.ts'
import type { AsRead, Outbox } from '../deliver/ports.ts'
import { deliveriesSettled } from '../happenings.ts'
import { lockAsRead, unlessChanged, updateAsRead } from './as-read.ts'
import { openConfigured } from './configuration.ts'
import { findContent } from './content.ts'
import type { Database } from './database.ts'
import { fromJson, type Json } from './json.ts'
import { readKept } from './kept-settings.ts'
import type { ConfiguredChannels } from './listeners.ts'
import { insertMessages } from './messages.ts'
import { findDue, findNextDue, findQueue, isOpen } from './queue.ts'
import { each, greatest, integer } from './sql.ts'

/** @param holder who asks, where several deliver: what others hold is not due to us */
export function openOutbox(
  db: Database,
  configured: ConfiguredChannels,
  holder: string | null = null,
): Outbox {
  const findConfigured = openConfigured(db, configured)
  const settingsOf = async (
    place: Place,
    saved: Json<unknown> | null,
  ): Promise<ChannelSettings> => {
    if (saved !== null) return readKept(saved as Json<ChannelSettings>)
    return (await findConfigured(place)) ?? silentSettings
  }
  return {
    findDue: (now, limit) => findDue(db, now, limit, holder),
    findNextDue: (until) => findNextDue(db, until, holder),
    async findQueue(place, now, burstMs) {
      const { saved, ...queue } = await findQueue(db, place, now, burstMs)
      return { ...queue, settings: await settingsOf(place, saved) }
    },
    findContent: (place, messageId) => findContent(db, place, messageId),
    claim: (place, row, now, notBefore) =>
      unlessChanged(db, place, async (tx) => {
        const set = { hold: null, attempts: row.attempts + 1, attempted_at: now }
        await updateAsRead(tx, [row], { state: 'sending', ...set })
        await settleChannel(tx, place, { notBefore }, now)
      }),
    async settle(place, rows, settlement, now) {
      const isWritten = await unlessChanged(db, place, async (tx) => {
        await settleRows(tx, rows, settlement, now)
        if (settlement.channel) await settleChannel(tx, place, settlement.channel, now)
      })
      const { state, ts } = settlement
      const ids = rows.map(({ id }) => id)
      if (isWritten && state) deliveriesSettled.tell({ ids, state, isPosted: ts !== undefined })
      return isWritten
    },
    async blockTeam(teamId, word, until, now) {
      await sql`
        insert into channel (team_id, id, not_before, blocked, blocked_at)
        select distinct delivery.team_id, delivery.channel_id, ${integer(until)}, cast(${word} as text), ${integer(now)}
        from delivery where ${isOpen} and delivery.team_id = ${teamId}
        on conflict (team_id, id) do update
        set not_before = ${greatest(db, sql.ref('channel.not_before'), sql.ref('excluded.not_before'))},
          blocked = excluded.blocked, blocked_at = excluded.blocked_at`.execute(db)
    },
    fold: (place, rows, into, now) =>
      unlessChanged(db, place, (tx) => foldUnder(tx, place, rows, into, now)),
    gather: (place, rows, now) =>
      unlessChanged(db, place, (tx) => gatherInto(tx, place, rows, now)),
    orphan: (place, row) =>
      unlessChanged(db, place, (tx) => updateAsRead(tx, [row], { parent_id: null })),
    freeze: (place, row, settlement, now) =>
      unlessChanged(db, place, async (tx) => {
        await settleRows(tx, [row], settlement, now)
        await insertLine(tx, place, row, now)
      }),
  }
}

async function settleRows(
  tx: Database,
  rows: readonly AsRead[],
  { state, ts, shown, hold, error, nextAt, attempts }: Settlement,
  now: number,
): Promise<void> {
  const set = {
    ...(state && { state, hold: hold ?? null }),
    ...(ts !== undefined && { ts }),
    ...(error !== undefined && { error }),
    ...(attempts !== undefined && { attempts }),
    ...(nextAt !== undefined && { next_at: nextAt }),
    ...(shown !== undefined && shownUpTo(shown, nextAt, now)),
    // What is given up wants nothing any more.
    ...(state === 'given_up' && { shown: sql<number>`wanted` }),
  }
  if (Object.keys(set).length === 0) return
  await updateAsRead(tx, rows, set)
}

/** A material change that came while the last one was on its way goes at once. */
function shownUpTo(shown: number, nextAt: number | undefined, now: number) {
  const isLeft = sql`wanted > ${shown} and material = 1`
  return {
    shown,
    ...(nextAt !== undefined && {
      next_at: sql<number>`case when ${isLeft} then ${integer(now)} else ${integer(nextAt)} end`,
    }),
    material: sql<0 | 1>`case when ${isLeft} then 1 else 0 end`,
  }
}

async function settleChannel(
  tx: Database,
  { teamId, channelId }: Place,
  { notBefore, blocked }: NonNullable<Settlement['channel']>,
  now: number,
): Promise<void> {
  const change = {
    ...(notBefore !== undefined && { not_before: notBefore }),
    ...(blocked !== undefined && { blocked, blocked_at: blocked === null ? null : now }),
  }
  await tx
    .insertInto('channel')
    .values({ team_id: teamId, id: channelId, not_before: 0, ...change })
    .onConflict((conflict) => conflict.columns(['team_id', 'id']).doUpdateSet(change))
    .execute()
}

function eventsOf(tx: Database, ids: readonly DeliveryId[]): Promise<EventId[]> {
  return tx
    .selectFrom('delivery')
    .innerJoin('message_event', 'message_event.message_id', 'delivery.message_id')
    .select('message_event.event_id as id')
    .distinct()
    .where('delivery.id', 'in', ids)
    .orderBy('message_event.event_id')
    .execute()
    .then((rows) => rows.map(({ id }) => id))
}

async function foldUnder(
  tx: Database,
  place: Place,
  rows: readonly AsRead[],
  into: DeliveryId | null,
  now: number,
): Promise<void> {
  const folded = rows.map(({ id }) => id)
  const events = await eventsOf(tx, folded)
  const burst = into ?? (await insertBurst(tx, place, events, now))
  if (into) await addEvents(tx, into, events, now)
  await updateAsRead(tx, rows, { parent_id: burst })
  // One that was on its way, and came back, may have lines of its own.
  await tx
    .updateTable('delivery')
    .set({ parent_id: burst })
    .where('parent_id', 'in', folded)
    .execute()
}

/** One digest in place of the messages that waited for it. */
async function gatherInto(
  tx: Database,
  place: Place,
  rows: readonly AsRead[],
  now: number,
): Promise<void> {
  await lockAsRead(tx, rows)
  const ids = rows.map(({ id }) => id)
  const gathered = gather(await eventsOf(tx, ids), await linesOf(tx, ids))
  if (gathered) await insertMessages(tx, [draft(place, 'digest', now, gathered)], now)
  const held = tx.selectFrom('delivery').select('message_id').where('id', 'in', ids)
  await tx.deleteFrom('message').where('id', 'in', held).execute()
}

/** What the lines among them say, in their order. */
async function linesOf(tx: Database, ids: readonly DeliveryId[]): Promise<ThreadLine[]> {
  const rows = await tx
    .selectFrom('delivery')
    .innerJoin('message', 'message.id', 'delivery.message_id')
    .select('message.body')
    .where('delivery.id', 'in', ids)
    .where('message.kind', '=', 'thread')
    .orderBy('message.id')
    .execute()
  return rows.flatMap(({ body }) => {
    const said = body && fromJson(body)
    return said?.kind === 'line' ? said.line : []
  })
}

async function insertBurst(
  tx: Database,
  place: Place,
  events: readonly EventId[],
  now: number,
): Promise<DeliveryId> {
  const [id] = await insertMessages(tx, [draft(place, 'burst', now, { events })], now)
  if (!id) throw new Error('store: a summary was not written')
  return id
}

/** More for a summary that is made already, in the place where it stands. */
async function addEvents(
  tx: Database,
  into: DeliveryId,
  events: readonly EventId[],
  now: number,
): Promise<void> {
  const rows = events.map((id) => ({ id }))
  await sql`
    insert into message_event (message_id, event_id)
    select delivery.message_id, cast(value ->> 'id' as bigint) from delivery, ${each(tx, rows)}
    where delivery.id = ${into} on conflict do nothing`.execute(tx)
  await sql`
    update delivery set wanted = wanted + 1,
      next_at = case when state = 'sent' then ${greatest(tx, sql.ref('next_at'), integer(now))} else next_at end
    where id = ${into}`.execute(tx)
}

async function insertLine(tx: Database, place: Place, row: Pending, now: number): Promise<void> {
  const newest = await tx
    .selectFrom('message_event')
    .innerJoin('event_story', 'event_story.event_id', 'message_event.event_id')
    .select(['event_story.event_id as eventId', 'event_story.story_id as storyId'])
    .where('message_event.message_id', '=', row.messageId)
    .orderBy('event_story.joined_at', 'desc')
    .orderBy('event_story.story_id', 'desc')
    .executeTakeFirst()
  if (!newest) return
  const body = { kind: 'line', line: { ...newest, change: { kind: 'joined' } } } as const
  const parent = row.parent?.id ?? row.id
  await insertMessages(tx, [draft(place, 'thread', now, { body, parent })], now)
}
