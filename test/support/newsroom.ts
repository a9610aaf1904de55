import { type ChannelSettings, silentSettings, watchFor } from '../../src/core/channel/settings.ts'
import { withIds } from '../../src/core/channel/watch-identity.ts'
import {
  type EventChange,
  timings as realTimings,
  type Timings,
} from '../../src/core/delivery/delivery.ts'
import type { LayoffFacts } from '../../src/core/facts.ts'
import type { ChannelId, CompanyKey, EventId, FeedId, StoryId, TeamId } from '../../src/core/ids.ts'
import { type Deliverer, openDeliverer } from '../../src/deliver/deliver.ts'
import type { DelivererParts } from '../../src/deliver/deliver-channel.ts'
import type { Log } from '../../src/ports.ts'
import { openSlack, type Slack, type SlackOptions } from '../../src/preview/slack.ts'
import { openPost } from '../../src/slack/post.ts'
import { type Database, openDatabase } from '../../src/store/database.ts'
import { planDeliveries } from '../../src/store/deliveries.ts'
import { toJson } from '../../src/store/json.ts'
import { findListeners, recordChannels } from '../../src/store/listeners.ts'
import { openOutbox } from '../../src/store/outbox.ts'

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
  const opened = await openDatabase(':memory:', 'preview')
  if (opened.kind !== 'opened') throw new Error(opened.sentence)
  const { db } = opened
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
      post,
      clock: Date.now,
      chance: () => 0,
      log,
      timings: quick,
      pageFurniture: [],
    }
    return openDeliverer({ ...parts, ...wrap(parts) })
  }
  let stories = 0
  await db
    .insertInto('feed')
    .values({
      id: 'wire' as FeedId,
      team_id: null,
      url: 'https://wire.example/feed',
      name: 'Wire',
      every_ms: null,
      next_at: 0,
      first_read_at: 0,
      active: 1,
      state: toJson({}),
    } as never)
    .execute()

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
      const id = ++stories as StoryId
      const at = told.at ?? Date.now()
      const change = told.change ?? { kind: 'new' }
      const facts = layoff(company, told.facts)
      await db.transaction().execute(async (tx) => {
        await tx
          .insertInto('story')
          .values(storyRow(id, company, told, at))
          .execute()
        const known = await tx
          .selectFrom('event')
          .select('id')
          .where('company_name', '=', company)
          .executeTakeFirst()
        const event = known?.id ?? (id as number as EventId)
        if (!known) {
          await tx
            .insertInto('event')
            .values(eventRow(event, company, facts, at))
            .execute()
        }
        await tx
          .insertInto('event_story')
          .values({ event_id: event, story_id: id, facts: toJson(facts), why: '', joined_at: at })
          .execute()
        const heard = { facts, amountUsd: null, matched: new Set<string>() }
        const events = [{ id: event, change, heard, silent: false, recordedAt: at }]
        const telling = { storyId: id, at, teamId: null, events, older: false }
        await planDeliveries(tx, telling, await findListeners(tx, configured), Date.now())
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

function layoff(company: string, more: Partial<LayoffFacts> = {}): LayoffFacts {
  return {
    category: 'layoff',
    company: { key: `~${company.toLowerCase()}` as CompanyKey, name: company, parent: null },
    companiesOther: [],
    stance: 'reported',
    approximate: false,
    headcount: null,
    headcountDerived: null,
    scale: null,
    percent: null,
    cause: null,
    ordinal: null,
    aiSide: null,
    ...more,
  }
}

function storyRow(id: StoryId, company: string, told: Partial<Told>, at: number) {
  return {
    id,
    feed_id: 'wire' as FeedId,
    team_id: null,
    title: told.title ?? `${company} cuts jobs`,
    summary: told.summary ?? '',
    source: told.source ?? 'Wire',
    link: told.link ?? null,
    published_at: at,
    seen_at: at,
    verdict: toJson({ categories: [], facts: [], why: [], held: [] }),
    rules_hash: '',
    text_key: null,
    told: 1,
    edited_at: null,
  } as never
}

function eventRow(id: EventId, company: string, facts: LayoffFacts, at: number) {
  const key = facts.company?.key
  return {
    id,
    team_id: null,
    category: 'layoff',
    company_key: key,
    root_key: key,
    company_name: company,
    facts: toJson(facts),
    happened_at: at,
    last_at: at,
    recorded_at: at,
    revision: 1,
    silent: 0,
    stories: 1,
    sources: 1,
  } as never
}
