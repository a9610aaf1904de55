/**
 * From a pass to a posted alert: 2,000 feeds on loopback are asked in one pass, one of them, another in each round, has a new layoff. The
 * time runs from the answer of its publisher to the message in the small Slack: read, judged by the default rules, recorded on disk, posted.
 *
 *   npm run bench -- alerts
 */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { loadConfig } from '../src/config/load.ts'
import { silentSettings, watchFor } from '../src/core/channel/settings.ts'
import { withIds } from '../src/core/channel/watch-identity.ts'
import { timings } from '../src/core/delivery/delivery.ts'
import type { ChannelId, FeedId, TeamId } from '../src/core/ids.ts'
import { openDeliverer } from '../src/deliver/deliver.ts'
import { timer } from '../src/deliver/timer.ts'
import { openFeedReader } from '../src/feeds/read.ts'
import { openAudience } from '../src/poll/audience.ts'
import { openPoller } from '../src/poll/poll.ts'
import { recorder } from '../src/poll/record.ts'
import type { Log } from '../src/ports.ts'
import { openSlack } from '../src/preview/slack.ts'
import { openPost } from '../src/slack/post.ts'
import { openStore } from '../src/store/open-store.ts'

const count = 2000
const rounds = 30
const syllables = ['Bel', 'Cor', 'Dan', 'Fen', 'Gal', 'Hul', 'Jas', 'Kel', 'Lum', 'Mor'] as const
const log: Log = { debug() {}, info() {}, warn() {}, error: (fields) => console.error(fields) }

const loaded = loadConfig({ CONFIG_DIR: 'config' })
if (loaded.kind === 'faults') throw new Error('bench: the configuration has faults')
const { config } = loaded
const folder = mkdtempSync(join(tmpdir(), 'bellwether-bench-'))
const slack = await openSlack({ rateLimits: false })
const channel = slack.channel('general').id as ChannelId
const settings = { ...silentSettings, watches: withIds([watchFor({ industry: 'all' })]) }
const configured = {
  teamId: slack.team.id as TeamId,
  channels: new Map<ChannelId, typeof settings>(),
}
const opened = await openStore(join(folder, 'bench.db'), {
  owner: null,
  clock: Date.now,
  configured,
})
if (opened.kind === 'fault') throw new Error(opened.sentence)
const { store } = opened

const publisher = fork(new URL('feeds/publisher.ts', import.meta.url))
const { port } = await reply(publisher)
const teller = openTeller()
await once(teller.server, 'listening')
const tellerHost = `127.0.0.1:${(teller.server.address() as AddressInfo).port}`
const hosts = Array.from(
  { length: count - 1 },
  (_, at) => `127.${1 + (at >> 14)}.${(at >> 7) & 127}.${1 + (at & 127)}:${port}`,
)
hosts.splice(count / 2, 0, tellerHost)

await store.feeds.configure(hosts.map(toFeed), Date.now())
const reader = openFeedReader({
  userAgent: 'Bellwether/bench',
  allowHosts: new Set(hosts),
  clock: Date.now,
})
const poller = openPoller({
  feeds: store.feeds,
  record: recorder(store.transact, { rulesHash: 'bench', findAudience: openAudience(config) }),
  readFeed: reader.readFeed,
  classify: config.judge,
  clock: Date.now,
  chance: Math.random,
  requestsPerDay: 144,
  log,
})
const deliverer = openDeliverer({
  outbox: store.outbox,
  leases: store.leases,
  bell: store.bell,
  callMs: 12_000,
  post: openPost({ tokenOf: async () => slack.botToken, log, slackApiUrl: slack.apiUrl }),
  clock: Date.now,
  timer,
  chance: Math.random,
  log,
  pageFurniture: [],
  toUsd: () => null,
  // Each round is an alert of its own.
  timings: { ...timings, burst: rounds * 2 },
})

const stopping = new AbortController()
const { signal } = stopping
// What the feeds hold already is history, and told to nobody.
await poller.pollAll(signal)
configured.channels.set(channel, settings)
await store.recordChannels()
const delivering = deliverer.run(signal)
const waits: number[] = []
for (let round = 0; round < rounds; round++) {
  teller.publish(round)
  const pass = poller.pollAll(signal)
  while (posted() <= round) await pause(2)
  waits.push(performance.now() - teller.answeredAt())
  await pass
}
waits.sort((a, b) => a - b)
const at = (share: number) => (waits[Math.ceil(waits.length * share) - 1] ?? 0).toFixed(0)
console.log(`${count} feeds in each of ${rounds} passes: from the publisher's answer to the posted alert
median ${at(0.5)} ms, p95 ${at(0.95)} ms (aim: 2000), most ${at(1)} ms`)
stopping.abort()
await delivering
publisher.disconnect()
teller.server.close()
teller.server.closeAllConnections()
await reader.close()
await slack.close()
await store.close()
rmSync(folder, { recursive: true })

function posted(): number {
  return slack.posted('general').filter(({ metadata }) => metadata).length
}

function toFeed(host: string, at: number) {
  return {
    id: `feed-${at}` as FeedId,
    url: `http://${host}/feed`,
    name: `Paper ${at}`,
    everyMs: null,
  }
}

/** A publisher that tells of another company's layoff each time. */
function openTeller() {
  let entries = ''
  let answered = 0
  const server = createServer((_request, response) => {
    answered = performance.now()
    response.end(`<rss version="2.0"><channel><title>Teller</title>${entries}</channel></rss>`)
  }).listen(0, '127.0.0.1')
  return {
    server,
    answeredAt: () => answered,
    publish(round: number) {
      const name = `${syllables[round % 10]}${syllables[Math.floor(round / 10)]}tron`
      const date = new Date().toUTCString()
      entries = `<item><title>${name} lays off ${100 + round * 7} employees</title><guid>${round}</guid>
        <pubDate>${date}</pubDate></item>${entries}`
    },
  }
}

async function reply(child: ChildProcess): Promise<{ port: number }> {
  const [message] = await once(child, 'message')
  return message as { port: number }
}
