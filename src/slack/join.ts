import type { WebClient } from '@slack/web-api'
import { WebAPIPlatformError } from '@slack/web-api'
import type { ChannelId } from '../core/ids.ts'
import type { Log } from '../ports.ts'

/** Joins the public channels among these; says of the others what somebody must do. Never throws. */
export async function joinChannels(
  client: WebClient,
  channels: readonly ChannelId[],
  log: Log,
): Promise<void> {
  for (const channel of channels) {
    try {
      const { channel: info } = await client.conversations.info({ channel })
      if (info?.is_member) continue
      if (info?.is_private) throw new Error('private')
      await client.conversations.join({ channel })
      log.info({ channel }, 'joined the channel')
    } catch (error) {
      log.warn({ channel }, advice(error))
    }
  }
}

function advice(error: unknown): string {
  const word = error instanceof WebAPIPlatformError ? error.data.error : (error as Error).message
  switch (word) {
    case 'private':
    case 'channel_not_found':
      return 'cannot join: if the channel is private, somebody in it must type /invite @Bellwether; else check its id'
    case 'is_archived':
      return 'cannot join: the channel is archived; take it out of channels.yaml or unarchive it'
    case 'missing_scope':
      return 'cannot join: the app lacks a scope; create it from "bellwether manifest" or add channels:join'
    default:
      return `cannot join: ${word}`
  }
}
