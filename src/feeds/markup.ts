/** XML as text: its tags without a parser. Comments and CDATA are stepped over; each function takes linear time. */

import type { CanonicalName } from './names.ts'

interface Mark {
  kind: 'open' | 'close' | 'declaration'
  /** Canonical; empty for a declaration. */
  name: string
  written: string
  at: number
}

const marks = /<!--|<!\[CDATA\[|<!|<(\/?)((?:[\w.-]{1,40}:)?(?:item|entry))(?=[\s>])/gi

/** The tags of entries that hold anything, and declarations, in the order of the document. */
function* marksIn(xml: string, nameOf: CanonicalName): Generator<Mark> {
  const pattern = new RegExp(marks)
  for (let match = pattern.exec(xml); match; match = pattern.exec(xml)) {
    const [all, slash, written = ''] = match
    const close = closings.get(all.toUpperCase())
    if (close !== undefined) {
      pattern.lastIndex = endAfter(xml, close, pattern.lastIndex)
    } else if (written === '') {
      yield { kind: 'declaration', name: '', written: all, at: match.index }
    } else {
      yield { kind: slash ? 'close' : 'open', name: nameOf(written), written, at: match.index }
    }
  }
}

/** What is stepped over, and where it ends. */
const closings: ReadonlyMap<string, string> = new Map([
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
])

export interface EntryText {
  name: 'item' | 'entry'
  /** With a closing tag, be it that it had none. */
  text: string
}

/** What would be an entry if all stood where it should, one behind the other. One that is never closed ends where the next begins. */
export function entriesIn(xml: string, nameOf: CanonicalName): EntryText[] {
  const found: EntryText[] = []
  let open: (Mark & { name: EntryText['name'] }) | null = null
  const end = (at: number) => {
    if (open) found.push({ name: open.name, text: `${xml.slice(open.at, at)}</${open.written}>` })
    open = null
  }
  for (const { kind, name, written, at } of marksIn(xml, nameOf)) {
    if ((name !== 'item' && name !== 'entry') || (open && name !== open.name)) continue
    end(at)
    if (kind === 'open') open = { kind, name, written, at }
  }
  end(xml.length)
  return found
}

/**
 * No feed holds a declaration within its root, and the parser under rss-parser takes quadratic time for one that nothing ends: it
 * becomes text.
 */
export function withoutDeclarations(xml: string, nameOf: CanonicalName): string {
  const parts: string[] = []
  let from = 0
  for (const { kind, at } of marksIn(xml, nameOf)) {
    if (kind !== 'declaration') continue
    parts.push(xml.slice(from, at), '&lt;')
    from = at + 1
  }
  return from === 0 ? xml : parts.join('') + xml.slice(from)
}

const textFields = new Set(['title', 'description', 'summary', 'content', 'content:encoded'])

/**
 * Elements within a text are HTML that nobody escaped, or XHTML: the text becomes CDATA, so that neither an odd tag breaks the
 * document nor the place of an element in its text is lost. A text that is not closed in its entry ends at the next tag.
 */
export function withTextsShielded(xml: string, nameOf: CanonicalName): string {
  const parts: string[] = []
  const pattern = /<!--|<!\[CDATA\[|<([\w:.-]{1,60})(?=[\s>])/g
  const entryEnd = entryEnds(xml)
  const closeOf = textCloses(xml, nameOf)
  let from = 0
  for (let match = pattern.exec(xml); match; match = pattern.exec(xml)) {
    const [all, written = ''] = match
    const close = closings.get(all)
    if (close !== undefined) pattern.lastIndex = endAfter(xml, close, pattern.lastIndex)
    if (!textFields.has(nameOf(written))) continue
    const start = endAfter(xml, '>', pattern.lastIndex)
    const end = textEnd(xml, start, closeOf(written, start), entryEnd(start))
    const text = xml.slice(start, end.at)
    pattern.lastIndex = end.at
    if (end.isClosed && !holdsTags(text)) continue
    const shielded = end.isClosed ? `<![CDATA[${withoutCdata(text)}]]>` : `${text}</${written}>`
    parts.push(xml.slice(from, start), shielded)
    from = end.at
  }
  return parts.join('') + xml.slice(from)
}

/** Where the entry ends in which a place is; asked of places in their order. The end of the document behind the last one. */
function entryEnds(xml: string): (from: number) => number {
  const pattern = /<\/(?:[\w.-]{1,40}:)?(?:item|entry)\s*>/gi
  let next = -1
  return (from) => {
    if (next < from) {
      pattern.lastIndex = from
      next = pattern.exec(xml)?.index ?? xml.length
    }
    return next
  }
}

/**
 * Where the next closing tag of a text stands, by its name as written; infinitely far where there is none. Asked of places in their
 * order. All are gathered at once, so that neither texts that nothing closes nor many spellings of a name have the document read
 * again.
 */
function textCloses(xml: string, nameOf: CanonicalName): (written: string, from: number) => number {
  const closes = new Map<string, { places: number[]; next: number }>()
  for (const { 1: written = '', index } of xml.matchAll(/<\/([\w:.-]{1,60})/g)) {
    if (!textFields.has(nameOf(written))) continue
    const known = closes.get(written)
    if (known) known.places.push(index)
    else closes.set(written, { places: [index], next: 0 })
  }
  return (written, from) => {
    const known = closes.get(written)
    if (!known) return Number.POSITIVE_INFINITY
    while ((known.places[known.next] ?? from) < from) known.next += 1
    return known.places[known.next] ?? Number.POSITIVE_INFINITY
  }
}

/** Where the element ends that was opened before `start`; an element that closes itself holds nothing. */
function textEnd(
  xml: string,
  start: number,
  close: number,
  limit: number,
): { at: number; isClosed: boolean } {
  if (xml[start - 2] === '/') return { at: start, isClosed: true }
  if (close < limit) return { at: close, isClosed: true }
  const isSection = xml.startsWith('<![CDATA[', start)
  const at = isSection ? endAfter(xml, ']]>', start) : xml.indexOf('<', start)
  return { at: at < 0 ? xml.length : at, isClosed: false }
}

function endAfter(xml: string, mark: string, from: number): number {
  const at = xml.indexOf(mark, from)
  return at < 0 ? xml.length : at + mark.length
}

function holdsTags(text: string): boolean {
  const [first = '', ...sections] = text.split('<![CDATA[')
  return (
    first.includes('<') ||
    sections.some((section) => section.slice(endAfter(section, ']]>', 0)).includes('<'))
  )
}

function withoutCdata(text: string): string {
  return text.replaceAll('<![CDATA[', '').replaceAll(']]>', '')
}
