import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { openSlack, type Slack } from '../src/preview/slack.ts'
import { onServer } from './support/databases.ts'
import { type FeedServer, rss, startFeedServer } from './support/feed-server.ts'
import { createDatabase, needsServer, server } from './support/postgres.ts'
import { layOutProgram, type Running } from './support/program.ts'

let slack: Slack
let publisher: FeedServer

beforeAll(async () => {
  slack = await openSlack({ rateLimits: false })
  publisher = await startFeedServer()
})
afterAll(() => Promise.all([slack.close(), publisher.close()]))
beforeEach(() => slack.faults.clear())

function start(database?: string, ...args: string[]): Running {
  const date = new Date().toUTCString()
  const url = publisher.serveFeed('/wire.xml', rss([{ title: 'Globex lays off 300 people', date }]))
  const running = layOutProgram({
    slack,
    feeds: [{ id: 'wire', name: 'The Wire', every: '1m', url }],
    channels: [{ channel: slack.channel('general').id }],
    allowHosts: [publisher.host],
    ...(database && { database }),
  }).start(...args)
  onTestFinished(async () => void (await running.stop('SIGKILL')))
  return running
}

const socket = 'apps.connections.open'
const portOf = (running: Running) => /"port":(\d+)/.exec(running.log())?.[1]

test('feeds are read while no socket can be had, /healthz says so, and the first signal ends it', async () => {
  slack.faults.add({ method: socket, kind: 'error', error: 'internal_error', times: 1000 })
  publisher.requests.length = 0
  const running = start()
  await slack.until(() => publisher.requests.length > 0, 'a request for the feed', 60_000)
  await slack.until(() => slack.traffic.calls(socket).length > 1, 'another try', 60_000)
  const answer = await fetch(`http://127.0.0.1:${portOf(running)}/healthz`)
  expect(answer.status).toBe(503)
  expect(await answer.json()).toMatchObject({ problems: ['the socket to Slack is not connected'] })
  expect(await running.stop('SIGTERM')).toBe(0)
})

test('a Slack that cannot say who we are is asked again, until it can', async () => {
  slack.faults.add({ method: 'auth.test', kind: 'error', error: 'service_unavailable' })
  const running = start()
  await slack.until(() => slack.link.connections() > 0, 'the socket', 60_000)
  expect(running.log()).toContain('service_unavailable')
  expect(await running.stop('SIGTERM')).toBe(0)
})

test('a signal while Slack does not answer ends it', async () => {
  slack.faults.add({ method: 'auth.test', kind: 'stall', done: false, times: 1000 })
  const running = start()
  const before = slack.traffic.calls('auth.test').length
  await slack.until(() => slack.traffic.calls('auth.test').length > before, 'the question', 60_000)
  expect(await running.stop('SIGTERM')).toBe(0)
})

test('an app token that Slack refuses for good ends it with a sentence', async () => {
  slack.faults.add({ method: socket, kind: 'error', error: 'missing_scope', times: 1000 })
  const running = start()
  const [code] = await once(running.process, 'exit')
  expect(code).toBe(1)
  expect(running.log()).toContain('Slack refused SLACK_APP_TOKEN (missing_scope)')
})

test.skipIf(server === undefined)(
  `three replicas on one Postgres tell each event once${needsServer}`,
  async () => {
    const database = await createDatabase()
    const before = slack.posted('general').length
    const replicas = [start(database), start(database), start(database)]
    const told = () =>
      slack
        .posted('general')
        .slice(before)
        .filter(({ text }) => text.includes('Globex'))
    await slack.until(() => told().length > 0, 'the alert', 60_000)
    await pause(1500)
    expect(told()).toHaveLength(1)
    for (const replica of replicas) expect(await replica.stop('SIGTERM')).toBe(0)
  },
)

test.skipIf(server === undefined)(
  `replicas that each do a part of the work do all of it together${needsServer}`,
  async () => {
    const database = await createDatabase()
    const [posted, connected] = [slack.posted('general').length, slack.link.connections()]
    const isTold = () => slack.posted('general').length > posted
    start(database, '--role', 'poll')
    await pause(4000)
    expect(isTold()).toBe(false)
    start(database, '--role', 'deliver')
    await slack.until(isTold, 'the alert', 60_000)
    expect(slack.link.connections()).toBe(connected)
    start(database, '--role', 'answer')
    await slack.until(() => slack.link.connections() > connected, 'the socket', 60_000)
  },
  40_000,
)

test.skipIf(server === undefined)(
  `a replica that polls nothing goes on saying that it works by its files${needsServer}`,
  async () => {
    const database = await createDatabase()
    const running = start(database, '--role', 'deliver,answer')
    await slack.until(() => running.log().includes('connected to Slack'), 'the socket', 60_000)
    await onServer(
      database,
      `update meta set value = jsonb_set(value::jsonb, '{seenAt}', '0') where key = 'configuration'`,
    )
    const said = `select (value::jsonb ->> 'seenAt')::bigint > 0 as "isSaid" from meta where key = 'configuration'`
    await vi.waitFor(
      async () => expect(await onServer(database, said)).toEqual([{ isSaid: true }]),
      {
        timeout: 10_000,
        interval: 250,
      },
    )
    expect(await running.stop('SIGTERM')).toBe(0)
  },
  40_000,
)

test.skipIf(server === undefined)(
  `alerts go out where the clock of the jobs cannot begin, and /healthz says so${needsServer}`,
  async () => {
    const database = await createDatabase()
    await onServer(database, 'create schema pgboss; create table pgboss.version (theirs int)')
    const posted = slack.posted('general').length
    const running = start(database)
    await slack.until(() => slack.posted('general').length > posted, 'the alert', 60_000)
    const answer = await fetch(`http://127.0.0.1:${portOf(running)}/healthz`)
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({
      ok: true,
      notices: [expect.stringContaining('the clock of the jobs fails')],
    })
    expect(await running.stop('SIGTERM')).toBe(0)
  },
)

test('one process that serves a file does everything', async () => {
  const running = start(undefined, '--role', 'poll')
  expect(await once(running.process, 'exit')).toEqual([1, null])
  expect(running.log()).toContain('--role is for several processes on one Postgres')
})
