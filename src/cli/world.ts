import { rmSync } from 'node:fs'
import type { Writable } from 'node:stream'
import type { SlackCredentials } from '../config/environment.ts'
import type { Channel, Config, Feed } from '../config/load.ts'
import { silentSettings, watchFor } from '../core/channel/settings.ts'
import { withIds } from '../core/channel/watch-identity.ts'
import type { ChannelId, FeedId } from '../core/ids.ts'
import { minuteMs } from '../core/text/calendar.ts'
import type { Preview } from '../preview/preview.ts'
import type { Owner } from '../store/database.ts'
import { isServed } from '../store/sqlite/lock.ts'

/** Where the program works: a real Slack as the configuration says, or the preview with its own feeds, channels and database. */
export interface World {
  owner: Owner
  database: string
  credentials: Exclude<SlackCredentials, { kind: 'preview' }>
  slackApiUrl: string | null
  feeds: readonly Feed[]
  channels: readonly Channel[]
  allowHosts: readonly string[]
  /** Where POLL_CRON says nothing. */
  pollCron: string
  /** Null in a real Slack. */
  preview: Preview | null
  close(): Promise<void>
}

const previewDatabase = 'data/preview.db'
/** The sample plays in over minutes, so its feeds are asked often. */
const sampleEveryMs = 4000

/** @param stdout where the preview writes each message as text */
export async function openWorld(
  config: Config,
  isPreview: boolean,
  stdout: Writable,
): Promise<World> {
  const { environment } = config
  const { slack: credentials } = environment
  if (!isPreview && credentials.kind !== 'preview') {
    return {
      owner: 'slack',
      database: environment.database,
      credentials,
      slackApiUrl: environment.slackApiUrl,
      feeds: config.feeds,
      channels: config.channels,
      allowHosts: environment.allowHosts,
      pollCron: '*/5 * * * * *',
      preview: null,
      close: async () => {},
    }
  }
  // A preview that runs keeps its own; whoever comes second is told so when the store is locked.
  if (!isServed(previewDatabase)) {
    for (const suffix of ['', '-wal', '-shm']) rmSync(previewDatabase + suffix, { force: true })
  }
  // Nobody who has a Slack needs the small one.
  const { openPreview } = await import('../preview/preview.ts')
  const preview = await openPreview({ write: (text) => stdout.write(text) })
  const sample = preview.feeds.map(({ id, ...feed }) => ({
    ...feed,
    id: id as FeedId,
    everyMs: sampleEveryMs,
  }))
  return {
    owner: 'preview',
    database: previewDatabase,
    credentials: { kind: 'socket', botToken: preview.botToken, appToken: preview.appToken },
    slackApiUrl: preview.apiUrl,
    feeds: [...sample, ...config.feeds],
    channels: preview.channels.map(({ id, name }) =>
      previewChannel(id as ChannelId, name, Date.now()),
    ),
    allowHosts: [...environment.allowHosts, preview.allowHost],
    pollCron: '*/2 * * * * *',
    preview,
    close: () => preview.close(),
  }
}

/** What a channel of the preview hears: its name says it. A day's digest is due within two minutes, when some of the sample has come. */
export function previewChannel(id: ChannelId, name: string, now: number): Channel {
  const types =
    name === 'layoffs' ? ['layoff' as const] : name === 'ai-money' ? ['ai_investment' as const] : []
  const updates = name === 'general' ? 'update' : 'thread'
  const at = new Date(now + 2 * minuteMs).toISOString().slice(11, 16)
  const digest = name === 'daily-digest' ? { every: 'daily' as const, at, zone: 'UTC' } : null
  return {
    id,
    editors: null,
    settings: { ...silentSettings, watches: withIds([watchFor({ types })]), updates, digest },
  }
}
