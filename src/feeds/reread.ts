/**
 * A feed's next document is mostly its last one again. Entries that stood in the last one, letter for letter, have been told and
 * need not be parsed, cleaned and looked up again: only the others are read. The whole document is read where that could make a
 * difference: where an entry shares its guid or its link with a known one, where anything is broken, and once a day.
 */

import { hash } from 'node:crypto'
import { headlineKey, namesOf } from '../core/feed/identity.ts'
import type { Item } from '../core/story.ts'
import { dayMs } from '../core/text/calendar.ts'
import { takeTurn } from '../turns.ts'
import { decode } from './decode.ts'
import { splitEntries } from './entries.ts'
import { type Document, type Parsed, parseText } from './parse.ts'

/** What to remember of a document for the reading of the next. */
export interface Past {
  /** When a document of this feed was last read whole. */
  wholeAt: number
  /** By the entries' hashes, the hashes of what may identify their items. */
  entries: ReadonlyMap<number, readonly number[]>
}

export interface Reread {
  /** With the items of unknown entries, or all. */
  parsed: Parsed
  /** Null where the next document has to be read whole. */
  past: Past | null
}

/** So often at least, items that are still shown are seen to be. */
const wholeEveryMs = dayMs
/** Long archives are rarely served, and not worth remembering. */
const mostEntries = 200

/** Never rejects for what a document holds. */
export async function reread(document: Document, past: Past | null): Promise<Reread> {
  const { url, now } = document
  const text = decode(document.bytes, document.contentType)
  const split = splitEntries(text)
  if (!split || split.entries.length > mostEntries) {
    return { parsed: await parseText(text, url, now), past: null }
  }
  const entries = split.entries.map((entry) => ({ entry, id: hashOf(entry) }))
  await takeTurn()
  const isRecent = past !== null && isWithin(wholeEveryMs, past.wholeAt, now)
  const part = isRecent ? await readNew(entries, split.holding, past, document) : null
  if (part) return part
  const parsed = await parseText(text, url, now)
  const named = nameEntries(entries, parsed)
  return { parsed, past: named && { wholeAt: now, entries: new Map(named) } }
}

/** Not before `from` either: the clock may have been set back. */
const isWithin = (ms: number, from: number, now: number): boolean => now >= from && now - from < ms

interface Entry {
  entry: string
  id: number
}

/** Only the entries that are new; null where none is known, or it is not certain which is which. */
async function readNew(
  entries: readonly Entry[],
  holding: (entries: readonly string[]) => string,
  past: Past,
  { url, now }: Document,
): Promise<Reread | null> {
  const known = new Map(
    entries.flatMap(({ id }): Named[] => {
      const names = past.entries.get(id)
      return names ? [[id, names]] : []
    }),
  )
  if (known.size === 0) return null
  const unknown = entries.filter(({ id }) => !known.has(id))
  const parsed = await parseText(holding(unknown.map(({ entry }) => entry)), url, now)
  const named = nameEntries(unknown, parsed)
  if (!named || !isApart(named, known)) return null
  return { parsed, past: { wholeAt: past.wholeAt, entries: new Map([...known, ...named]) } }
}

type Named = [id: number, names: readonly number[]]

/** Null where it is not certain which item came of which entry, or what identifies it. */
function nameEntries(entries: readonly { id: number }[], parsed: Parsed): Named[] | null {
  if (parsed.kind !== 'feed' || parsed.faults.length > 0) return null
  if (parsed.items.length !== entries.length) return null
  if (!parsed.items.every((item) => namesOf(item).length > 0)) return null
  return parsed.items.map((item, at): Named => [entries[at]?.id ?? 0, namesIn(item)])
}

function namesIn(item: Item): number[] {
  return [...namesOf(item), headlineKey(item, item.publishedAt)].map(hashOf)
}

/** A name that two entries of one document share identifies neither: the reader of the whole has to see both. */
function isApart(named: readonly Named[], known: ReadonlyMap<number, readonly number[]>): boolean {
  const taken = new Set([...known.values()].flat())
  return named.every(([, names]) => names.every((name) => !taken.has(name)))
}

/** 48 bits: enough for the entries of one feed, and a number. */
function hashOf(text: string): number {
  return hash('sha1', text, 'buffer').readUIntBE(0, 6)
}
