/** One cut as the news, the SEC and a state tell it, from real feeds to a small Slack: the channel sees one message. */

import { afterAll, beforeAll, expect, test } from 'vitest'
import { silentSettings, watchFor } from '../src/core/channel/settings.ts'
import { withIds } from '../src/core/channel/watch-identity.ts'
import type { ChannelId, FeedId } from '../src/core/ids.ts'
import { verdictOf } from '../src/core/official/verdict.ts'
import { openFeedReader } from '../src/feeds/read.ts'
import { openAudience } from '../src/poll/audience.ts'
import { openPoller, type Poller } from '../src/poll/poll.ts'
import type { RegisterFeed } from '../src/poll/ports.ts'
import { recorder } from '../src/poll/record.ts'
import { feedStore } from '../src/store/feeds.ts'
import { openTransact } from '../src/store/records.ts'
import { silent, wordsOf } from './support/bot.ts'
import { type FeedServer, rss, startFeedServer } from './support/feed-server.ts'
import { readConfig } from './support/labelled.ts'
import { type Newsroom, openNewsroom } from './support/newsroom.ts'

let room: Newsroom
let publisher: FeedServer
let poller: Poller
let close: () => Promise<void>

const dayMs = 86_400_000
const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10)
const headline = 'Vellum Robotics lays off 120 employees, sources say'

beforeAll(async () => {
  room = await openNewsroom()
  publisher = await startFeedServer()
  const config = readConfig()
  const general = room.slack.channel('general').id as ChannelId
  await room.configure({ [general]: {} })
  const settings = { ...silentSettings, watches: withIds([watchFor({})]) }
  const configured = { teamId: room.team, channels: new Map([[general, settings]]) }
  const reader = openFeedReader({
    userAgent: 'Bellwether/1.0',
    allowHosts: new Set([publisher.host]),
    clock: Date.now,
  })
  const feeds = feedStore(room.db)
  await feeds.configure(
    [
      feed('wire', 'The Wire', publisher.serveFeed('/wire.xml', rss([]))),
      feed('sec', 'SEC EDGAR', list(''), { kind: 'sec-8k', place: null }),
      feed('ohio', 'Ohio', table('Bolt Co', 40, 30), { kind: 'warn', place: 'Ohio' }),
    ],
    Date.now(),
  )
  poller = openPoller({
    feeds,
    record: recorder(openTransact(room.db, configured), {
      rulesHash: 'test',
      findAudience: openAudience(config),
    }),
    readFeed: reader.readFeed,
    classify: (told, notice) => (notice ? verdictOf(notice, config.directory) : config.judge(told)),
    clock: Date.now,
    chance: () => 0,
    requestsPerDay: 144,
    log: silent,
  })
  close = reader.close
  await poller.pollAll(new AbortController().signal)
})
afterAll(async () => {
  await close()
  await Promise.all([room.close(), publisher.close()])
})

function feed(id: string, name: string, url: string, register: RegisterFeed | null = null) {
  return { id: id as FeedId, name, url, everyMs: null, register }
}

function list(entries: string): string {
  const title = `Latest Filings ${Math.random()}`
  const body = `<feed xmlns="http://www.w3.org/2005/Atom"><title>${title}</title>${entries}</feed>`
  return publisher.serve('/list', { body })
}

function table(employer: string, jobs: number, ago: number): string {
  const given = dayOf(Date.now() - ago * dayMs)
  const goes = dayOf(Date.now() + 60 * dayMs)
  const body = `Company,Notice Date,City,# of Workers,Layoff Date\n"${employer}",${given},Dayton,${jobs},${goes}\n`
  return publisher.serve('/warn.csv', { body })
}

const posted = () => room.slack.posted('general').filter(({ metadata }) => metadata)

/** The one message, after another pass. */
async function pass(): Promise<string> {
  await poller.pollAll(new AbortController().signal)
  await room.drain()
  const [message, ...more] = posted()
  expect(more).toEqual([])
  return message ? wordsOf(message).replace(/\s+/g, ' ') : ''
}

test('the first pass over a register tells nobody', async () => {
  await room.drain()
  expect(posted()).toEqual([])
})

test('the news tells a cut', async () => {
  const date = new Date(Date.now() - 60_000).toUTCString()
  publisher.serveFeed('/wire.xml', rss([{ title: headline, guid: 'cut', date }]))
  const message = await pass()
  expect(message).toContain('Vellum Robotics cuts 120 jobs')
  expect(message).not.toContain('Official')
})

/** A filing that the list shows from now on, and its text. */
function file(number: string, name: string, plan: string): void {
  list(`<entry><title>8-K - ${name} (0000000042) (Filer)</title>
    <link rel="alternate" href="${publisher.origin}/data/42/${number}-index.htm"/>
    <summary type="html">&lt;b&gt;Filed:&lt;/b&gt; today &lt;br&gt;Item 2.05: Cost Associated with Exit</summary>
    <updated>${new Date().toISOString()}</updated><id>urn:tag:sec.gov,2008:accession-number=${number}</id></entry>`)
  const report = `<p>Item 2.05 Costs Associated with Exit or Disposal Activities.</p><p>${plan}</p><p>SIGNATURES</p>`
  const body = `<DOCUMENT>\n<TYPE>8-K\n<TEXT>${report}</TEXT>\n</DOCUMENT>`
  publisher.serve(`/data/42/${number}.txt`, { body })
}

test('the company’s filing confirms it where it stands', async () => {
  const plan =
    'The plan affects approximately 120 employees and is expected to cost $2 million to $3 million.'
  file('0000000042-26-000001', 'VELLUM ROBOTICS, INC.', plan)
  const message = await pass()
  expect(message).toMatch(
    /Official: SEC 8-K, \d+ [A-Z][a-z]{2} · about 120 jobs, cost \$2 m to \$3 m/,
  )
  expect(message).toContain('Filed with the authorities')
})

test('a notice adds a state, and leaves the number of the whole', async () => {
  table('Vellum Robotics, Inc.', 80, 2)
  const message = await pass()
  expect(message).toMatch(/WARN: 80 in Ohio, effective \d+ [A-Z][a-z]{2}/)
  expect(message).toMatch(/cuts (about )?120 jobs/)
})

test('a rescission corrects the message, and takes back no more than the notice', async () => {
  table('Vellum Robotics, Inc. - Rescinded', 80, 2)
  const message = await pass()
  expect(message).toContain('WARN: 80 in Ohio, rescinded')
  expect(message).toMatch(/cuts (about )?120 jobs/)
})

const eventsOf = async (name: string) => {
  const events = await room.db
    .selectFrom('event')
    .select(['company_name', 'sources', 'stories'])
    .execute()
  return events.filter(({ company_name: company }) => company?.startsWith(name))
}

test('all of it is one event', async () => {
  expect(await eventsOf('Vellum')).toEqual([
    { company_name: 'Vellum Robotics', sources: 3, stories: 3 },
  ])
})

test('a filing and a notice under two legal names of one owner are one event, though no paper tells it', async () => {
  const plan = 'The Company will eliminate up to 65 positions at its Dayton facility.'
  file('0000000042-26-000002', 'BOREALIS INDUSTRIES INC', plan)
  table('Borealis Wire Products Company', 65, 0)
  await pass()
  expect(await eventsOf('Borealis')).toMatchObject([{ sources: 2, stories: 2 }])
})
