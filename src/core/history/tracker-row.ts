/**
 * A row of a public layoff tracker, a state's list of notices, or a table that somebody keeps. A tracker knows only layoffs. A
 * number that cannot be read is left out and told; a row without its company or day is not taken. What a row says beyond its
 * numbers is kept as the story's summary.
 */

import type { Company, LayoffFacts } from '../facts.ts'
import type { Directory } from '../reading/company.ts'
import { dayMs } from '../text/calendar.ts'
import { type Columns, openRow, type RowReader } from './columns.ts'
import { hostOf, isLink } from './link.ts'
import type { RowReading, Telling } from './row.ts'

export function readTrackerRow(
  columns: Columns,
  values: readonly string[],
  directory: Directory,
  now: number,
): RowReading {
  const read = openRow(columns, values, now)
  const at = readPast(read, now)
  const company = readCompany(read, directory)
  if (!company) read.faults.push('it names no company')
  if (at === null || !company || read.faults.length > 0) {
    return { kind: 'faults', faults: read.faults }
  }
  const facts = layoffFacts(read, company)
  const told = { title: titleOf(facts, company), summary: readSummary(read) }
  const tellings = readSources(read).map(
    (source): Telling => ({ ...source, ...told, publishedAt: at, seenAt: null }),
  )
  const row = { facts, at, tellings, part: readPlace(read), teamId: null, corrections: [] }
  return { kind: 'row', row: { ...row, origin: 'tracker' }, remarks: read.faults }
}

/** All that the row says of where the jobs were. */
function readPlace(read: RowReader): string | null {
  const [, ...address] = (read.text('company') ?? '').split(/[\r\n]/)
  return [...address, ...read.texts('location')].join(' ').toLowerCase().trim() || null
}

/** The row's day; a fault where it gives none or one to come. */
export function readPast(read: RowReader, now: number): number | null {
  const at = read.day('date')
  const text = read.text('date')
  if (text === null) read.faults.push('it gives no date')
  if (at !== null && at > now + dayMs) {
    read.faults.push(`"${text}" is in the future; right would be the day it was told`)
  }
  return at
}

/** Some states write the address below the name. */
function readCompany(read: RowReader, directory: Directory): Company | null {
  const name = read
    .text('company')
    ?.split(/[\r\n]/)[0]
    ?.trim()
  if (!name) return null
  const company = directory.resolve(name)
  return company.key === '~' ? null : company
}

function layoffFacts(read: RowReader, company: Company): LayoffFacts {
  return {
    category: 'layoff',
    company,
    companiesOther: [],
    stance: 'reported',
    approximate: false,
    headcount: read.number('headcount'),
    headcountDerived: null,
    scale: null,
    percent: read.percent('percent'),
    cause: null,
    ordinal: null,
    aiSide: null,
  }
}

function readSummary(read: RowReader): string {
  const said = (['location', 'country', 'industry', 'stage'] as const).flatMap((field) => {
    const text = read.text(field)
    return text === null ? [] : [`${field}: ${text.replace(/\s+/g, ' ')}`]
  })
  const funds = read.text('funds_raised')?.replace('$', '')
  return [...said, ...(funds ? [`funds raised: $${funds} m`] : [])].join('; ')
}

/** What the row's title says where no publisher's is known. */
export function titleOf(
  { headcount, headcountDerived, percent }: LayoffFacts,
  { name }: Company,
): string {
  const jobs = headcount ?? headcountDerived
  if (jobs !== null) return `${name} lays off ${jobs.toLocaleString('en-US')} people`
  return percent === null ? `${name} lays off staff` : `${name} lays off ${percent}% of its staff`
}

/** A tracker gives links, or a name, or both. */
function readSources(read: RowReader): Pick<Telling, 'source' | 'link'>[] {
  const source = read.text('source') ?? ''
  const parts = source.split(/[\s;,]+/)
  const links = [...parts, ...(read.text('link') ?? '').split(/\s+/)].filter(isLink)
  if (source !== '' && !parts.some(isLink)) return [{ source, link: links[0] ?? null }]
  if (links.length === 0) return [unnamed]
  return links.map((link) => ({ source: hostOf(link), link }))
}

export const unnamed = { source: 'imported history', link: null }
