import pg from 'pg'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { heedClock } from '../../src/store/clock.ts'
import type { Database } from '../../src/store/database.ts'
import { feedStore } from '../../src/store/feeds.ts'
import { openStore, type Store } from '../../src/store/open-store.ts'
import { openAt } from '../support/databases.ts'
import { type Newsroom, openNewsroom } from '../support/newsroom.ts'
import { day, hour, minute, openTestPoller, type TestPoller } from '../support/poller.ts'
import { borrowDatabase, needsServer, server } from '../support/postgres.ts'
import { openTestDatabase } from '../support/store.ts'
import { wire } from './contract/given.ts'

const signal = new AbortController().signal
const told = (ms: number) => async () => ms
const monday = Date.UTC(2026, 10, 23, 9)
let poller: TestPoller
let room: Newsroom
beforeEach(async () => {
  poller = openTestPoller(await openTestDatabase())
  await poller.configure('wire')
  room = await openNewsroom()
})
afterEach(() => room.close())

test('a clock that was ahead by a day and is set right keeps no feed waiting for a day', async () => {
  poller.now = monday + day
  expect(await heedClock(poller.db, told(poller.now))).toBe(0)
  await poller.pass()
  poller.now = monday
  expect(await poller.pollDue(signal)).toMatchObject({ feeds: 0 })
  expect(await heedClock(poller.db, told(poller.now))).toBe(day)
  expect(await poller.pollDue(signal)).toMatchObject({ feeds: 0 })
  poller.now += 30 * minute
  expect(await poller.pollDue(signal)).toMatchObject({ feeds: 1 })
})

test('a clock that goes on as clocks do moves nothing', async () => {
  await heedClock(poller.db, told(poller.now))
  await poller.pass()
  const next = () => poller.db.selectFrom('feed').select('next_at').execute()
  const before = await next()
  for (const ms of [1, minute, hour])
    expect(await heedClock(poller.db, told(poller.now + ms))).toBe(0)
  expect(await next()).toEqual(before)
})

test('a message, and one whose fate is unknown, are sent though the clock was a day ahead', async () => {
  const { id } = room.slack.channel('layoffs')
  const ahead = () => Date.now() + day
  await room.configure({ [id]: {} })
  await heedClock(room.db, told(ahead()))
  await room.tell('Acme')
  await room.drain({ clock: ahead })
  await room.tell('Bolt')
  await room.db
    .updateTable('delivery')
    .set({ state: 'sending', attempted_at: ahead(), next_at: ahead() })
    .where('state', '=', 'waiting')
    .execute()
  await room.drain()
  expect(room.slack.posted('layoffs')).toHaveLength(1)
  expect(await heedClock(room.db, told(Date.now()))).toBeGreaterThan(day - minute)
  await room.drain()
  expect(room.slack.posted('layoffs')).toHaveLength(2)
})

test('what quiet hours held by the wrong clock is decided anew, what is muted stays so', async () => {
  const { id } = room.slack.channel('layoffs')
  await room.configure({ [id]: {} })
  await heedClock(room.db, told(Date.now() + day))
  await room.tell('Acme')
  await room.tell('Bolt')
  const hold = (reason: 'quiet' | 'muted', nextAt: number, at: number) =>
    room.db
      .updateTable('delivery')
      .set({ state: 'held', hold: reason, next_at: nextAt })
      .where('message_id', '=', at as never)
      .execute()
  await hold('quiet', Date.now() + day, 1)
  await hold('muted', 9_000_000_000_000_000, 2)
  await heedClock(room.db, told(Date.now()))
  await room.drain()
  expect(await room.deliveries()).toMatchObject([{ state: 'sent' }, { state: 'held' }])
})

describe.skipIf(server === undefined)(`of several processes on one Postgres${needsServer}`, () => {
  async function open(url: string, clock = Date.now): Promise<Store> {
    const opened = await openStore(url, { owner: null, clock })
    if (opened.kind === 'fault') throw new Error(opened.sentence)
    onTestFinished(() => opened.store.close())
    return opened.store
  }

  async function openDatabaseAt(url: string): Promise<Database> {
    const db = await openAt(url)
    onTestFinished(() => db.destroy())
    return db
  }

  test('one pulls forward what the clock put off, and pulls it once', async () => {
    const url = await borrowDatabase()
    const [one, other] = [await openDatabaseAt(url), await openDatabaseAt(url)]
    await feedStore(one).configure([{ ...wire, everyMs: hour }], monday)
    await feedStore(one).postpone(wire.id, monday + day + 2 * hour)
    await heedClock(one, told(monday + day))
    const holding = new pg.Client(url)
    await holding.connect()
    onTestFinished(() => holding.end())
    await holding.query('begin; select from feed for update')
    const heeding = Promise.all([one, other].map((db) => heedClock(db, told(monday))))
    const waiting = 'select from pg_locks where not granted'
    while (((await holding.query(waiting)).rowCount ?? 0) < 2);
    await holding.query('commit')
    expect((await heeding).sort()).toEqual([0, day])
    expect(await one.selectFrom('feed').select('next_at').execute()).toEqual([
      { next_at: monday + 2 * hour },
    ])
  })

  test('none takes the clock of its own machine for that of all', async () => {
    const url = await borrowDatabase()
    let setMs = 0
    const [one, other] = [await open(url), await open(url, () => Date.now() + setMs)]
    await one.heedClock()
    setMs = -hour
    expect(await other.heedClock()).toBe(0)
    expect(Math.abs(other.clock() - one.clock())).toBeLessThan(minute)
  })
})
