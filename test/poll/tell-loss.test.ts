import { expect, test } from 'vitest'
import { expandEntry } from '../../src/core/channel/channel-entry.ts'
import type { Listener } from '../../src/core/delivery/delivery.ts'
import type { FeedReading } from '../../src/core/feed/fetched.ts'
import type { ChannelId, FeedId, TeamId } from '../../src/core/ids.ts'
import { openPoller } from '../../src/poll/poll.ts'
import { recorder } from '../../src/poll/record.ts'
import { feedStore } from '../../src/store/feeds.ts'
import { nobody } from '../../src/store/listeners.ts'
import { openTransact } from '../../src/store/records.ts'
import { hour } from '../support/poller.ts'
import { openTestDatabase } from '../support/store.ts'

const monday = Date.UTC(2026, 10, 23, 9)
const quiet = { debug() {}, info() {}, warn() {}, error() {} }
const asked = { requests: 1, bytes: 10, movedTo: null }
const hints = { freshMs: null, ttlMs: null, updateEveryMs: null, skipHours: [], skipDays: [] }
const well: FeedReading = { kind: 'unchanged', by: 'bytes', hints, validators: null, ...asked }
const sentence = 'wire.example takes too long to answer.'
const failed: FeedReading = {
  kind: 'failed',
  reason: 'timeout',
  status: null,
  retryAfterMs: null,
  sentence,
  ...asked,
}
const gone: FeedReading = { kind: 'gone', sentence: 'wire.example has closed this feed.', ...asked }

/** Two feeds, and two channels of which one watches nothing. */
async function openNewsroom() {
  const db = await openTestDatabase()
  const feeds = feedStore(db)
  const readings = new Map<string, FeedReading>()
  let now = monday
  const listener = (channelId: string, hears: ('layoff' | 'ai_investment')[] | null): Listener => ({
    teamId: 'T1' as TeamId,
    channelId: channelId as ChannelId,
    settings: hears
      ? expandEntry({ within: { types: hears } })
      : { ...expandEntry({}), watches: [] },
    since: 0,
  })
  const listeners = [listener('C1', ['layoff']), listener('C2', null)]
  const poller = openPoller({
    feeds,
    record: recorder(openTransact(db, nobody), {
      rulesHash: 'test',
      findAudience: async () => ({ listeners, hearsAll: false, hear: () => ({}) as never }),
    }),
    readFeed: async ({ url }) => readings.get(url) ?? well,
    classify: () => {
      throw new Error('there is nothing to judge')
    },
    clock: () => now,
    chance: () => 0,
    requestsPerDay: 144,
    log: quiet,
  })
  const url = (id: string) => `https://${id}.example/feed`
  const configured = ['wire', 'paper'].map((id) => ({
    id: id as FeedId,
    url: url(id),
    name: `The ${id}`,
    everyMs: null,
  }))
  await feeds.configure(configured, now)
  return {
    async pass(wire: FeedReading, paper: FeedReading, later: number) {
      now += later
      readings.set(url('wire'), wire).set(url('paper'), paper)
      await poller.pollAll(new AbortController().signal)
    },
    async told() {
      const rows = await db
        .selectFrom('message')
        .select(['channel_id', 'kind', 'body'])
        .orderBy('id')
        .execute()
      return rows.map(({ channel_id, kind, body }) => [
        channel_id,
        kind,
        JSON.parse(body ?? '{}').text,
      ])
    },
  }
}

test('a feed that fails for a day is told once to the channels that watch, and once when it is back', async () => {
  const { pass, told } = await openNewsroom()
  await pass(well, well, 0)
  await pass(failed, well, hour)
  await pass(failed, well, 23 * hour)
  expect(await told()).toEqual([])
  await pass(failed, well, hour)
  await pass(failed, well, hour)
  const lost = ['C1', 'note', `The feed “The wire” could not be read for a day. ${sentence}`]
  expect(await told()).toEqual([lost])
  await pass(well, well, hour)
  await pass(well, well, hour)
  expect(await told()).toEqual([lost, ['C1', 'note', 'The feed “The wire” is read again.']])
})

test('a feed that its publisher has closed is told at once', async () => {
  const { pass, told } = await openNewsroom()
  await pass(well, well, 0)
  await pass(gone, well, hour)
  await pass(well, well, hour)
  expect(await told()).toEqual([
    ['C1', 'note', 'The feed “The wire” is closed. wire.example has closed this feed.'],
  ])
})

test('nobody is told where every feed fails: the fault is our own', async () => {
  const { pass, told } = await openNewsroom()
  await pass(well, well, 0)
  await pass(failed, failed, hour)
  await pass(failed, failed, 26 * hour)
  expect(await told()).toEqual([])
})
