/**
 * Notices from the rows of a list. The sites of one employer and notice are one notice, their jobs summed; a row that stands twice counts
 * once. A list that says when it first had a row shows only its newest ones: the oldest batch may be cut short, and is left.
 */

import type { Notice } from '../notice.ts'
import { foldCompanyName } from '../reading/company.ts'
import type { WarnRow } from './warn-table.ts'

/** One notice of a state, and what names it in its list. */
export interface WarnNotice {
  id: string
  state: string
  /** When the list had it, else when it was given. */
  at: number | null
  notice: Notice
}

/** `place`: the state whose list it is, where the rows do not say. */
export function noticesOf(rows: readonly WarnRow[], place: string | null): WarnNotice[] {
  const whole = withoutCutBatch(rows)
  const groups = Map.groupBy(whole, (row) => `${keyOf(row, place)}|${dayText(row.firstSeenAt)}`)
  return [...groups].flatMap(([id, group]) => noticeOf(id, group, place) ?? [])
}

function withoutCutBatch(rows: readonly WarnRow[]): readonly WarnRow[] {
  const batches = rows.flatMap(({ firstSeenAt }) => firstSeenAt ?? [])
  const oldest = Math.min(...batches)
  return batches.some((at) => at > oldest)
    ? rows.filter(({ firstSeenAt }) => firstSeenAt !== oldest)
    : rows
}

/** The notice, whoever lists it. */
function keyOf({ employer, state, givenAt, effectiveAt }: WarnRow, place: string | null): string {
  return [state ?? place ?? '', foldCompanyName(employer), dayText(givenAt ?? effectiveAt)].join(
    '|',
  )
}

const dayText = (at: number | null) => (at === null ? '' : new Date(at).toISOString().slice(0, 10))

function noticeOf(id: string, group: readonly WarnRow[], place: string | null): WarnNotice | null {
  const [first] = group
  const state = first?.state ?? place
  if (!first || state === null) return null
  const change = changeOf(group)
  const standing =
    change === 'rescinded' ? group : group.filter((row) => row.change !== 'rescinded')
  const sites = [
    ...new Map(
      standing.map((row) => [`${row.site}|${row.effectiveAt}|${row.headcount}`, row]),
    ).values(),
  ]
  const counts = sites.flatMap(({ headcount }) => headcount ?? [])
  const headcount = counts.length > 0 ? counts.reduce((sum, count) => sum + count) : null
  const effective = sites.flatMap(({ effectiveAt }) => effectiveAt ?? [])
  const at = first.givenAt
  return {
    id,
    state,
    at: first.firstSeenAt ?? at,
    notice: {
      employer: first.employer,
      tickers: [],
      ciks: [],
      industry: null,
      isCut: true,
      headcount,
      percent: null,
      approximate:
        headcount !== null &&
        (counts.length < sites.length || sites.some(({ approximate }) => approximate)),
      wording: `${first.employer}, ${state}: ${headcount ?? 'number not published'}`,
      official: {
        register: 'warn',
        notice: keyOf(first, place),
        at,
        place: state,
        effectiveAt: effective.length > 0 ? Math.min(...effective) : null,
        cost: null,
        link: first.link,
        change,
      },
    },
  }
}

/** One site that is rescinded takes back its own jobs only; a notice is rescinded where all of it is. */
function changeOf(group: readonly WarnRow[]): WarnRow['change'] {
  if (group.every(({ change }) => change === 'rescinded')) return 'rescinded'
  return group.some(({ change }) => change !== 'none') ? 'amended' : 'none'
}
