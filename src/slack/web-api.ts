import type { WebClientOptions } from '@slack/web-api'
import type { Log } from '../ports.ts'
import { boltLogger } from './logger.ts'
import { toldFetch } from './told-fetch.ts'

/**
 * For every client but the one that posts. Two more tries, some seconds apart; a 429 comes back at once as an error, for the SDK would
 * wait for whatever Slack says, deaf to a signal, and for more than 24 days not at all.
 *
 * @param slackApiUrl ends in a slash; null is Slack's own
 */
export function webApi(slackApiUrl: string | null, log: Log) {
  return {
    ...(slackApiUrl && { slackApiUrl }),
    fetch: toldFetch,
    logger: boltLogger(log),
    timeout: 10_000,
    retryConfig: { retries: 2 },
    rejectRateLimitedCalls: true,
  } satisfies WebClientOptions
}
