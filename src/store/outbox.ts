import { sql } from 'kysely'
import type { Pending, Place, Queue } from '../core/delivery.ts'
import type { ChannelId, DeliveryId, EventId } from '../core/event.ts'
import { type ChannelSettings, silentSettings } from '../core/settings.ts'
import { never, type Settlement } from '../core/settlement.ts'
import type { Outbox } from '../ports.ts'
import { findContent } from './content.ts'
import type { Database } from './database.ts'
import { insertMessages, type NewMessage } from './deliveries.ts'
import { fromJson, type Json } from './json.ts'
import type { ConfiguredChannels } from './listeners.ts'

/** Word for word the condition of the index of unsettled deliveries: SQLite uses it only so. */
const isOpen = sql`(delivery.state in ('waiting', 'sending', 'held', 'refused') or delivery.wanted > delivery.shown) and delivery.next_at < 9000000000000000`

/** A change of what stands is due by itself; a message to post also waits for its channel. */
const dueAt = sql<number>`case when delivery.state = 'sent' then delivery.next_at
  else max(delivery.next_at, coalesce(channel.not_before, 0)) end`

/** Rows of one channel that are read at a time. */
const atOnce = 200
/** A summary with so many events takes no more. */
const summarySize = 200

export function openOutbox(db: Database, configured: ConfiguredChannels): Outbox {
  const settingsOf = (place: Place, saved: string | null): ChannelSettings => {
    if (saved !== null) return fromJson(saved as Json<ChannelSettings>)
    const given = place.teamId === configured.teamId && configured.channels.get(place.channelId)
    return given || silentSettings
  }
  return {
    async findDue(now, limit) {
      const { rows } = await sql<Place>`
        select delivery.team_id as teamId, delivery.channel_id as channelId, min(${dueAt}) as due
        from delivery left join channel on channel.team_id = delivery.team_id and channel.id = delivery.channel_id
        where ${isOpen} group by delivery.team_id, delivery.channel_id
        having due <= ${now} order by due limit ${limit}`.execute(db)
      return rows.map(({ teamId, channelId }) => ({ teamId, channelId }))
    },
    async findNextDue() {
      const { rows } = await sql<{ due: number | null }>`
        select min(${dueAt}) as due
        from delivery left join channel on channel.team_id = delivery.team_id and channel.id = delivery.channel_id
        where ${isOpen}`.execute(db)
      return rows[0]?.due ?? null
    },
    async findQueue(place, now, burstMs) {
      const channel = await db
        .selectFrom('channel')
        .select(['settings', 'not_before'])
        .where('team_id', '=', place.teamId)
        .where('id', '=', place.channelId)
        .executeTakeFirst()
      return {
        ...place,
        settings: settingsOf(place, channel?.settings ?? null),
        notBefore: channel?.not_before ?? 0,
        pending: await findPending(db, place, now),
        ...(await findBurst(db, place, now - burstMs)),
      }
    },
    findContent: (place, messageId) => findContent(db, place, messageId),
    async claim(place, row, now, notBefore) {
      await db.transaction().execute(async (tx) => {
        await tx
          .updateTable('delivery')
          .set({ state: 'sending', attempts: row.attempts + 1, attempted_at: now })
          .where('id', '=', row.id)
          .execute()
        await settleChannel(tx, place, { notBefore }, now)
      })
    },
    async settle(place, ids, settlement, now) {
      await db.transaction().execute(async (tx) => {
        await settleRows(tx, ids, settlement, now)
        if (settlement.channel) await settleChannel(tx, place, settlement.channel, now)
      })
    },
    async blockTeam(teamId, word, until, now) {
      await sql`
        insert into channel (team_id, id, not_before, blocked, blocked_at)
        select distinct delivery.team_id, delivery.channel_id, ${until}, ${word}, ${now}
        from delivery where ${isOpen} and delivery.team_id = ${teamId}
        on conflict do update set not_before = max(not_before, excluded.not_before),
          blocked = excluded.blocked, blocked_at = excluded.blocked_at`.execute(db)
    },
    async fold(place, ids, into, now) {
      await db.transaction().execute(async (tx) => {
        const events = await eventsOf(tx, ids)
        const burst = into ?? (await insertSummary(tx, place, 'burst', events, now))
        if (into) await addEvents(tx, into, events, now)
        await tx.updateTable('delivery').set({ parent_id: burst }).where('id', 'in', ids).execute()
      })
    },
    async gather(place, ids, now) {
      await db.transaction().execute(async (tx) => {
        await insertSummary(tx, place, 'digest', await eventsOf(tx, ids), now)
        const held = tx.selectFrom('delivery').select('message_id').where('id', 'in', ids)
        await tx.deleteFrom('message').where('id', 'in', held).execute()
      })
    },
    async orphan(id) {
      await db.updateTable('delivery').set({ parent_id: null }).where('id', '=', id).execute()
    },
    async freeze(place, row, settlement, now) {
      await db.transaction().execute(async (tx) => {
        await settleRows(tx, [row.id], settlement, now)
        await insertLine(tx, place, row, now)
      })
    },
  }
}

async function findPending(db: Database, place: Place, now: number): Promise<Pending[]> {
  const { rows } = await sql<PendingRow>`
    select delivery.id, delivery.message_id as messageId, message.kind, delivery.state, delivery.wanted,
      delivery.shown, delivery.ts, delivery.next_at as nextAt, delivery.attempts,
      delivery.attempted_at as attemptedAt, delivery.error, delivery.material, delivery.created_at as createdAt,
      parent.id as parentId, parent.ts as parentTs,
      parent.state = 'given_up' or (parent.state = 'held' and parent.next_at >= ${never}) as parentIsLost
    from delivery join message on message.id = delivery.message_id
      left join delivery as parent on parent.id = delivery.parent_id
    where delivery.team_id = ${place.teamId} and delivery.channel_id = ${place.channelId}
      and ${isOpen} and delivery.next_at <= ${now}
    order by coalesce(parent.message_id, delivery.message_id), parent.id is not null, delivery.message_id
    limit ${atOnce}`.execute(db)
  return rows.map(({ parentId, parentTs, parentIsLost, material, ...row }) => ({
    ...row,
    material: material === 1,
    parent: parentId === null ? null : { id: parentId, ts: parentTs, isLost: parentIsLost === 1 },
  }))
}

interface PendingRow extends Omit<Pending, 'parent' | 'material'> {
  parentId: DeliveryId | null
  parentTs: string | null
  parentIsLost: 0 | 1 | null
  material: 0 | 1
}

async function findBurst(
  db: Database,
  { teamId, channelId }: Place,
  since: number,
): Promise<Pick<Queue, 'recent' | 'burst'>> {
  const recent = await db
    .selectFrom('delivery')
    .innerJoin('message', 'message.id', 'delivery.message_id')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('delivery.team_id', '=', teamId)
    .where('delivery.channel_id', '=', channelId)
    .where('delivery.ts', '>', (since / 1000).toFixed(6))
    .where('message.kind', '=', 'alert')
    .executeTakeFirstOrThrow()
  const burst = await db
    .selectFrom('message')
    .innerJoin('delivery', 'delivery.message_id', 'message.id')
    .select('delivery.id')
    .where('message.team_id', '=', teamId)
    .where('message.channel_id', '=', channelId)
    .where('message.created_at', '>', since)
    .where('message.kind', '=', 'burst')
    .where('delivery.state', '<>', 'given_up')
    .where(
      ({ selectFrom, fn }) =>
        selectFrom('message_event')
          .select(fn.countAll<number>().as('events'))
          .whereRef('message_event.message_id', '=', 'message.id'),
      '<',
      summarySize,
    )
    .orderBy('message.id', 'desc')
    .executeTakeFirst()
  return { recent: recent.count, burst: burst?.id ?? null }
}

async function settleRows(
  tx: Database,
  ids: readonly DeliveryId[],
  { state, ts, shown, error, nextAt, attempts }: Settlement,
  now: number,
): Promise<void> {
  const isLeft = shown !== undefined && sql`wanted > ${shown} and material = 1`
  const set = {
    ...(state && { state }),
    ...(ts !== undefined && { ts }),
    ...(error !== undefined && { error }),
    ...(attempts !== undefined && { attempts }),
    ...(nextAt !== undefined && { next_at: nextAt }),
    ...(isLeft && {
      shown,
      // A material change came while the last one was on its way: it goes at once.
      ...(nextAt !== undefined && {
        next_at: sql<number>`case when ${isLeft} then ${now} else ${nextAt} end`,
      }),
      material: sql<0 | 1>`case when ${isLeft} then 1 else 0 end`,
    }),
    // What is given up wants nothing any more.
    ...(state === 'given_up' && { shown: sql<number>`wanted` }),
  }
  if (Object.keys(set).length === 0) return
  await tx.updateTable('delivery').set(set).where('id', 'in', ids).execute()
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

async function insertSummary(
  tx: Database,
  place: Place,
  kind: 'burst' | 'digest',
  events: readonly EventId[],
  now: number,
): Promise<DeliveryId> {
  const [id] = await insertMessages(tx, [newMessage(place, kind, null, now, { events })], now)
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
  await sql`
    insert into message_event (message_id, event_id)
    select delivery.message_id, value from delivery, json_each(${JSON.stringify(events)})
    where delivery.id = ${into} on conflict do nothing`.execute(tx)
  await sql`
    update delivery set wanted = wanted + 1,
      next_at = case when state = 'sent' then max(next_at, ${now}) else next_at end
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
  const body = { ...newest, change: { kind: 'joined' } }
  const parent = row.parent?.id ?? row.id
  await insertMessages(tx, [newMessage(place, 'thread', body, now, { parent })], now)
}

function newMessage(
  { teamId, channelId }: { teamId: Place['teamId']; channelId: ChannelId },
  kind: NewMessage['kind'],
  body: unknown,
  now: number,
  more: Partial<NewMessage>,
): NewMessage {
  return {
    teamId,
    channelId,
    kind,
    body,
    state: 'waiting',
    error: null,
    nextAt: now,
    parent: null,
    events: [],
    material: false,
    ...more,
  }
}
