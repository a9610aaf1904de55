import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import {
  type DeliveryState,
  type Listener,
  type MessageKind,
  staleAfterMs,
  type Telling,
  type ThreadLine,
  type ToldEvent,
} from '../core/delivery.ts'
import type { ChannelId, DeliveryId, EventId, TeamId } from '../core/event.ts'
import { muteFor, type Route, route } from '../core/route.ts'
import { never } from '../core/settlement.ts'
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
  const shown = new Map<EventId, Map<string, Shown>>()
  for (const event of telling.events) {
    if (event.change.kind !== 'new') await bump(tx, event, now)
    shown.set(event.id, event.change.kind === 'new' ? new Map() : await findShown(tx, event.id))
  }
  const reached = listeners.filter(({ teamId }) => (telling.teamId ?? teamId) === teamId)
  const plans = reached.map((listener) => planChannel(telling, listener, shown, now))
  await attach(
    tx,
    plans.flatMap(({ attached }) => attached),
    now,
  )
  const made = plans.flatMap((plan) => plan.made)
  await insertMessages(tx, made, now)
  return made.length
}

/** A message of an event that stands, or waits, in a channel. */
interface Shown {
  id: DeliveryId
  /** The top of its thread: itself, or the summary that it went under. */
  top: DeliveryId
  state: DeliveryState
  kind: MessageKind
}

export interface NewMessage {
  teamId: TeamId
  channelId: ChannelId
  kind: MessageKind
  body: unknown
  state: DeliveryState
  error: string | null
  nextAt: number
  parent: DeliveryId | null
  events: readonly EventId[]
  material: boolean
}

interface ChannelPlan {
  made: NewMessage[]
  /** Events that go into a message that stands, or waits. */
  attached: { delivery: DeliveryId; event: EventId }[]
}

function planChannel(
  telling: Telling,
  listener: Listener,
  shown: ReadonlyMap<EventId, ReadonlyMap<string, Shown>>,
  now: number,
): ChannelPlan {
  const key = channelKey(listener)
  const plan: ChannelPlan = { made: [], attached: [] }
  const wantsEach = listener.settings.updates === 'every'
  const found: { event: ToldEvent; route: Route }[] = []
  const standing: Shown[] = []
  for (const event of telling.events) {
    const message = shown.get(event.id)?.get(key)
    if (message) standing.push(message)
    if (message && !(wantsEach && event.change.kind === 'joined')) {
      if (isLineDue(event, message, listener, now))
        plan.made.push(line(telling, event, message, listener, now))
    } else if (message || isNews(telling, event, listener, now)) {
      found.push({ event, route: route(listener.settings, event.heard, now) })
    }
  }
  const linked = wantsEach
    ? standing.find(({ state }) => state === 'waiting')
    : standing.find(({ kind, state }) => kind === 'alert' && isShown(state))
  const heard = found.filter(({ route }) => route.kind === 'now' || route.kind === 'held')
  if (linked) {
    // What went under a summary is announced by the summary.
    const targets = [...new Set([linked.id, linked.top])]
    plan.attached = heard.flatMap(({ event }) =>
      targets.map((delivery) => ({ delivery, event: event.id })),
    )
    if (linked.state !== 'waiting') {
      plan.made.push(...heard.map(({ event }) => line(telling, event, linked, listener, now)))
    }
  } else if (heard[0]) {
    plan.made.push(alert(telling, listener, heard[0].route, heard, now))
  }
  const muted = found.filter(({ route }) => route.kind === 'muted')
  if (muted[0]) plan.made.push(alert(telling, listener, muted[0].route, muted, now))
  return plan
}

function isShown(state: DeliveryState): boolean {
  return state === 'waiting' || state === 'sending' || state === 'sent'
}

/** Whether a channel that shows nothing of an event should hear of it now. */
function isNews(telling: Telling, event: ToldEvent, listener: Listener, now: number): boolean {
  if (event.change.kind === 'material') return true
  if (now - telling.at > staleAfterMs && !telling.older) return false
  return event.change.kind === 'new' || (!event.silent && event.recordedAt >= listener.since)
}

/** A message that was not posted yet will show the change by itself. */
function isLineDue(event: ToldEvent, message: Shown, { settings }: Listener, now: number): boolean {
  const stands = message.state === 'sent' || message.state === 'sending'
  if (!stands || muteFor(settings, event.heard, now)) return false
  return event.change.kind === 'material' || settings.updates === 'thread'
}

function alert(
  telling: Telling,
  { teamId, channelId }: Listener,
  way: Route,
  events: readonly { event: ToldEvent }[],
  now: number,
): NewMessage {
  return {
    teamId,
    channelId,
    kind: 'alert',
    body: telling.older ? { older: true } : null,
    ...(way.kind === 'held'
      ? { state: 'held', error: way.reason, nextAt: way.until }
      : way.kind === 'muted'
        ? { state: 'held', error: 'muted', nextAt: never }
        : { state: 'waiting', error: null, nextAt: now }),
    parent: null,
    events: events.map(({ event }) => event.id),
    material: false,
  }
}

function line(
  { storyId }: Telling,
  { id, change }: ToldEvent,
  message: Shown,
  { teamId, channelId }: Listener,
  now: number,
): NewMessage {
  const body: ThreadLine = { eventId: id, storyId, change }
  return {
    teamId,
    channelId,
    kind: 'thread',
    body,
    state: 'waiting',
    error: null,
    nextAt: now,
    parent: message.top,
    events: [],
    material: change.kind !== 'joined',
  }
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
async function findShown(tx: Database, event: EventId): Promise<Map<string, Shown>> {
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

function channelKey({ teamId, channelId }: { teamId: TeamId; channelId: ChannelId }): string {
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
      attempts, error, material, created_at)
    select value ->> 'id', value ->> 'teamId', value ->> 'channelId', ${first} + key, value ->> 'parent',
      value ->> 'state', 1, 0, value ->> 'nextAt', 0, value ->> 'error', value ->> 'material', ${now}
    from json_each(${json})`.execute(tx)
  return ids
}
