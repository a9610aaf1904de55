import { setTimeout as pause } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import pg from 'pg'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { silentSettings, watchFor } from '../../src/core/channel/settings.ts'
import { withIds } from '../../src/core/channel/watch-identity.ts'
import type { ChannelId } from '../../src/core/ids.ts'
import type { Lease } from '../../src/ports.ts'
import { isToHold } from '../../src/store/configuration.ts'
import { nobody } from '../../src/store/listeners.ts'
import { openStore, type Store } from '../../src/store/open-store.ts'
import { openOutbox } from '../../src/store/outbox.ts'
import { openPostgres, openPostgresReader } from '../../src/store/postgres/database.ts'
import { settingsStore } from '../../src/store/settings.ts'
import { onServer } from '../support/databases.ts'
import { borrowDatabase, createDatabase, needsServer, server } from '../support/postgres.ts'
import { acme, addEvent, alert, now, place, wire } from './contract/given.ts'

const leaseMs = 600
const other = { ...wire, id: 'other' as never, url: 'https://other.example/feed' }

/** Two processes on one database, which knows two feeds at two hosts and has an alert to send. */
async function openTwo(given?: string): Promise<{ one: Store; two: Store; url: string }> {
  const url = given ?? (await borrowDatabase())
  const open = async () => {
    const opened = await openStore(url, { owner: null, clock: Date.now, leaseMs })
    if (opened.kind === 'fault') throw new Error(opened.sentence)
    onTestFinished(() => opened.store.close())
    return opened.store
  }
  const [one, two] = [await open(), await open()]
  await one.feeds.configure([wire, other], now)
  await one.transact(async (records) => {
    const { event } = await addEvent(records)
    await records.addMessages([alert([event])], now)
  })
  return { one, two, url }
}

const team = 'team T1'

async function holdOne(store: Store, name = team): Promise<Lease | undefined> {
  return (await store.leases.hold([name])).get(name)
}

/** As where its process is stopped, or cut off: it ends while its holder does not know. */
async function end(url: string, name = team): Promise<void> {
  const db = openPostgresReader(url)
  await sql`update lease set until = clock_timestamp() where name = ${name}`.execute(db)
  await db.destroy()
}

async function onConnection<T>(url: string, run: (db: Kysely<never>) => Promise<T>): Promise<T> {
  const db = openPostgresReader(url) as unknown as Kysely<never>
  try {
    return await run(db)
  } finally {
    await db.destroy()
  }
}

describe.skipIf(server === undefined)(`a configuration${needsServer}`, () => {
  /** What each asks at its time, in minutes, by the configuration that it has. */
  const asked = async (...asks: [minute: number, name: string][]) => {
    const url = await borrowDatabase()
    const db = await openPostgres(url, null)
    if (db.kind === 'fault') throw new Error(db.sentence)
    onTestFinished(() => db.db.destroy())
    const answers: boolean[] = []
    for (const [minute, name] of asks) {
      answers.push(await isToHold(db.db, { name, channels: nobody }, minute * 60_000))
    }
    return answers
  }

  test('that is new holds at once, and the old one is not put back by a process that starts again', async () => {
    expect(await asked([0, 'old'], [1, 'new'], [1.1, 'old'], [1.2, 'new'])).toEqual([
      true,
      true,
      false,
      true,
    ])
  })

  test('that was replaced holds again once nobody works by its successor', async () => {
    expect(await asked([0, 'old'], [1, 'new'], [2, 'old'], [2.6, 'old'], [2.7, 'new'])).toEqual([
      true,
      true,
      false,
      true,
      false,
    ])
  })
})

describe.skipIf(server === undefined)(`channels.yaml${needsServer}`, () => {
  /** Processes of a deployment, each with its own file, which asks one channel. */
  const fileOf = (id: ChannelId) => {
    const settings = { ...silentSettings, watches: withIds([watchFor({})]) }
    return {
      teamId: place.teamId,
      channels: new Map([[id, settings]]),
      editors: new Map([[id, [`U${id}`]]]),
    }
  }
  const openEach = async (...channels: ChannelId[]) => {
    const url = await borrowDatabase()
    const stores = channels.map(async (id) => {
      const configured = fileOf(id)
      const opened = await openStore(url, { owner: null, clock: Date.now, configured })
      if (opened.kind === 'fault') throw new Error(opened.sentence)
      onTestFinished(() => opened.store.close())
      await opened.store.recordChannels()
      return opened.store
    })
    const [old, young] = await Promise.all(stores)
    if (!old || !young) throw new Error('expected two')
    return { old, young, url }
  }
  const hears = (store: Store) =>
    store.transact(async (records) => (await records.findListeners()).map((one) => one.channelId))
  const revision = (store: Store) => store.transact((records) => records.findAudienceRevision())
  const speaksFor = async (store: Store, channelId: ChannelId) => {
    const settings = [
      (await store.settings.findSettings({ ...place, channelId })).settings,
      (await store.outbox.findQueue({ ...place, channelId }, 0, 0)).settings,
    ]
    return settings.map(({ watches }) => watches.length > 0)
  }
  const mayChange = (store: Store, channelId: ChannelId) =>
    store.editors.findEditors({ ...place, channelId })
  const [before, after] = ['C1' as ChannelId, 'C2' as ChannelId]

  test('is one for all processes: the newest, whoever asks', async () => {
    const { old, young } = await openEach(before, after)
    await old.isToHold('old')
    expect([await hears(old), await hears(young)]).toEqual([[before], [before]])
    const compiled = await revision(old)
    await young.isToHold('new')
    expect(await revision(old)).toBeGreaterThan(compiled)
    for (const store of [old, young]) {
      expect(await hears(store)).toEqual([after])
      expect(await speaksFor(store, after)).toEqual([true, true])
      expect(await speaksFor(store, before)).toEqual([false, false])
      expect(await mayChange(store, after)).toEqual([`U${after}`])
      expect(await mayChange(store, before)).toBeNull()
      expect(await store.editors.findAllEditors(place.teamId)).toEqual([`U${after}`])
    }
  })

  test('that an older version wrote says nothing of editors: a process believes its own file', async () => {
    const { old, url } = await openEach(before, after)
    await old.isToHold('old')
    await onServer(
      url,
      `update meta set value = (value::jsonb - 'editors')::text where key = 'channels'`,
    )
    expect(await mayChange(old, before)).toEqual([`U${before}`])
  })

  test('is not put back by a process with the old file, nor compiled anew for it', async () => {
    const { old, young, url } = await openEach(before, after)
    const db = openPostgresReader(url)
    onTestFinished(() => db.destroy())
    const oldAt = (at: number) => isToHold(db, { name: 'old', channels: fileOf(before) }, at)
    const youngAt = (at: number) => isToHold(db, { name: 'new', channels: fileOf(after) }, at)
    await oldAt(now)
    await youngAt(now)
    const compiled = await revision(old)
    for (let ms = 20_000; ms <= 60_000; ms += 20_000) {
      expect(await oldAt(now + ms)).toBe(false)
      expect(await youngAt(now + ms)).toBe(true)
      expect([await hears(old), await hears(young)]).toEqual([[after], [after]])
    }
    expect(await revision(old)).toBe(compiled)
    expect(await oldAt(now + 160_000)).toBe(true)
    expect([await hears(old), await hears(young)]).toEqual([[before], [before]])
  })

  test('is read whole only where it changes, however many messages are sent by it', async () => {
    const { young, url } = await openEach(before, after)
    const asked = watchFor({ match: 'x'.repeat(10_000) })
    const channels = new Map([[before, { ...silentSettings, watches: withIds([asked]) }]])
    const db = openPostgresReader(url)
    onTestFinished(() => db.destroy())
    await isToHold(db, { name: 'long', channels: { teamId: place.teamId, channels } }, now)
    let reads = 0
    const counted = db.withPlugin({
      transformQuery: ({ node }) => node,
      async transformResult({ result }) {
        if (JSON.stringify(result.rows).length > 10_000) reads += 1
        return result
      },
    })
    const [outbox, settings] = [openOutbox(counted, nobody), settingsStore(counted, nobody)]
    const speaks = async (channelId: ChannelId) => {
      const there = { ...place, channelId }
      const { watches } = (await outbox.findQueue(there, 0, 0)).settings
      return [watches.length > 0, (await settings.findSettings(there)).from === 'file']
    }
    for (let time = 0; time < 5; time++) expect(await speaks(before)).toEqual([true, true])
    expect(reads).toBe(2)
    await young.isToHold('new')
    expect(await speaks(after)).toEqual([true, true])
    expect(await speaks(before)).toEqual([false, false])
  })
})

describe.skipIf(server === undefined)(`a digest${needsServer}`, () => {
  test('that is cut off while it is made is made by the next, once, of all that waited', async () => {
    const { one, two, url } = await openTwo(await createDatabase())
    await one.transact(async (records) => {
      const { event } = await addEvent(records, acme, { title: 'Acme cuts 40 more' })
      await records.addMessages([alert([event])], now)
    })
    const { pending } = await one.outbox.findQueue(place, now, 0)
    expect(pending).toHaveLength(2)
    // Between the digest, which is written, and what waited for it, which is not deleted yet.
    const gate = new pg.Client(url)
    await gate.connect()
    await gate.query(`
      create function wait_there() returns trigger language plpgsql as $$
        begin
          perform pg_advisory_xact_lock(1);
          return old;
        end $$;
      create trigger waits before delete on message for each row execute function wait_there();
      select pg_advisory_lock(1)`)
    const cut = one.outbox.gather(place, pending, now)
    const end = `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and wait_event = 'advisory'`
    const ended = async () => expect((await gate.query(end)).rowCount).toBe(1)
    await Promise.all([expect(cut).rejects.toThrow(), vi.waitFor(ended, 10_000)])
    await gate.end()
    const made = [one, two].map((store) => store.outbox.gather(place, pending, now))
    expect((await Promise.all(made)).toSorted()).toEqual([false, true])
    const left = (await two.outbox.findQueue(place, now, 0)).pending
    expect(left).toMatchObject([{ kind: 'digest', state: 'waiting' }])
    const digest = left[0] as (typeof left)[number]
    expect((await two.outbox.findContent(place, digest.messageId))?.events).toHaveLength(2)
  })
})

describe.skipIf(server === undefined)(`leases${needsServer}`, () => {
  test('are held by one, and by the other with a greater number once they have ended', async () => {
    const { one, two, url } = await openTwo()
    expect(await holdOne(one)).toMatchObject({ number: 1 })
    expect(await holdOne(one)).toMatchObject({ number: 1 })
    expect(await holdOne(two)).toBeUndefined()
    await end(url)
    expect(await holdOne(two)).toMatchObject({ number: 2 })
  })

  test('go on while they are used, and end by themselves when they are not', async () => {
    const { one, two } = await openTwo()
    await holdOne(one)
    for (let at = 0; at < 4; at += 1) {
      await pause(leaseMs / 3)
      expect((await holdOne(one))?.leftMs()).toBeGreaterThan(0)
      expect(await holdOne(two)).toBeUndefined()
    }
    await pause(leaseMs * 2.5)
    expect(await holdOne(two)).toMatchObject({ number: 2 })
  })

  test('of one that stops are free after a moment', async () => {
    const { one, two } = await openTwo()
    await holdOne(one)
    await one.close()
    expect(await holdOne(two)).toBeUndefined()
    await pause(1100)
    expect(await holdOne(two)).toMatchObject({ number: 2 })
  })

  test('that were lost let nothing be written any more', async () => {
    const { one, two, url } = await openTwo()
    const lease = await holdOne(one)
    const [row] = (await one.outbox.findQueue(place, Date.now(), 0)).pending
    if (!lease || !row) throw new Error('expected a lease and a row')
    await end(url)
    await holdOne(two)
    const mine = { ...place, lease }
    expect(await one.outbox.claim(mine, row, now, now)).toBe(false)
    expect(await one.outbox.settle(mine, [row], { state: 'sent', ts: '1.0' }, now)).toBe(false)
    expect(await one.outbox.fold(mine, [row], null, now)).toBe(false)
    expect(await one.outbox.gather(mine, [row], now)).toBe(false)
    expect((await two.outbox.findQueue(place, Date.now(), 0)).pending).toEqual([row])
  })

  test('let nothing be written while another claims them', async () => {
    const { one, url } = await openTwo()
    const lease = await holdOne(one)
    const [row] = (await one.outbox.findQueue(place, Date.now(), 0)).pending
    if (!lease || !row) throw new Error('expected a lease and a row')
    const late: Promise<boolean>[] = []
    await onConnection(url, (db) =>
      db.transaction().execute(async (tx) => {
        await sql`update lease set number = number + 1 where name = ${team}`.execute(tx)
        late.push(one.outbox.claim({ ...place, lease }, row, now, now))
        await pause(200)
      }),
    )
    expect(await Promise.all(late)).toEqual([false])
    expect((await one.outbox.findQueue(place, Date.now(), 0)).pending).toEqual([row])
  })

  test('of two that poll, each has the feeds of the hosts that it took first', async () => {
    const { one, two } = await openTwo()
    await one.leases.hold(['host wire.example'])
    const ids = async (store: Store) =>
      (await store.feeds.findDue(Date.now())).map(({ id }) => String(id))
    expect(await ids(two)).toEqual(['other'])
    expect(await ids(one)).toEqual(['wire'])
  })

  test('that were lost keep a feed as another left it', async () => {
    const { one, two, url } = await openTwo()
    const found = (await one.feeds.findDue(Date.now())).find(({ id }) => id === wire.id)
    if (!found?.lease) throw new Error('expected a lease')
    const { lease } = found
    await end(url, 'host wire.example')
    await two.feeds.findDue(Date.now())
    expect(await one.transact((records) => records.isHeld(lease))).toBe(false)
  })

  test('of a workspace that another serves: nothing there is due', async () => {
    const { one, two } = await openTwo()
    await holdOne(one)
    expect(await two.outbox.findDue(Date.now(), 10)).toEqual([])
    expect(await two.outbox.findNextDue(Number.MAX_SAFE_INTEGER)).toBeNull()
    expect(await one.outbox.findDue(Date.now(), 10)).toMatchObject([place])
  })
})
