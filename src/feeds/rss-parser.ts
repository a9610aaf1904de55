/**
 * rss-parser, for the documents it can read. Its own view of an entry loses much (xml:base, several links, types of titles),
 * so we ask it for the raw nodes in its place.
 */

import Parser from 'rss-parser'
import utils from 'rss-parser/lib/utils.js'

import { addressIn, type Draft, html, isHtmlType, type Markup, type Sheet } from './draft.ts'
import type { CanonicalName } from './names.ts'
import { askParser, UnreadableDocument } from './unreadable.ts'

// Its snippets, which we never use, cost more than all else, and their time is quadratic in `<` that nothing closes.
utils.getSnippet = () => ''

/** An element of xml2js's: plain text, or text, attributes and children. */
type Node = string | { _?: string; $?: Record<string, string>; [child: string]: unknown }
type Nodes = Record<string, readonly Node[] | undefined>

const entryFields = [
  '$',
  'title',
  'link',
  'guid',
  'id',
  'url',
  'description',
  'summary',
  'content',
  'content:encoded',
  'source',
  'News:Source',
  'pubDate',
  'published',
  'issued',
  'dc:date',
  'date',
  'created',
  'updated',
  'modified',
  'atom:published',
  'atom:updated',
  'other:pubdate',
  'other:published',
  'other:issued',
  'other:date',
  'other:created',
  'other:updated',
  'other:modified',
  'dc:title',
  'dc:description',
  'media:title',
  'media:description',
  'media:content',
  'media:group',
  'feedburner:origLink',
  'atom:link',
] as const
const sheetFields = [
  '$',
  'title',
  'link',
  'ttl',
  'skipHours',
  'skipDays',
  'sy:updatePeriod',
  'sy:updateFrequency',
] as const

/** Where we have an element's nodes: rss-parser, which throws for some dates and links, does not look there. */
function rawName(name: string): string {
  return rawNames.get(name) ?? name
}

/** Made once: each is looked up for every element. */
const rawNames = new Map<string, string>(
  [...entryFields, ...sheetFields].map((name) => [name, `raw ${name}`]),
)

function raw(names: readonly string[]) {
  return names.map((name) => [name === '$' ? name : rawName(name), rawName(name), keepArray])
}

const keepArray = { keepArray: true }

const customFields = { feed: raw(sheetFields), item: raw(entryFields) }

const attributes = new Map(
  ['version', 'href', 'rel', 'type', 'mode', 'isPermaLink', 'xml:base', 'rdf:about'].map((name) => [
    name.toLowerCase(),
    name,
  ]),
)

export interface XmlReading {
  isAtom: boolean
  /** Lenient: tags that nothing closes, attributes without quotes. */
  isStrict: boolean
  nameOf: CanonicalName
}

/** Throws for what rss-parser cannot read, and if strict, for texts with elements in them: xml2js loses where in the text they stood. */
export async function readWithRssParser(xml: string, reading: XmlReading): Promise<Sheet> {
  const options = {
    defaultRSS: 2,
    customFields,
    xml2js: {
      strict: reading.isStrict,
      tagNameProcessors: [(name: string) => rawName(reading.nameOf(name))],
      attrNameProcessors: [(name: string) => attributes.get(reading.nameOf(name)) ?? name],
    },
  }
  const parser = new Parser(options as unknown as ConstructorParameters<typeof Parser>[0])
  const feed: { items: unknown[] } = await askParser('rss-parser', () => parser.parseString(xml))
  if (reading.isStrict && feed.items.some(isMixed))
    throw new UnreadableDocument('feeds: elements in a text')
  const markup = reading.isAtom ? atomMarkup : rssMarkup
  const nodes = (name: (typeof sheetFields)[number]) => list(feed, name)
  const bases = baseOf(feed)
  return {
    title: markup(nodes('title')[0])[0] ?? null,
    site: linkOf(nodes('link')),
    bases,
    ttlMinutes: numberOf(nodes('ttl')[0]),
    skipHours: children(nodes('skipHours')[0], 'hour').flatMap((hour) => numberOf(hour) ?? []),
    skipDays: children(nodes('skipDays')[0], 'day').flatMap((day) => textOf(day) ?? []),
    updatePeriod: textOf(nodes('sy:updatePeriod')[0]),
    updateFrequency: numberOf(nodes('sy:updateFrequency')[0]),
    drafts: feed.items.map((item) => draftOf(item as Nodes, bases, markup)),
  }
}

function draftOf(item: Nodes, bases: readonly string[], markup: ReadMarkup): Draft {
  const nodes = (name: (typeof entryFields)[number]) => list(item, name)
  const first = (name: (typeof entryFields)[number]) => textOf(nodes(name)[0])
  const guid = textOf(nodes('guid')[0]) ?? textOf(nodes('id')[0]) ?? aboutOf(item)
  return {
    guid,
    link:
      first('feedburner:origLink') ??
      linkOf(nodes('link')) ??
      linkOf(nodes('atom:link')) ??
      addressIn(first('url')) ??
      addressIn(guid),
    bases: [...bases, ...baseOf(item)],
    title:
      markup(nodes('title')[0])[0] ??
      rssMarkup(nodes('media:title')[0])[0] ??
      rssMarkup(nodes('dc:title')[0])[0] ??
      null,
    summaries: summariesOf(nodes, markup),
    dates: dateFields.flatMap((name) => nodes(name).flatMap((node) => textOf(node) ?? [])),
    publisher: publisherOf(nodes('source')[0]) ?? first('News:Source'),
  }
}

function summariesOf(
  nodes: (name: (typeof entryFields)[number]) => readonly Node[],
  markup: ReadMarkup,
): Markup[] {
  const groups = nodes('media:group')
  const contents = [
    ...groups.flatMap((node) => children(node, 'media:content')),
    ...nodes('media:content'),
  ]
  const media = [...groups, ...contents]
  return [
    ...rssMarkup(nodes('description')[0]),
    ...markup(nodes('summary')[0]),
    ...rssMarkup(nodes('content:encoded')[0]),
    ...markup(nodes('content')[0]),
    ...rssMarkup(nodes('dc:description')[0]),
    ...rssMarkup(nodes('media:description')[0]),
    ...media.flatMap((node) => children(node, 'media:description')).flatMap(rssMarkup),
  ]
}

const dateFields = [
  'pubDate',
  'published',
  'issued',
  'dc:date',
  'date',
  'atom:published',
  'other:pubdate',
  'other:published',
  'other:issued',
  'other:date',
  'created',
  'other:created',
  'updated',
  'modified',
  'atom:updated',
  'other:updated',
  'other:modified',
] as const satisfies readonly (typeof entryFields)[number][]

function list(from: object, name: string): readonly Node[] {
  const value: unknown = Reflect.get(from, rawName(name))
  return Array.isArray(value) ? value : []
}

function attributesOf(from: object): Record<string, string> {
  return Reflect.get(from, 'raw $') ?? {}
}

function baseOf(from: object): string[] {
  const base = attributesOf(from)['xml:base']
  return base === undefined ? [] : [base]
}

/** RSS 1.0 identifies an item by its `rdf:about`. */
function aboutOf(item: object): string | null {
  return attributesOf(item)['rdf:about'] ?? null
}

function textOf(node: Node | undefined): string | null {
  const text = typeof node === 'string' ? node : node?._
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : null
}

function numberOf(node: Node | undefined): number | null {
  const text = textOf(node)
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null
}

function attribute(node: Node | undefined, name: string): string | undefined {
  return typeof node === 'object' ? node.$?.[name] : undefined
}

function children(node: Node | undefined, name: string): readonly Node[] {
  const found = typeof node === 'object' ? node[rawName(name)] : undefined
  return Array.isArray(found) ? found : []
}

type ReadMarkup = (node: Node | undefined) => Markup[]

/** RSS knows nothing but HTML. */
function rssMarkup(node: Node | undefined): Markup[] {
  return html(textOf(node))
}

/** Plain text unless it says otherwise: RFC 4287 §3.1.1, and before it Atom 0.3's `mode="escaped"`. */
function atomMarkup(node: Node | undefined): Markup[] {
  const isHtml = isHtmlType(attribute(node, 'type')) || attribute(node, 'mode') === 'escaped'
  return rssMarkup(node).map(({ text }) => ({ text, isHtml }))
}

const texts = ['title', 'description', 'summary', 'content:encoded', 'content'] as const

function isMixed(item: unknown): boolean {
  return texts.some((name) => hasElements(list(item as Nodes, name)[0]))
}

function hasElements(node: Node | undefined): boolean {
  return typeof node === 'object' && Object.keys(node).some((name) => name !== '_' && name !== '$')
}

/** RSS writes the address as text, Atom as `href`; of Atom's several, the page rather than the feed itself or a file. */
function linkOf(nodes: readonly Node[]): string | null {
  const pages = nodes.filter((node) =>
    ['alternate', undefined].includes(attribute(node, 'rel')?.toLowerCase()),
  )
  const text = pages.map(textOf).find((value) => value !== null)
  if (text) return text
  const page = pages.find((node) => attribute(node, 'type')?.includes('html') ?? false) ?? pages[0]
  return attribute(page, 'href') ?? null
}

function publisherOf(source: Node | undefined): string | null {
  return textOf(source) ?? textOf(children(source, 'title')[0])
}
