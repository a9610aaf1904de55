/** What kind of document a text is, by its first element. */
export type Kind =
  | { kind: 'xml'; root: string; start: number }
  | { kind: 'json' }
  | { kind: 'html' }
  | { kind: 'empty' }
  | { kind: 'other' }

/** `start` is where the root element begins: what stands before it, declarations or a server's notices, is of no use to us. */
export function sniff(text: string): Kind {
  const first = /\S/.exec(text)
  if (!first) return { kind: 'empty' }
  if (text[first.index] === '{') return { kind: 'json' }
  const head = text.slice(0, mostBefore)
  for (const start of [head.search(/<(?:[?!]|[\w:]+[\s>/])/), head.search(feedBegins)]) {
    const root = start < 0 ? null : rootAfter(text, start)
    if (root === null) continue
    if (/^(?:html|head|body)$/i.test(root.name)) return { kind: 'html' }
    if (isFeed(root.name)) return { kind: 'xml', root: root.name, start: root.at }
  }
  return { kind: 'other' }
}

/** A notice before the document may hold elements of its own. */
const mostBefore = 4096
const feedBegins = /<\?xml\s|<(?:\w{1,20}:)?(?:rss|feed|rdf|urlset)[\s>]/i

function isFeed(root: string): boolean {
  return /^(?:[\w.-]+:)?(?:rss|feed|rdf|urlset)$/i.test(root)
}

/** Past processing instructions, comments and the document type. */
function rootAfter(text: string, start: number): { name: string; at: number } | null {
  let at = start
  for (let step = 0; step < 100; step++) {
    while (/\s/.test(text[at] ?? '')) at++
    const opening = openings.find(([open]) => text.startsWith(open, at))
    if (!opening) {
      const name = /^<([\w.:-]{1,80})/.exec(text.slice(at, at + 100))?.[1]
      return name === undefined ? null : { name, at }
    }
    const [open, close] = opening
    if (/^<!doctype\s+html/i.test(text.slice(at, at + 20))) return { name: 'html', at }
    const end = text.indexOf(endOf(text, at, open, close), at)
    if (end < 0) return null
    at = end + endOf(text, at, open, close).length
  }
  return null
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
