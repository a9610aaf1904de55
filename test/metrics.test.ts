/** What an operator's Prometheus reads, from the program itself. */

import { readFileSync } from 'node:fs'
import { parser } from '@prometheus-io/lezer-promql'
import parseText from 'parse-prometheus-text-format'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { parse as parseYaml } from 'yaml'
import { openSlack, type Slack } from '../src/preview/slack.ts'
import { type FeedServer, startFeedServer } from './support/feed-server.ts'
import { layOutProgram, type Running } from './support/program.ts'

let slack: Slack
let publisher: FeedServer
let running: Running
let text: string

const story = `<item><title>Amazon lays off 14,000 corporate employees</title>
  <description>The retailer told 14,000 office employees that their jobs end.</description>
  <link>https://news.example/1</link><pubDate>${new Date(Date.now() - 600_000).toUTCString()}</pubDate></item>`

beforeAll(async () => {
  slack = await openSlack({ rateLimits: false })
  publisher = await startFeedServer()
  const url = publisher.serveFeed(
    '/wire.xml',
    `<rss version="2.0"><channel><title>News</title>${story}</channel></rss>`,
  )
  const program = layOutProgram({
    slack,
    feeds: [{ id: 'wire', name: 'The Wire', url }],
    channels: [{ channel: slack.channel('general').id }],
    allowHosts: [publisher.host],
  })
  program.env.METRICS = 'on'
  running = program.start()
  await slack.until(() => slack.posted('general').some(({ metadata }) => metadata), 'the alert')
  const port = /"port":(\d+)/.exec(running.log())?.[1]
  await vi.waitFor(async () => {
    text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
    expect(text).toContain('bellwether_alert_wait_seconds_count{feed_kind="news"} 1')
  }, 10_000)
}, 40_000)

afterAll(async () => {
  await running?.stop('SIGKILL')
  await Promise.all([slack.close(), publisher.close()])
})

interface Family {
  name: string
  type: string
  metrics: { value?: string; labels?: Record<string, string>; count?: string }[]
}
const readFamilies = () => parseText(text) as Family[]
const metricsNamed = (name: string) =>
  readFamilies().find((one) => one.name === name)?.metrics ?? []
const sampleOf = (name: string, labels: Record<string, string>) =>
  metricsNamed(name).find((metric) =>
    Object.entries(labels).every(([label, value]) => metric.labels?.[label] === value),
  )

test('the text is Prometheus’ form: each family once, with its type, and its values numbers', () => {
  const names = readFamilies().map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  expect(names.length).toBeGreaterThan(20)
  for (const { name, type, metrics } of readFamilies()) {
    expect(type, name).toMatch(/^(GAUGE|COUNTER|HISTOGRAM|SUMMARY)$/)
    for (const { value } of metrics) {
      if (value !== undefined) expect(Number(value), name).not.toBeNaN()
    }
  }
})

test('what happened is counted: the story, its event, the read, the post and the call of Slack', () => {
  expect(sampleOf('bellwether_stories_judged_total', { category: 'layoff' })?.value).toBe('1')
  expect(sampleOf('bellwether_events', { category: 'layoff' })?.value).toBe('1')
  expect(sampleOf('bellwether_feed_reads_total', { outcome: 'read' })?.value).toBe('1')
  expect(sampleOf('bellwether_deliveries_settled_total', { state: 'sent' })?.value).toBe('1')
  expect(sampleOf('bellwether_feeds', { state: 'fine' })?.value).toBe('1')
  expect(sampleOf('bellwether_deliveries_open', { state: 'waiting' })?.value).toBe('0')
  expect(sampleOf('bellwether_impaired', { part: 'bell' })?.value).toBe('0')
  expect(sampleOf('bellwether_impaired', { part: 'jobs' })?.value).toBe('0')
  expect(text).toMatch(
    /bellwether_slack_call_seconds_count\{method="chat.postMessage",outcome="ok"\} 1/,
  )
  expect(text).toMatch(/bellwether_database_seconds_count\{kind="write"\} [1-9]/)
})

test('the wait is that of the story, by the kind of its feed', () => {
  expect(text).toMatch(
    /bellwether_alert_wait_seconds_bucket\{le="300",feed_kind="news"\} 0\n.*le="600",feed_kind="news"\} 0\n.*le="900",feed_kind="news"\} 1/,
  )
})

interface Asked {
  where: string
  expr: string
}

function dashboard(): Asked[] {
  const { panels } = JSON.parse(readFileSync(at('ops/grafana.json'), 'utf8'))
  return panels.flatMap(({ title, targets }: { title: string; targets: { expr: string }[] }) =>
    targets.map(({ expr }) => ({ where: title, expr })),
  )
}

function alerts(): Asked[] {
  const { groups } = parseYaml(readFileSync(at('ops/alerts.yaml'), 'utf8'))
  return groups.flatMap(({ rules }: { rules: { alert: string; expr: string }[] }) =>
    rules.map(({ alert, expr }) => ({ where: alert, expr })),
  )
}

const at = (path: string) => new URL(`../${path}`, import.meta.url)

/** The names of the metrics that a question of Prometheus asks for; a question that is none throws. */
function metricsOf({ where, expr }: Asked): string[] {
  const asked = expr.replaceAll('$__rate_interval', '5m')
  const names: string[] = []
  parser.parse(asked).iterate({
    enter(node) {
      if (node.type.isError) throw new Error(`${where}: no PromQL at ${node.from}: ${asked}`)
      if (node.name === 'Identifier' && node.node.parent?.name === 'VectorSelector') {
        names.push(asked.slice(node.from, node.to))
      }
    },
  })
  return names
}

test('the dashboard shows ten pictures, and each metric of it and of the alerts is there', () => {
  expect(JSON.parse(readFileSync(at('ops/grafana.json'), 'utf8')).panels).toHaveLength(10)
  const there = new Set(text.match(/^[a-z_0-9]+(?=[ {])/gm))
  // Prometheus' own, of every target.
  there.add('up')
  // What has not happened yet is declared without a value.
  for (const { name } of readFamilies()) there.add(name)
  const asked = [...dashboard(), ...alerts()].flatMap(metricsOf)
  expect(asked.length).toBeGreaterThan(20)
  expect(asked.filter((name) => !there.has(name))).toEqual([])
})
