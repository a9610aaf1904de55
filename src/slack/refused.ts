import { WebAPIPlatformError } from '@slack/web-api'
import { knownAdvice } from '../core/delivery/retry.ts'

/** Where Slack refused for a reason that people can mend: what they can do. Null for everything else. */
export function adviceOn(error: unknown): string | null {
  if (!(error instanceof WebAPIPlatformError)) return null
  const { error: word, needed } = error.data as { error: string; needed?: unknown }
  const advice = knownAdvice(word)
  return advice !== null && word === 'missing_scope' && typeof needed === 'string'
    ? `${advice} (${needed})`
    : advice
}

const tooLate = [
  'expired_trigger_id',
  'exchanged_trigger_id',
  'trigger_expired',
  'invalid_trigger_id',
]

/** A form opens within three seconds of the click, or not at all. */
export const isTooLate = (error: unknown): boolean =>
  error instanceof WebAPIPlatformError && tooLate.includes(error.data.error)
