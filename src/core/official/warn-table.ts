/**
 * One row of a list of WARN notices, whichever state's it is: what its columns are called, and what its cells say. Columns are known by
 * their letters alone ("# of Workers", "NUM_WORKERS"); of several that mean the same the one that stands first here is read.
 */

import { dayMs } from '../text/calendar.ts'
import { readDay } from '../text/date-column.ts'
import { readNoticeName } from './employer.ts'
import { stateNamed } from './states.ts'

const spellings = {
  employer: 'company companyname employer employername businesslegalname jobsitename locationname',
  state: 'state postalcode locationstate st',
  headcount:
    'numemployees employeesaffected numberofemployeesaffected employeesimpacted numberofaffectedworkers affectedworkers totallayoffnumber workforceaffected ofworkers potentialnumberaffected totalofemployees laidoff jobs emp',
  given:
    'noticedate dateofwarnnotice warnreceived initialdatereported noticereceived datereceived receiveddate received wfddreceiveddate',
  effective:
    'effectivedate datelayoffclosurestarts layoffstartdate layoffbegindate layoffdates layoffdate datesoflayoffs impactdate firstdateofseparation',
  firstSeen: 'firstseen firstinserteddate',
  kind: 'noticetype type isamendment',
  link: 'url link sourceurl',
} as const

/** Where a site is: together they tell one site of an employer from another. */
const siteColumns = new Set(
  'address addressline location locationaddress locationcity city cityname citycounty citytown county countyname impactedsiteaddress firstlocationaddress zip zipcode'.split(
    ' ',
  ),
)

type Field = keyof typeof spellings

export interface WarnColumns {
  fields: Readonly<Partial<Record<Field, number>>>
  sites: readonly number[]
}

export interface WarnRow {
  employer: string
  change: 'none' | 'amended' | 'rescinded'
  /** Null where neither the list nor its configuration says. */
  state: string | null
  site: string
  headcount: number | null
  approximate: boolean
  /** The employer's day, or the state's. */
  givenAt: number | null
  effectiveAt: number | null
  /** When an aggregate first had it. */
  firstSeenAt: number | null
  link: string | null
}

/** Null where the row is no header: some lists have other lines above. */
export function readColumns(row: readonly string[]): WarnColumns | null {
  const names = row.map((cell) => cell.toLowerCase().replace(/[^a-z]/g, ''))
  const fields: Partial<Record<Field, number>> = {}
  for (const field of Object.keys(spellings) as Field[]) {
    const at = spellings[field].split(' ').map((name) => names.indexOf(name))
    const first = at.find((index) => index >= 0)
    if (first !== undefined) fields[field] = first
  }
  const isHeader =
    fields.employer !== undefined &&
    (fields.headcount !== undefined || fields.given !== undefined || fields.effective !== undefined)
  const sites = names.flatMap((name, index) => (siteColumns.has(name) ? [index] : []))
  return isHeader ? { fields, sites } : null
}

/** A state lists the notices of many years; older ones are not read. */
export const readForMs = 400 * dayMs

/** Null where the row names no employer, or is of long ago. */
export function readRow(
  { fields, sites }: WarnColumns,
  row: readonly string[],
  now: number,
): WarnRow | null {
  const cell = (field: Field) => (row[fields[field] ?? -1] ?? '').trim()
  const { employer, change } = readNoticeName(cell('employer'))
  const counted = readCount(cell('headcount'))
  const day = (field: Field) => firstDay(cell(field), now)
  const [givenAt, effectiveAt] = [day('given'), day('effective')]
  if (employer === '' || (givenAt ?? effectiveAt ?? now) < now - readForMs) return null
  return {
    employer,
    change: change === 'none' ? changeOf(cell('kind'), cell('link')) : change,
    state: stateNamed(cell('state')),
    site: sites.map((index) => (row[index] ?? '').trim().toLowerCase()).join(' '),
    ...counted,
    givenAt,
    effectiveAt,
    firstSeenAt: day('firstSeen'),
    link: /^https?:\/\//.test(cell('link')) ? cell('link') : null,
  }
}

/** What the notice's sort says, or the name of its document. */
function changeOf(kind: string, link: string): WarnRow['change'] {
  if (/rescind|rescission|withdrawn/i.test(kind)) return 'rescinded'
  const document = link.slice(link.lastIndexOf('/') + 1)
  return /amend|revis|update|^true$/i.test(kind) || /^update/i.test(document) ? 'amended' : 'none'
}

/** "207 total locations" is 207, "100+" at least that; nought says that nobody counted. */
function readCount(cell: string): { headcount: number | null; approximate: boolean } {
  const written = /^[^\d-]{0,20}(\d{1,3}(?:,\d{3})+|\d{1,6})(\s*\+)?/.exec(cell)
  const count = Number((written?.[1] ?? '').replaceAll(',', ''))
  return { headcount: count > 0 ? count : null, approximate: written?.[2] !== undefined }
}

/** Of several days the first; the midnight of it, UTC. */
function firstDay(cell: string, now: number): number | null {
  const at = readDay(cell.replace(/^\D+(?=\d)/, ''), 'month first', now)
  return at === undefined ? null : Math.floor(at / dayMs) * dayMs
}
