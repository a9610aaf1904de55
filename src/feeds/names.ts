/**
 * The names of a document's elements as we ask for them: no matter how they are spelt (`pubdate`, `ITEM`), and by what a prefix
 * stands for, not by the prefix (`a10:updated` is Atom's).
 */

/** From a name as written to the one that we ask for. */
export type CanonicalName = (written: string) => string

const structure = 'rss channel item rdf:RDF feed entry hour day'
const plain =
  'title link guid id url description summary content source pubDate published issued date created updated modified ttl skipHours skipDays'
const prefixed =
  'content:encoded News:Source dc:date dc:title dc:description atom:published atom:updated atom:link media:title media:description media:group media:content feedburner:origLink sy:updatePeriod sy:updateFrequency'

const known = new Map(
  `${structure} ${plain} ${prefixed}`.split(' ').map((name) => [name.toLowerCase(), name]),
)

/** Without scheme and what may follow: "http://purl.org/dc/elements/1.1/". A prefix of its own, or none. */
const namespaces: readonly [RegExp, string][] = [
  [/^(?:www\.w3\.org\/2005\/atom|purl\.org\/atom\/ns)/, 'atom'],
  [
    /^(?:purl\.org\/rss\/1\.0|(?:my|channel)\.netscape\.com\/rdf\/simple|backend\.userland\.com\/rss)(?!\/modules)/,
    '',
  ],
  [/^purl\.org\/dc\/elements\//, 'dc'],
  [/^purl\.org\/rss\/1\.0\/modules\/content/, 'content'],
  [/^purl\.org\/rss\/1\.0\/modules\/syndication/, 'sy'],
  [/^search\.yahoo\.com\/mrss/, 'media'],
  [/^rssnamespace\.org\/feedburner\//, 'feedburner'],
  [/^www\.bing\.com\/news/, 'News'],
  [/^www\.w3\.org\/1999\/02\/22-rdf-syntax-ns/, 'rdf'],
]

/** A date is one in whatever namespace it stands, dcterms, prism and others, and as a database would name it: `published_at`. */
const dateName =
  /^(?:(pubdate|publicationdate|publishdate|publisheddate|datepublished|postdate|posteddate)|(published|issued|date|created|updated|modified)(?:at|on)?)$/

/** Of `root` it matters whether it is Atom's: then Atom's own prefix is none. A prefix of RSS itself is none either. */
export function canonicalNames(xml: string, root: string): CanonicalName {
  const prefixes = prefixesOf(xml)
  const [, own] = /^([^:]+):rss$/i.exec(root) ?? []
  if (own !== undefined) prefixes.set(own.toLowerCase(), '')
  const isAtom = /(?:^|:)feed$/i.test(root)
  const names = new Map<string, string>()
  return (written) => {
    const before = names.get(written)
    if (before !== undefined) return before
    const name = canonical(written, prefixes, isAtom)
    if (names.size < mostNames) names.set(written, name)
    return name
  }
}

/** A document may hold as many names as it likes; we remember so many. */
const mostNames = 1000

function canonical(written: string, prefixes: ReadonlyMap<string, string>, isAtom: boolean) {
  const colon = written.indexOf(':')
  const prefix = colon < 0 ? '' : written.slice(0, colon).toLowerCase()
  const local = written.slice(colon + 1).toLowerCase()
  if (local === 'rdf') return 'rdf:RDF'
  const meant = prefixes.get(prefix) ?? prefix
  const name =
    meant === '' || (isAtom && meant === 'atom') ? local : `${meant.toLowerCase()}:${local}`
  // Beside the items of RSS it is an entry too.
  if (name === 'atom:entry') return 'entry'
  return known.get(name) ?? dateNamed(local) ?? name
}

function dateNamed(local: string): string | null {
  const [isDate, published, other] = dateName.exec(local.replace(/[_-]/g, '')) ?? []
  if (isDate === undefined) return null
  return `other:${published === undefined ? other : 'pubdate'}`
}

function prefixesOf(xml: string): Map<string, string> {
  const prefixes = new Map<string, string>()
  for (const [, prefix = '', uri = ''] of xml.matchAll(declaration)) {
    const address = uri.toLowerCase().replace(/^https?:\/\//, '')
    const meant = namespaces.find(([pattern]) => pattern.test(address))?.[1]
    if (meant !== undefined && !prefixes.has(prefix.toLowerCase())) {
      prefixes.set(prefix.toLowerCase(), meant)
    }
  }
  return prefixes
}

const declaration = /\bxmlns:([\w.-]{1,40})\s?=\s?["']([^"'<>]{1,120})["']/gi
