import { setTimeout as pause } from 'node:timers/promises'
import {
  type ConversationsHistoryResponse,
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  WebClient,
} from '@slack/web-api'
import { sortRefusal } from '../core/delivery/retry.ts'
import type { Posted, Sought } from '../core/delivery/settlement.ts'
import { doubling } from '../core/doubling.ts'
import type { DeliveryId, TeamId } from '../core/ids.ts'
import { hourMs } from '../core/text/calendar.ts'
import type { Outgoing, Post } from '../deliver/ports.ts'
import type { Log } from '../ports.ts'
import { silentLogger, withoutSecrets } from './logger.ts'
import { toldFetch } from './told-fetch.ts'

export interface PostOptions {
  /** A workspace's bot token; null where the app is not installed (any more). May reject: then nothing is sent. */
  tokenOf(teamId: TeamId): Promise<string | null>
  log: Log
  slackApiUrl?: string
  timeoutMs?: number
}

/**
 * A client that tries once. The SDK's own retries would send a message again that had arrived, and on a 429 hold up every
 * channel; here each outcome comes back as a value, and the outbox decides.
 */
export function openPost({ tokenOf, log, slackApiUrl, timeoutMs = 10_000 }: PostOptions): Post {
  const client = new WebClient(undefined, {
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: timeoutMs,
    ...(slackApiUrl && { slackApiUrl }),
    fetch: toldFetch,
    logger: silentLogger,
  })
  const withToken = async <T>(teamId: TeamId, call: (token: string) => Promise<T>) => {
    const found = await findToken(tokenOf, teamId, log)
    return found.kind === 'token'
      ? call(found.token)
      : ({ kind: 'refused', scope: 'team', word: found.word } as const)
  }
  return {
    post: (message) =>
      withToken(message.place.teamId, (token) => attempt(() => say(client, token, message))),
    update: (message, ts) =>
      withToken(message.place.teamId, (token) =>
        attempt(async () => {
          const { channelId: channel } = message.place
          await client.chat.update({ token, channel, ts, ...bodyOf(message) })
          return ts
        }),
      ),
    async seek(sought, since, signal) {
      const found = await findToken(tokenOf, sought.place.teamId, log)
      if (found.kind === 'none') return { kind: 'failed', word: found.word }
      return search(pagesOf(client, found.token, sought, since), sought.deliveryId, signal)
    },
  }
}

async function say(client: WebClient, token: string, message: Outgoing) {
  const said = { token, channel: message.place.channelId, mrkdwn: false, ...bodyOf(message) }
  const { threadTs: thread_ts, isBroadcast: reply_broadcast } = message
  const { ts } = await client.chat.postMessage(
    thread_ts === null ? said : { ...said, thread_ts, reply_broadcast },
  )
  return ts
}

type FoundToken = { kind: 'token'; token: string } | { kind: 'none'; word: string }

/** Before anything is sent: without a token nothing can have arrived. */
async function findToken(
  tokenOf: PostOptions['tokenOf'],
  teamId: TeamId,
  log: Log,
): Promise<FoundToken> {
  try {
    const token = await tokenOf(teamId)
    return token === null ? { kind: 'none', word: 'not_authed' } : { kind: 'token', token }
  } catch (error) {
    log.error({ team: teamId, error: withoutSecrets(String(error)) }, 'cannot read the bot’s token')
    return { kind: 'none', word: 'token_unreadable' }
  }
}

/** What Slack gives an app outside its marketplace: fifteen messages, one call a minute. */
const pageSize = 15
const clockSkewMs = 300_000
/** Of one page, in a row: the whole search comes again later. */
const mostFailures = 3

type Page = Pick<ConversationsHistoryResponse, 'messages' | 'response_metadata'>
type SoughtMessage = Parameters<Post['seek']>[0]
type ReadPage = (cursor: string | undefined) => Promise<Page>

/** Reads what stands where the message went, page by page. */
function pagesOf(
  client: WebClient,
  token: string,
  { place, threadTs }: SoughtMessage,
  since: number,
): ReadPage {
  const window = {
    token,
    channel: place.channelId,
    // Clocks differ: Slack's may be behind ours.
    oldest: String((since - clockSkewMs) / 1000),
    inclusive: true,
    limit: pageSize,
    include_all_metadata: true,
  }
  return (cursor) =>
    threadTs === null
      ? client.conversations.history({ ...window, ...(cursor && { cursor }) })
      : client.conversations.replies({ ...window, ts: threadTs, ...(cursor && { cursor }) })
}

async function search(
  read: ReadPage,
  deliveryId: DeliveryId,
  signal: AbortSignal,
  cursor?: string,
  failures = 0,
): Promise<Sought> {
  const page = await read(cursor).catch(notRead)
  if ('kind' in page) {
    // Half a search proves nothing: it waits and goes on from where it was.
    const failed = page.kind === 'failed' ? failures + 1 : failures
    const isOver = cursor === undefined || !(await outlast(page, failed, signal))
    return isOver ? page : search(read, deliveryId, signal, cursor, failed)
  }
  const found = page.messages?.find((message) => isOf(message, deliveryId))
  if (found?.ts) return { kind: 'found', ts: found.ts }
  const next = page.response_metadata?.next_cursor
  return next ? search(read, deliveryId, signal, next) : { kind: 'absent' }
}

/** Waits out a limit, or one of a few faults in a row; false where it is neither, or too long, or the wait was broken off. */
async function outlast(outcome: Sought, failures: number, signal: AbortSignal): Promise<boolean> {
  const waitMs = waitAfter(outcome, failures)
  return waitMs <= longestPauseMs && pause(waitMs, true, { signal }).catch(() => false)
}

function waitAfter(outcome: Sought, failures: number): number {
  if (outcome.kind === 'limited') return outcome.retryAfterMs
  const isTriedAgain = outcome.kind === 'failed' && failures <= mostFailures
  return isTriedAgain ? doubling(failures, 500, longestPauseMs) : Number.POSITIVE_INFINITY
}

function isOf(message: object, deliveryId: DeliveryId): boolean {
  const { metadata } = message as { metadata?: { event_payload?: { delivery_id?: unknown } } }
  return metadata?.event_payload?.delivery_id === deliveryId
}

function notRead(error: unknown): Sought {
  if (error instanceof WebAPIRateLimitedError) return limited(error)
  const word = wordOf(error)
  // A thread without its parent holds nothing.
  if (word === 'thread_not_found' || word === 'message_not_found') return { kind: 'absent' }
  return unreadableWords.has(word) ? { kind: 'unreadable', word } : { kind: 'failed', word }
}

const unreadableWords = new Set([
  'missing_scope',
  'not_in_channel',
  'channel_not_found',
  'not_allowed_token_type',
  'no_permission',
  'access_denied',
  'method_not_supported_for_channel_type',
])

function bodyOf({ text, blocks, deliveryId, announces }: Outgoing) {
  const [first] = announces
  const payload = { delivery_id: deliveryId as string }
  const metadata =
    first === undefined
      ? { event_type: 'bellwether_line', event_payload: payload }
      : {
          event_type: 'bellwether_alert',
          event_payload: { event_id: String(first), event_ids: announces.join(','), ...payload },
        }
  const quiet = { unfurl_links: false, unfurl_media: false } as const
  return { text, blocks: [...blocks], metadata, ...quiet }
}

async function attempt(call: () => Promise<string | undefined>): Promise<Posted> {
  try {
    const ts = await call()
    return ts === undefined ? { kind: 'unknown', word: 'no_ts' } : { kind: 'posted', ts }
  } catch (error) {
    return outcomeOf(error)
  }
}

function outcomeOf(error: unknown): Posted {
  const word = wordOf(error)
  if (error instanceof WebAPIRateLimitedError) return limited(error)
  if (error instanceof WebAPIPlatformError) return outcomeOfRefusal(word)
  if (error instanceof WebAPIHTTPError && error.statusCode < 500) return { kind: 'failed', word }
  if (error instanceof WebAPIRequestError && neverSent.has(word)) return { kind: 'failed', word }
  return { kind: 'unknown', word }
}

function outcomeOfRefusal(word: string): Posted {
  if (/^rate_?limited$/.test(word)) return { kind: 'limited', retryAfterMs: 30_000 }
  const sort = sortRefusal(word)
  if (sort === 'later') return { kind: 'failed', word }
  return sort === 'unknown' ? { kind: 'unknown', word } : { kind: 'refused', scope: sort, word }
}

/** Slack's own waits are of a minute at the most; a slip of days must not cost a channel its news. */
const longestWaitMs = hourMs
/** A search that has to wait for longer begins anew after it. */
const longestPauseMs = 120_000

function limited({ retryAfter }: WebAPIRateLimitedError) {
  const retryAfterMs = Math.min(Math.max(1, retryAfter) * 1000, longestWaitMs)
  return { kind: 'limited', retryAfterMs } as const
}

/** Before there was a connection: nothing can have arrived. */
const neverSent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

/** Slack's word, the status, or the network's code; never the message, which may hold more than it should. */
function wordOf(error: unknown): string {
  if (error instanceof WebAPIPlatformError) return error.data.error
  if (error instanceof WebAPIHTTPError) return `http_${error.statusCode}`
  if (error instanceof WebAPIRequestError) return codeOf(error.original) ?? 'network'
  return codeOf(error) ?? 'unreadable_answer'
}

function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null
  if ('code' in error && typeof error.code === 'string') return error.code
  return codeOf(error.cause) ?? (error.name === 'TimeoutError' ? 'timeout' : null)
}
