import type { Keyv } from 'keyv'
import type { FeedId } from '../core/ids.ts'
import type { Archive, History, TeamFeeds } from '../desk/ports.ts'
import type { FeedStore, RecordOutcomes } from '../poll/ports.ts'
import type { Clock } from '../ports.ts'
import { openArchive } from './archive.ts'
import { openCache } from './cache.ts'
import { heedClock } from './clock.ts'
import {
  type Database,
  type DatabaseFault,
  type Owner,
  openDatabase,
  openReader,
} from './database.ts'
import { feedStore } from './feeds.ts'
import { openHistoryThread } from './history-thread.ts'
import { type Lock, takeLock } from './lock.ts'
import { prune } from './prune.ts'
import { type RecorderParts, recorder } from './record.ts'
import { findStanding, findWaits, type Standing } from './standing.ts'
import { teamFeeds } from './team-feeds.ts'

/**
 * All that is kept, over three connections: what writes waits for its turn, what reads sees the last commit and never waits, and
 * what may read for long does so in a thread of its own.
 */
export interface Store {
  /** The connection that writes. */
  db: Database
  feeds: FeedStore
  teamFeeds: TeamFeeds
  history: History
  archive: Archive
  recorder(parts: RecorderParts): RecordOutcomes
  findStanding(): Promise<Standing>
  findWaits(ids: readonly string[]): Promise<{ feedId: FeedId; waitMs: number }[]>
  cache<Value>(namespace: string): Keyv<Value>
  prune(untoldMs: number, signal: AbortSignal): Promise<number>
  /** To be called now and then: see clock.ts. */
  heedClock(): Promise<number>
  /** To be the one that polls and delivers. */
  takeLock(pid: number): Promise<Lock>
  close(): Promise<void>
}

export type OpenedStore = { kind: 'opened'; store: Store } | DatabaseFault

export async function openStore(
  path: string,
  owner: Owner | null,
  clock: Clock,
): Promise<OpenedStore> {
  const outcome = await openDatabase(path, owner)
  if (outcome.kind === 'fault') return outcome
  const { db } = outcome
  const reader = openReader(path)
  const history = openHistoryThread(path)
  const store: Store = {
    db,
    feeds: feedStore(db),
    teamFeeds: teamFeeds(db),
    history,
    archive: openArchive(reader),
    recorder: (parts) => recorder(db, parts),
    findStanding: () => findStanding(reader),
    findWaits: (ids) => findWaits(reader, ids),
    cache: (namespace) => openCache(db, namespace, clock),
    prune: (untoldMs, signal) => prune(db, clock(), untoldMs, signal),
    heedClock: () => heedClock(db, clock()),
    takeLock: (pid) => takeLock(db, path, { pid, since: clock() }),
    async close() {
      await history.close()
      await reader.destroy()
      await db.destroy()
    },
  }
  return { kind: 'opened', store }
}
