/** feedsmith, for JSON Feed, and beside rss-parser for what that finds no link, date or text of. */

import { type AtomFeed, type JsonFeed, parseFeed, type RdfFeed, type RssFeed } from 'feedsmith'

import { addressIn, type Draft, html, isHtmlType, type Markup, type Sheet } from './draft.ts'
import { askParser } from './unreadable.ts'

/** Throws `UnreadableDocument` for what it cannot read. */
export async function readWithFeedsmith(document: string): Promise<Sheet> {
  const parsed = await askParser('feedsmith', () => parseFeed(document))
  switch (parsed.format) {
    case 'rss':
      return fromRss(parsed.feed)
    case 'rdf':
      return fromRdf(parsed.feed)
    case 'atom':
      return fromAtom(parsed.feed)
    case 'json':
      return fromJson(parsed.feed)
  }
}

type Parsed<Feed> = Feed extends object ? { [Key in keyof Feed]?: Feed[Key] | undefined } : never

function fromRss(feed: Parsed<RssFeed.Feed<string>>): Sheet {
  return {
    title: html(feed.title)[0] ?? null,
    site: feed.link ?? null,
    bases: baseOf(feed),
    ttlMinutes: feed.ttl ?? null,
    skipHours: feed.skipHours ?? [],
    skipDays: feed.skipDays ?? [],
    ...updatesOf(feed),
    drafts: (feed.items ?? []).map((item) => fromRssItem(item, baseOf(feed))),
  }
}

function fromRssItem(item: Parsed<RssFeed.Item<string>>, bases: readonly string[]): Draft {
  const { guid, media, content, dc, atom } = item
  return {
    guid: guid?.value ?? null,
    link: item.link ?? pageOf(atom?.links) ?? addressIn(guid?.value),
    bases: [...bases, ...baseOf(item)],
    title: html(item.title ?? media?.title?.value)[0] ?? null,
    summaries: [item.description, content?.encoded, media?.description?.value].flatMap(html),
    dates: given(item.pubDate, dc?.dates?.[0], atom?.published, atom?.updated),
    publisher: item.source?.title ?? null,
  }
}

function fromRdf(feed: Parsed<RdfFeed.Feed<string>>): Sheet {
  return {
    ...nothingAsked,
    title: html(feed.title)[0] ?? null,
    site: feed.link ?? null,
    bases: baseOf(feed),
    ...updatesOf(feed),
    drafts: (feed.items ?? []).map((item) => ({
      guid: item.rdf?.about ?? null,
      link: item.link ?? addressIn(item.rdf?.about),
      bases: [...baseOf(feed), ...baseOf(item)],
      title: html(item.title)[0] ?? null,
      summaries: [item.description, item.content?.encoded].flatMap(html),
      dates: given(item.dc?.dates?.[0], item.dcterms?.issued?.[0], item.atom?.updated),
      publisher: null,
    })),
  }
}

function fromAtom(feed: Parsed<AtomFeed.Feed<string>>): Sheet {
  return {
    ...nothingAsked,
    title: atomText(feed.title)[0] ?? null,
    site: pageOf(feed.links) ?? null,
    bases: baseOf(feed),
    ...updatesOf(feed),
    drafts: (feed.entries ?? []).map((entry) => fromEntry(entry, baseOf(feed))),
  }
}

function fromEntry(entry: Parsed<AtomFeed.Entry<string>>, bases: readonly string[]): Draft {
  const { media } = entry
  const description = media?.description ?? media?.groups?.[0]?.description
  return {
    guid: entry.id ?? null,
    link: pageOf(entry.links) ?? addressIn(entry.id),
    bases: [...bases, ...baseOf(entry)],
    title: atomText(entry.title)[0] ?? null,
    summaries: [
      ...atomText(entry.summary),
      ...atomText(entry.content),
      ...html(description?.value),
    ],
    dates: given(entry.published, entry.dc?.dates?.[0], entry.updated),
    publisher: entry.source?.title?.value ?? null,
  }
}

function fromJson(feed: Parsed<JsonFeed.Feed<string>>): Sheet {
  return {
    ...nothingAsked,
    title: plain(feed.title)[0] ?? null,
    site: feed.home_page_url ?? null,
    bases: [],
    drafts: (feed.items ?? []).map((item) => ({
      guid: item.id ?? null,
      link: item.url ?? item.external_url ?? addressIn(item.id),
      bases: [],
      title: plain(item.title)[0] ?? null,
      summaries: [...plain(item.summary), ...plain(item.content_text), ...html(item.content_html)],
      dates: given(item.date_published, item.date_modified),
      publisher: null,
    })),
  }
}

const nothingAsked = {
  ttlMinutes: null,
  skipHours: [],
  skipDays: [],
  updatePeriod: null,
  updateFrequency: null,
}

function updatesOf({
  sy,
}: {
  sy?: { updatePeriod?: string; updateFrequency?: number } | undefined
}) {
  return { updatePeriod: sy?.updatePeriod ?? null, updateFrequency: sy?.updateFrequency ?? null }
}

function baseOf({ xml }: { xml?: { base?: string } | undefined }): string[] {
  return given(xml?.base)
}

function given(...values: (string | undefined)[]): string[] {
  return values.filter((value) => value !== undefined)
}

function plain(text: string | undefined): Markup[] {
  return text ? [{ text, isHtml: false }] : []
}

function atomText(text: { value?: string; type?: string } | undefined): Markup[] {
  return text?.value ? [{ text: text.value, isHtml: isHtmlType(text.type) }] : []
}

interface Link {
  href?: string
  rel?: string
  type?: string
}

/** Of Atom's several links the page, rather than the feed itself or a file. */
function pageOf(links: readonly Link[] | undefined): string | undefined {
  const pages = links?.filter(({ rel }) => rel === undefined || rel === 'alternate') ?? []
  return (pages.find(({ type }) => type?.includes('html')) ?? pages[0])?.href
}
