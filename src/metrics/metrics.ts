import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import {
  deliveriesSettled,
  passEnded,
  slackCalled,
  statementRun,
  storyJudged,
} from '../happenings.ts'

/** What is asked when somebody reads the metrics, as counts by label. */
export interface MetricSources {
  findFeeds(): Promise<{ state: string }[]>
  findStanding(): Promise<{
    events: readonly { category: string; count: number }[]
    deliveries: readonly { state: string; count: number; oldestAt: number }[]
  }>
  /** Of these deliveries, those that are alerts. */
  findWaits(ids: readonly string[]): Promise<{ feedKind: string; waitMs: number }[]>
  /** Whether each part that the work can do without does what it is there for. */
  findImpaired(): Readonly<Record<string, boolean>>
  clock(): number
}

export interface Metrics {
  contentType: string
  text(): Promise<string>
}

/** Counts from now on, for as long as the process lives; what stands in the database is counted when it is read. */
export function openMetrics(sources: MetricSources): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  countWork(registry)
  const posted = collectPosted(registry)
  const refresh = openGauges(registry, sources)
  showImpaired(registry, sources)
  const waits = new Histogram({
    name: 'bellwether_alert_wait_seconds',
    help: 'From the publication of the earliest story to the alert, by the kind of the feed that brought it',
    labelNames: ['feed_kind'],
    buckets: [30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21_600, 86_400],
    registers: [registry],
  })
  return {
    contentType: registry.contentType,
    async text() {
      const ids = posted.splice(0)
      const known = ids.length > 0 ? await sources.findWaits(ids) : []
      for (const { feedKind, waitMs } of known) {
        waits.observe({ feed_kind: feedKind }, waitMs / 1000)
      }
      await refresh()
      return registry.metrics()
    },
  }
}

/** Between two readings; nobody may be reading. */
const mostRemembered = 10_000

/** Ids of deliveries that were posted since they were last taken. */
function collectPosted(registry: Registry): string[] {
  const posted: string[] = []
  const settled = new Counter({
    name: 'bellwether_deliveries_settled_total',
    help: 'Deliveries by the state that an attempt left them in',
    labelNames: ['state'],
    registers: [registry],
  })
  deliveriesSettled.hear(({ ids, state, isPosted }) => {
    settled.inc({ state }, ids.length)
    if (isPosted && posted.length < mostRemembered) posted.push(...ids)
  })
  return posted
}

function countWork(registry: Registry): void {
  const registers = [registry]
  const passes = new Histogram({
    name: 'bellwether_pass_seconds',
    help: 'Passes over the feeds that were due',
    buckets: [0.1, 0.5, 1, 2, 5, 10, 30, 60, 120, 300],
    registers,
  })
  const reads = new Counter({
    name: 'bellwether_feed_reads_total',
    help: 'Feeds that a pass asked, by outcome',
    labelNames: ['outcome'],
    registers,
  })
  passEnded.hear(({ ms, feeds, failed }) => {
    passes.observe(ms / 1000)
    reads.inc({ outcome: 'read' }, feeds - failed)
    reads.inc({ outcome: 'failed' }, failed)
  })
  const stories = new Counter({
    name: 'bellwether_stories_judged_total',
    help: 'Stories by what they were judged to be; one may be of both categories',
    labelNames: ['category'],
    registers,
  })
  storyJudged.hear(({ categories }) => {
    for (const category of categories.length > 0 ? categories : ['none']) stories.inc({ category })
  })
  const statements = new Histogram({
    name: 'bellwether_database_seconds',
    help: 'Statements of the database, without those of the thread that reads history',
    labelNames: ['kind'],
    buckets: [0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1],
    registers,
  })
  statementRun.hear(({ kind, ms }) => statements.observe({ kind }, ms / 1000))
  countSlack(registry)
}

function countSlack(registry: Registry): void {
  const registers = [registry]
  const calls = new Histogram({
    name: 'bellwether_slack_call_seconds',
    help: 'Calls of the Web API of Slack',
    labelNames: ['method', 'outcome'],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  })
  const waited = new Counter({
    name: 'bellwether_slack_rate_limit_seconds_total',
    help: 'What Slack told us to wait',
    labelNames: ['method'],
    registers,
  })
  slackCalled.hear(({ method, outcome, ms, retryAfterMs }) => {
    calls.observe({ method, outcome }, ms / 1000)
    if (retryAfterMs > 0) waited.inc({ method }, retryAfterMs / 1000)
  })
}

function showImpaired(registry: Registry, { findImpaired }: MetricSources): void {
  new Gauge({
    name: 'bellwether_impaired',
    help: '1 where a part that the work can do without does not do what it is there for',
    labelNames: ['part'],
    registers: [registry],
    collect() {
      for (const [part, is] of Object.entries(findImpaired())) this.set({ part }, Number(is))
    },
  })
}

const openStates = ['waiting', 'sending', 'held', 'refused']
const feedStates = ['new', 'fine', 'quiet', 'failing', 'stopped', 'moved']

/** Every label that there can be has a value, so that an alert on it fires from the first reading on. */
function openGauges(registry: Registry, sources: MetricSources): () => Promise<void> {
  const gauge = (name: string, help: string, label: string) =>
    new Gauge({ name, help, labelNames: [label], registers: [registry] })
  const feeds = gauge('bellwether_feeds', 'Feeds by state', 'state')
  const events = gauge('bellwether_events', 'Events that are known, by category', 'category')
  const open = gauge('bellwether_deliveries_open', 'Deliveries that are not settled', 'state')
  const oldest = gauge(
    'bellwether_delivery_oldest_seconds',
    'Age of the oldest delivery that is not settled; 0 where there is none',
    'state',
  )
  return async () => {
    const [polled, standing] = await Promise.all([sources.findFeeds(), sources.findStanding()])
    for (const state of feedStates) {
      feeds.set({ state }, polled.filter((feed) => feed.state === state).length)
    }
    for (const { category, count } of standing.events) events.set({ category }, count)
    const now = sources.clock()
    for (const state of openStates) {
      const found = standing.deliveries.find((delivery) => delivery.state === state)
      open.set({ state }, found?.count ?? 0)
      oldest.set({ state }, found ? Math.max(0, now - found.oldestAt) / 1000 : 0)
    }
  }
}
