import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { claimOf, rootKey } from '../core/events/claim.ts'
import { nameOf } from '../core/events/same-company.ts'
import { startState } from '../core/feed/schedule.ts'
import type { HistoryRow } from '../core/history/row.ts'
import type { FeedId } from '../core/ids.ts'
import { dayMs } from '../core/text/calendar.ts'
import type { Verdict } from '../core/verdict.ts'
import type { Database } from './database.ts'
import { toJson } from './json.ts'
import { placeClaim } from './place.ts'
import { statement } from './statement.ts'
import { recordStory } from './stories.ts'

/** Not a name that a configured feed can have. */
const importFeed = '~import' as FeedId
/** A transaction takes no more rows after so long: the serving process waits for it. */
const budgetMs = 35

interface Imported {
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
  await sql`pragma wal_autocheckpoint = 8000`.execute(db)
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
        const keys = rows.map(keyOf)
        const known = new Set((await findKnown(tx, importFeed, toJson(keys))).map(({ key }) => key))
        const names = await findNames(tx, rows)
        for (const [at, row] of rows.entries()) {
          if (performance.now() > until) break
          const key = keys[at] ?? ''
          if (known.has(key)) done.known++
          else done.events += await importRow(tx, row, key, names?.isAlone(row) ?? false, now)
          known.add(key)
          done.rows++
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

const findKnown = statement<{ key: string }>(
  'select key from feed_item where feed_id = ? and key in (select value from json_each(?))',
)

/** The same for the same row, and near for rows of one day: they are written side by side. */
function keyOf(row: HistoryRow): string {
  const hash = createHash('sha256').update(JSON.stringify(row)).digest('base64url')
  return `${Math.floor(row.at / dayMs)}.${hash.slice(0, 22)}`
}

/** Rows further apart than this are not worth one look for all. */
const nearMs = 30 * dayMs

const findNamesNear = statement<{ name: string }>(`
  select distinct name_words as name from event
  where category in ('layoff', 'ai_investment') and happened_at between ? and ? and name_words is not null`)

/**
 * The names of events about the days of these rows, and the rows' own. Files are in the order of their dates: one look for all of
 * them saves one for each. Null where they are not.
 */
async function findNames(tx: Database, rows: readonly HistoryRow[]) {
  const days = rows.map(({ at }) => at)
  const [first, last] = [Math.min(...days), Math.max(...days)]
  if (last - first > nearMs) return null
  const known = await findNamesNear(tx, first - 10 * dayMs, last + 10 * dayMs)
  const byWord = new Map<string, Set<string>>()
  for (const name of [...rows.map(wordsOf), ...known.map(({ name }) => name)]) {
    for (const word of name.trim().split(' ')) {
      byWord.set(word, (byWord.get(word) ?? new Set()).add(name))
    }
  }
  return {
    /** No other name holds this one or is held by it, word for word. */
    isAlone(row: HistoryRow): boolean {
      const name = wordsOf(row)
      return name
        .trim()
        .split(' ')
        .every((word) =>
          [...(byWord.get(word) ?? [])].every(
            (other) => other === name || !(other.includes(name) || name.includes(other)),
          ),
        )
    },
  }
}

function wordsOf({ facts: { company } }: HistoryRow): string {
  return company ? ` ${nameOf(rootKey(company) ?? company.key)} ` : ''
}

/** Answers the events that it began. */
async function importRow(
  tx: Database,
  { facts, title, summary, at: publishedAt, ...row }: HistoryRow,
  key: string,
  isAlone: boolean,
  now: number,
): Promise<number> {
  const verdict: Verdict = { categories: [facts.category], facts: [facts], why: [], held: [] }
  const sources = row.sources.length > 0 ? row.sources : [{ name: 'imported history', link: null }]
  let begun = 0
  for (const [at, { name: source, link }] of sources.entries()) {
    const told = { feedId: importFeed, teamId: null, title, summary, source, link }
    const story = await recordStory(tx, {
      story: { ...told, publishedAt, seenAt: now },
      verdict,
      rulesHash: 'import',
      keys: at === 0 ? [key] : [],
      mark: '',
      isTold: true,
    })
    const placed = await placeClaim(tx, claimOf(story, facts), {
      story,
      silent: true,
      now,
      isAlone,
    })
    if (placed?.change.kind === 'new') begun++
  }
  return begun
}
