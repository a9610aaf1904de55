import { type ChannelSettings, silentSettings, watchFor } from '../../src/core/channel/settings.ts'
import { withIds } from '../../src/core/channel/watch-identity.ts'
import {
  type EventChange,
  timings as realTimings,
  type Timings,
} from '../../src/core/delivery/delivery.ts'
import { claimOf } from '../../src/core/events/claim.ts'
import type { LayoffFacts } from '../../src/core/facts.ts'
import type { ChannelId, EventId, FeedId, TeamId } from '../../src/core/ids.ts'
import type { Story } from '../../src/core/story.ts'
import { type Deliverer, openDeliverer } from '../../src/deliver/deliver.ts'
import type { DelivererParts } from '../../src/deliver/deliver-channel.ts'
import { timer } from '../../src/deliver/timer.ts'
import { beginEvent } from '../../src/poll/place.ts'
import { planDeliveries } from '../../src/poll/plan-deliveries.ts'
import type { Log } from '../../src/ports.ts'
import { openSlack, type Slack, type SlackOptions } from '../../src/preview/slack.ts'
import { openPost } from '../../src/slack/post.ts'
import { silence } from '../../src/store/alone.ts'
import type { Database } from '../../src/store/database.ts'
import { feedStore } from '../../src/store/feeds.ts'
import { recordChannels } from '../../src/store/listeners.ts'
import { openOutbox } from '../../src/store/outbox.ts'
import { openTransact } from '../../src/store/records.ts'
import { company as companyOf, layoff } from './claims.ts'
import { openFastDatabase, openTestLeases } from './store.ts'

/** Waits short enough for a test; the proportions are the real ones. */
export const quick: Timings = {
  ...realTimings,
  postEveryMs: 5,
  updateEveryMs: 60,
  lookAgainMs: 200,
}

/** Layoffs recorded by hand, and a deliverer that sends them to a Slack of this machine. */
export interface Newsroom {
  db: Database
  slack: Slack
  team: TeamId
  /** What was logged at warn and above. */
  logged: string[]
  /** A story of one layoff, recorded and planned as the poller would. */
  tell(company: string, story?: Partial<Told>): Promise<void>
  drain(parts?: Partial<DelivererParts>): Promise<void>
  /** A deliverer, to run it as the program does; `wrap` puts a part of its own before the real one. */
  open(wrap?: (parts: DelivererParts) => Partial<DelivererParts>): Deliverer
  /** By channel id. */
  configure(channels: Record<string, Partial<ChannelSettings>>): Promise<void>
  deliveries(): Promise<
    { channel_id: string; kind: string; state: string; hold: string | null; error: string | null }[]
  >
  close(): Promise<void>
}

interface Told {
  title: string
  summary: string
  source: string
  link: string | null
  facts: Partial<LayoffFacts>
  change: EventChange
  at: number
}

export async function openNewsroom(options: SlackOptions = {}): Promise<Newsroom> {
  const slack = await openSlack({ rateLimits: false, ...options })
  const db = await openFastDatabase()
  const leases = openTestLeases(db)
  const team = slack.team.id as TeamId
  const logged: string[] = []
  const note = (_: object, message: string) => void logged.push(message)
  const log: Log = { debug() {}, info() {}, warn: note, error: note }
  const configured = { teamId: team, channels: new Map<ChannelId, ChannelSettings>() }
  const post = openPost({
    tokenOf: async () => slack.botToken,
    log,
    slackApiUrl: slack.apiUrl,
    timeoutMs: 300,
  })
  const open: Newsroom['open'] = (wrap = () => ({})) => {
    const outbox = openOutbox(db, configured)
    const parts = {
      outbox,
      leases,
      bell: silence,
      callMs: 12_000,
      post,
      clock: Date.now,
      timer,
      chance: () => 0,
      log,
      timings: quick,
      pageFurniture: [],
      toUsd: (amount: number) => amount,
    }
    return openDeliverer({ ...parts, ...wrap(parts) })
  }
  const transact = openTransact(db, configured)
  const events = new Map<string, EventId>()
  await feedStore(db).configure([wire], 0)

  return {
    db,
    slack,
    team,
    logged,
    async configure(channels) {
      configured.channels = new Map(
        Object.entries(channels).map(([id, settings]) => [
          id as ChannelId,
          { ...silentSettings, watches: withIds([watchFor({})]), ...settings },
        ]),
      )
      await recordChannels(db, configured, 0)
    },
    async tell(company, told = {}) {
      const at = told.at ?? Date.now()
      const change = told.change ?? { kind: 'new' }
      const facts = layoff({
        company: { ...companyOf(`~${company.toLowerCase()}`), name: company },
        ...told.facts,
      })
      await transact(async (records) => {
        const story = await records.addStory({ story: storyOf(company, told, at), ...unjudged })
        const claim = claimOf(story, facts)
        const known = events.get(company)
        if (known) await records.addTelling({ event: known, claim, why: '' }, at)
        const placing = { story, silent: false, now: at }
        const id = known ?? (await beginEvent(records, [claim], '', placing)).eventId
        events.set(company, id)
        await records.keepStory(story)
        const heard = { facts, amountUsd: null, matched: new Set<string>() }
        const event = { id, change, heard, silent: false, recordedAt: at }
        const telling = { storyId: story.id, at, teamId: null, events: [event], older: false }
        await planDeliveries(records, telling, await records.findListeners(), Date.now())
      })
    },
    drain: (parts = {}) => open(() => parts).drain(AbortSignal.timeout(10_000)),
    open,
    deliveries: () =>
      db
        .selectFrom('delivery')
        .innerJoin('message', 'message.id', 'delivery.message_id')
        .select(['delivery.channel_id', 'message.kind', 'delivery.state', 'delivery.hold'])
        .select('delivery.error')
        .orderBy('message.id')
        .execute(),
    async close() {
      await db.destroy()
      await slack.close()
    },
  }
}

const wire = {
  id: 'wire' as FeedId,
  url: 'https://wire.example/feed',
  name: 'Wire',
  everyMs: null,
}

const unjudged = {
  verdict: { categories: [], facts: [], why: [], held: [] },
  rulesHash: '',
  keys: [],
  mark: '',
}

function storyOf(company: string, told: Partial<Told>, at: number): Omit<Story, 'id'> {
  return {
    feedId: wire.id,
    teamId: null,
    title: told.title ?? `${company} cuts jobs`,
    summary: told.summary ?? '',
    source: told.source ?? 'Wire',
    link: told.link ?? null,
    publishedAt: at,
    seenAt: at,
  }
}
