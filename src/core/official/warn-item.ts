/** The items of the WARN Feed's RSS: "Acme: WARN notice, 75 workers", with the rest in one sentence of the description. */

import { dayMs } from '../text/calendar.ts'
import { readNoticeName } from './employer.ts'
import { stateNamed } from './states.ts'
import type { WarnRow } from './warn-table.ts'

interface Entry {
  title: string
  summary: string
  link: string | null
  publishedAt: number | null
}

const titled = /^(.{1,300}): WARN notice\b/
const described = /^WARN layoff notice: (.{1,400}?)\. (?:[\d,]+ workers|worker count)/i
const counted = /\b(\d[\d,]{0,8}) workers?\b/
const given = /\bNotice date: (\d{4}-\d\d-\d\d)/
const effective = /\bclosure date: (\d{4}-\d\d-\d\d)/

/** Null for an entry in another form. */
export function readWarnItem({ title, summary, link, publishedAt }: Entry): WarnRow | null {
  const [, named] = titled.exec(title) ?? []
  if (named === undefined) return null
  const { employer, change } = readNoticeName(named)
  const site = described.exec(summary)?.[1] ?? ''
  const count = Number((counted.exec(title)?.[1] ?? '').replaceAll(',', ''))
  const day = (pattern: RegExp) => {
    const at = Date.parse(pattern.exec(summary)?.[1] ?? '')
    return Number.isNaN(at) ? null : at
  }
  return {
    employer,
    change,
    state: stateNamed(site.split(',').at(-1) ?? ''),
    site: site.toLowerCase(),
    headcount: count > 0 ? count : null,
    approximate: false,
    givenAt: day(given),
    effectiveAt: day(effective),
    firstSeenAt: publishedAt === null ? null : Math.floor(publishedAt / dayMs) * dayMs,
    link,
  }
}
