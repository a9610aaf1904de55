/** What the poller needs, as types: a reader of feeds, and a store. Adapters implement them. */

import type { Listener, Place } from '../core/delivery/delivery.ts'
import type { ChannelPlan, NewMessage, ShownMessage } from '../core/delivery/plan.ts'
import type { Claim } from '../core/events/claim.ts'
import type { Candidate } from '../core/events/cluster.ts'
import type { Merged } from '../core/events/merge.ts'
import type { Facts, Register } from '../core/facts.ts'
import type { FeedReading, Validators } from '../core/feed/fetched.ts'
import type { FeedState } from '../core/feed/schedule.ts'
import type { GivenCorrection, HistoryRow } from '../core/history/row.ts'
import type { EventId, FeedId, StoryId, TeamId } from '../core/ids.ts'
import type { Story } from '../core/story.ts'
import type { Verdict } from '../core/verdict.ts'
import type { Lease } from '../ports.ts'

export interface FeedRequest {
  url: string
  /** Of the last 200 from this feed. */
  validators: Validators
  /** Of the last document of this feed that was recorded: what has not changed since need not be read again. */
  bodyHash: string | null
  /** The operator named it in the configuration: FEEDS_ALLOW_HOSTS holds for it, and for nothing that is typed in Slack. */
  isConfigured: boolean
  /** The workspace that it is read for, and whose share of the sockets it takes from; absent or null for the installation's. */
  teamId?: TeamId | null
  /** What is at the address, where that is no news. */
  register?: RegisterFeed
}

/** A feed of a register, as the configuration names it. */
export interface RegisterFeed {
  kind: Register
  /** The state whose notices these are, where the document does not say. */
  place: string | null
}

/** Of a request that asks for a whole answer, whatever was read before. */
export const unconditional: Pick<FeedRequest, 'validators' | 'bodyHash'> = {
  validators: { etag: null, lastModified: null },
  bodyHash: null,
}

/**
 * Fetch and parse in one: asks once, politely, and never throws for what a publisher can do wrong. Throws only when `signal`
 * aborts, or on a fault of our own.
 */
export type ReadFeed = (request: FeedRequest, signal: AbortSignal) => Promise<FeedReading>

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
  /** By which it is ours to read, where several poll. */
  lease?: Lease
}

/** How long new items of a feed had been out when they were seen. */
export interface UsualWait {
  id: FeedId
  /** False for one that a workspace added. */
  isConfigured: boolean
  usualWaitMs: number
}

/** An item that the feed has shown before. `storyId` is null where the story was forgotten since. */
export interface Shown {
  storyId: StoryId | null
  mark: string
  seenAt: number
}

export interface FeedStore {
  /** The longest overdue first; where several poll, those that are ours to read. */
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
  /** By feed that was read for the first time: the events that it began and that nobody is told of. */
  untold: ReadonlyMap<FeedId, number>
}

/** A story that no feed had shown. */
export interface NewStory {
  story: Omit<Story, 'id'>
  verdict: Verdict
  rulesHash: string
  /** Under which its feed showed it. */
  keys: readonly string[]
  mark: string
  /** It is known to tell an event. */
  isTold?: boolean
}

/** An event that a claim may join, with what is known of it here. */
export interface Known extends Candidate {
  teamId: TeamId | null
  silent: boolean
  recordedAt: number
}

/** What one story says of an event. */
export interface Telling {
  event: EventId
  claim: Claim
  /** Why it joined, in words. */
  why: string
}

/** By channel: see `channelKey`. */
export type ShownMessages = ReadonlyMap<string, ShownMessage>

export function channelKey({ teamId, channelId }: Place): string {
  return `${teamId} ${channelId}`
}

/** What recording reads and writes. It sees its own writes, and nobody else's between them. */
export interface Records extends StoryRecords, EventRecords, MessageRecords, OldDealRecords {
  /** Counts up with every change of who hears what. */
  findAudienceRevision(): Promise<number>
  findListeners(): Promise<Listener[]>
}

/** What one pass over a feed came to. */
interface SettledPass {
  state: FeedState
  /** Null where nothing could be read. */
  readAt: number | null
  /** So many that it had not told before. */
  stories: number
}

export interface StoryRecords {
  addStory(story: NewStory): Promise<Story>
  /** What tells an event is kept for good, and found again by its text. */
  keepStory(story: Story): Promise<void>
  findReading(story: StoryId): Promise<{ verdict: Verdict; seenAt: number } | null>
  /** Another text of the same story. */
  changeReading(story: Story, verdict: Verdict, rulesHash: string, at: number): Promise<void>

  /** The text that an item has now. */
  markItem(feed: FeedId, keys: readonly string[], mark: string, at: number): Promise<void>
  noteShown(feed: FeedId, keys: readonly string[], at: number): Promise<void>
  settleFeed(feed: FeedId, pass: SettledPass): Promise<void>
  /** Whether it is ours still; if so, it stays ours until the transaction ends. */
  isHeld(lease: Lease): Promise<boolean>
  /** Whether any feed was read since. */
  isAnyReadSince(at: number): Promise<boolean>
}

export interface EventRecords {
  /** Events that a claim may join: the installation's, and those of the workspace whose feed told it. */
  findCandidates(claim: Claim, teamId: TeamId | null): Promise<Known[]>
  /** The event of this claim's company and category that its story tells already. */
  findTold(claim: Claim): Promise<Known | null>
  /** Stories of one feed that tell the event. */
  countTellings(event: EventId, feed: FeedId): Promise<number>
  addEvent(teamId: TeamId | null, merged: Merged, at: number, silent: boolean): Promise<EventId>
  /** @param unveil from now on it is no longer silent */
  changeEvent(event: EventId, merged: Merged, unveil: boolean): Promise<void>
  unveil(events: readonly EventId[]): Promise<void>
  addTelling(telling: Telling, at: number): Promise<void>
  changeTelling(event: EventId, claim: Claim): Promise<void>
}

/** What reads deals again that were told while an investor was a bare name. */
export interface OldDealRecords {
  /** Stories that tell such a deal and are still to be read again, the newest first. */
  findOldDeals(most: number): Promise<Story[]>
  /** The deals that a story tells, of whichever workspace. */
  findDealsOf(story: StoryId): Promise<Known[]>
  /** From this story on they were read again; null: all. */
  settleOldDeals(from: StoryId | null): Promise<void>
}

export interface MessageRecords {
  /** Whether anybody was ever told anything. */
  hasTold(): Promise<boolean>
  findShown(event: EventId): Promise<ShownMessages>
  /** Messages that show the event want one more revision. */
  wantRevision(event: EventId, isMaterial: boolean, at: number): Promise<void>
  /** Messages that stand show what joined them at once. */
  attach(attached: ChannelPlan['attached'], at: number): Promise<void>
  addMessages(messages: readonly NewMessage[], at: number): Promise<void>
}

/** One transaction: all that `run` writes, or nothing of it. */
export type Transact = <T>(run: (records: Records) => Promise<T>) => Promise<T>

/** In one transaction: stories, events, what is to be sent, and at last the feeds' new states. */
export type RecordOutcomes = (outcomes: readonly FeedOutcome[], now: number) => Promise<Recorded>

/** History from files is told by this feed, which nobody reads. Not a name that a configured feed can have. */
export const importFeed = '~import' as FeedId
/** The mark of a row that brought no story of its own: only that it is known. */
export const repeated = 'repeated'

/** An event that a row of history may tell again. */
export interface NearEvent {
  id: EventId
  facts: Facts
}

/** A story as it is shown, and its id. */
export interface ToldStory {
  id: StoryId
  source: string
  title: string
  link: string | null
}

/** What importing history reads and writes beside what every recording does. */
export interface HistoryRecords extends Records {
  /** Of these rows those that were imported before, with their events. */
  findRows(keys: readonly string[]): Promise<Map<string, EventId | null>>
  /** Notes a row that an earlier story told. */
  addRow(key: string, story: StoryId, at: number): Promise<void>
  /**
   * Events of the row's company and workspace that began between two instants, the nearest to the row first. What an earlier row of a
   * tracker told is compared with all its days, so that no chain of rows grows.
   */
  findNear(row: HistoryRow, from: number, to: number): Promise<NearEvent[]>
  findKnown(event: EventId): Promise<Known>
  findStories(event: EventId): Promise<ToldStory[]>
  /** Once; messages of the workspace that show the event follow. */
  addCorrection(event: EventId, given: GivenCorrection, at: number): Promise<void>
}

export interface HistoryStore {
  transact<T>(run: (records: HistoryRecords) => Promise<T>): Promise<T>
  /** Until then a loss of power may take the last rows; a crash takes none. */
  finish(): Promise<void>
}
