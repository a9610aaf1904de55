/** From a link as a feed writes it to the address of what it links. */

import { canonicalLink } from '../core/feed/identity.ts'

/** Search and alert services wrap an article's address in one of their own, in a parameter that can be read. */
const wrappers: readonly { host: RegExp; path: RegExp; parameters: readonly string[] }[] = [
  { host: /^(www\.)?google\.[a-z.]+$/, path: /^\/url$/, parameters: ['url', 'q'] },
  { host: /^(www\.)?bing\.com$/, path: /^\/news\/apiclick\.aspx$/, parameters: ['url'] },
  { host: /^lm?\.facebook\.com$/, path: /^\/l\.php$/, parameters: ['u'] },
  { host: /^out\.reddit\.com$/, path: /^\//, parameters: ['url'] },
  { host: /(^|\.)safelinks\.protection\.outlook\.com$/, path: /^\//, parameters: ['url'] },
  { host: /^slack-redir\.net$/, path: /^\/link$/, parameters: ['url'] },
  { host: /^(r|rd)\.search\.yahoo\.com$/, path: /^\//, parameters: ['RU'] },
]

export interface Linked {
  link: string
  /** The link came out of a search service's wrapper: its host, not the feed, says who published. */
  isUnwrapped: boolean
}

/** Canonical; null for what leads to no page. Nothing is fetched to find out. */
export function readLink(written: string | null, base: string): Linked | null {
  if (written === null || written.length > longestLink) return null
  const link = canonicalLink(unescapeReferences(written.trim()), base)
  if (link === null) return null
  const inner = unwrap(new URL(link))
  return { link: inner ?? link, isUnwrapped: inner !== null }
}

const longestLink = 4096

/** An address holds no "&amp;" of its own; some feeds escape theirs twice. */
function unescapeReferences(link: string): string {
  return link.replace(/&(?:amp;|#0*38;|#x0*26;)(?:amp;|#0*38;|#x0*26;)*/gi, '&')
}

function unwrap(url: URL): string | null {
  if (url.hostname === 'news.google.com') return unwrapGoogleNews(url)
  const wrapper = wrappers.find(
    ({ host, path }) => host.test(url.hostname) && path.test(url.pathname),
  )
  for (const parameter of wrapper?.parameters ?? []) {
    const inner = canonicalLink(url.searchParams.get(parameter) ?? '')
    if (inner !== null) return inner
  }
  return null
}

/** Until 2024 the path was a protocol buffer in base64 that held the address in clear; since then it is opaque. */
function unwrapGoogleNews({ pathname }: URL): string | null {
  const code = /\/articles\/([\w-]{20,})/.exec(pathname)?.[1]
  if (code === undefined) return null
  const bytes = Buffer.from(code, 'base64url').toString('latin1')
  const inner = /https?:\/\/[\x21-\x7e]+/.exec(bytes)?.[0]
  return inner === undefined ? null : canonicalLink(inner)
}

/** "www.example.com" as a publisher's name, where there is no better. */
export function hostName(link: string): string {
  return new URL(link).hostname.replace(/^www\./, '')
}

/** `xml:base` (outermost first) over the address of the document. */
export function resolveBase(documentUrl: string, bases: readonly string[]): string {
  let base = documentUrl
  for (const next of bases) base = URL.parse(next, base)?.href ?? base
  return base
}
