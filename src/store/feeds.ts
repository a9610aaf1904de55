import { type Selectable, sql } from 'kysely'
import { type FeedState, startState } from '../core/feed/schedule.ts'
import type { FeedId, TeamId } from '../core/ids.ts'
import { dayMs } from '../core/text/calendar.ts'
import type { ConfiguredFeed, FeedStore, PolledFeed, Shown, UsualWait } from '../poll/ports.ts'
import type { Leases } from '../ports.ts'
import type { Database } from './database.ts'
import { fromJson, toJson } from './json.ts'
import type { FeedItemTable, FeedTable } from './schema.ts'
import { jsonNumber } from './sql.ts'
import { statement } from './statement.ts'

/**
 * Which feeds there are, which are due, and what each has shown.
 *
 * @param leases by which several that poll share the feeds
 */
export function feedStore(db: Database, leases: Leases | null = null): FeedStore {
  return {
    findDue: (now) => (leases ? findFree(db, leases, now) : findDue(db, now)),
    async findAll() {
      const rows = await db.selectFrom('feed').selectAll().where('active', '=', 1).execute()
      return rows.map(toFeed)
    },
    findShown: (feedId, keys) => findShown(db, feedId, keys),
    configure: (feeds, now) => configure(db, feeds, now),
    async postpone(feedId, until) {
      await db.updateTable('feed').set({ next_at: until }).where('id', '=', feedId).execute()
    },
    async findFirstTellers(now) {
      const rows = await findFirstTellers(db, now - firstTellersMs)
      return rows.map(({ feed_id }) => feed_id)
    },
    hasten: (feedIds, at) => hasten(db, feedIds, at),
  }
}

async function findDue(db: Database, now: number): Promise<PolledFeed[]> {
  const rows = await dueAt(db, now).selectAll().execute()
  return rows.map(toFeed)
}

function dueAt(db: Database, now: number) {
  return db
    .selectFrom('feed')
    .where('active', '=', 1)
    .where('next_at', '<=', now)
    .orderBy('next_at')
}

/** Hosts that one process takes on at a time, so that others have some too. */
const mostHosts = 200

/**
 * Those whose host is ours: as one process leaves time between two requests to a host, only one process asks it at a time. They are
 * read after that is settled, or they could be as they were before their last pass.
 */
async function findFree(db: Database, leases: Leases, now: number): Promise<PolledFeed[]> {
  const due = await dueAt(db, now).select(['id', 'url']).execute()
  const hosts = new Set(due.map(hostOf))
  const held = await leases.hold([...hosts].slice(0, mostHosts))
  const ours = due.filter((feed) => held.has(hostOf(feed))).map(({ id }) => id)
  if (ours.length === 0) return []
  const rows = await dueAt(db, now).selectAll().where('id', 'in', ours).execute()
  return rows.flatMap((row) => {
    const lease = held.get(hostOf(row))
    return lease ? [{ ...toFeed(row), lease }] : []
  })
}

const hostOf = ({ url }: { url: string }): string => `host ${new URL(url).host}`

/**
 * When the feed that has waited longest fell due, or will; null where none is asked. By its state, which moves only with what a pass
 * recorded: a feed that is left alone after a fault of ours is still due.
 */
export async function findLongestUnread(db: Database): Promise<number | null> {
  const { rows } = await sql<{ due: number | null }>`
    select min(${jsonNumber(db, 'state', 'nextAt')}) as due from feed where active = 1`.execute(db)
  return rows[0]?.due ?? null
}

/** How long new items of each feed had been out when they were seen, where that is known. */
export async function findUsualWaits(db: Database): Promise<UsualWait[]> {
  const waitMs = jsonNumber(db, 'state', 'usualWaitMs')
  const { rows } = await sql<{ id: FeedId; teamId: TeamId | null; usualWaitMs: number }>`
    select id, team_id as "teamId", ${waitMs} as "usualWaitMs" from feed
    where active = 1 and ${waitMs} is not null order by id`.execute(db)
  return rows.map(({ id, teamId, usualWaitMs }) => ({
    id,
    isConfigured: teamId === null,
    usualWaitMs,
  }))
}

/** Its state is read when it is first asked for: all of them at once would hold the event loop. */
function toFeed(row: Selectable<FeedTable>): PolledFeed {
  let state: FeedState | undefined
  return {
    id: row.id,
    teamId: row.team_id,
    url: row.url,
    name: row.name,
    everyMs: row.every_ms,
    register: row.register && fromJson(row.register),
    isFirstPass: row.first_read_at === null,
    get state() {
      state ??= fromJson(row.state)
      return state
    },
  }
}

/** Who was first is counted over so long. */
const firstTellersMs = 90 * dayMs

/** Of events that at least three sources tell, whose story came first; feeds with two such events or more. */
const findFirstTellers = statement<{ feed_id: FeedId }>(`
  select feed_id from (
    select (select min(story_id) from event_story where event_id = event.id) as story_id from event
    where category in ('layoff', 'ai_investment') and happened_at >= ? and sources >= 3) as first
    join story on story.id = first.story_id
  group by feed_id having count(*) >= 2 order by count(*) desc limit 20`)

async function hasten(db: Database, feedIds: readonly FeedId[], at: number) {
  await db.transaction().execute(async (tx) => {
    const rows = await tx
      .selectFrom('feed')
      .select(['id', 'state'])
      .where('id', 'in', feedIds)
      .where('every_ms', 'is', null)
      .where('next_at', '>', at)
      .execute()
    for (const { id, state } of rows) {
      const then = Math.max(at, fromJson(state).notBeforeAt)
      await tx
        .updateTable('feed')
        .set({ next_at: then })
        .where('id', '=', id)
        .where('next_at', '>', then)
        .execute()
    }
  })
}

const itemsOf = (keys: string) => `
  select key, story_id, mark, seen_at from feed_item where feed_id = ?1 and key in (${keys})`
const findItems = statement<Omit<Selectable<FeedItemTable>, 'feed_id'>>({
  sqlite: itemsOf('select value from json_each(?2)'),
  postgres: itemsOf('select json_array_elements_text(cast(?2 as json))'),
})

async function findShown(
  db: Database,
  feedId: FeedId,
  keys: readonly string[],
): Promise<Map<string, Shown>> {
  const rows = await findItems(db, feedId, toJson(keys))
  return new Map(
    rows.map((row) => [row.key, { storyId: row.story_id, mark: row.mark, seenAt: row.seen_at }]),
  )
}

/**
 * The configuration's feeds become the installation's: a new one is due at once, one whose address changed begins anew, one that
 * is gone is asked no more. A restart polls nothing early. Feeds that a workspace added are not touched.
 */
async function configure(db: Database, feeds: readonly ConfiguredFeed[], now: number) {
  await db.transaction().execute(async (tx) => {
    const known = await tx
      .selectFrom('feed')
      .select(['id', 'url'])
      .where('team_id', 'is', null)
      .execute()
    const urls = new Map(known.map(({ id, url }) => [id, url]))
    await tx.updateTable('feed').set({ active: 0 }).where('team_id', 'is', null).execute()
    for (const { id, url, name, everyMs, register } of feeds) {
      const state = startState(url, now)
      const anew = { url, next_at: state.nextAt, state: toJson(state), first_read_at: null }
      const kept = {
        name,
        every_ms: everyMs,
        register: register ? toJson(register) : null,
        active: 1 as const,
      }
      await tx
        .insertInto('feed')
        .values({ id, team_id: null, ...anew, ...kept })
        .onConflict((conflict) =>
          conflict.column('id').doUpdateSet(urls.get(id) === url ? kept : { ...anew, ...kept }),
        )
        .execute()
    }
  })
}
