import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { openProxy } from '../../scripts/kill/proxy.ts'
import { timings } from '../../src/core/delivery/delivery.ts'
import { openDeliverer } from '../../src/deliver/deliver.ts'
import { timer } from '../../src/deliver/timer.ts'
import type { Bell } from '../../src/ports.ts'
import { examineDatabase } from '../../src/store/examine.ts'
import { openStore, type Store } from '../../src/store/open-store.ts'
import { openBell } from '../../src/store/postgres/bell.ts'
import { silent } from '../support/bot.ts'
import { onServer } from '../support/databases.ts'
import { createDatabase, needsServer, server } from '../support/postgres.ts'
import { addEvent, alert, now, place, wire } from './contract/given.ts'

async function open(url: string): Promise<Store> {
  const opened = await openStore(url, { owner: null, clock: Date.now })
  if (opened.kind === 'fault') throw new Error(opened.sentence)
  onTestFinished(() => opened.store.close())
  return opened.store
}

/** Who writes, and another, whose bell is the only way to know. */
async function openTwo() {
  const url = await createDatabase()
  const [writer, listener] = [await open(url), await open(url)]
  await writer.feeds.configure([wire], now)
  return { url, writer, listener, bell: openBell(url, { sweepMs: 3_600_000 }) }
}

/** Counts the rings, from when it hears. */
async function listen(bell: Bell): Promise<{ rings: number }> {
  const stopping = new AbortController()
  const heard = { rings: 0 }
  const ended = bell.listen(silent, stopping.signal)
  onTestFinished(() => {
    stopping.abort()
    return ended
  })
  const first = bell.next()
  const count = async () => {
    while (!stopping.signal.aborted) {
      await bell.next()
      heard.rings += 1
    }
  }
  await first
  void count()
  return heard
}

async function write(store: Store): Promise<void> {
  await store.transact(async (records) => {
    const { event } = await addEvent(records)
    await records.addMessages([alert([event])], Date.now())
  })
}

const cutListeners = (url: string) =>
  onServer(
    url,
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and application_name = 'bellwether bell'`,
  )

describe.skipIf(server === undefined)(`the bell of a Postgres${needsServer}`, () => {
  test('rings for a message that is written, changed, or due sooner, and not for one that is settled', async () => {
    const { url, writer, bell } = await openTwo()
    const heard = await listen(bell)
    const expectRings = async (count: number) => {
      await pause(60)
      expect(heard.rings).toBe(count)
    }
    await write(writer)
    await expectRings(1)
    const { pending } = await writer.outbox.findQueue(place, Date.now(), 0)
    const later = { state: 'sent', ts: '1.0', shown: 1, nextAt: Date.now() + 60_000 } as const
    await writer.outbox.settle(place, pending, later, now)
    await expectRings(1)
    await onServer(url, `update delivery set wanted = wanted + 1`)
    await expectRings(2)
    await onServer(url, `update delivery set next_at = next_at - 1`)
    await expectRings(3)
  })

  test('that is cut is deaf, is heard again, and then rings for what was missed', async () => {
    const { url, listener, bell } = await openTwo()
    const heard = await listen(bell)
    expect(await examineDatabase(url)).toMatchObject({ mayBeDeaf: false })
    await cutListeners(url)
    await vi.waitFor(() => expect(bell.isDeaf()).toBe(true), { interval: 5 })
    await listener.leases.hold(['team T1'])
    expect(await examineDatabase(url)).toMatchObject({ mayBeDeaf: true })
    await vi.waitFor(() => expect(bell.isDeaf()).toBe(false))
    expect(heard.rings).toBe(1)
    expect(await examineDatabase(url)).toMatchObject({ mayBeDeaf: false })
  })

  test('is known to be deaf where its connection lives and carries nothing', async () => {
    const proxy = await openProxy(await createDatabase())
    onTestFinished(() => proxy.close())
    const bell = openBell(proxy.url, { tryEveryMs: 50 })
    await listen(bell)
    proxy.stall(60_000)
    await vi.waitFor(() => expect(bell.isDeaf()).toBe(true), 8000)
    await vi.waitFor(() => expect(bell.isDeaf()).toBe(false), 2000)
  }, 15_000)

  test('is what a message waits for: one is sent at once, and one that was written while nobody heard too', async () => {
    const { url, writer, listener, bell } = await openTwo()
    const sent = new Set<string>()
    const deliverer = openDeliverer({
      ...listener,
      bell,
      post: {
        post: async ({ deliveryId }) => {
          sent.add(deliveryId)
          return { kind: 'posted', ts: `${sent.size}.0` }
        },
        update: () => Promise.reject(new Error('nothing is to be changed')),
        seek: () => Promise.reject(new Error('nothing is to be sought')),
      },
      clock: Date.now,
      timer,
      chance: () => 0,
      log: silent,
      timings: { ...timings, postEveryMs: 0 },
      callMs: 1000,
      pageFurniture: [],
      toUsd: (amount: number) => amount,
    })
    const stopping = new AbortController()
    const running = deliverer.run(stopping.signal)
    onTestFinished(() => {
      stopping.abort()
      return running
    })
    await pause(300)
    await write(writer)
    await vi.waitFor(() => expect(sent.size).toBe(1))
    await pause(100)
    await cutListeners(url)
    await vi.waitFor(() => expect(bell.isDeaf()).toBe(true), { interval: 5 })
    await write(writer)
    expect(bell.isDeaf()).toBe(true)
    await vi.waitFor(() => expect(sent.size).toBe(2))
  })
})
