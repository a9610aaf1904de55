/** What the poller needs, as types: a reader of feeds, and a store. Adapters implement them. */

import type { Register } from '../core/facts.ts'
import type { Reading, Validators } from '../core/feed/fetched.ts'
import type { FeedState } from '../core/feed/schedule.ts'
import type { FeedId, StoryId, TeamId } from '../core/ids.ts'
import type { Story } from '../core/story.ts'
import type { Verdict } from '../core/verdict.ts'

export interface FeedRequest {
  url: string
  /** Of the last 200 from this feed. */
  validators: Validators
  /** Of the last document of this feed that was recorded: what has not changed since need not be read again. */
  bodyHash: string | null
  /** The operator named it in the configuration: FEEDS_ALLOW_HOSTS holds for it, and for nothing that is typed in Slack. */
  isConfigured: boolean
  /** What is at the address, where that is no news. */
  register?: RegisterFeed
}

/** A feed of a register, as the configuration names it. */
export interface RegisterFeed {
  kind: Register
  /** The state whose notices these are, where the document does not say. */
  place: string | null
}

/**
 * Fetch and parse in one: asks once, politely, and never throws for what a publisher can do wrong. Throws only when `signal`
 * aborts, or on a fault of our own.
 */
export type ReadFeed = (request: FeedRequest, signal: AbortSignal) => Promise<Reading>

/** A feed as the configuration gives it. */
export interface ConfiguredFeed {
  id: FeedId
  url: string
  name: string
  /** Null: adaptive. */
  everyMs: number | null
  /** Absent or null: news. */
  register?: RegisterFeed | null
}

/** A feed as the poller knows it. */
export interface PolledFeed extends ConfiguredFeed {
  /** The workspace that added it; null for the installation's. */
  teamId: TeamId | null
  /** Nothing of it was recorded yet. */
  isFirstPass: boolean
  state: FeedState
}

/** An item that the feed has shown before. `storyId` is null where the story was forgotten since. */
export interface Shown {
  storyId: StoryId | null
  mark: string
  seenAt: number
}

export interface FeedStore {
  /** The longest overdue first. */
  findDue(now: number): Promise<PolledFeed[]>
  findAll(): Promise<PolledFeed[]>
  /** Of these keys, those that the feed has shown. */
  findShown(feedId: FeedId, keys: readonly string[]): Promise<Map<string, Shown>>
  configure(feeds: readonly ConfiguredFeed[], now: number): Promise<void>
  /** Leaves a feed alone until then, whatever its state says. */
  postpone(feedId: FeedId, until: number): Promise<void>
  /** Feeds that told events of the last months before the others did, the most often first. */
  findFirstTellers(now: number): Promise<FeedId[]>
  /** Asks these no later than `at`, unless their publisher or a configured interval wants it otherwise. */
  hasten(feedIds: readonly FeedId[], at: number): Promise<void>
}

/** An item with what came of judging it. */
export interface JudgedItem {
  story: Omit<Story, 'id'>
  verdict: Verdict
  keys: readonly string[]
  /** The texts that the item has had (`addVersion`). */
  mark: string
  /** It is recorded without being told: its date is a guess, it says what it said before, or a register
   * corrects itself or is read for the first time.
   */
  isQuiet?: boolean
}

/** All that one pass over one feed has to say to the store. */
export interface FeedOutcome {
  feed: PolledFeed
  /** Items that the feed had never shown. */
  fresh: readonly JudgedItem[]
  /** Items that it had shown with another text. */
  edited: readonly (JudgedItem & { storyId: StoryId })[]
  /** Keys that it still shows, last noted long ago. */
  stillShown: readonly string[]
  /** Whether there was a document to read, or the word that it is unchanged. */
  isRead: boolean
  state: FeedState
}

/** What came of recording: for the log, and for the one who waits for the pass. */
export interface Recorded {
  stories: number
  events: number
}

/** In one transaction: stories, events, what is to be sent, and at last the feeds' new states. */
export type RecordOutcomes = (outcomes: readonly FeedOutcome[], now: number) => Promise<Recorded>
