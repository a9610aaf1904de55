/**
 * rss-parser, for the documents it can read. Its own view of an entry loses much (xml:base, several links, types of titles),
 * so we ask it for the raw nodes beside it.
 */

import Parser from 'rss-parser'
import utils from 'rss-parser/lib/utils.js'
import { type Draft, html, isHtmlType, type Markup, type Sheet } from './draft.ts'
import { askParser, UnreadableDocument } from './unreadable.ts'

// Its snippets, which we never use, cost more than all else, and their time is quadratic in `<` that nothing closes.
utils.getSnippet = () => ''

/** An element of xml2js's: plain text, or text, attributes and children. */
type Node = string | { _?: string; $?: Record<string, string>; [child: string]: unknown }
type Nodes = Record<string, readonly Node[] | undefined>

const entryFields = [
  'title',
  'link',
  'guid',
  'id',
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
  'media:title',
  'media:description',
  'media:group',
  'feedburner:origLink',
  'atom:link',
] as const
const sheetFields = [
  'title',
  'link',
  'ttl',
  'skipHours',
  'skipDays',
  'sy:updatePeriod',
  'sy:updateFrequency',
] as const

/** Where we have rss-parser put an element's nodes. */
function rawName(name: string): string {
  return rawNames.get(name) ?? `raw ${name}`
}

/** Made once: each is looked up for every entry. */
const rawNames = new Map([...entryFields, ...sheetFields, '$'].map((name) => [name, `raw ${name}`]))

type FieldList = (string | { keepArray: boolean })[][]

function raw(names: readonly string[]): FieldList {
  return names.map((name) => [name, rawName(name), { keepArray: true }])
}

const options = {
  defaultRSS: 2,
  customFields: {
    feed: [...raw(sheetFields), ...raw(['$'])],
    item: [...raw(entryFields), ...raw(['$'])],
  },
} as unknown as ConstructorParameters<typeof Parser>[0]

/** Throws `UnreadableDocument` for what rss-parser cannot read, and for titles with elements in them: xml2js loses where in the text they stood. */
export async function readWithRssParser(xml: string, isAtom: boolean): Promise<Sheet> {
  const feed: { items: unknown[] } = await askParser('rss-parser', () =>
    new Parser(options).parseString(xml),
  )
  const markup = isAtom ? atomMarkup : rssMarkup
  const nodes = (name: string) => list(feed, name)
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
  const group = nodes('media:group')[0]
  const guid = nodes('guid')[0] ?? nodes('id')[0]
  const isPermaLink = nodes('guid').length > 0 && attribute(guid, 'isPermaLink') !== 'false'
  return {
    guid: textOf(guid) ?? aboutOf(item),
    link:
      first('feedburner:origLink') ??
      linkOf(nodes('link')) ??
      linkOf(nodes('atom:link')) ??
      (isPermaLink ? textOf(guid) : null),
    bases: [...bases, ...baseOf(item)],
    title: markup(nodes('title')[0])[0] ?? rssMarkup(nodes('media:title')[0])[0] ?? null,
    summaries: [
      ...rssMarkup(nodes('description')[0]),
      ...markup(nodes('summary')[0]),
      ...rssMarkup(nodes('content:encoded')[0]),
      ...markup(nodes('content')[0]),
      ...rssMarkup(nodes('media:description')[0]),
      ...children(group, 'media:description').flatMap(rssMarkup),
    ],
    dates: dateFields.flatMap((name) => first(name) ?? []),
    publisher: publisherOf(nodes('source')[0]) ?? first('News:Source'),
  }
}

const dateFields = [
  'pubDate',
  'published',
  'issued',
  'dc:date',
  'date',
  'atom:published',
  'created',
  'updated',
  'modified',
  'atom:updated',
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
  const found = typeof node === 'object' ? node[name] : undefined
  return Array.isArray(found) ? found : []
}

type ReadMarkup = (node: Node | undefined) => Markup[]

/** RSS knows nothing but HTML. */
function rssMarkup(node: Node | undefined): Markup[] {
  if (hasElements(node)) throw new UnreadableDocument('feeds: elements in a text')
  return html(textOf(node))
}

/** Plain text unless it says otherwise: RFC 4287 §3.1.1, and before it Atom 0.3's `mode="escaped"`. */
function atomMarkup(node: Node | undefined): Markup[] {
  const isHtml = isHtmlType(attribute(node, 'type')) || attribute(node, 'mode') === 'escaped'
  return rssMarkup(node).map(({ text }) => ({ text, isHtml }))
}

function hasElements(node: Node | undefined): boolean {
  return typeof node === 'object' && Object.keys(node).some((name) => name !== '_' && name !== '$')
}

/** RSS writes the address as text, Atom as `href`; of Atom's several, the page rather than the feed itself or a file. */
function linkOf(nodes: readonly Node[]): string | null {
  const text = nodes.map(textOf).find((value) => value !== null)
  if (text) return text
  const pages = nodes.filter((node) => ['alternate', undefined].includes(attribute(node, 'rel')))
  const page = pages.find((node) => attribute(node, 'type')?.includes('html') ?? false) ?? pages[0]
  return attribute(page, 'href') ?? null
}

function publisherOf(source: Node | undefined): string | null {
  return textOf(source) ?? textOf(children(source, 'title')[0])
}
