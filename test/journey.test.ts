/** From a feed to a message to an answer, through the program itself: real Bolt, a small Slack, a real publisher. */

import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSlack, type Slack } from '../src/preview/slack.ts'
import { wordsOf } from './support/bot.ts'
import { type FeedServer, startFeedServer } from './support/feed-server.ts'
import { layOutProgram, type Program, type Running } from './support/program.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

let slack: Slack
let publisher: FeedServer
let program: Program
let running: Running

interface Entry {
  title: string
  summary: string
  ago: number
}

const autumn: Entry = {
  title: 'Amazon lays off 14,000 corporate employees',
  summary: 'The retailer told 14,000 office employees that their jobs end.',
  ago: 85 * dayMs,
}
const january: Entry = {
  title: 'Amazon cuts about 16,000 roles as it moves money to AI',
  summary: 'Amazon is cutting about 16,000 roles while it moves money into AI, AWS and automation.',
  ago: hourMs,
}
const copy: Entry = {
  title: 'Amazon to eliminate 16,000 jobs in new round of layoffs',
  summary: 'The cuts at Amazon reach 16,000 corporate jobs, the company said.',
  ago: 1000,
}

beforeAll(async () => {
  slack = await openSlack({ rateLimits: false })
  publisher = await startFeedServer()
  const feed = { id: 'wire', name: 'The Wire', every: '1m', url: publish('/wire.xml', [autumn]) }
  const other = { id: 'post', name: 'The Post', every: '1m', url: publish('/post.xml', []) }
  program = layOutProgram({
    slack,
    feeds: [feed, other],
    channels: [{ channel: slack.channel('general').id }],
    allowHosts: [publisher.host],
  })
})

afterAll(async () => {
  await running?.stop('SIGKILL')
  await Promise.all([slack.close(), publisher.close()])
})

function publish(path: string, entries: readonly Entry[]): string {
  const items = entries.map(
    ({ title, summary, ago }) => `<item><title>${title}</title><description>${summary}</description>
      <link>https://news.example/${encodeURIComponent(title)}</link>
      <pubDate>${new Date(Date.now() - ago).toUTCString()}</pubDate></item>`,
  )
  const document = `<rss version="2.0"><channel><title>News</title>${items.join('')}</channel></rss>`
  return publisher.serveFeed(path, document)
}

const posted = () => slack.posted('general').filter(({ metadata }) => metadata)

test('what a feed held before is history, and announces nothing', async () => {
  const { code, stderr } = await program.run('poll', '--all')
  expect([code, stderr]).toEqual([
    0,
    expect.stringContaining('0 of them unreadable; 1 new stories'),
  ])
  expect(posted()).toEqual([])
})

test('a new story becomes one message with the number, the round and the money side', async () => {
  publish('/wire.xml', [january, autumn])
  await program.run('poll', '--all')
  expect(posted()).toHaveLength(1)
  const words = wordsOf(posted()[0])
  expect(words).toContain('Amazon cuts about 16,000 jobs')
  expect(words).toMatch(/second round in (the last )?3 months/i)
  expect(words).toContain('AI')
  expect(posted()[0]?.metadata).toMatchObject({
    event_type: 'bellwether_alert',
    event_payload: { delivery_id: expect.any(String), event_ids: expect.stringContaining(',') },
  })
})

test('another outlet changes that message and posts no other', async () => {
  publish('/post.xml', [copy])
  await program.run('poll', '--all')
  expect(posted()).toHaveLength(1)
})

test('a second poll of the same feeds does nothing', async () => {
  await program.run('poll', '--all')
  expect(posted()).toHaveLength(1)
})

test('the serving process answers /company with the history', async () => {
  running = program.start()
  await slack.until(() => slack.link.connections() > 0, 'the socket', 60_000)
  const answer = await slack.answer(await slack.command('/company amazon', { channel: 'general' }))
  const words = wordsOf(answer)
  expect(words).toContain('16,000')
  expect(words).toContain('14,000')
})

test('the serving process says over HTTP that its work is done', async () => {
  const port = /"port":(\d+)/.exec(running.log())?.[1]
  const answer = await fetch(`http://127.0.0.1:${port}/healthz`)
  expect(answer.status).toBe(200)
  expect(await answer.json()).toMatchObject({ ok: true, problems: [] })
})

test('a second process is told who serves the database', async () => {
  const { code, stderr } = await program.run('poll')
  expect(code).toBe(1)
  expect(stderr).toContain(`process ${running.process.pid} has been serving`)
})

test('it stops within ten seconds of SIGTERM, and a restart posts nothing twice', async () => {
  expect(await running.stop('SIGTERM')).toBe(0)
  running = program.start()
  await slack.until(() => slack.link.connections() > 0, 'the socket', 60_000)
  await running.stop('SIGTERM')
  expect(posted()).toHaveLength(1)
})
