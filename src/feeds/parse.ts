/**
 * A document to items. rss-parser reads it; what breaks XML's rules is mended and read again. Where that gives fewer entries than
 * the text has, or one without link, date or text, feedsmith is asked for what is missing; entries that both leave out, because
 * they stand where none should, are gathered and read once more. A document that breaks off is closed behind its last whole entry.
 * What was mended, and what is lost all the same, is told as a fault.
 */

import type { DocumentFault, FeedLink, Hints } from '../core/feed/fetched.ts'
import type { Item } from '../core/story.ts'

import { dayMs, dayNamed, hourMs, minuteMs } from '../core/text/calendar.ts'
import { takeTurn } from '../turns.ts'
import { both, isLacking } from './both.ts'
import { isUnreadDate } from './date.ts'

import { decode } from './decode.ts'
import { discoverFeeds } from './discover.ts'
import type { Sheet } from './draft.ts'
import { cleanItem, plain } from './item.ts'
import { type EntryText, entriesIn, withoutDeclarations, withTextsShielded } from './markup.ts'
import { type CanonicalName, canonicalNames } from './names.ts'
import { closeBroken, isWhole, jsonReadings, repair, withSectionsEnded } from './repair.ts'
import { readWithRssParser } from './rss-parser.ts'
import { readSitemap } from './sitemap.ts'
import { escapedDocument, sniff } from './sniff.ts'
import { unlessUnreadable } from './unreadable.ts'
import { isTooHeavy } from './weight.ts'

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
  const escaped = escapedDocument(text)
  if (escaped !== null) return withFault('repaired', await parseText(escaped, url, now))
  const kind = sniff(text)
  switch (kind.kind) {
    case 'empty':
      return { kind: 'none', reason: 'empty' }
    case 'other':
      return { kind: 'none', reason: 'not_a_feed' }
    case 'html':
      return { kind: 'page', feeds: discoverFeeds(text, url) }
    case 'json':
      return readJson(text.slice(kind.start), url, now)
    case 'xml':
      return readXml(text.slice(kind.start), kind.root, url, now)
  }
}

function withFault(fault: DocumentFault, parsed: Parsed): Parsed {
  return parsed.kind === 'feed' ? { ...parsed, faults: [fault, ...parsed.faults] } : parsed
}

/** Of some megabytes, and most feeds have no need of it. */
async function readWithFeedsmith(text: string): Promise<Sheet> {
  const feedsmith = await import('./feedsmith.ts')
  return feedsmith.readWithFeedsmith(text)
}

async function readJson(text: string, url: string, now: number): Promise<Parsed> {
  if (isTooHeavy(text)) return { kind: 'none', reason: 'too_large' }
  for (const { json, faults } of jsonReadings(text)) {
    const sheet = await unlessUnreadable(() => readWithFeedsmith(json))
    if (sheet) return finish(sheet, faults, url, now)
  }
  return { kind: 'none', reason: 'not_a_feed' }
}

async function readXml(text: string, root: string, url: string, now: number): Promise<Parsed> {
  const name = root.slice(root.indexOf(':') + 1).toLowerCase()
  if (name === 'urlset') {
    const sheet = await unlessUnreadable(() => readSitemap(text))
    const faults: DocumentFault[] = isWhole(text, root) ? [] : ['truncated']
    return sheet ? finish(sheet, faults, url, now) : { kind: 'none', reason: 'unreadable' }
  }
  if (isTooHeavy(text)) return { kind: 'none', reason: 'too_large' }
  const isBroken = !isWhole(text, root)
  const whole = isBroken ? closeBroken(text, root) : text
  if (whole === null) return { kind: 'none', reason: 'unreadable' }
  const read = await readFeed(whole, root)
  if (!read) return { kind: 'none', reason: 'unreadable' }
  const faults: DocumentFault[] = isBroken ? ['truncated', ...read.faults] : read.faults
  return finish(read.sheet, faults, url, now)
}

interface Read {
  sheet: Sheet
  faults: DocumentFault[]
}

async function readFeed(written: string, root: string): Promise<Read | null> {
  const nameOf = canonicalNames(written, root)
  const xml = withoutDeclarations(withSectionsEnded(written), nameOf)
  const entries = entriesIn(xml, nameOf)
  const first = await readFirst(xml, root, nameOf)
  const isEnough = first.sheet && !isLacking(first.sheet, entries.length)
  const second = isEnough ? null : await unlessUnreadable(() => readWithFeedsmith(first.xml))
  let sheet = combine(first.sheet, second)
  const isMissing = () => entries.length > (sheet?.drafts.length ?? 0)
  if (isMissing())
    sheet = combine(sheet, await readGathered(entries, nameOf, canonicalNames(xml, 'feed')))
  const faults: DocumentFault[] = first.isMended || xml !== written ? ['repaired'] : []
  return sheet && { sheet, faults: isMissing() ? [...faults, 'items_lost'] : faults }
}

function combine(first: Sheet | null, second: Sheet | null): Sheet | null {
  return first && second ? both(first, second) : (first ?? second)
}

/** `xml` is the document as it was read, or as near to XML as we can bring it. */
async function readFirst(written: string, root: string, nameOf: CanonicalName) {
  const isAtom = nameOf(root) === 'feed'
  const read = (xml: string, isStrict: boolean) =>
    unlessUnreadable(() => readWithRssParser(xml, { isAtom, isStrict, nameOf }))
  const sheet = await read(written, true)
  if (sheet) return { sheet, xml: written, isMended: false }
  const bare = written.trimEnd()
  const mended = repair(bare, root)
  const xml = withTextsShielded(mended, nameOf)
  return {
    sheet: (await read(xml, true)) ?? (await read(xml, false)),
    xml,
    isMended: mended !== bare,
  }
}

/** Entries beside their channel, in a second one, or of the other kind of feed. */
async function readGathered(
  entries: readonly EntryText[],
  nameOf: CanonicalName,
  atomNameOf: CanonicalName,
): Promise<Sheet | null> {
  const textOf = (kind: EntryText['name']) =>
    entries.flatMap(({ name, text }) => (name === kind ? text : [])).join('')
  const rss = `<rss version="2.0"><channel>${textOf('item')}</channel></rss>`
  const atom = `<feed>${textOf('entry')}</feed>`
  const [fromRss, fromAtom] = [
    await readFirst(rss, 'rss', nameOf),
    await readFirst(atom, 'feed', atomNameOf),
  ]
  if (!fromRss.sheet || !fromAtom.sheet) return fromRss.sheet ?? fromAtom.sheet
  return { ...fromRss.sheet, drafts: [...fromRss.sheet.drafts, ...fromAtom.sheet.drafts] }
}

async function finish(
  sheet: Sheet,
  found: readonly DocumentFault[],
  url: string,
  now: number,
): Promise<Parsed> {
  const read: { item: Item; isUndated: boolean }[] = []
  for (const draft of sheet.drafts) {
    await takeTurn()
    const item = cleanItem(draft, sheet, url, now)
    const isUndated = item?.publishedAt === null && draft.dates.some(isUnreadDate)
    if (item) read.push({ item, isUndated })
  }
  const faults = [...found]
  if (read.some(({ isUndated }) => isUndated)) faults.push('dates_unread')
  if (read.length > mostItems) faults.push('too_many_items')
  const items = placeUndated(read)
  return {
    kind: 'feed',
    title: (sheet.title && plain(sheet.title, 200)) || null,
    items: items.length > mostItems ? newest(items) : items,
    hints: hintsOf(sheet),
    faults,
  }
}

/**
 * An item whose date we cannot read is not fresh for that: it counts as old as the item that follows it in the document, or else
 * the one before it. Where no date can be read, all stay without.
 */
function placeUndated(read: readonly { item: Item; isUndated: boolean }[]): Item[] {
  let near: number | null =
    read.findLast(({ item }) => item.publishedAt !== null)?.item.publishedAt ?? null
  return read
    .toReversed()
    .map(({ item, isUndated }) => {
      near = item.publishedAt ?? near
      return isUndated && near !== null ? { ...item, publishedAt: near, isDateGuessed: true } : item
    })
    .toReversed()
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
