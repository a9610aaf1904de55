/**
 * One of the loops that bench/feeds.ts compares, in a process of its own: `bellwether`, `conditional` (a bare conditional GET),
 * `parse` (a bare GET and rss-parser's parseString), `plain` (rss-parser's parseURL, what most bots are made of).
 * Prints what it measured as a line of JSON for each pass; waits for a line on standard input before the next.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Parser from 'rss-parser'
import { Agent } from 'undici'
import { forEach, type Measured, measure, peakMemory } from './measure.ts'

const [name = '', count = '2000', port = ''] = process.argv.slice(2)
const atOnce = 40
/** A host for each feed, as in life. */
const hosts = Array.from(
  { length: Number(count) },
  (_, at) => `127.${1 + (at >> 14)}.${(at >> 7) & 127}.${1 + (at & 127)}:${port}`,
)

const contenders: Record<string, () => Promise<() => Promise<unknown>>> = {
  bellwether: openBellwether,
  conditional: openConditional,
  parse: openParse,
  plain: openPlain,
}

const pass = await contenders[name]?.()
if (!pass) throw new Error(`bench: no contender "${name}"`)
process.on('message', async () => {
  const measured: Measured & { memory: number } = {
    ...(await measure(hosts.length, pass)),
    memory: 0,
  }
  measured.memory = peakMemory()
  process.send?.(measured)
})
process.on('disconnect', () => process.exit())
process.send?.('ready')

/** The program's own pass: due feeds are found, read, judged by the default rules, recorded in a database on disk. */
async function openBellwether() {
  const { loadConfig } = await import('../../src/config/load.ts')
  const { openFeedReader } = await import('../../src/feeds/read.ts')
  const { openPoller } = await import('../../src/poll/poll.ts')
  const { recorder } = await import('../../src/poll/record.ts')
  const { openStore } = await import('../../src/store/open-store.ts')
  const config = loadConfig({ CONFIG_DIR: 'config' })
  if (config.kind === 'faults') throw new Error('bench: the configuration has faults')
  const folder = mkdtempSync(join(tmpdir(), 'bellwether-bench-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  const opened = await openStore(join(folder, 'bench.db'), { owner: null, clock: Date.now })
  if (opened.kind === 'fault') throw new Error(opened.sentence)
  const { store } = opened
  const feeds = hosts.map((host, at) => ({
    id: `feed-${at}` as never,
    url: `http://${host}/feed`,
    name: `Paper ${at}`,
    everyMs: null,
  }))
  await store.feeds.configure(feeds, Date.now())
  const { readFeed } = openFeedReader({
    userAgent: 'Bellwether/bench',
    allowHosts: new Set(hosts),
    clock: Date.now,
  })
  const poller = openPoller({
    feeds: store.feeds,
    record: recorder(store.transact, {
      rulesHash: 'bench',
      findAudience: async () => ({ listeners: [], hearsAll: false, hear: () => nobody }),
    }),
    readFeed,
    classify: config.config.judge,
    clock: Date.now,
    chance: Math.random,
    requestsPerDay: 144,
    log: { debug() {}, info() {}, warn() {}, error: (fields) => console.error(fields) },
  })
  await answerCommands()
  return () => poller.pollAll(new AbortController().signal)
}

const nobody = { facts: null as never, amountUsd: null, matched: new Set<string>() }

/** A stand-in for Slack's commands: how long an acknowledgement takes while a pass is under way. */
async function answerCommands(): Promise<void> {
  const server = createServer((_request, response) => response.end())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  process.send?.({ commands: (server.address() as AddressInfo).port })
}

async function openConditional() {
  const agent = new Agent()
  const etags = new Map<string, string>()
  return () =>
    forEach(hosts, atOnce, async (host) => {
      const etag = etags.get(host)
      const { statusCode, headers, body } = await agent.request({
        origin: `http://${host}`,
        path: '/feed',
        method: 'GET',
        headers: etag === undefined ? {} : { 'if-none-match': etag },
      })
      await body.dump()
      if (statusCode === 200) etags.set(host, String(headers.etag))
    })
}

async function openParse() {
  const agent = new Agent()
  const parser = new Parser()
  return () =>
    forEach(hosts, atOnce, async (host) => {
      const { body } = await agent.request({
        origin: `http://${host}`,
        path: '/feed',
        method: 'GET',
      })
      await parser.parseString(await body.text())
    })
}

async function openPlain() {
  const parser = new Parser()
  return () => forEach(hosts, atOnce, (host) => parser.parseURL(`http://${host}/feed`))
}
