import { afterEach, beforeEach, expect, test } from 'vitest'
import { heedClock } from '../../src/store/clock.ts'
import { type Newsroom, openNewsroom } from '../support/newsroom.ts'
import { day, hour, minute, openTestPoller, type TestPoller } from '../support/poller.ts'
import { openTestDatabase } from '../support/store.ts'

const signal = new AbortController().signal
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
  expect(await heedClock(poller.db, poller.now)).toBe(0)
  await poller.pass()
  poller.now = monday
  expect(await poller.pollDue(signal)).toMatchObject({ feeds: 0 })
  expect(await heedClock(poller.db, poller.now)).toBe(day)
  expect(await poller.pollDue(signal)).toMatchObject({ feeds: 0 })
  poller.now += 30 * minute
  expect(await poller.pollDue(signal)).toMatchObject({ feeds: 1 })
})

test('a clock that goes on as clocks do moves nothing', async () => {
  await heedClock(poller.db, poller.now)
  await poller.pass()
  const next = () => poller.db.selectFrom('feed').select('next_at').execute()
  const before = await next()
  for (const ms of [1, minute, hour]) expect(await heedClock(poller.db, poller.now + ms)).toBe(0)
  expect(await next()).toEqual(before)
})

test('a message, and one whose fate is unknown, are sent though the clock was a day ahead', async () => {
  const { id } = room.slack.channel('layoffs')
  const ahead = () => Date.now() + day
  await room.configure({ [id]: {} })
  await heedClock(room.db, ahead())
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
  expect(await heedClock(room.db, Date.now())).toBeGreaterThan(day - minute)
  await room.drain()
  expect(room.slack.posted('layoffs')).toHaveLength(2)
})

test('what quiet hours held by the wrong clock is decided anew, what is muted stays so', async () => {
  const { id } = room.slack.channel('layoffs')
  await room.configure({ [id]: {} })
  await heedClock(room.db, Date.now() + day)
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
  await heedClock(room.db, Date.now())
  await room.drain()
  expect(await room.deliveries()).toMatchObject([{ state: 'sent' }, { state: 'held' }])
})
