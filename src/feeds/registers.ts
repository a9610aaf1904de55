/** What the tables and lists of registers hold, as items. */

import { type ErmColumns, readErmColumns, readErmRow } from '../core/official/erm.ts'
import { readWarnItem } from '../core/official/warn-item.ts'
import { noticesOf, type WarnNotice } from '../core/official/warn-notices.ts'
import {
  readColumns,
  readRow,
  type WarnColumns,
  type WarnRow,
} from '../core/official/warn-table.ts'
import type { Item } from '../core/story.ts'
import { shortMonths } from '../core/text/calendar.ts'
import { rowsOf } from './csv.ts'

/** Lines above a table's header. */
const mostLinesAbove = 10
/** As many as a feed may have; older ones are history, and known. */
const mostItems = 2000

/** A state's or an aggregate's table of WARN notices; null where it is none. */
export async function readWarnTable(text: string, place: string | null, now: number) {
  let columns: WarnColumns | null = null
  let lines = 0
  const rows: WarnRow[] = []
  for await (const cells of rowsOf(text)) {
    if (columns === null) {
      columns = readColumns(cells)
      if (columns === null && ++lines > mostLinesAbove) return null
      continue
    }
    const row = readRow(columns, cells, now)
    if (row) rows.push(row)
  }
  return columns && itemsOf(rows, place)
}

/** The entries of the WARN Feed's RSS. */
export function readWarnItems(entries: readonly Item[], place: string | null): Item[] {
  return itemsOf(
    entries.flatMap((entry) => readWarnItem(entry) ?? []),
    place,
  )
}

function itemsOf(rows: readonly WarnRow[], place: string | null): Item[] {
  return noticesOf(rows, place)
    .toSorted((a, b) => (b.at ?? 0) - (a.at ?? 0))
    .slice(0, mostItems)
    .map(warnItem)
}

/** Its link is the state's page of all notices as often as not, and names none: it stands with the notice. */
function warnItem({ id, at, state, notice }: WarnNotice): Item {
  const { headcount, official } = notice
  const jobs = headcount === null ? '' : ` for ${headcount.toLocaleString('en-US')} jobs`
  const rescinded = official.change === 'rescinded' ? ', rescinded' : ''
  const given = official.at === null ? [] : [`Notice given ${dayWords(official.at)}.`]
  const goes =
    official.effectiveAt === null ? [] : [`Jobs go from ${dayWords(official.effectiveAt)}.`]
  return {
    guid: `warn ${id}`,
    link: null,
    title: `${notice.employer}: WARN notice${jobs} in ${state}${rescinded}`,
    summary: [...given, ...goes].join(' '),
    publisher: null,
    publishedAt: at,
    notice,
  }
}

/** The monitor's table; null where it is none. */
export async function readErmTable(text: string): Promise<Item[] | null> {
  let columns: ErmColumns | null = null
  const items: Item[] = []
  for await (const cells of rowsOf(text)) {
    if (columns === null) {
      columns = readErmColumns(cells)
      if (columns === null) return null
      continue
    }
    const read = readErmRow(columns, cells)
    if (read) items.push(ermItem(read))
  }
  return (
    columns &&
    items.toSorted((a, b) => (b.publishedAt ?? 0) - (a.publishedAt ?? 0)).slice(0, mostItems)
  )
}

function ermItem({ id, at, notice }: NonNullable<ReturnType<typeof readErmRow>>): Item {
  const { headcount, official } = notice
  return {
    guid: `erm ${id}`,
    link: official.link,
    title: `${notice.employer}: ${headcount?.toLocaleString('en-US')} jobs go in ${official.place}`,
    summary: `Announced ${dayWords(at)}.`,
    publisher: null,
    publishedAt: at,
    notice,
  }
}

function dayWords(at: number): string {
  const date = new Date(at)
  return `${date.getUTCDate()} ${shortMonths[date.getUTCMonth()]} ${date.getUTCFullYear()}`
}
