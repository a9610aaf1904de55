import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { ChannelPlan, NewMessage } from '../core/delivery/plan.ts'
import type { DeliveryId, EventId, MessageId } from '../core/ids.ts'
import { channelKey, type ShownMessages } from '../poll/ports.ts'
import type { Database } from './database.ts'
import { toJson } from './json.ts'
import { each, greatest, integer } from './sql.ts'

/** Messages that show the event want one more revision: a material change at once, others at most one a minute. */
export async function wantRevision(
  tx: Database,
  id: EventId,
  isMaterial: boolean,
  now: number,
): Promise<void> {
  const material = isMaterial ? 1 : 0
  await sql`
    update delivery set
      wanted = wanted + 1,
      material = ${greatest(tx, sql.ref('material'), sql.lit(material))},
      next_at = case
        when state <> 'sent' then next_at
        when ${sql.lit(material)} = 1 then ${integer(now)}
        else ${greatest(tx, sql.ref('next_at'), integer(now))} end
    where message_id in (select message_id from message_event where event_id = ${id})
      and state <> 'given_up'`.execute(tx)
}

/** By channel: the newest message that tells the event there. */
export async function findShown(tx: Database, event: EventId): Promise<ShownMessages> {
  const rows = await tx
    .selectFrom('message_event as told')
    .innerJoin('message', 'message.id', 'told.message_id')
    .innerJoin('delivery', 'delivery.message_id', 'message.id')
    .select(['delivery.id', 'delivery.parent_id', 'delivery.team_id', 'delivery.channel_id'])
    .select(['delivery.state', 'message.kind'])
    .where('told.event_id', '=', event)
    .where('message.kind', 'in', ['alert', 'digest'])
    .orderBy('message.id')
    .execute()
  return new Map(
    rows.map((row) => [
      channelKey({ teamId: row.team_id, channelId: row.channel_id }),
      { id: row.id, top: row.parent_id ?? row.id, state: row.state, kind: row.kind },
    ]),
  )
}

/** A message that stands shows what joined it at once. */
export async function attach(
  tx: Database,
  attached: ChannelPlan['attached'],
  now: number,
): Promise<void> {
  if (attached.length === 0) return
  const given = each(tx, attached)
  await sql`
    insert into message_event (message_id, event_id)
    select delivery.message_id, cast(value ->> 'event' as bigint) from ${given}
    join delivery on delivery.id = value ->> 'delivery' where true
    on conflict do nothing`.execute(tx)
  await sql`
    update delivery set wanted = wanted + 1, material = 1, next_at = ${now}
    where id in (select value ->> 'delivery' from ${given}) and state in ('sending', 'sent')`.execute(
    tx,
  )
}

/** Three statements, however many: ten thousand channels are told within a second. */
export async function insertMessages(
  tx: Database,
  messages: readonly NewMessage[],
  now: number,
): Promise<DeliveryId[]> {
  if (messages.length === 0) return []
  const said = messages.map(({ teamId, channelId, kind, body }) => ({
    teamId,
    channelId,
    kind,
    body: body && toJson(body),
  }))
  const { rows } = await sql<{ id: MessageId }>`
    insert into message (team_id, channel_id, kind, body, created_at)
    select value ->> 'teamId', value ->> 'channelId', value ->> 'kind', value ->> 'body', ${integer(now)}
    from ${each(tx, said)} order by key returning id`.execute(tx)
  // Given in the order of writing.
  const messageIds = rows.map(({ id }) => id).sort((a, b) => a - b)
  const ids = messages.map(() => randomUUID() as string as DeliveryId)
  const announced = messages.flatMap(({ events }, at) =>
    events.map((event) => ({ messageId: messageIds[at], event })),
  )
  const made = messages.map(({ events, body, kind, ...delivery }, at) => ({
    ...delivery,
    id: ids[at],
    messageId: messageIds[at],
    material: delivery.material ? 1 : 0,
  }))
  await sql`
    insert into message_event (message_id, event_id)
    select cast(value ->> 'messageId' as bigint), cast(value ->> 'event' as bigint)
    from ${each(tx, announced)}`.execute(tx)
  await sql`
    insert into delivery (id, team_id, channel_id, message_id, parent_id, state, wanted, shown, next_at,
      attempts, hold, material, created_at)
    select value ->> 'id', value ->> 'teamId', value ->> 'channelId', cast(value ->> 'messageId' as bigint),
      value ->> 'parent', value ->> 'state', 1, 0, cast(value ->> 'nextAt' as bigint), 0, value ->> 'hold',
      cast(value ->> 'material' as bigint), ${integer(now)}
    from ${each(tx, made)}`.execute(tx)
  return ids
}
