/**
 * History from files. Each row is an event of its own, unless one of the same company (not of its owner or unit), about the same day
 * and with the same number is known: rows are not news, and do not go through its clustering.
 */

import { createHash } from 'node:crypto'
import { type Selectable, sql } from 'kysely'
import { type Claim, claimOf } from '../core/events/claim.ts'
import type { Correction } from '../core/events/correction.ts'
import { startState } from '../core/feed/schedule.ts'
import type { GivenCorrection, HistoryRow, Telling } from '../core/history/row.ts'
import { isSameTold } from '../core/history/same-row.ts'
import type { EventId, StoryId } from '../core/ids.ts'
import type { Story } from '../core/story.ts'
import { dayMs } from '../core/text/calendar.ts'
import type { Verdict } from '../core/verdict.ts'
import { findClaims, type Known, toKnown } from './candidates.ts'
import { showAnew } from './corrections.ts'
import type { Database } from './database.ts'
import { importFeed, repeated } from './imported.ts'
import { fromJson, toJson } from './json.ts'
import { beginEvent, joinEvent } from './place.ts'
import type { EventTable } from './schema.ts'
import { statement } from './statement.ts'
import { recordStory } from './stories.ts'

/** A transaction takes no more rows after so long: the serving process waits for it. */
const budgetMs = 35
/** Days of the calendar between two rows, or a row and the news, that tell the same. */
const nearDays = 2

/** What became of a row. */
export type RowPlace =
  | { kind: 'begun'; event: EventId }
  /** The event was known, with the same number. */
  | { kind: 'joined'; event: EventId }
  /** The same row was there before, in this file or an earlier one. */
  | { kind: 'known'; event: EventId | null }

export interface HistoryImport {
  /**
   * Records the first of these rows in one short transaction, silently, and answers what became of each of those; the rest is for
   * the next call. A row that was imported before, whatever file it stood in, is passed over: an import that was broken off is
   * simply run again.
   */
  record(rows: readonly HistoryRow[]): Promise<RowPlace[]>
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
  const taken: Taken = new Map()
  return {
    record: (rows) => db.transaction().execute((tx) => recordRows({ tx, now, taken }, rows)),
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

/** For each event that a row of this import came to, which part of its file that was: two parts are two events. */
type Taken = Map<EventId, string>

interface Work {
  tx: Database
  now: number
  taken: Taken
}

const findKeys = statement<{ key: string; event: EventId | null }>(`
  select key, max(event_story.event_id) as event
  from feed_item left join event_story on event_story.story_id = feed_item.story_id
  where feed_id = ? and key in (select value from json_each(?)) group by key`)

async function recordRows(work: Work, rows: readonly HistoryRow[]): Promise<RowPlace[]> {
  const until = performance.now() + budgetMs
  const keys = rows.map(keyOf)
  const found = await findKeys(work.tx, importFeed, toJson(keys))
  const known = new Map(found.map(({ key, event }) => [key, event]))
  const places: RowPlace[] = []
  for (const [at, row] of rows.entries()) {
    if (performance.now() > until) break
    const key = keys[at] ?? ''
    const event = known.get(key)
    const place: RowPlace =
      event === undefined ? await recordRow(work, row, key) : { kind: 'known', event }
    known.set(key, place.event)
    if (place.event !== null && row.part !== null) work.taken.set(place.event, row.part)
    places.push(place)
  }
  return places
}

/** The same for the same row, and near for rows of one day: they are written side by side. */
function keyOf(row: HistoryRow): string {
  const hash = createHash('sha256').update(JSON.stringify(row)).digest('base64url')
  return `${Math.floor(row.at / dayMs)}.${hash.slice(0, 22)}`
}

async function recordRow(work: Work, row: HistoryRow, key: string) {
  const event = await findSame(work, row)
  const place = event ? await joinRow(work, row, key, event) : await beginRow(work, row, key)
  for (const correction of row.corrections) await correct(work, place.event, correction)
  return place
}

/**
 * Events of this company that began about the row's day. What an earlier row of a tracker told is compared with all its days, so
 * that no chain of rows grows.
 */
const findNear = statement<NearEvent>(`
  select id, facts, category, team_id, silent, recorded_at from event
  where company_key is ?1 and category = ?2 and happened_at between ?3 and ?4 and team_id is ?5
    and not exists (
      select 1 from event_story as told
      join feed_item as item on item.story_id = told.story_id and item.feed_id = ?6
      join story on story.id = told.story_id and story.feed_id = ?6
      where told.event_id = event.id and item.mark = '' and story.published_at not between ?3 and ?4)
  order by abs(happened_at - ?7), id`)

type NearEvent = Pick<
  Selectable<EventTable>,
  'id' | 'facts' | 'category' | 'team_id' | 'silent' | 'recorded_at'
>

async function findSame({ tx, taken }: Work, row: HistoryRow): Promise<Known | null> {
  const { facts, teamId, at, part } = row
  const today = Math.floor(at / dayMs) * dayMs
  const [from, to] = [today - nearDays * dayMs, today + (nearDays + 1) * dayMs - 1]
  const asked = [facts.company?.key ?? null, facts.category, from, to, teamId] as const
  const near = await findNear(tx, ...asked, importFeed, at)
  for (const event of near) {
    if (part !== null && (taken.get(event.id) ?? part) !== part) continue
    if (!(await isSame(tx, row, event))) continue
    return toKnown(event, (await findClaims(tx, [event.id])).get(event.id) ?? [])
  }
  return null
}

/** Events of neither category have no numbers to agree: they are known by their stories. */
async function isSame(tx: Database, row: HistoryRow, event: NearEvent): Promise<boolean> {
  if (row.facts.category !== 'other') return isSameTold(row.facts, fromJson(event.facts))
  const told = await findTold(tx, event.id)
  return told.some((story) => row.tellings.some((telling) => isSameStory(story, telling)))
}

const findTold = statement<{ id: StoryId; source: string; title: string; link: string | null }>(`
  select story.id, source, title, link from event_story join story on story.id = story_id where event_id = ?`)

type Shown = Pick<Telling, 'source' | 'title' | 'link'>

function isSameStory(a: Shown, b: Shown): boolean {
  return a.source === b.source && a.title === b.title && a.link === b.link
}

async function beginRow(work: Work, row: HistoryRow, key: string) {
  const told = []
  for (const [at, telling] of row.tellings.entries()) {
    told.push(await recordTelling(work, row, telling, at === 0 ? key : `${key}.${at}`))
  }
  const [first] = told
  if (!first) throw new Error('store: a row of history that nobody tells')
  const placing = { story: first.story, silent: true, now: work.now }
  const claims = told.map(({ claim }) => claim)
  const { eventId } = await beginEvent(work.tx, claims, 'a row of its own', placing)
  return { kind: 'begun' as const, event: eventId }
}

const insertKey = statement(`
  insert into feed_item (feed_id, key, story_id, mark, seen_at) values (?, ?, ?, ?, ?) on conflict do nothing`)

/** A story that the event has already is not told again; only that the row is known. */
async function joinRow(work: Work, row: HistoryRow, key: string, event: Known) {
  const { tx, now } = work
  const told = await findTold(tx, event.id)
  const claims: Claim[] = []
  for (const [at, telling] of row.tellings.entries()) {
    const itsKey = at === 0 ? key : `${key}.${at}`
    const same = told.find((story) => isSameStory(story, telling))
    if (same) await insertKey(tx, importFeed, itsKey, same.id, repeated, now)
    else claims.push((await recordTelling(work, row, telling, itsKey)).claim)
  }
  const why = 'the same company, day and number'
  await joinEvent(tx, claims, event, why, { silent: true, now })
  return { kind: 'joined' as const, event: event.id }
}

/** Tells a tracker's rows, of one day each, from events of an export. */
function markOf({ origin }: HistoryRow): string {
  return origin === 'tracker' ? '' : origin
}

async function recordTelling(
  { tx, now }: Work,
  row: HistoryRow,
  { seenAt, ...telling }: Telling,
  key: string,
): Promise<{ story: Story; claim: Claim }> {
  const { facts, teamId } = row
  const judged = facts.category === 'other' ? [] : [facts]
  const categories = judged.map(({ category }) => category)
  const verdict: Verdict = { categories, facts: judged, why: [], held: [] }
  const story = await recordStory(tx, {
    story: { feedId: importFeed, teamId, ...telling, seenAt: seenAt ?? now },
    verdict,
    rulesHash: 'import',
    keys: [key],
    mark: markOf(row),
    isTold: true,
  })
  return { story, claim: claimOf(story, facts) }
}

/** Once; messages of the workspace that show the event follow. */
async function correct({ tx, now }: Work, event: EventId, given: GivenCorrection) {
  const { teamId, userId, at, correction, general, undoneAt } = given
  const known = await tx
    .selectFrom('correction')
    .select('id')
    .where('event_id', '=', event)
    .where('team_id', '=', teamId)
    .where('at', '=', at)
    .where('kind', '=', correction.kind)
    .executeTakeFirst()
  if (known) return
  await tx
    .insertInto('correction')
    .values({
      team_id: teamId,
      event_id: event,
      user_id: userId,
      at,
      kind: correction.kind,
      value: toJson<Correction>(correction),
      general: general ? 1 : 0,
      undone_at: undoneAt,
    })
    .execute()
  if (undoneAt === null) await showAnew(tx, event, general ? null : teamId, now)
}
