import { expect, test } from 'vitest'
import { findProblems, openHealth, type Vitals } from '../../src/cli/health.ts'
import { openHttp } from '../../src/cli/http.ts'
import { findLongestUnread } from '../../src/store/feeds.ts'
import { findLongestUnsent } from '../../src/store/queue.ts'
import { silent } from '../support/bot.ts'
import { openNewsroom } from '../support/newsroom.ts'
import { minute, openTestPoller } from '../support/poller.ts'
import { openTestDatabase } from '../support/store.ts'

const now = Date.parse('2026-11-23T12:00:00Z')
const well: Vitals = {
  now,
  upMs: 60 * minute,
  feedDueAt: now + minute,
  deliveryDueAt: null,
  isConnected: true,
  isInPlace: true,
}

test('all is well while feeds are read, messages are sent and the socket is connected', () => {
  expect(findProblems(well)).toEqual([])
  expect(findProblems({ ...well, isConnected: null })).toEqual([])
  const late = now - 10 * minute + 1
  expect(findProblems({ ...well, feedDueAt: late, deliveryDueAt: late })).toEqual([])
})

test('a feed that was due for ten minutes, a message that was, and a lost socket are each said', () => {
  const late = now - 10 * minute
  expect(
    findProblems({ ...well, feedDueAt: late, deliveryDueAt: late, isConnected: false }),
  ).toEqual([
    'a feed has been due since 2026-11-23T11:50:00.000Z and was not read',
    'a message has been due since 2026-11-23T11:50:00.000Z and was not sent',
    'the socket to Slack is not connected',
  ])
})

test('files of the database that were deleted or replaced are said', () => {
  expect(findProblems({ ...well, isInPlace: false })).toEqual([
    'the files of the database were deleted or replaced: what is written now is lost',
  ])
})

test('what fell due while the program was stopped is late ten minutes after its start', () => {
  const vitals = { ...well, feedDueAt: now - 86_400_000 }
  expect(findProblems({ ...vitals, upMs: minute })).toEqual([])
  expect(findProblems({ ...vitals, upMs: 10 * minute })).toHaveLength(1)
})

test('a pass that failed by a fault of our own leaves its feed due, though it rests', async () => {
  const poller = openTestPoller(await openTestDatabase())
  await poller.configure('wire', 'daily')
  const dueAt = poller.now
  poller.documents.set('wire', new TypeError('a slip'))
  await poller.pass()
  expect(await findLongestUnread(poller.db)).toBe(dueAt)
  poller.documents.set('wire', [])
  await poller.pass(15 * minute)
  expect(await findLongestUnread(poller.db)).toBeGreaterThan(poller.now)
})

test('a message is unsent from when it falls due; one that is held, or stands, is not', async () => {
  const room = await openNewsroom()
  const { id } = room.slack.channel('layoffs')
  await room.configure({ [id]: {} })
  expect(await findLongestUnsent(room.db)).toBeNull()
  const before = Date.now()
  await room.tell('Acme')
  const dueAt = await findLongestUnsent(room.db)
  expect(dueAt).toBeGreaterThanOrEqual(before)
  expect(dueAt).toBeLessThanOrEqual(Date.now())
  await room.drain()
  expect(await findLongestUnsent(room.db)).toBeNull()
  await room.configure({ [id]: { pausedUntil: before + 60 * minute } })
  await room.tell('Bolt')
  await room.drain()
  expect(await room.deliveries()).toMatchObject([{ state: 'sent' }, { state: 'held' }])
  expect(await findLongestUnsent(room.db)).toBe(before + 60 * minute)
  await room.close()
})

test('/healthz answers 200 or 503, with what is wrong; a database that cannot be read is wrong too', async () => {
  let isConnected = true
  const impaired = { bell: false, jobs: false }
  let findFeedDue = async (): Promise<number | null> => null
  const health = openHealth({
    findFeedDue: () => findFeedDue(),
    findDeliveryDue: async () => null,
    findUsualWaits: async () => [
      { id: 'techcrunch' as never, isConfigured: true, usualWaitMs: 180_000 },
      { id: 'own-1' as never, isConfigured: false, usualWaitMs: 60_000 },
      { id: 'verge' as never, isConfigured: true, usualWaitMs: 600_000 },
    ],
    isConnected: () => isConnected,
    isInPlace: () => true,
    findImpaired: () => impaired,
    clock: () => now,
    log: silent,
  })
  const http = await openHttp({ port: 0, host: '127.0.0.1', health, metrics: null, listener: null })
  if (http.kind === 'refused') throw new Error(http.sentence)
  const ask = async () => {
    const answer = await fetch(`http://127.0.0.1:${http.port}/healthz`)
    return { status: answer.status, body: await answer.json() }
  }
  const startedAt = new Date(now).toISOString()
  expect(await ask()).toEqual({
    status: 200,
    body: {
      ok: true,
      startedAt,
      problems: [],
      notices: [],
      usualWaitMs: 180_000,
      usualWaits: { techcrunch: 180_000, verge: 600_000 },
    },
  })
  impaired.bell = true
  impaired.jobs = true
  expect(await ask()).toMatchObject({
    status: 200,
    body: {
      ok: true,
      notices: [expect.stringContaining('not heard'), expect.stringContaining('clock of the jobs')],
    },
  })
  isConnected = false
  expect(await ask()).toMatchObject({
    status: 503,
    body: { ok: false, problems: ['the socket to Slack is not connected'] },
  })
  findFeedDue = () => Promise.reject(new Error('disk I/O error'))
  expect(await ask()).toMatchObject({
    status: 503,
    body: { problems: ['the database cannot be read'] },
  })
  await http.close()
})
