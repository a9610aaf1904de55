import { describe, expect, test } from 'vitest'
import type { Pending } from '../../../src/core/delivery/delivery.ts'
import { draft } from '../../../src/core/delivery/plan.ts'
import { never } from '../../../src/core/delivery/settlement.ts'
import type { ChannelId, DeliveryId, EventId, TeamId } from '../../../src/core/ids.ts'
import { channelKey } from '../../../src/poll/ports.ts'
import type { Store } from '../../../src/store/open-store.ts'
import {
  addEvent,
  alert,
  elsewhere,
  now,
  type OpenEmpty,
  openWithFeed,
  other,
  place,
} from './given.ts'

const burstMs = 600_000

/** A store with one event, and messages that announce it in `place`. */
async function openTold(
  open: OpenEmpty,
  messages = 1,
): Promise<{ store: Store; event: EventId; rows: readonly Pending[]; ids: readonly DeliveryId[] }> {
  const store = await openWithFeed(open)
  const event = await store.transact(async (records) => {
    const { event } = await addEvent(records)
    const made = Array.from({ length: messages }, () => alert([event]))
    await records.addMessages(made, now)
    return event
  })
  const rows = await pendingOf(store)
  return { store, event, rows, ids: rows.map(({ id }) => id) }
}

async function pendingOf(store: Store, at = now) {
  return (await store.outbox.findQueue(place, at, burstMs)).pending
}

async function only<T>(rows: Promise<readonly T[]>): Promise<T> {
  const [row, ...rest] = await rows
  if (row === undefined || rest.length > 0) throw new Error('expected one row')
  return row
}

export function outboxContract(open: OpenEmpty): void {
  describe('messages', () => {
    test('are posted in the order in which they were made', async () => {
      const { store, event } = await openTold(open, 0)
      const texts = Array.from({ length: 40 }, (_, at) => `note ${at}`)
      await store.transact((records) =>
        records.addMessages(
          texts.map((text) => ({
            ...alert([event]),
            kind: 'note' as const,
            body: { kind: 'note' as const, text },
          })),
          now,
        ),
      )
      const said: (string | null | undefined)[] = []
      for (const { messageId } of await pendingOf(store)) {
        said.push((await store.outbox.findContent(place, messageId))?.note)
      }
      expect(said).toEqual(texts)
    })

    test('exist once anybody was told anything', async () => {
      const { store, event } = await openTold(open, 0)
      const told = await store.transact(async (records) => {
        const before = await records.hasTold()
        await records.addMessages([alert([event])], now)
        return [before, await records.hasTold()]
      })
      expect(told).toEqual([false, true])
    })

    test('are found by what they show, the newest of each channel', async () => {
      const { store, event, ids } = await openTold(open, 2)
      const shown = await store.transact(async (records) => {
        await records.addMessages([alert([event], elsewhere)], now)
        return records.findShown(event)
      })
      expect(shown.get(channelKey(place))).toMatchObject({ id: ids[1], kind: 'alert' })
      expect(shown.has(channelKey(elsewhere))).toBe(true)
    })

    test('that stand take further events in, once', async () => {
      const { store, rows, ids } = await openTold(open)
      const [delivery] = ids as [DeliveryId]
      await store.outbox.settle(place, rows, { state: 'sent', ts: '1.0', shown: 1 }, now)
      const shown = await store.transact(async (records) => {
        const { event } = await addEvent(records)
        await records.attach([{ delivery, event }], now)
        await records.attach([{ delivery, event }], now)
        return records.findShown(event)
      })
      expect(shown.get(channelKey(place))).toMatchObject({ id: delivery })
      expect(await only(pendingOf(store))).toMatchObject({ material: true })
    })

    test('that stand are due at once for a material change, and not before their time for another', async () => {
      const { store, event, rows } = await openTold(open)
      const later = now + 60_000
      const sent = { state: 'sent', ts: '1.0', shown: 1, nextAt: later } as const
      await store.outbox.settle(place, rows, sent, now)
      await store.transact((records) => records.wantRevision(event, false, now))
      expect(await store.outbox.findNextDue(later)).toBe(later)
      await store.transact((records) => records.wantRevision(event, true, now))
      expect(await only(pendingOf(store))).toMatchObject({ wanted: 3, material: true, nextAt: now })
      await store.transact((records) => records.wantRevision(event, false, now))
      expect(await only(pendingOf(store))).toMatchObject({ wanted: 4, material: true, nextAt: now })
    })
  })

  describe('the outbox', () => {
    test('gives the channels with something to do, the longest overdue first', async () => {
      const { store, event } = await openTold(open)
      await store.transact((records) =>
        records.addMessages([alert([event], { ...elsewhere, nextAt: now - 1 })], now),
      )
      const posts = { onlyPosts: true }
      expect(await store.outbox.findDue(now, 10)).toEqual([
        { ...elsewhere, ...posts },
        { ...place, ...posts },
      ])
      expect(await store.outbox.findDue(now, 1)).toEqual([{ ...elsewhere, ...posts }])
      expect(await store.outbox.findDue(now - 1, 10)).toEqual([{ ...elsewhere, ...posts }])
    })

    test('is never due where all is held for good', async () => {
      const { store, rows } = await openTold(open)
      await store.outbox.settle(place, rows, { state: 'held', hold: 'unknown', nextAt: never }, now)
      expect(await store.outbox.findNextDue(Number.MAX_SAFE_INTEGER)).toBeNull()
    })

    test('gives some channels of each workspace before more of one that has many', async () => {
      const { store, event } = await openTold(open)
      const crowd = Array.from({ length: 20 }, (_, at) => ({
        teamId: place.teamId,
        channelId: `CROWD${at}` as ChannelId,
        nextAt: now - 10,
      }))
      const last = { ...elsewhere, teamId: 'T9' as TeamId }
      const drafts = [...crowd.map((one) => alert([event], one)), alert([event], last)]
      await store.transact((records) => records.addMessages(drafts, now))
      const due = await store.outbox.findDue(now, 12)
      expect(due).toHaveLength(12)
      expect(due.slice(0, 8)).toEqual(due.slice(0, 8).filter(({ teamId }) => teamId === 'T1'))
      expect(due[8]).toMatchObject(last)
    })

    test('notes an attempt before it is made, and keeps the channel quiet after it', async () => {
      const { store } = await openTold(open)
      await store.outbox.claim(place, await only(pendingOf(store)), now, now + 1000)
      expect(await only(pendingOf(store))).toMatchObject({
        state: 'sending',
        attempts: 1,
        attemptedAt: now,
      })
      expect((await store.outbox.findQueue(place, now, burstMs)).notBefore).toBe(now + 1000)
    })

    test('lets an attempt be made once for what was read once', async () => {
      const { store } = await openTold(open)
      const row = await only(pendingOf(store))
      const attempt = () => store.outbox.claim(place, row, now, now + 1000)
      expect((await Promise.all([attempt(), attempt(), attempt()])).filter(Boolean)).toHaveLength(1)
      expect(await only(pendingOf(store))).toMatchObject({ state: 'sending', attempts: 1 })
    })

    test('lets no attempt be made for what was given up, or forgotten, since it was read', async () => {
      const { store } = await openTold(open)
      const row = await only(pendingOf(store))
      await store.membership.recordLeft(place)
      expect(await store.outbox.claim(place, row, now, now + 1000)).toBe(false)
      expect(await pendingOf(store)).toEqual([])
      await store.membership.removeWorkspace(place.teamId)
      expect(await store.outbox.claim(place, row, now, now + 1000)).toBe(false)
      expect((await store.outbox.findQueue(place, now, burstMs)).notBefore).toBe(0)
    })

    test('decides nothing for what is not as it was read', async () => {
      const { store, rows } = await openTold(open, 2)
      const [first, second] = rows as [Pending, Pending]
      await store.outbox.claim(place, second, now, now)
      const before = await pendingOf(store)
      const held = { state: 'held', hold: 'paused', nextAt: now } as const
      expect(await store.outbox.settle(place, rows, held, now)).toBe(false)
      expect(await store.outbox.fold(place, rows, null, now)).toBe(false)
      expect(await store.outbox.gather(place, rows, now)).toBe(false)
      expect(await store.outbox.freeze(place, second, { state: 'sent' }, now)).toBe(false)
      expect(await store.outbox.orphan(place, second)).toBe(false)
      expect(await pendingOf(store)).toEqual(before)
      expect(await store.outbox.settle(place, [first], held, now)).toBe(true)
    })

    test('has nothing to do for what stands as it was wanted', async () => {
      const { store, rows } = await openTold(open)
      await store.outbox.settle(place, rows, { state: 'sent', ts: '1.0', shown: 1 }, now)
      expect(await pendingOf(store)).toEqual([])
      expect(await store.outbox.findDue(now, 10)).toEqual([])
    })

    test('forgets no material change that came while the last was on its way', async () => {
      const { store, event, rows } = await openTold(open)
      await store.transact((records) => records.wantRevision(event, true, now))
      const sent = { state: 'sent', ts: '1.0', shown: 1, nextAt: now + 60_000 } as const
      await store.outbox.settle(place, rows, sent, now)
      expect(await only(pendingOf(store))).toMatchObject({ material: true, shown: 1, nextAt: now })
    })

    test('asks no channel of a workspace that refuses us, and all of the others', async () => {
      const { store, event } = await openTold(open)
      await store.transact((records) => records.addMessages([alert([event], elsewhere)], now))
      await store.outbox.blockTeam(other, 'token_revoked', now + 5000, now)
      await store.outbox.blockTeam(other, 'token_revoked', now + 1000, now)
      expect(await store.outbox.findDue(now, 10)).toMatchObject([place])
      expect(await store.outbox.findDue(now + 4999, 10)).toMatchObject([place])
      expect(await store.outbox.findDue(now + 5000, 10)).toHaveLength(2)
    })

    test('puts alerts under one summary, and later ones under the same', async () => {
      const { store, ids, rows: read } = await openTold(open, 3)
      const [first, second, third] = read as [Pending, Pending, Pending]
      await store.outbox.fold(place, [first, second], null, now)
      const { burst } = await store.outbox.findQueue(place, now, burstMs)
      await store.outbox.fold(place, [third], burst, now)
      const rows = await pendingOf(store)
      expect(rows.filter(({ kind }) => kind === 'burst')).toMatchObject([{ id: burst }])
      const under = rows.filter(({ parent }) => parent?.id === burst)
      expect(under.map(({ id }) => id)).toEqual(ids)
      await store.outbox.orphan(place, third)
      const alone = (await pendingOf(store)).find(({ id }) => id === third.id)
      expect(alone?.parent).toBeNull()
    })

    test('puts the lines of an alert under the summary that it goes under', async () => {
      const { store, ids, rows } = await openTold(open)
      const [parent] = ids
      if (!parent) throw new Error('expected an alert')
      await store.transact((records) =>
        records.addMessages([draft(place, 'thread', now, { parent })], now),
      )
      await store.outbox.fold(place, rows, null, now)
      const [summary, ...under] = await pendingOf(store)
      expect(summary?.kind).toBe('burst')
      expect(under.map((row) => [row.kind, row.parent?.id])).toEqual([
        ['alert', summary?.id],
        ['thread', summary?.id],
      ])
    })

    test('makes one digest of what was held for it', async () => {
      const { store, rows } = await openTold(open, 2)
      await store.outbox.gather(place, rows, now)
      expect(await only(pendingOf(store))).toMatchObject({ kind: 'digest', state: 'waiting' })
    })

    test('says in the thread what can no longer be shown in place', async () => {
      const { store } = await openTold(open)
      const row = await only(pendingOf(store))
      await store.outbox.freeze(place, row, { state: 'sent', ts: '1.0', shown: 1 }, now)
      expect(await only(pendingOf(store))).toMatchObject({
        kind: 'thread',
        parent: { id: row.id, ts: '1.0', isLost: false },
      })
    })
  })
}
