import { hash } from 'node:crypto'
import type { Register } from '../core/facts.ts'
import type { FeedReading, Validators } from '../core/feed/fetched.ts'
import type { FeedRequest, ReadFeed } from '../poll/ports.ts'
import { type Body, type FetchOptions, freshFor, openFetcher } from './fetch.ts'
import type { Parsed } from './parse.ts'
import { openParsing } from './parse-aside.ts'
import { openTables } from './register-table.ts'
import type { Past } from './reread.ts'
import { openFilings } from './sec-8k.ts'

export interface FeedReader {
  readFeed: ReadFeed
  close(): Promise<void>
}

/** Documents that are remembered: some kilobytes each. */
const mostRemembered = 5000

/** The one reader of a process: it keeps the distance between requests to one host, so all of them must go through it. */
export function openFeedReader(options: FetchOptions): FeedReader {
  const fetcher = openFetcher(options)
  const parsing = openParsing()
  const memory = new Map<string, { bodyHash: string; past: Past }>()

  function remember(url: string, bodyHash: string, past: Past | null): void {
    memory.delete(url)
    if (past) memory.set(url, { bodyHash, past })
    const [oldest] = memory.keys()
    if (memory.size > mostRemembered && oldest !== undefined) memory.delete(oldest)
  }

  async function readBody(body: Body, { url: asked, bodyHash: knownHash }: FeedRequest) {
    const { url, bytes, contentType } = body
    const bodyHash = hash('sha1', bytes, 'base64')
    if (bodyHash === knownHash) return sameBytes(body)
    const last = memory.get(asked)
    // Of another document than that which was recorded, nothing is known.
    const past = last?.bodyHash === knownHash ? last.past : null
    const read = await parsing.parse({ bytes, contentType, url, now: options.clock() }, past)
    remember(asked, bodyHash, read.past)
    const reading = readingOf(read.parsed, body, bodyHash)
    return knownHash === null ? reading : afterFeed(reading)
  }

  const readNews: ReadFeed = async (request, signal) => {
    const fetched = await fetcher.fetch(request, signal)
    return fetched.kind === 'body' ? readBody(fetched, request) : fetched
  }
  const { clock } = options
  const { fetch } = fetcher
  const tables = openTables({ fetch, readBody, readingOf, sameBytes, clock })
  const registers: Record<Register, ReadFeed> = {
    'sec-8k': openFilings({ readNews, fetch, clock }),
    warn: tables,
    erm: tables,
  }

  return {
    readFeed: (request, signal) => {
      const read = request.register ? registers[request.register.kind] : readNews
      return read(request, signal)
    },
    close: async () => {
      await Promise.all([fetcher.close(), parsing.close()])
    },
  }
}

function sameBytes({ requests, received, movedTo, validators, freshMs }: Body): FeedReading {
  const asked = { requests, bytes: received, movedTo }
  return { kind: 'unchanged', by: 'bytes', hints: freshFor(freshMs), validators, ...asked }
}

function readingOf(parsed: Parsed, body: Body, bodyHash: string): FeedReading {
  const { requests, received, movedTo, freshMs, status } = body
  const asked = { requests, bytes: received, movedTo }
  if (body.cut && parsed.kind !== 'feed') return body.cut
  switch (parsed.kind) {
    case 'feed': {
      const { title, items, faults, hints } = parsed
      // A "not modified" to the validators of half a document would keep the other half from us.
      const validators = faults.includes('truncated') ? noValidators : body.validators
      const document = { title, items, faults, hints: { ...hints, freshMs }, validators, bodyHash }
      return { kind: 'document', ...document, ...asked }
    }
    case 'page': {
      const { feeds } = parsed
      return { kind: 'page', feeds, sentence: pageSentence(feeds.length), ...asked }
    }
    case 'none': {
      const { reason } = parsed
      const sentence = nothingSentences[reason]
      return { kind: 'failed', reason, status, retryAfterMs: null, sentence, ...asked }
    }
  }
}

/** Where a feed was read before, a page has come in its place. */
function afterFeed(reading: FeedReading): FeedReading {
  return reading.kind === 'page' ? { ...reading, sentence: pageForNow } : reading
}

const noValidators: Validators = { etag: null, lastModified: null }

const pageForNow =
  'The site answers with a web page in place of its feed at the moment. It will be tried again.'

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
  timeout:
    'The feed takes so long to read that it is a trap or a slip. Look for a smaller feed of the same site.',
  too_large:
    'The feed has more elements than any feed should, or takes more memory to read. Look for a smaller feed of the same site.',
}
