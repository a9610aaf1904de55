/**
 * History from files. Each row is an event of its own, unless one of the same company (not of its owner or unit), about the same day
 * and with the same number is known: rows are not news, and do not go through its clustering.
 */

import { createHash } from 'node:crypto'
import { type Claim, claimOf } from '../core/events/claim.ts'
import type { HistoryRow, Telling } from '../core/history/row.ts'
import { isSameTold } from '../core/history/same-row.ts'
import type { EventId } from '../core/ids.ts'
import type { Story } from '../core/story.ts'
import { dayMs } from '../core/text/calendar.ts'
import type { Verdict } from '../core/verdict.ts'
import { beginEvent, joinEvent } from './place.ts'
import {
  type HistoryRecords,
  type HistoryStore,
  importFeed,
  type Known,
  type NearEvent,
} from './ports.ts'

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

/**
 * Records the first of these rows in one short transaction, silently, and answers what became of each of those; the rest is for
 * the next call. A row that was imported before, whatever file it stood in, is passed over: an import that was broken off is
 * simply run again.
 */
export type RecordRows = (rows: readonly HistoryRow[]) => Promise<RowPlace[]>

export function openImport({ transact }: HistoryStore, now: number): RecordRows {
  const taken: Taken = new Map()
  return (rows) => transact((records) => recordRows({ records, now, taken }, rows))
}

/** For each event that a row of this import came to, which part of its file that was: two parts are two events. */
type Taken = Map<EventId, string>

interface Work {
  records: HistoryRecords
  now: number
  taken: Taken
}

async function recordRows(work: Work, rows: readonly HistoryRow[]): Promise<RowPlace[]> {
  const until = performance.now() + budgetMs
  const keys = rows.map(keyOf)
  const known = await work.records.findRows(keys)
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
  for (const correction of row.corrections) {
    await work.records.addCorrection(place.event, correction, work.now)
  }
  return place
}

async function findSame({ records, taken }: Work, row: HistoryRow): Promise<Known | null> {
  const today = Math.floor(row.at / dayMs) * dayMs
  const [from, to] = [today - nearDays * dayMs, today + (nearDays + 1) * dayMs - 1]
  for (const event of await records.findNear(row, from, to)) {
    if (row.part !== null && (taken.get(event.id) ?? row.part) !== row.part) continue
    if (await isSame(records, row, event)) return records.findKnown(event.id)
  }
  return null
}

/** Events of neither category have no numbers to agree: they are known by their stories. */
async function isSame(
  records: HistoryRecords,
  row: HistoryRow,
  event: NearEvent,
): Promise<boolean> {
  if (row.facts.category !== 'other') return isSameTold(row.facts, event.facts)
  const told = await records.findStories(event.id)
  return told.some((story) => row.tellings.some((telling) => isSameStory(story, telling)))
}

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
  const { eventId } = await beginEvent(work.records, claims, 'a row of its own', placing)
  return { kind: 'begun' as const, event: eventId }
}

/** A story that the event has already is not told again; only that the row is known. */
async function joinRow(work: Work, row: HistoryRow, key: string, event: Known) {
  const { records, now } = work
  const told = await records.findStories(event.id)
  const claims: Claim[] = []
  for (const [at, telling] of row.tellings.entries()) {
    const itsKey = at === 0 ? key : `${key}.${at}`
    const same = told.find((story) => isSameStory(story, telling))
    if (same) await records.addRow(itsKey, same.id, now)
    else claims.push((await recordTelling(work, row, telling, itsKey)).claim)
  }
  const why = 'the same company, day and number'
  await joinEvent(records, claims, event, why, { silent: true, now })
  return { kind: 'joined' as const, event: event.id }
}

/** Tells a tracker's rows, of one day each, from events of an export. */
function markOf({ origin }: HistoryRow): string {
  return origin === 'tracker' ? '' : origin
}

async function recordTelling(
  { records, now }: Work,
  row: HistoryRow,
  { seenAt, ...telling }: Telling,
  key: string,
): Promise<{ story: Story; claim: Claim }> {
  const { facts, teamId } = row
  const judged = facts.category === 'other' ? [] : [facts]
  const categories = judged.map(({ category }) => category)
  const verdict: Verdict = { categories, facts: judged, why: [], held: [] }
  const story = await records.addStory({
    story: { feedId: importFeed, teamId, ...telling, seenAt: seenAt ?? now },
    verdict,
    rulesHash: 'import',
    keys: [key],
    mark: markOf(row),
    isTold: true,
  })
  return { story, claim: claimOf(story, facts) }
}
