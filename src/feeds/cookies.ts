/**
 * The cookies of one trip. Some sites send a reader round in a circle until it gives back what they have just given it; at the end of the
 * trip all are forgotten, so that nobody is known again by them (RFC 6265, without its paths: a trip has few stops).
 */

import { all, type Headers } from './headers.ts'

export interface Cookies {
  /** What the answer of `url` sets. */
  take(url: URL, headers: Headers): void
  /** For a request's `Cookie`; null where there is nothing to give back. */
  giveBack(url: URL): string | null
}

interface Cookie {
  name: string
  pair: string
  /** Of this host, and with `isWide` of those under it. */
  host: string
  isWide: boolean
  isSecure: boolean
}

const most = 20
const longestPair = 4096
const longestHeader = 8192
const pairPattern =
  /^\s*([\w!#$%&'*+.^`|~-]+)\s*=\s*([\x21\x23-\x3a\x3c-\x7e]*|"[\x21\x23-\x3a\x3c-\x7e]*")\s*$/

export function openCookies(): Cookies {
  let kept: Cookie[] = []
  return {
    take: (url, headers) => {
      for (const written of all(headers, 'set-cookie')) {
        const cookie = cookieOf(written, url)
        if (!cookie) continue
        const others = kept.filter(({ name, host }) => name !== cookie.name || host !== cookie.host)
        kept = isOver(written) ? others : [...others, cookie].slice(-most)
      }
    },
    giveBack: (url) => {
      const due = kept.filter((cookie) => isFor(cookie, url)).map(({ pair }) => pair)
      const header = due.join('; ')
      return header === '' || header.length > longestHeader ? null : header
    },
  }
}

function cookieOf(written: string, url: URL): Cookie | null {
  const [pair = '', ...attributes] = written.split(';')
  const [, name, value] = pairPattern.exec(pair) ?? []
  if (name === undefined || pair.length > longestPair) return null
  const domain = attributeOf(attributes, 'domain')?.toLowerCase().replace(/^\./, '')
  const host = domain || url.hostname
  const isOwn = url.hostname === host || (host.includes('.') && url.hostname.endsWith(`.${host}`))
  if (!isOwn) return null
  const isSecure = attributeOf(attributes, 'secure') !== undefined
  return { name, pair: `${name}=${value}`, host, isWide: Boolean(domain), isSecure }
}

/** Sites take a cookie back by giving it a life that is over: none, or one that ended in 1970. */
function isOver(written: string): boolean {
  const [, ...attributes] = written.split(';')
  const maxAge = attributeOf(attributes, 'max-age')
  if (maxAge) return Number(maxAge) <= 0
  return Date.parse(attributeOf(attributes, 'expires') ?? '') <= 0
}

function attributeOf(attributes: readonly string[], wanted: string): string | undefined {
  for (const attribute of attributes) {
    const [name = '', value = ''] = attribute.split('=')
    if (name.trim().toLowerCase() === wanted) return value.trim()
  }
  return undefined
}

function isFor({ host, isWide, isSecure }: Cookie, url: URL): boolean {
  if (isSecure && url.protocol !== 'https:') return false
  return url.hostname === host || (isWide && url.hostname.endsWith(`.${host}`))
}
