import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { claimOf } from '../core/claim.ts'
import type { FeedId } from '../core/event.ts'
import type { HistoryRow } from '../core/history-row.ts'
import { startState } from '../core/schedule.ts'
import type { Story } from '../core/story.ts'
import { textKey } from '../core/text-key.ts'
import type { Verdict } from '../core/verdict.ts'
import type { Database } from './database.ts'
import { toJson } from './json.ts'
import { placeClaim } from './place.ts'

/** Not a name that a configured feed can have. */
const importFeed = '~import' as FeedId
/** A transaction takes no more rows after so long: the serving process waits for it. */
const budgetMs = 25

export interface Imported {
  /** Rows of those given that were dealt with; the rest is for the next call. */
  rows: number
  /** Rows that an earlier import had brought. */
  known: number
  events: number
}

export interface HistoryImport {
  /**
   * Records the first of these rows in one short transaction, silently. A row that was imported before, whatever file it stood in,
   * is passed over: an import that was broken off is simply run again.
   */
  record(rows: readonly HistoryRow[]): Promise<Imported>
  /** Until then a loss of power may take the last rows; a crash takes none. */
  finish(): Promise<void>
}

/** History may come while another process serves the database. */
export async function openImport(db: Database, now: number): Promise<HistoryImport> {
  await sql`pragma synchronous = normal`.execute(db)
  const state = startState('', now)
  await db
    .insertInto('feed')
    .values({
      id: importFeed,
      team_id: null,
      url: '',
      name: 'imported history',
      every_ms: null,
      next_at: null,
      first_read_at: now,
      active: 0,
      state: toJson(state),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return {
    record: (rows) =>
      db.transaction().execute(async (tx) => {
        const until = performance.now() + budgetMs
        const done: Imported = { rows: 0, known: 0, events: 0 }
        for (const row of rows) {
          if (performance.now() > until) break
          const begun = await importRow(tx, row, now)
          done.rows++
          if (begun === null) done.known++
          else done.events += begun
        }
        return done
      }),
    async finish() {
      await sql`pragma synchronous = full`.execute(db)
      // Any write now puts everything before it on the disk.
      await db
        .updateTable('feed')
        .set({ first_read_at: now })
        .where('id', '=', importFeed)
        .execute()
    },
  }
}

/** The events that it began; null where it was known. */
async function importRow(tx: Database, row: HistoryRow, now: number): Promise<number | null> {
  const key = createHash('sha256').update(JSON.stringify(row)).digest('base64url').slice(0, 22)
  const sources = row.sources.length > 0 ? row.sources : [{ name: 'imported history', link: null }]
  let begun = 0
  for (const [at, { name, link }] of sources.entries()) {
    const { facts, title, summary } = row
    const told = { feedId: importFeed, teamId: null, title, summary, source: name, link }
    const story = { ...told, publishedAt: row.at, seenAt: now }
    const id = await insertStory(tx, `${key}.${at}`, story, facts)
    if (id === null) return null
    const placing = { story: { ...story, id }, silent: true, now }
    const placed = await placeClaim(tx, claimOf(placing.story, facts), placing)
    if (placed?.change.kind === 'new') begun++
  }
  return begun
}

async function insertStory(
  tx: Database,
  key: string,
  story: Omit<Story, 'id'>,
  facts: HistoryRow['facts'],
) {
  const known = await tx
    .selectFrom('feed_item')
    .select('key')
    .where('feed_id', '=', importFeed)
    .where('key', '=', key)
    .executeTakeFirst()
  if (known) return null
  const verdict: Verdict = { categories: [facts.category], facts: [facts], why: [], held: [] }
  const { id } = await tx
    .insertInto('story')
    .values({
      feed_id: story.feedId,
      team_id: null,
      title: story.title,
      summary: story.summary,
      source: story.source,
      link: story.link,
      published_at: story.publishedAt,
      seen_at: story.seenAt,
      verdict: toJson(verdict),
      rules_hash: 'import',
      text_key: textKey(story),
      told: 1,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('feed_item')
    .values({ feed_id: importFeed, key, story_id: id, mark: '', seen_at: story.seenAt })
    .execute()
  return id
}
