/**
 * A document to items. rss-parser reads it where it can; what breaks XML's rules is mended and read again; feedsmith reads the
 * rest. A document that breaks off is closed behind its last whole entry, and says so.
 */

import type { DocumentFault, FeedLink, Hints } from '../core/feed/fetched.ts'
import type { Item } from '../core/story.ts'
import { dayMs, dayNamed, hourMs, minuteMs } from '../core/text/calendar.ts'
import { decode } from './decode.ts'
import { discoverFeeds } from './discover.ts'
import type { Sheet } from './draft.ts'
import { readWithFeedsmith } from './feedsmith.ts'
import { cleanItem, plain } from './item.ts'
import { closeBroken, isWhole, repair } from './repair.ts'
import { readWithRssParser } from './rss-parser.ts'
import { readSitemap } from './sitemap.ts'
import { sniff } from './sniff.ts'
import { unlessUnreadable } from './unreadable.ts'

export interface Document {
  bytes: Buffer
  contentType: string | null
  /** Where it was found. */
  url: string
  now: number
}

export type Parsed =
  | {
      kind: 'feed'
      title: string | null
      items: Item[]
      /** All but `freshMs`, which only the headers know. */
      hints: Omit<Hints, 'freshMs'>
      faults: DocumentFault[]
    }
  | { kind: 'page'; feeds: FeedLink[] }
  | { kind: 'none'; reason: 'empty' | 'not_a_feed' | 'unreadable' | 'timeout' | 'too_large' }

const mostItems = 2000

/** Never rejects for what a document holds; a fault of our own is not taken for the document's. */
export async function parse({ bytes, contentType, url, now }: Document): Promise<Parsed> {
  return parseText(decode(bytes, contentType), url, now)
}

/** The same for a document that is decoded. */
export async function parseText(text: string, url: string, now: number): Promise<Parsed> {
  const kind = sniff(text)
  switch (kind.kind) {
    case 'empty':
      return { kind: 'none', reason: 'empty' }
    case 'other':
      return { kind: 'none', reason: 'not_a_feed' }
    case 'html':
      return { kind: 'page', feeds: discoverFeeds(text, url) }
    case 'json':
      return readJson(text, url, now)
    case 'xml':
      return readXml(text.slice(kind.start), kind.root, url, now)
  }
}

async function readJson(text: string, url: string, now: number): Promise<Parsed> {
  const sheet = await unlessUnreadable(() => readWithFeedsmith(text))
  return sheet ? finish(sheet, [], url, now) : { kind: 'none', reason: 'not_a_feed' }
}

async function readXml(text: string, root: string, url: string, now: number): Promise<Parsed> {
  const name = root.slice(root.indexOf(':') + 1).toLowerCase()
  if (name === 'urlset') {
    const sheet = await unlessUnreadable(() => readSitemap(text))
    const faults: DocumentFault[] = isWhole(text, root) ? [] : ['truncated']
    return sheet ? finish(sheet, faults, url, now) : { kind: 'none', reason: 'unreadable' }
  }
  const isBroken = !isWhole(text, root)
  const whole = isBroken ? closeBroken(text, root) : text
  if (whole === null) return { kind: 'none', reason: 'unreadable' }
  const read = await readFeed(whole, root)
  if (!read) return { kind: 'none', reason: 'unreadable' }
  const faults: DocumentFault[] = isBroken ? ['truncated', ...read.faults] : read.faults
  return finish(read.sheet, faults, url, now)
}

async function readFeed(
  xml: string,
  root: string,
): Promise<{ sheet: Sheet; faults: DocumentFault[] } | null> {
  const isAtom = root === 'feed'
  if (isAtom || root === 'rss' || root === 'rdf:RDF') {
    const sheet = await unlessUnreadable(() => readWithRssParser(xml, isAtom))
    if (sheet) return { sheet, faults: [] }
  }
  const bare = xml.slice(Math.max(xml.indexOf(`<${root}`), 0)).trimEnd()
  const mended = repair(bare, root)
  const isMended = mended !== bare
  const sheet =
    (isMended ? await unlessUnreadable(() => readWithRssParser(mended, isAtom)) : null) ??
    (await unlessUnreadable(() => readWithFeedsmith(mended)))
  const faults: DocumentFault[] = isMended ? ['repaired'] : []
  return sheet && { sheet, faults }
}

function finish(sheet: Sheet, faults: DocumentFault[], url: string, now: number): Parsed {
  const items = sheet.drafts.flatMap((draft) => cleanItem(draft, sheet, url, now) ?? [])
  const isMore = items.length > mostItems
  return {
    kind: 'feed',
    title: (sheet.title && plain(sheet.title, 200)) || null,
    items: isMore ? newest(items) : items,
    hints: hintsOf(sheet),
    faults: isMore ? [...faults, 'too_many_items'] : faults,
  }
}

/** Those without a date keep their place in the document, which is newest first. */
function newest(items: readonly Item[]): Item[] {
  const kept = new Set(
    items
      .toSorted((a, b) => (b.publishedAt ?? Number.MAX_VALUE) - (a.publishedAt ?? Number.MAX_VALUE))
      .slice(0, mostItems),
  )
  return items.filter((item) => kept.has(item))
}

const periods = new Map([
  ['hourly', hourMs],
  ['daily', dayMs],
  ['weekly', 7 * dayMs],
  ['monthly', 30 * dayMs],
  ['yearly', 365 * dayMs],
])

function hintsOf(sheet: Sheet): Omit<Hints, 'freshMs'> {
  const period = periods.get(sheet.updatePeriod?.toLowerCase() ?? '')
  return {
    ttlMs: sheet.ttlMinutes === null ? null : sheet.ttlMinutes * minuteMs,
    updateEveryMs: period === undefined ? null : period / Math.max(sheet.updateFrequency ?? 1, 1),
    // Some write midnight as 24.
    skipHours: sheet.skipHours.filter((hour) => hour >= 0 && hour <= 24).map((hour) => hour % 24),
    skipDays: sheet.skipDays
      .map((day) => dayNamed(day.trim().slice(0, 3)))
      .filter((day) => day !== null),
  }
}
