import { join } from 'node:path'
import type { FeedId } from '../../src/core/ids.ts'
import type { Database } from '../../src/store/database.ts'
import { feedStore } from '../../src/store/feeds.ts'
import { move } from '../../src/store/move.ts'
import { createOn, openAt } from '../../test/support/databases.ts'
import { addHistory } from './history.ts'
import { addChannels } from './recording.ts'

/** Each is asked so often. */
export const feedEveryMs = 600_000

/** A file of 100,000 stories with 100 channels that hear of them, and the same in a Postgres. */
export async function makeHistory(
  folder: string,
  server: string,
): Promise<{ file: string; postgres: string }> {
  const file = join(folder, 'history.db')
  await withDatabase(file, async (db) => {
    await configure(db, 50)
    await addHistory(db, 100_000, Date.now())
    await addChannels(db, [100])
  })
  const postgres = await createOn(server, 'bench_history')
  const moved = await move(file, postgres, () => {})
  if (moved.kind === 'refused') throw new Error(moved.sentence)
  return { file, postgres }
}

export async function configure(db: Database, count: number): Promise<void> {
  const all = Array.from({ length: count }, (_, at) => ({
    id: `feed-${at}` as FeedId,
    url: `https://feed-${at}.example/news`,
    name: `Feed ${at}`,
    everyMs: feedEveryMs,
  }))
  await feedStore(db).configure(all, Date.now())
}

export async function withDatabase(database: string, run: (db: Database) => Promise<void>) {
  const db = await openAt(database)
  try {
    await run(db)
  } finally {
    await db.destroy()
  }
}
