import { WebAPIPlatformError, type WebClient } from '@slack/web-api'
import { adviceFor } from '../core/delivery/retry.ts'
import type { ChannelId } from '../core/ids.ts'
import type { Reply } from '../views/reply.ts'

/** A channel that the bot is in, or can join by itself. */
export interface ReachableChannel {
  id: ChannelId
  name: string
  isMember: boolean
}

/** Public channels, and the private ones that the bot was invited to; by name, without those that are archived. */
export async function findReachable(client: WebClient): Promise<ReachableChannel[]> {
  const found: ReachableChannel[] = []
  const asked = { types: 'public_channel,private_channel', exclude_archived: true, limit: 999 }
  for await (const page of client.paginate('conversations.list', asked)) {
    const { channels = [] } = page as {
      channels?: { id?: string; name?: string; is_member?: boolean }[]
    }
    for (const { id, name = '', is_member: isMember = false } of channels) {
      if (id) found.push({ id: id as ChannelId, name, isMember })
    }
  }
  return found.sort((a, b) => a.name.localeCompare(b.name))
}

/** Joins the channel where it is not in it, and posts there. Null, or why not and what to do. */
export async function sayHello(
  client: WebClient,
  { id: channel, isMember }: ReachableChannel,
  { text, blocks }: Reply,
): Promise<string | null> {
  try {
    if (!isMember) await client.conversations.join({ channel })
    await client.chat.postMessage({ channel, text, blocks: [...blocks], mrkdwn: false })
    return null
  } catch (error) {
    if (error instanceof WebAPIPlatformError) return adviceFor(error.data.error)
    throw error
  }
}
