import { WebAPIPlatformError, type WebClient } from '@slack/web-api'
import type { ChannelId, TeamId } from '../core/ids.ts'
import { dayMs } from '../core/text/calendar.ts'
import type { People } from '../desk/ports.ts'

/** What was asked before and may be lost. */
interface Cache<Value> {
  get(key: string): Promise<Value | undefined>
  set(key: string, value: Value, forMs: number): Promise<unknown>
}

/** @param clientOf the Web API with a workspace's token; null where there is none any more. */
export function openPeople(
  clientOf: (teamId: TeamId) => Promise<WebClient | null>,
  zones: Cache<string>,
): People {
  return {
    async findZone(teamId, userId) {
      const key = `${teamId} ${userId}`
      const known = await zones.get(key)
      if (known) return known
      const client = await clientOf(teamId)
      const { user } = (await client?.users.info({ user: userId }).catch(unsaid)) ?? {}
      const zone = user?.tz ?? 'UTC'
      await zones.set(key, zone, dayMs)
      return zone
    },
    async enter({ teamId, channelId: channel }) {
      const client = await clientOf(teamId)
      if (client === null) return null
      return enter(client, channel).catch((error: unknown) =>
        isNotFound(error) ? false : unsaid(error),
      )
    },
    async isIn({ teamId, channelId: channel }, userId) {
      const client = await clientOf(teamId)
      if (client === null) return null
      return isIn(client, channel, userId).catch(unsaid)
    },
    async findChannels(teamId, userId) {
      const client = await clientOf(teamId)
      if (client === null) return []
      const [theirs, ours] = await Promise.all([
        channelsOf(client, { user: userId }),
        channelsOf(client, {}),
      ])
      const shared = new Set(ours.map(({ id }) => id))
      return theirs.filter(({ id }) => shared.has(id))
    },
  }
}

/** The first thousand, of a person or of the bot itself. */
async function channelsOf(client: WebClient, whose: { user?: string }) {
  const types = 'public_channel,private_channel'
  const answer = await client.users.conversations({
    ...whose,
    types,
    exclude_archived: true,
    limit: 1000,
  })
  return (answer.channels ?? []).flatMap(({ id, name }) =>
    id ? [{ id: id as ChannelId, name: name ?? id }] : [],
  )
}

/** Whether the bot is in the channel, now at the latest. */
async function enter(client: WebClient, channel: ChannelId): Promise<boolean> {
  const { channel: info } = await client.conversations.info({ channel })
  if (info?.is_member || info?.is_im) return true
  if (info?.is_private || info?.is_mpim) return false
  await client.conversations.join({ channel })
  return true
}

/** Null of direct messages, whose people Slack does not list. */
async function isIn(client: WebClient, channel: ChannelId, userId: string) {
  const theirs = await channelsOf(client, { user: userId })
  if (theirs.some(({ id }) => id === channel)) return true
  const { channel: info } = await client.conversations.info({ channel })
  return info?.is_im || info?.is_mpim ? null : false
}

/** Slack will not say, and its word for it is of no use here: the caller has a default. */
function unsaid(error: unknown): null {
  if (error instanceof WebAPIPlatformError) return null
  throw error
}

const isNotFound = (error: unknown): boolean =>
  error instanceof WebAPIPlatformError && error.data.error === 'channel_not_found'
