import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Listener, Place, Telling, ToldEvent } from '../core/delivery/delivery.ts'
import {
  type ChannelPlan,
  type NewMessage,
  planChannel,
  type ShownMessage,
} from '../core/delivery/plan.ts'
import type { DeliveryId, EventId } from '../core/ids.ts'
import type { Database } from './database.ts'

/**
 * Writes down what one story's events mean for every channel: new messages, changes of those that stand, lines for their threads.
 * Runs inside the transaction that records the story: `tx` is that transaction's. Returns how many messages are to be sent.
 */
export async function planDeliveries(
  tx: Database,
  telling: Telling,
  listeners: readonly Listener[],
  now: number,
): Promise<number> {
  const shown = new Map<EventId, Map<string, ShownMessage>>()
  for (const event of telling.events) {
    if (event.change.kind !== 'new') await bump(tx, event, now)
    shown.set(event.id, event.change.kind === 'new' ? new Map() : await findShown(tx, event.id))
  }
  const reached = listeners.filter(({ teamId }) => (telling.teamId ?? teamId) === teamId)
  const plans = reached.map((listener) => {
    const key = channelKey(listener)
    return planChannel(telling, listener, (event) => shown.get(event)?.get(key), now)
  })
  await attach(
    tx,
    plans.flatMap(({ attached }) => attached),
    now,
  )
  const made = plans.flatMap((plan) => plan.made)
  await insertMessages(tx, made, now)
  return made.length
}

/** Messages that show the event want one more revision: a material change at once, others at most one a minute. */
async function bump(tx: Database, { id, change }: ToldEvent, now: number): Promise<void> {
  const material = change.kind === 'material' ? 1 : 0
  await sql`
    update delivery set
      wanted = wanted + 1,
      material = max(material, ${material}),
      next_at = case
        when state <> 'sent' then next_at
        when ${material} then ${now}
        else max(next_at, ${now}) end
    where message_id in (select message_id from message_event where event_id = ${id})
      and state <> 'given_up'`.execute(tx)
}

/** By channel: the newest message that tells the event there. */
async function findShown(tx: Database, event: EventId): Promise<Map<string, ShownMessage>> {
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

function channelKey({ teamId, channelId }: Place): string {
  return `${teamId} ${channelId}`
}

/** A message that stands shows what joined it at once. */
async function attach(tx: Database, attached: ChannelPlan['attached'], now: number): Promise<void> {
  if (attached.length === 0) return
  const json = JSON.stringify(attached)
  await sql`
    insert into message_event (message_id, event_id)
    select delivery.message_id, value ->> 'event' from json_each(${json})
    join delivery on delivery.id = value ->> 'delivery' where true
    on conflict do nothing`.execute(tx)
  await sql`
    update delivery set wanted = wanted + 1, material = 1, next_at = ${now}
    where id in (select value ->> 'delivery' from json_each(${json})) and state in ('sending', 'sent')`.execute(
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
  const ids = messages.map(() => randomUUID() as string as DeliveryId)
  const last = await tx
    .selectFrom('message')
    .select((eb) => eb.fn.max('id').as('id'))
    .executeTakeFirst()
  const first = (last?.id ?? 0) + 1
  const json = JSON.stringify(
    messages.map((message, index) => ({
      ...message,
      id: ids[index],
      body: message.body === null ? null : JSON.stringify(message.body),
      material: message.material ? 1 : 0,
    })),
  )
  await sql`
    insert into message (id, team_id, channel_id, kind, body, created_at)
    select ${first} + key, value ->> 'teamId', value ->> 'channelId', value ->> 'kind', value ->> 'body', ${now}
    from json_each(${json})`.execute(tx)
  await sql`
    insert into message_event (message_id, event_id)
    select ${first} + made.key, event.value
    from json_each(${json}) as made, json_each(made.value -> 'events') as event`.execute(tx)
  await sql`
    insert into delivery (id, team_id, channel_id, message_id, parent_id, state, wanted, shown, next_at,
      attempts, hold, material, created_at)
    select value ->> 'id', value ->> 'teamId', value ->> 'channelId', ${first} + key, value ->> 'parent',
      value ->> 'state', 1, 0, value ->> 'nextAt', 0, value ->> 'hold', value ->> 'material', ${now}
    from json_each(${json})`.execute(tx)
  return ids
}
