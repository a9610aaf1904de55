import { setTimeout as pause } from 'node:timers/promises'
import { WebAPIPlatformError, WebAPIRateLimitedError, type WebClient } from '@slack/web-api'
import type { ChannelId } from '../core/ids.ts'
import type { Log } from '../ports.ts'

/** What Slack may ask us to wait before one channel: its limits are by the minute. */
const longestWaitMs = 60_000
const tries = 3

/**
 * Joins the public channels among these; says of the others what somebody must do. Waits where Slack asks for it, up to a minute at a
 * time, until it is stopped. Never rejects.
 */
export async function joinChannels(
  client: WebClient,
  channels: readonly ChannelId[],
  log: Log,
  signal: AbortSignal,
): Promise<void> {
  for (const channel of channels) {
    try {
      const hasJoined = await patiently(() => joinOne(client, channel), signal)
      if (hasJoined) log.info({ channel }, 'joined the channel')
    } catch (error) {
      if (signal.aborted) return
      log.warn({ channel }, advice(error))
    }
  }
}

/** False where the bot is in the channel already. */
async function joinOne(client: WebClient, channel: ChannelId): Promise<boolean> {
  const { channel: info } = await client.conversations.info({ channel })
  if (info?.is_member) return false
  if (info?.is_private) throw new Error('private')
  await client.conversations.join({ channel })
  return true
}

async function patiently<T>(run: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let left = tries; ; left--) {
    try {
      return await run()
    } catch (error) {
      if (!(error instanceof WebAPIRateLimitedError) || left === 1) throw error
      await pause(Math.min(error.retryAfter * 1000, longestWaitMs), undefined, { signal })
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
