import packageJson from '../../package.json' with { type: 'json' }
import type { Config } from '../config/load.ts'
import { type Timings, timings } from '../core/delivery/delivery.ts'
import type { TeamId } from '../core/ids.ts'
import { verdictOf } from '../core/official/verdict.ts'
import { type Deliverer, openDeliverer } from '../deliver/deliver.ts'
import type { Point } from '../deliver/deliver-channel.ts'
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
import type { World } from './world.ts'

/** What polls and delivers for one database, and for nobody else meanwhile. */
export interface Serving {
  store: Store
  configured: ConfiguredChannels
  /** The one reader of the process, for whoever asks for a feed besides the poller. */
  readFeed: ReadFeed
  /** Before each pass: what a clock that was ahead put off is pulled forward. */
  heedClock(): Promise<void>
  poller: Poller
  deliverer: Deliverer
  close(): Promise<void>
}

/** What the kill test sets otherwise, to be done in minutes; nobody else sets anything. */
export interface Tuning {
  timings: Timings
  /** How long a message may be on its way to Slack. */
  postTimeoutMs: number
  feedEveryMs: number
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
  tuning?: Tuning
}

export type OpenedServing =
  | { kind: 'open'; serving: Serving }
  | { kind: 'refused'; sentence: string }

export async function openServing(parts: ServingParts): Promise<OpenedServing> {
  const { config, world, clock, log, tuning } = parts
  const configured = {
    teamId: parts.teamId,
    channels: new Map(world.channels.map(({ id, settings }) => [id, settings])),
  }
  const { database, owner } = world
  const opened = await openStore(database, { owner, clock, configured })
  if (opened.kind === 'fault') return { kind: 'refused', sentence: opened.sentence }
  const { store } = opened
  const lock = await store.takeLock()
  if (lock.kind === 'taken') {
    await store.close()
    return { kind: 'refused', sentence: lock.sentence }
  }
  const feeds = tuning
    ? world.feeds.map((feed) => ({ ...feed, everyMs: tuning.feedEveryMs }))
    : world.feeds
  await store.feeds.configure(feeds, clock())
  await store.recordChannels()
  const reader = openFeedReader({
    userAgent: userAgent(config.environment.contact),
    allowHosts: new Set(world.allowHosts),
    clock,
  })
  const record = recorder(store.transact, {
    rulesHash: config.rulesHash,
    findAudience: openAudience(config),
  })
  return {
    kind: 'open',
    serving: {
      store,
      configured,
      readFeed: reader.readFeed,
      async heedClock() {
        const backMs = await store.heedClock()
        if (backMs > 0)
          log.warn({ backMs }, 'the clock was set back; what waited for it is due again')
      },
      poller: openPoller({
        feeds: store.feeds,
        record,
        readFeed: reader.readFeed,
        classify(told, notice) {
          const verdict = notice ? verdictOf(notice, config.directory) : config.judge(told)
          storyJudged.tell(verdict)
          return verdict
        },
        clock,
        chance: Math.random,
        requestsPerDay: config.environment.requestsPerDay,
        log,
      }),
      deliverer: openDeliverer({
        pageFurniture: config.pageFurniture,
        outbox: store.outbox,
        post: openPost({
          tokenOf: parts.tokenOf,
          log,
          ...(world.slackApiUrl && { slackApiUrl: world.slackApiUrl }),
          ...(tuning && { timeoutMs: tuning.postTimeoutMs }),
        }),
        clock,
        chance: Math.random,
        log,
        timings: tuning?.timings ?? timings,
        ...(tuning && { reached: tuning.reached }),
      }),
      async close() {
        await reader.close()
        lock.release()
        await store.close()
      },
    },
  }
}

function userAgent(contact: string | null): string {
  const name = `Bellwether/${packageJson.version}`
  return contact === null ? name : `${name} (+${contact})`
}
