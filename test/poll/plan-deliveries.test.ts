import { afterEach, beforeEach, expect, test } from 'vitest'
import { type ChannelSettings, silentSettings, watchFor } from '../../src/core/channel/settings.ts'
import { withIds } from '../../src/core/channel/watch-identity.ts'
import type { EventChange, Listener, ToldEvent } from '../../src/core/delivery/delivery.ts'
import { merge } from '../../src/core/events/merge.ts'
import type {
  ChannelId,
  CompanyKey,
  DeliveryId,
  EventId,
  StoryId,
  TeamId,
} from '../../src/core/ids.ts'
import { planDeliveries } from '../../src/poll/plan-deliveries.ts'
import { findContent } from '../../src/store/content.ts'
import type { Database } from '../../src/store/database.ts'
import { nobody } from '../../src/store/listeners.ts'
import { openOutbox } from '../../src/store/outbox.ts'
import { openTransact } from '../../src/store/records.ts'
import { layoff } from '../support/claims.ts'
import { openFastDatabase } from '../support/store.ts'

const now = Date.parse('2026-11-23T12:00:00Z')
const minute = 60_000
const team = 'T1' as TeamId
const amazon = { key: 'amazon' as CompanyKey, name: 'Amazon', parent: null }
const facts = layoff({ company: amazon, headcount: 16_000 })

let db: Database
beforeEach(async () => {
  db = await openFastDatabase()
  const claim = { storyId: 1 as StoryId, source: 'Wire', at: now, dated: true, facts, textKey: '' }
  await openTransact(
    db,
    nobody,
  )(async (records) => {
    await records.addEvent(null, merge([claim]), now, false)
    await records.addEvent(null, merge([claim]), now, false)
  })
})
afterEach(() => db.destroy())

const listener = (id: string, more: Partial<ChannelSettings> = {}): Listener => ({
  teamId: team,
  channelId: id as ChannelId,
  settings: { ...silentSettings, watches: withIds([watchFor({})]), ...more },
  since: 0,
})
const told = (id: number, change: EventChange, more: Partial<ToldEvent> = {}): ToldEvent => ({
  id: id as EventId,
  change,
  heard: { facts, amountUsd: null, matched: new Set() },
  silent: false,
  recordedAt: now,
  ...more,
})
const isNew: EventChange = { kind: 'new' }
const joined: EventChange = { kind: 'joined' }
const denied: EventChange = { kind: 'material', changes: [{ kind: 'denied' }] }

function plan(events: ToldEvent[], listeners: Listener[], at = now, more = {}) {
  const telling = { storyId: 1 as StoryId, at, teamId: null, events, older: false, ...more }
  return openTransact(db, nobody)((records) => planDeliveries(records, telling, listeners, at))
}

async function deliveries() {
  const rows = await db
    .selectFrom('delivery')
    .innerJoin('message', 'message.id', 'delivery.message_id')
    .selectAll('delivery')
    .select(['message.kind'])
    .orderBy('message.id')
    .execute()
  const events = await db.selectFrom('message_event').selectAll().execute()
  return rows.map((row) => ({
    ...row,
    events: events.filter((e) => e.message_id === row.message_id).map((e) => e.event_id),
  }))
}

const postAll = () =>
  db
    .updateTable('delivery')
    .set({ state: 'sent', shown: 1, ts: '1.0', attempts: 0, next_at: now + minute })
    .execute()

test('a new event is written down for each channel that hears it and for no other', async () => {
  await plan([told(1, isNew)], [listener('C1'), listener('C2', { watches: [] }), listener('C3')])
  expect(await deliveries()).toMatchObject([
    { channel_id: 'C1', kind: 'alert', state: 'waiting', wanted: 1, shown: 0, events: [1] },
    { channel_id: 'C3', kind: 'alert', state: 'waiting', wanted: 1, shown: 0, events: [1] },
  ])
})

test('events of one story share a message', async () => {
  await plan([told(1, isNew), told(2, isNew)], [listener('C1')])
  expect(await deliveries()).toMatchObject([{ events: [1, 2] }])
})

test('a linked event joins the message of the event that it is told with', async () => {
  await plan([told(1, isNew)], [listener('C1')])
  await plan([told(1, joined), told(2, isNew)], [listener('C1')])
  expect(await deliveries()).toMatchObject([{ events: [1, 2], wanted: 2 }])
})

const asRead = (id: DeliveryId) => ({ id, state: 'waiting' as const, attempts: 0 })

test('a linked event that joins a posted message changes it at once and is told in its thread', async () => {
  await plan([told(1, isNew)], [listener('C1')])
  await postAll()
  await plan([told(1, joined), told(2, isNew)], [listener('C1')], now + 5000)
  const [message, line] = await deliveries()
  expect(message).toMatchObject({ events: [1, 2], wanted: 3, material: 1, next_at: now + 5000 })
  expect(line).toMatchObject({ kind: 'thread', parent_id: message?.id, material: 1 })
})

test('a linked event that joins a message under a summary is announced by the summary', async () => {
  await plan([told(1, isNew)], [listener('C1')])
  const [{ id } = { id: '' as DeliveryId }] = await deliveries()
  const outbox = openOutbox(db, { teamId: team, channels: new Map() })
  await outbox.fold({ teamId: team, channelId: 'C1' as ChannelId }, [asRead(id)], null, now)
  await postAll()
  await plan([told(1, joined), told(2, isNew)], [listener('C1')])
  const summary = (await deliveries()).find(({ kind }) => kind === 'burst')
  expect(summary?.events).toEqual([1, 2])
})

test('a summary follows what was posted before it, and not its own thread', async () => {
  const place = { teamId: team, channelId: 'C1' as ChannelId }
  const outbox = openOutbox(db, { teamId: team, channels: new Map() })
  const summary = async (event: number) => {
    await plan([told(event, isNew)], [listener('C1')])
    const row = (await deliveries()).find(({ events }) => events.includes(event as EventId))
    await outbox.fold(place, [asRead(row?.id as DeliveryId)], null, now)
    const { id } = await db
      .selectFrom('message')
      .select('id')
      .where('kind', '=', 'burst')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow()
    return findContent(db, place, id)
  }
  expect(await summary(1)).toMatchObject({ kind: 'burst', follows: false })
  await postAll()
  expect(await summary(2)).toMatchObject({ kind: 'burst', follows: true })
})

test('a further story changes the message in place, at most once a minute', async () => {
  await plan([told(1, isNew)], [listener('C1')])
  await postAll()
  await plan([told(1, joined)], [listener('C1')], now + 5000)
  await plan([told(1, joined)], [listener('C1')], now + 9000)
  expect(await deliveries()).toMatchObject([
    { state: 'sent', wanted: 3, shown: 1, next_at: now + minute, material: 0 },
  ])
})

test('a material change is shown at once and told in the thread', async () => {
  await plan([told(1, isNew)], [listener('C1')])
  await postAll()
  await plan([told(1, denied)], [listener('C1')], now + 5000)
  const [message, line] = await deliveries()
  expect(message).toMatchObject({ wanted: 2, next_at: now + 5000, material: 1 })
  expect(line).toMatchObject({ kind: 'thread', parent_id: message?.id, material: 1, events: [] })
})

test('a channel that wants threads gets a line for every story, one that wants every story a message', async () => {
  const listeners = [listener('C1', { updates: 'thread' }), listener('C2', { updates: 'every' })]
  await plan([told(1, isNew)], listeners)
  await postAll()
  await plan([told(1, joined)], listeners)
  expect((await deliveries()).slice(2)).toMatchObject([
    { channel_id: 'C1', kind: 'thread' },
    { channel_id: 'C2', kind: 'alert', events: [1] },
  ])
})

test('what a story says anew of an event is shown in place, whatever a channel wants', async () => {
  const listeners = [
    listener('C1'),
    listener('C2', { updates: 'thread' }),
    listener('C3', { updates: 'every' }),
  ]
  await plan([told(1, isNew)], listeners)
  await postAll()
  await plan([told(1, { kind: 'retold' })], listeners)
  expect(await deliveries()).toMatchObject(
    listeners.map(() => ({ kind: 'alert', wanted: 2, shown: 1, material: 0 })),
  )
})

test('a mute is written down as held for good, and gets no line later', async () => {
  const mute = [{ kind: 'company', company: 'amazon', until: null }] as const
  await plan([told(1, isNew)], [listener('C1', { mute })])
  await plan([told(1, denied)], [listener('C1', { mute })])
  const rows = await deliveries()
  expect(rows).toMatchObject([{ state: 'held', hold: 'muted' }])
})

test('a paused channel holds the message until the pause ends', async () => {
  await plan([told(1, isNew)], [listener('C1', { pausedUntil: now + minute })])
  expect(await deliveries()).toMatchObject([
    { state: 'held', hold: 'paused', next_at: now + minute },
  ])
})

test('an event recorded silently stays silent until it changes materially', async () => {
  await plan([told(1, joined, { silent: true })], [listener('C1')])
  expect(await deliveries()).toEqual([])
  await plan([told(1, denied, { silent: true })], [listener('C1')])
  expect(await deliveries()).toMatchObject([{ kind: 'alert', events: [1] }])
})

test('a story that meets a watch for the first time brings an event that the channel did not hear', async () => {
  const listeners = [listener('C1', { watches: withIds([watchFor({ match: 'robots' })]) })]
  await plan([told(1, isNew)], listeners)
  expect(await deliveries()).toEqual([])
  const heard = { facts, amountUsd: null, matched: new Set(['robots']) }
  await plan([told(1, joined, { heard })], listeners)
  expect(await deliveries()).toMatchObject([{ kind: 'alert' }])
})

test('a channel added later is not told of what was recorded before', async () => {
  await plan([told(1, joined)], [{ ...listener('C1'), since: now + 1 }])
  expect(await deliveries()).toEqual([])
})

test('news older than two days is not announced, except as such', async () => {
  const old = { at: now - 3 * 86_400_000 }
  await plan([told(1, isNew)], [listener('C1')], now, old)
  expect(await deliveries()).toEqual([])
  await plan([told(1, isNew)], [listener('C1')], now, { ...old, older: true })
  expect(await deliveries()).toMatchObject([{ kind: 'alert' }])
})

test('what came only from a workspace’s own feed is told to no other workspace', async () => {
  const other = { ...listener('C9'), teamId: 'T2' as TeamId }
  await plan([told(1, isNew)], [listener('C1'), other], now, { teamId: 'T2' as TeamId })
  expect(await deliveries()).toMatchObject([{ channel_id: 'C9' }])
})

test('ten thousand channels are written down in a few statements', async () => {
  const listeners = Array.from({ length: 10_000 }, (_, index) => listener(`C${index}`))
  const start = performance.now()
  await plan([told(1, isNew)], listeners)
  const ms = performance.now() - start
  const channels = await db.selectFrom('delivery').select('channel_id').distinct().execute()
  expect(channels).toHaveLength(10_000)
  // A second on a machine at rest (npm run bench); this one may be busy.
  expect(ms).toBeLessThan(5000)
})
