import type { Item } from '../core/story.ts'
import { googleNews, partTitle, withoutPublisher } from '../core/text/publisher.ts'
import { readDate } from './date.ts'
import { addressIn, type Draft, type Markup, type Sheet } from './draft.ts'
import { hostName, readLink, resolveBase } from './link.ts'
import { clean, looksLikeHtml, toText } from './text.ts'

const longestTitle = 500
const longestSummary = 2000
const longestGuid = 2000
const longestName = 120

/** An entry cleaned, or null where it says nothing. `documentUrl` is what relative links are relative to. */
export function cleanItem(
  draft: Draft,
  sheet: Pick<Sheet, 'site'>,
  documentUrl: string,
  now: number,
): Item | null {
  const linked = linkOf(draft, baseFor(draft, sheet, documentUrl))
  const isGoogleNews = draft.link?.includes(`://${googleNews}/`) ?? false
  const { title, publisher } = headlineOf(draft, isGoogleNews)
  // What Google News puts there is the title again, and other publishers' titles.
  const summary = isGoogleNews ? '' : summaryOf(draft.summaries, title)
  if (title === '' && summary === '') return null
  return {
    guid: clean(draft.guid ?? '', longestGuid) || null,
    link: linked?.link ?? null,
    title: title || clean(summary, 120),
    summary,
    publisher: publisher || (linked?.isUnwrapped ? hostName(linked.link) : null),
    publishedAt: dateOf(draft.dates, now),
  }
}

/** Of one that leads nowhere ("htp://…"), its guid, where that is an address. */
function linkOf({ link, guid }: Draft, base: string) {
  return readLink(link, base) ?? readLink(addressIn(guid), base)
}

function headlineOf({ title, publisher }: Draft, isNamedLast: boolean) {
  const named = publisher === null ? '' : toText(publisher, longestName)
  const headline = title === null ? '' : plain(title, longestTitle)
  return splitPublisher(headline, named, isNamedLast)
}

/** RSS has no base but its site; a document at a CDN means the site. */
function baseFor(draft: Draft, sheet: Pick<Sheet, 'site'>, documentUrl: string): string {
  if (draft.bases.length > 0) return resolveBase(documentUrl, draft.bases)
  return resolveBase(documentUrl, sheet.site === null ? [] : [sheet.site])
}

/** What calls itself plain text and is HTML in fact, as Atom's often is, is read as what it is. */
export function plain({ text, isHtml }: Markup, limit: number): string {
  return isHtml || looksLikeHtml(text) ? toText(text, limit) : clean(text, limit)
}

/** "Headline - Outlet": an aggregator's title ends with the outlet that its entry names. */
function splitPublisher(headline: string, named: string, isNamedLast: boolean) {
  if (named !== '') return { title: withoutPublisher(headline, named), publisher: named }
  const parts = isNamedLast ? partTitle(headline) : null
  return parts
    ? { title: parts.headline, publisher: parts.tail }
    : { title: headline, publisher: '' }
}

function summaryOf(summaries: readonly Markup[], title: string): string {
  for (const markup of summaries) {
    const summary = plain(markup, longestSummary)
    if (summary !== '' && summary !== title) return summary
  }
  return ''
}

function dateOf(dates: readonly string[], now: number): number | null {
  for (const date of dates) {
    const at = readDate(date, now)
    if (at !== null) return at
  }
  return null
}
