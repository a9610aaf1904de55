/** What the flows need, as types. Adapters implement them; `main.ts` introduces the two. */

import type { Reading, Validators } from './core/reading.ts'

/** pino's shape, narrowed: fields first, then one short lower-case sentence. */
export interface Log {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** Milliseconds since 1970, UTC. */
export type Clock = () => number

export interface FeedRequest {
  url: string
  /** Of the last 200 from this feed. */
  validators: Validators
  /** Of the last document from this feed: the same bytes are not parsed again. */
  bodyHash: string | null
}

/**
 * Fetch and parse in one: asks once, politely, and never throws for what a publisher can do wrong. Throws only when `signal`
 * aborts, or on a fault of our own.
 */
export type ReadFeed = (request: FeedRequest, signal: AbortSignal) => Promise<Reading>
