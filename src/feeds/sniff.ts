import { unescapeTyped } from '../core/text/unescape.ts'

/** What kind of document a text is, by its first element. */
export type Kind =
  | { kind: 'xml'; root: string; start: number }
  | { kind: 'json'; start: number }
  | { kind: 'html' }
  | { kind: 'empty' }
  | { kind: 'other' }

/** `start` is where the root element begins: what stands before it, declarations or a server's notices, is of no use to us. */
export function sniff(text: string): Kind {
  const first = /\S/.exec(text)
  if (!first) return { kind: 'empty' }
  const json = jsonBegins.exec(text)
  if (json) return { kind: 'json', start: json[0].length - 1 }
  const head = text.slice(0, mostBefore)
  const feed = head.search(feedBegins)
  const wrapped = feed > 0 && isWordless(head.slice(0, feed)) ? kindFrom(text, feed) : null
  if (wrapped?.kind === 'xml') return wrapped
  for (const start of [head.search(/<(?:[?!]|[\w:]+[\s>/])/), feed]) {
    const kind = start < 0 ? null : kindFrom(text, start)
    if (kind) return kind
  }
  return { kind: 'other' }
}

function kindFrom(text: string, start: number): Kind | null {
  const root = rootAfter(text, start)
  if (root === null) return null
  if (/^(?:html|head|body)$/i.test(root.name)) return { kind: 'html' }
  return isFeed(root.name) ? { kind: 'xml', root: root.name, start: root.at } : null
}

/** Some guard it against scripts, or call one with it: `)]}',`, `callback(`. */
const jsonBegins = /^\s*(?:\)\]\}',?\s*|[\w.$]{1,50}\(\s*)?\{/

/** A notice before the document may hold elements of its own. */
const mostBefore = 4096
const feedBegins = /<\?xml\s|<(?:\w{1,20}:)?(?:rss|feed|rdf|urlset)[\s>]/i

function isFeed(root: string): boolean {
  return /^(?:[\w.-]+:)?(?:rss|feed|rdf|urlset|channel)$/i.test(root)
}

/**
 * A feed that stands escaped in another document, as some web services and browsers write it; null for any other. No web page with
 * words of its own: it may show one.
 */
export function escapedDocument(text: string): string | null {
  const begun = /&lt;(?:\?xml\s|(?:\w{1,20}:)?(?:rss|feed|rdf)\s)/i.exec(text.slice(0, mostBefore))
  if (!begun || !isWordless(text.slice(0, begun.index))) return null
  const [document = ''] = text.slice(begun.index).split('<', 1)
  return unescapeTyped(document)
}

/** Whether it has tags alone: a document that wraps another. */
function isWordless(markup: string): boolean {
  return markup.replace(/<[^>]*>/g, '').trim() === ''
}

/** Past processing instructions, comments and the document type. */
function rootAfter(text: string, start: number): { name: string; at: number } | null {
  let at = start
  for (let step = 0; step < 100; step++) {
    while (/\s/.test(text[at] ?? '')) at++
    const root = rootAt(text, at)
    if (root !== null) return { name: root, at }
    const next = pastOpening(text, at)
    if (next === null) return null
    at = next
  }
  return null
}

/** An element, or a document type that says which it will be. */
function rootAt(text: string, at: number): string | null {
  const begun = text.slice(at, at + 100)
  if (/^<!doctype\s+html/i.test(begun)) return 'html'
  return /^<([\w.:-]{1,80})/.exec(begun)?.[1] ?? null
}

function pastOpening(text: string, at: number): number | null {
  const [open, close] = openings.find(([open]) => text.startsWith(open, at)) ?? []
  if (open === undefined || close === undefined) return null
  const end = endOf(text, at, open, close)
  const next = text.indexOf(end, at)
  return next < 0 ? null : next + end.length
}

const openings = [
  ['<?', '?>'],
  ['<!--', '-->'],
  ['<!', '>'],
] as const

/** A document type with declarations of its own ends with `]>`. */
function endOf(text: string, at: number, open: string, close: string): string {
  if (open !== '<!') return close
  const bracket = text.indexOf('[', at)
  const angle = text.indexOf('>', at)
  return bracket >= 0 && bracket < angle ? ']>' : close
}
