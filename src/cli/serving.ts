import { createHash } from 'node:crypto'
import packageJson from '../../package.json' with { type: 'json' }
import type { Config } from '../config/load.ts'
import { type Timings, timings } from '../core/delivery/delivery.ts'
import type { TeamId } from '../core/ids.ts'
import { verdictOf } from '../core/official/verdict.ts'
import { type Deliverer, openDeliverer } from '../deliver/deliver.ts'
import type { Point } from '../deliver/deliver-channel.ts'
import { timer } from '../deliver/timer.ts'
import { openFeedReader } from '../feeds/read.ts'
import { storyJudged } from '../happenings.ts'
import { openAudience } from '../poll/audience.ts'
import { openPoller, type Poller } from '../poll/poll.ts'
import type { ReadFeed } from '../poll/ports.ts'
import { recorder } from '../poll/record.ts'
import type { Clock, Log } from '../ports.ts'
import { openPost } from '../slack/post.ts'
import type { ConfiguredChannels } from '../store/listeners.ts'
import { openStore, type Store } from '../store/open-store.ts'
import { isPostgres } from '../store/postgres/address.ts'
import type { World } from './world.ts'

/** What polls and delivers for one database, and for nobody else meanwhile. */
export interface Serving {
  store: Store
  configured: ConfiguredChannels
  /** The one reader of the process, for whoever asks for a feed besides the poller. */
  readFeed: ReadFeed
  /** Now and then, whatever this process does: it says by which files it works, and those that are to hold do. */
  configure(): Promise<void>
  /** Before each pass: what a clock that was ahead put off is pulled forward. */
  heedClock(): Promise<void>
  poller: Poller
  deliverer: Deliverer
  close(): Promise<void>
}

/** A message that is not answered for so long may have arrived or not. */
const usualPostTimeoutMs = 10_000

/** What the kill test sets otherwise, to be done in minutes; nobody else rigs anything. */
export interface Rig {
  timings: Timings
  /** How long a message may be on its way to Slack. */
  postTimeoutMs: number
  feedEveryMs: number
  leaseMs: number
  reached(point: Point): void
}

export interface ServingParts {
  config: Config
  world: World
  /** The workspace of the configured channels. */
  teamId: TeamId
  tokenOf(teamId: TeamId): Promise<string | null>
  clock: Clock
  log: Log
  rig?: Rig
}

interface Refused {
  kind: 'refused'
  sentence: string
  /** False where it may be otherwise in a moment. */
  isFinal: boolean
}

export type OpenedServing = { kind: 'open'; serving: Serving } | Refused

export async function openServing(parts: ServingParts): Promise<OpenedServing> {
  const { config, world, log } = parts
  const configured = {
    teamId: parts.teamId,
    channels: new Map(world.channels.map(({ id, settings }) => [id, settings])),
    editors: new Map(
      config.channels.flatMap(({ id, editors }) => (editors ? [[id, editors]] : [])),
    ),
  }
  const opened = await openLocked(parts, configured)
  if (opened.kind === 'refused') return opened
  const { store, lock } = opened
  const configure = openConfiguring(store, feedsOf(parts), configured, log)
  try {
    await configure()
    await store.recordChannels()
  } catch (error) {
    lock.release()
    await store.close().catch(() => {})
    if (!isPostgres(world.database)) throw error
    log.warn({ err: error }, 'the database was lost while it was set up')
    return { kind: 'refused', sentence: 'The database cannot be reached.', isFinal: false }
  }
  const { readFeed, close: closeReader } = openFeedReader({
    userAgent: userAgent(config.environment.contact),
    allowHosts: new Set(world.allowHosts),
    clock: store.clock,
  })
  const serving: Serving = {
    store,
    configured,
    readFeed,
    configure,
    async heedClock() {
      const backMs = await store.heedClock()
      if (backMs > 0)
        log.warn({ backMs }, 'the clock was set back; what waited for it is due again')
    },
    poller: pollerOf(parts, store, readFeed),
    deliverer: delivererOf(parts, store),
    async close() {
      await closeReader()
      lock.release()
      await store.close()
    },
  }
  return { kind: 'open', serving }
}

function feedsOf({ world, rig }: ServingParts): World['feeds'] {
  return rig ? world.feeds.map((feed) => ({ ...feed, everyMs: rig.feedEveryMs })) : world.feeds
}

function pollerOf({ config, log }: ServingParts, store: Store, readFeed: ReadFeed): Poller {
  const { rulesHash } = config
  return openPoller({
    feeds: store.feeds,
    record: recorder(store.transact, { rulesHash, findAudience: openAudience(config) }),
    readFeed,
    classify(told, notice) {
      const verdict = notice ? verdictOf(notice, config.directory) : config.judge(told)
      storyJudged.tell(verdict)
      return verdict
    },
    clock: store.clock,
    chance: Math.random,
    requestsPerDay: config.environment.requestsPerDay,
    log,
  })
}

function delivererOf({ config, world, tokenOf, log, rig }: ServingParts, store: Store) {
  const timeoutMs = rig?.postTimeoutMs ?? usualPostTimeoutMs
  const { slackApiUrl } = world
  return openDeliverer({
    pageFurniture: config.pageFurniture,
    toUsd: config.toUsd,
    outbox: store.outbox,
    leases: store.leases,
    bell: store.bell,
    post: openPost({ tokenOf, log, timeoutMs, ...(slackApiUrl && { slackApiUrl }) }),
    clock: store.clock,
    timer,
    chance: Math.random,
    log,
    timings: rig?.timings ?? timings,
    callMs: timeoutMs * 1.2,
    ...(rig && { reached: rig.reached }),
  })
}

/** The store, to poll and deliver from. */
async function openLocked(
  { world, clock, rig }: ServingParts,
  configured: ConfiguredChannels,
): Promise<{ kind: 'open'; store: Store; lock: { release(): void } } | Refused> {
  const opened = await openStore(world.database, {
    owner: world.owner,
    clock,
    configured,
    ...(rig && { leaseMs: rig.leaseMs }),
  })
  if (opened.kind === 'fault') {
    return { kind: 'refused', sentence: opened.sentence, isFinal: opened.fault !== 'away' }
  }
  const { store } = opened
  const lock = await store.takeLock()
  if (lock.kind === 'held') return { kind: 'open', store, lock }
  await store.close()
  return { kind: 'refused', sentence: lock.sentence, isFinal: true }
}

/** Its own feeds and channels are the installation's while its configuration is the one that holds. */
function openConfiguring(
  store: Store,
  feeds: World['feeds'],
  { channels, editors = new Map() }: ConfiguredChannels,
  log: Log,
): () => Promise<void> {
  const name = createHash('sha256')
    .update(JSON.stringify([feeds, ...channels, ...editors]))
    .digest('hex')
  let isHolding: boolean | null = null
  return async () => {
    const holds = await store.isToHold(name)
    if (holds && !isHolding) await store.feeds.configure(feeds, store.clock())
    if (!holds && isHolding !== false) {
      log.warn(
        {},
        'feeds.yaml or channels.yaml is not that of the other processes, which is newer and holds for all',
      )
    }
    isHolding = holds
  }
}

function userAgent(contact: string | null): string {
  const name = `Bellwether/${packageJson.version}`
  return contact === null ? name : `${name} (+${contact})`
}
