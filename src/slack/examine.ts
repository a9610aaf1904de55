import { WebAPIPlatformError, WebClient } from '@slack/web-api'
import type { ChannelId, TeamId } from '../core/ids.ts'
import type { Clock } from '../ports.ts'
import { silentLogger } from './logger.ts'
import { scopes } from './manifest.ts'
import { refusal } from './refusal.ts'

/** What Slack itself says of tokens and channels. It is only asked: nothing is joined, posted or connected. */

export interface ExaminedBy {
  /** Ends in a slash. Null is Slack's own. */
  slackApiUrl: string | null
  clock: Clock
}

export interface KnownToken {
  kind: 'known'
  teamId: TeamId
  teamName: string
  botName: string
  /** Of the manifest's scopes, those that the token lacks; null where Slack did not say which it has. */
  missing: (typeof scopes)[number][] | null
  /** By how much our clock is ahead of Slack's `date`, which counts seconds; null where there was none. */
  aheadMs: number | null
  client: WebClient
}

export type ExaminedToken = KnownToken | { kind: 'refused'; sentence: string }

export async function examineBotToken(
  botToken: string,
  { slackApiUrl, clock }: ExaminedBy,
): Promise<ExaminedToken> {
  let aheadMs: number | null = null
  const client = new WebClient(botToken, {
    ...options(slackApiUrl),
    async fetch(url, init) {
      const response = await fetch(url, init)
      const date = Date.parse(response.headers.get('date') ?? '')
      aheadMs = Number.isNaN(date) ? null : clock() - date
      return response
    },
  })
  const who = await client.auth.test().catch((error: unknown) => refusal(error, 'SLACK_BOT_TOKEN'))
  if (typeof who === 'string') return { kind: 'refused', sentence: who }
  const has = who.response_metadata?.scopes
  return {
    kind: 'known',
    teamId: who.team_id as TeamId,
    teamName: who.team ?? '',
    botName: who.user ?? '',
    missing: has ? scopes.filter((scope) => !has.includes(scope)) : null,
    aheadMs,
    client,
  }
}

/**
 * Whether a socket would be given. None is opened: Slack would hand it events that are for the bot that runs.
 *
 * @returns null, or why not.
 */
export async function examineAppToken(
  appToken: string,
  { slackApiUrl }: ExaminedBy,
): Promise<string | null> {
  const client = new WebClient(appToken, options(slackApiUrl))
  return client.apps.connections.open({}).then(
    () => null,
    (error: unknown) => refusal(error, 'SLACK_APP_TOKEN'),
  )
}

/** A channel as the bot finds it. */
export type Standing =
  | { kind: 'member'; name: string }
  /** It can join by itself. */
  | { kind: 'open'; name: string }
  | { kind: 'archived'; name: string }
  /** There is none of that id, or it is private and did not invite the bot. */
  | { kind: 'hidden' }
  /** Slack's word for why it would not say. */
  | { kind: 'untold'; word: string }

/** How the bot stands in each of these: one call for those that it is in, and one for each of the others. */
export async function examineChannels(
  client: WebClient,
  ids: readonly ChannelId[],
): Promise<Map<ChannelId, Standing>> {
  const standings = new Map<ChannelId, Standing>()
  if (ids.length === 0) return standings
  const own = await findOwn(client)
  for (const id of ids) standings.set(id, own.get(id) ?? (await examineChannel(client, id)))
  return standings
}

async function findOwn(client: WebClient): Promise<Map<ChannelId, Standing>> {
  const own = new Map<ChannelId, Standing>()
  for (const types of ['public_channel', 'private_channel']) {
    for await (const { id, name = '', is_archived: archived } of channelsOf(client, types)) {
      if (id) own.set(id as ChannelId, { kind: archived ? 'archived' : 'member', name })
    }
  }
  return own
}

async function* channelsOf(client: WebClient, types: string): AsyncGenerator<ChannelAsSent> {
  try {
    for await (const page of client.paginate('users.conversations', { types, limit: 999 })) {
      const { channels = [] } = page as { channels?: ChannelAsSent[] }
      yield* channels
    }
  } catch (error) {
    // A missing scope is told of the scope; each channel is then asked for, and says so itself.
    if (!(error instanceof WebAPIPlatformError)) throw error
  }
}

interface ChannelAsSent {
  id?: string
  name?: string
  is_archived?: boolean
  is_member?: boolean
  is_private?: boolean
}

async function examineChannel(client: WebClient, channel: ChannelId): Promise<Standing> {
  try {
    const { channel: info } = await client.conversations.info({ channel })
    const name = info?.name ?? channel
    if (info?.is_archived) return { kind: 'archived', name }
    if (info?.is_member) return { kind: 'member', name }
    return info?.is_private ? { kind: 'hidden' } : { kind: 'open', name }
  } catch (error) {
    if (!(error instanceof WebAPIPlatformError)) throw error
    const word = error.data.error
    return word === 'channel_not_found' ? { kind: 'hidden' } : { kind: 'untold', word }
  }
}

function options(slackApiUrl: string | null) {
  return {
    ...(slackApiUrl && { slackApiUrl }),
    logger: silentLogger,
    timeout: 10_000,
    retryConfig: { retries: 3, minTimeout: 200, maxTimeout: 1_000 },
  }
}
