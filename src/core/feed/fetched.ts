import type { Item } from '../story.ts'

/** `ETag` and `Last-Modified` as a 200 gave them, quotes and all: opaque, and sent back as they came. */
export interface Validators {
  etag: string | null
  lastModified: string | null
}

/** What the publisher asks of those who poll: lengths in ms, hours 0..23 and days 0 (Sunday)..6 in GMT. */
export interface Hints {
  /** `Cache-Control: max-age` or `Expires` less `Date`. */
  freshMs: number | null
  /** RSS `ttl`. */
  ttlMs: number | null
  /** `sy:updatePeriod` over `sy:updateFrequency`. */
  updateEveryMs: number | null
  skipHours: readonly number[]
  skipDays: readonly number[]
}

/** Why we did not ask: an address that we never fetch from. */
export type RefusalReason =
  | 'bad_address'
  | 'scheme'
  | 'port'
  | 'credentials'
  | 'private_address'
  | 'too_many_redirects'
  | 'downgrade'

/** Why asking gave nothing to read. */
export type FailureReason =
  | 'unknown_host'
  /** No name server answered. */
  | 'no_lookup'
  | 'unreachable'
  | 'tls'
  | 'broken_off'
  | 'timeout'
  | 'too_large'
  | 'bad_response'
  | 'bad_encoding'
  | 'rate_limited'
  | 'forbidden'
  | 'not_found'
  | 'server_error'
  | 'bad_status'
  | 'empty'
  | 'not_a_feed'
  | 'unreadable'

/** Failures that are the publisher's or the network's of the hour: the same address may be read later. */
const passing: ReadonlySet<FailureReason> = new Set([
  'no_lookup',
  'unreachable',
  'tls',
  'broken_off',
  'timeout',
  'rate_limited',
  'forbidden',
  'server_error',
  'empty',
])

export const mayPass = (reason: FailureReason): boolean => passing.has(reason)

/** What was wrong with a document of which the readable part was used all the same. */
export type DocumentFault =
  | 'truncated'
  | 'repaired'
  | 'too_many_items'
  /** Entries stand in the text that no parser reads. */
  | 'items_lost'
  /** Some dates say a day that cannot be read. */
  | 'dates_unread'

export interface FeedLink {
  url: string
  title: string | null
}

/** True of every pass, whatever came of it. */
interface Asked {
  /** HTTP requests made, redirects included; 0 where we refused before asking. */
  requests: number
  /** Bytes of bodies received, as they were sent (compressed). */
  bytes: number
  /** Where 301 and 308 alone led from the address that was asked; null without them. */
  movedTo: string | null
}

export interface DocumentReading extends Asked {
  kind: 'document'
  /** The feed's own name for itself, plain text. */
  title: string | null
  /** As the document orders them, at most 2,000. Items of the document that the request's `bodyHash` names may be left out. */
  items: readonly Item[]
  hints: Hints
  validators: Validators
  /** Of the decompressed bytes. Given with the next request, so that the same bytes are not parsed again. */
  bodyHash: string
  faults: readonly DocumentFault[]
}

export interface UnchangedReading extends Asked {
  kind: 'unchanged'
  /** A 304, or a 200 with the bytes of last time. */
  by: 'status' | 'bytes'
  hints: Hints
  /** Null: keep those we have (a 304 never replaces them). */
  validators: Validators | null
}

/** 410: the publisher asks us to stop. */
interface GoneReading extends Asked {
  kind: 'gone'
  sentence: string
}

/** The address is a page's, not a feed's; these are the feeds that the page names. */
interface PageReading extends Asked {
  kind: 'page'
  feeds: readonly FeedLink[]
  sentence: string
}

interface RefusedReading extends Asked {
  kind: 'refused'
  reason: RefusalReason
  sentence: string
}

interface FailedReading extends Asked {
  kind: 'failed'
  reason: FailureReason
  status: number | null
  /** From `Retry-After`, seconds or date, on 429 and 503. */
  retryAfterMs: number | null
  sentence: string
}

/** What came of one fetch. `sentence` is for a person in Slack: what is wrong, and what they can do. */
export type FeedReading =
  | DocumentReading
  | UnchangedReading
  | GoneReading
  | PageReading
  | RefusedReading
  | FailedReading
