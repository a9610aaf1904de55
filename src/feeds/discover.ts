import { Parser } from 'htmlparser2'
import type { FeedLink } from '../core/feed/fetched.ts'
import { webAddress } from '../core/text/web-address.ts'
import { clean } from './text.ts'

const types = /^application\/(rss|atom|rdf|feed)\+(xml|json)|^application\/json$|^text\/xml$/i
const mostFeeds = 20
/** The head of any page ends before; htmlparser2 takes time for each tag that is open. */
const mostRead = 500_000
const mostTags = 2000
const piece = 8192

/** The feeds that a page names in `<link rel="alternate">`, absolute, in the page's order. */
export function discoverFeeds(html: string, pageUrl: string): FeedLink[] {
  const feeds = new Map<string, FeedLink>()
  let base = pageUrl
  let tags = 0
  const parser = new Parser({
    onopentag: (name, attributes) => {
      tags++
      const { href, title = '' } = attributes
      if (href === undefined) return
      if (name === 'base') base = baseOf(href, pageUrl)
      const url = isFeed(name, attributes) ? addressOf(href, base) : null
      if (url === null || feeds.size >= mostFeeds) return
      feeds.set(url, { url, title: clean(title, 200) || null })
    },
  })
  const [head = ''] = html.slice(0, mostRead).split(/<body[\s>]/i, 1)
  for (let at = 0; at < head.length && tags <= mostTags; at += piece) {
    parser.write(head.slice(at, at + piece))
  }
  return [...feeds.values()]
}

function isFeed(name: string, { rel = '', type = '' }: Record<string, string>): boolean {
  return name === 'link' && /\balternate\b/i.test(rel) && types.test(type)
}

function addressOf(href: string, base: string): string | null {
  const url = URL.parse(webAddress(href), base)
  return url && /^https?:$/.test(url.protocol) ? url.href : null
}

const baseOf = (href: string, pageUrl: string): string => URL.parse(href, pageUrl)?.href ?? pageUrl
