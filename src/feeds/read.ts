import { hash } from 'node:crypto'
import type { Reading } from '../core/reading.ts'
import type { ReadFeed } from '../ports.ts'
import { type Body, type FetchOptions, freshFor, openFetcher } from './fetch.ts'
import { openParsing, type Parsing } from './parse-aside.ts'

export interface FeedReader {
  readFeed: ReadFeed
  close(): Promise<void>
}

/** The one reader of a process: it keeps the distance between requests to one host, so all of them must go through it. */
export function openFeedReader(options: FetchOptions): FeedReader {
  const fetcher = openFetcher(options)
  const parsing = openParsing()
  return {
    readFeed: async (request, signal) => {
      const fetched = await fetcher.fetch(request, signal)
      return fetched.kind === 'body' ? readBody(parsing, fetched, request.bodyHash) : fetched
    },
    close: async () => {
      await Promise.all([fetcher.close(), parsing.close()])
    },
  }
}

async function readBody(parsing: Parsing, body: Body, knownHash: string | null): Promise<Reading> {
  const { url, bytes, contentType, requests, received, movedTo, validators, freshMs } = body
  const asked = { requests, bytes: received, movedTo }
  const bodyHash = hash('sha1', bytes, 'base64')
  if (bodyHash === knownHash) {
    return { kind: 'unchanged', by: 'bytes', hints: freshFor(freshMs), validators, ...asked }
  }
  const parsed = await parsing.parse({ bytes, contentType, url, now: Date.now() })
  switch (parsed.kind) {
    case 'feed': {
      const { title, items, faults, hints } = parsed
      const document = { title, items, faults, hints: { ...hints, freshMs }, validators, bodyHash }
      return { kind: 'document', ...document, ...asked }
    }
    case 'page':
      return {
        kind: 'page',
        feeds: parsed.feeds,
        sentence: pageSentence(parsed.feeds.length),
        ...asked,
      }
    case 'none': {
      const sentence = nothingSentences[parsed.reason]
      return {
        kind: 'failed',
        reason: parsed.reason,
        status: 200,
        retryAfterMs: null,
        sentence,
        ...asked,
      }
    }
  }
}

function pageSentence(feeds: number): string {
  return feeds === 0
    ? 'This is the address of a web page that names no feed. Look on the site for RSS or Atom.'
    : 'This is the address of a web page, not of a feed. Use one of the feeds that the page names.'
}

const nothingSentences = {
  empty: 'The feed is empty: the server sends nothing at all. It will be tried again.',
  not_a_feed:
    'What is at this address is neither RSS, Atom, JSON Feed nor a news sitemap. Check the address.',
  unreadable: 'The feed is so broken that nothing in it can be read. The publisher must mend it.',
}
