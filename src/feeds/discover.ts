import { Parser } from 'htmlparser2'
import type { FeedLink } from '../core/reading.ts'
import { clean } from './text.ts'

const types = /^application\/(rss|atom|rdf|feed)\+(xml|json)|^application\/json$|^text\/xml$/i
const mostFeeds = 20
/** The head of any page ends before. */
const mostRead = 500_000

/** The feeds that a page names in `<link rel="alternate">`, absolute, in the page's order. */
export function discoverFeeds(html: string, pageUrl: string): FeedLink[] {
  const feeds = new Map<string, FeedLink>()
  let base = pageUrl
  const parser = new Parser({
    onopentag: (name, { href, rel, type, title }) => {
      if (href === undefined) return
      if (name === 'base') base = URL.parse(href, pageUrl)?.href ?? pageUrl
      if (name !== 'link' || !/\balternate\b/i.test(rel ?? '') || !types.test(type ?? '')) return
      const url = URL.parse(href, base)
      if (!url || !/^https?:$/.test(url.protocol) || feeds.size >= mostFeeds) return
      feeds.set(url.href, { url: url.href, title: clean(title ?? '', 200) || null })
    },
  })
  // The body is of no use, and nested without end it would cost time.
  parser.end(html.slice(0, mostRead).split(/<body[\s>]/i, 1)[0])
  return [...feeds.values()]
}
