import type { Keyv } from 'keyv'
import type { ChannelId, FeedId } from '../core/ids.ts'
import type { Outbox } from '../deliver/ports.ts'
import type {
  Archive,
  Corrections,
  Editors,
  History,
  Installs,
  Membership,
  SettingsStore,
  TeamFeeds,
} from '../desk/ports.ts'
import type { FeedStore, HistoryStore, Transact, UsualWait } from '../poll/ports.ts'
import type { Answered, Bell, Clock, Impaired, Jobs, Leases } from '../ports.ts'
import { everything } from './alone.ts'
import { openArchive } from './archive.ts'
import { openCache } from './cache.ts'
import { heedClock } from './clock.ts'
import { isToHold, openEditors } from './configuration.ts'
import { openCorrections } from './corrections.ts'
import { type DatabaseFault, halfMoved, type Owner } from './database.ts'
import { type Engine, openEngine } from './engine.ts'
import { readWholeEvents, type WholeEvent } from './export.ts'
import { feedStore, findLongestUnread, findUsualWaits } from './feeds.ts'
import { openHistoryStore } from './history-records.ts'
import { openHistoryThread } from './history-thread.ts'
import { openInstalls } from './installs.ts'
import { type ConfiguredChannels, findTakenOver, nobody, recordChannels } from './listeners.ts'
import { openMembership } from './membership.ts'
import { openOutbox } from './outbox.ts'
import { nameOf } from './postgres/address.ts'
import { prune } from './prune.ts'
import { findLongestUnsent } from './queue.ts'
import { openTransact } from './records.ts'
import { findReplayed, type ReplayedEvent } from './replayed.ts'
import { settingsStore } from './settings.ts'
import type { Lock } from './sqlite/lock.ts'
import { findStanding, findWaits, type Standing } from './standing.ts'
import { teamFeeds } from './team-feeds.ts'

/**
 * All that is kept, as the ports of those who keep it, over three connections: what writes waits for its turn, what reads sees the
 * last commit and never waits, and what may read for long does so in a thread of its own.
 */
export interface Store {
  /** One for all that serve the database. */
  clock: Clock
  leases: Leases
  /** Rings where there is more to send. */
  bell: Bell
  /** Null where a process has the database to itself, and needs only its own clock. */
  jobs: Jobs | null
  findImpaired(): Impaired
  answered: Answered
  feeds: FeedStore
  transact: Transact
  outbox: Outbox
  teamFeeds: TeamFeeds
  settings: SettingsStore
  editors: Editors
  corrections: Corrections
  membership: Membership
  installs: Installs
  history: History
  archive: Archive
  findStanding(): Promise<Standing>
  findWaits(ids: readonly string[]): Promise<{ feedId: FeedId; waitMs: number }[]>
  /** Notes the configured channels that are new here. */
  recordChannels(): Promise<void>
  /** The configured channels that somebody changed in Slack since. */
  findTakenOver(channels: readonly ChannelId[]): Promise<ChannelId[]>
  /** When the feed was due that waits longest; null where none does. */
  findLongestUnread(): Promise<number | null>
  /** Likewise of messages. */
  findLongestUnsent(): Promise<number | null>
  /** Of each feed of which it is known. */
  findUsualWaits(): Promise<UsualWait[]>
  /** False where its files were deleted or replaced meanwhile: see in-place.ts. */
  isInPlace(): boolean
  cache<Value>(namespace: string): Keyv<Value>
  prune(untoldMs: number, signal: AbortSignal): Promise<number>
  /** Whether the configuration of that name, which `configured` is of, holds for all that serve the database; to be asked now and then. */
  isToHold(name: string): Promise<boolean>
  /** To be called now and then: see clock.ts. */
  heedClock(): Promise<number>
  /** To poll and deliver; of a file, one process at a time does. */
  takeLock(): Promise<Lock>
  /** To take in history; another process may serve the database meanwhile. */
  openHistoryStore(): Promise<HistoryStore>
  /** Every event of every workspace, the oldest row first. */
  readWholeEvents(): AsyncIterable<WholeEvent>
  findReplayed(): Promise<ReplayedEvent[]>
  close(): Promise<void>
}

export interface StoreOptions {
  /** Null asks only to read and write history: it neither claims the database nor minds whose it is. */
  owner: Owner | null
  /** Of a file; a server has its own. */
  clock: Clock
  /** What our `channels.yaml` gives; absent where none speaks. */
  configured?: ConfiguredChannels
  /** How long what a process held stays with it once it is gone. */
  leaseMs?: number
}

const usualLeaseMs = 30_000

export type OpenedStore = { kind: 'opened'; store: Store } | DatabaseFault

/**
 * @param database DATABASE_URL: a Postgres by its address, or the path of a SQLite file, made where there is none; ":memory:" is
 *   thrown away at the end
 */
export async function openStore(
  database: string,
  { owner, clock: given, configured = nobody, leaseMs = usualLeaseMs }: StoreOptions,
): Promise<OpenedStore> {
  const opened = await openEngine(database, owner, given, leaseMs)
  if (opened.kind === 'fault') return opened
  const fault = await refuseHalf(database, opened.engine)
  if (fault) return fault
  const { db, reader, clock, findNow, leases, close, movedFrom: _, ...own } = opened.engine
  const history = openHistoryThread(database)
  const store: Store = {
    ...own,
    clock,
    leases: leases ?? everything,
    feeds: feedStore(db, leases),
    transact: openTransact(db, configured),
    outbox: openOutbox(db, configured, leases?.holder),
    teamFeeds: teamFeeds(db),
    settings: settingsStore(db, configured),
    editors: openEditors(db, configured),
    corrections: openCorrections(db),
    membership: openMembership(db),
    installs: openInstalls(db),
    history,
    archive: openArchive(reader),
    findStanding: () => findStanding(reader),
    findWaits: (ids) => findWaits(reader, ids),
    recordChannels: () => recordChannels(db, configured, clock()),
    findTakenOver: (channels) => findTakenOver(db, channels),
    findLongestUnread: () => findLongestUnread(db),
    findLongestUnsent: () => findLongestUnsent(db),
    findUsualWaits: () => findUsualWaits(db),
    cache: (namespace) => openCache(db, namespace, clock),
    prune: (untoldMs, signal) => prune(db, clock(), untoldMs, signal),
    heedClock: () => heedClock(db, findNow),
    isToHold: (name) => isToHold(db, { name, channels: configured }, clock()),
    openHistoryStore: () => openHistoryStore(db, clock()),
    readWholeEvents: () => readWholeEvents(db),
    findReplayed: () => findReplayed(db),
    async close() {
      await history.close()
      await close()
    },
  }
  return { kind: 'opened', store }
}

async function refuseHalf(
  database: string,
  { movedFrom, close }: Engine,
): Promise<DatabaseFault | null> {
  if (movedFrom === null) return null
  await close()
  return { kind: 'fault', fault: 'half_moved', sentence: halfMoved(nameOf(database), movedFrom) }
}
