import { createHash } from 'node:crypto'
import { startState } from '../core/feed/schedule.ts'
import type { FeedId, TeamId } from '../core/ids.ts'
import type { SeenFeed, TeamFeeds } from '../desk/ports.ts'
import type { Database } from './database.ts'
import { fromJson, toJson } from './json.ts'

const mostFeeds = 50

export function teamFeeds(db: Database): TeamFeeds {
  const checkFeed: TeamFeeds['checkFeed'] = async (teamId, url) => {
    const feeds = await seenBy(db, teamId).select(['url', 'team_id']).execute()
    if (feeds.some((feed) => feed.url === url)) return 'known'
    return feeds.filter(({ team_id }) => team_id !== null).length >= mostFeeds ? 'too many' : 'new'
  }
  return {
    checkFeed,
    async listFeeds(teamId) {
      const rows = await seenBy(db, teamId).selectAll().execute()
      return rows
        .map(({ url, name, team_id, state }): SeenFeed => {
          return { url, name, own: team_id !== null, state: fromJson(state) }
        })
        .sort(ownThenAilingFirst)
    },
    async addFeed(teamId, url, now) {
      const checked = await checkFeed(teamId, url)
      if (checked !== 'new') return checked
      await insertFeed(db, teamId, url, now)
      return 'added'
    },
    async removeFeed(teamId, url) {
      const removed = await db
        .updateTable('feed')
        .set({ active: 0 })
        .where('id', '=', idOf(teamId, url))
        .where('active', '=', 1)
        .returning('id')
        .execute()
      return removed.length > 0
    },
  }
}

function seenBy(db: Database, teamId: TeamId) {
  return db
    .selectFrom('feed')
    .where('active', '=', 1)
    .where((feed) => feed.or([feed('team_id', 'is', null), feed('team_id', '=', teamId)]))
}

const ownThenAilingFirst = (a: SeenFeed, b: SeenFeed): number =>
  Number(b.own) - Number(a.own) ||
  Number(b.state.failures > 0) - Number(a.state.failures > 0) ||
  a.name.localeCompare(b.name)

/** One that was removed before begins anew. */
async function insertFeed(db: Database, teamId: TeamId, url: string, now: number): Promise<void> {
  const state = toJson(startState(url, now))
  const anew = { url, next_at: now, state, first_read_at: null, active: 1 as const }
  const name = new URL(url).hostname.replace(/^www\./, '')
  await db
    .insertInto('feed')
    .values({ id: idOf(teamId, url), team_id: teamId, name, every_ms: null, ...anew })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(anew))
    .execute()
}

/** A workspace's feed can have the address of another's: each has its own rows. */
function idOf(teamId: TeamId, url: string): FeedId {
  const hash = createHash('sha256').update(url).digest('hex').slice(0, 16)
  return `${teamId}-${hash}` as FeedId
}
