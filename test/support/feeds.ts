import type { FeedState } from '../../src/core/feed/schedule.ts'
import { startState } from '../../src/core/feed/schedule.ts'
import type { FeedId } from '../../src/core/ids.ts'
import type { Database } from '../../src/store/database.ts'
import { feedStore } from '../../src/store/feeds.ts'
import { nobody } from '../../src/store/listeners.ts'
import { openTransact } from '../../src/store/records.ts'

/** The configuration's feeds, by id, each read once at `at` and since then as its state says. */
export async function readFeeds(
  db: Database,
  feeds: Record<
    string,
    { url: string; name: string; state?: Partial<FeedState>; stories?: number }
  >,
  at: number,
): Promise<void> {
  const all = Object.entries(feeds).map(([id, feed]) => ({ id: id as FeedId, ...feed }))
  await feedStore(db).configure(
    all.map(({ id, url, name }) => ({ id, url, name, everyMs: null })),
    at,
  )
  await openTransact(
    db,
    nobody,
  )(async (records) => {
    for (const { id, url, state, stories = 0 } of all) {
      await records.settleFeed(id, {
        state: { ...startState(url, at), ...state },
        readAt: at,
        stories,
      })
    }
  })
}
