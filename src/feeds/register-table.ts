import { hash } from 'node:crypto'
import type { FeedReading } from '../core/feed/fetched.ts'
import { readForMs } from '../core/official/warn-table.ts'
import type { Item } from '../core/story.ts'
import type { FeedRequest, ReadFeed } from '../poll/ports.ts'
import type { Clock } from '../ports.ts'
import { decode } from './decode.ts'
import type { Body, Fetcher } from './fetch.ts'
import { fetchFile } from './file.ts'
import type { Parsed } from './parse.ts'
import { readErmTable, readWarnItems, readWarnTable } from './registers.ts'

export interface TableParts {
  fetch: Fetcher['fetch']
  readBody(body: Body, request: FeedRequest): Promise<FeedReading>
  readingOf(parsed: Parsed, body: Body, bodyHash: string): FeedReading
  sameBytes(body: Body): FeedReading
  clock: Clock
}

/** What a register keeps as a table, or as a feed of its own form, at an address or in a file. */
export function openTables({ fetch, readBody, readingOf, sameBytes, clock }: TableParts): ReadFeed {
  async function read(body: Body, request: FeedRequest): Promise<FeedReading> {
    const bodyHash = hash('sha1', body.bytes, 'base64')
    if (bodyHash === request.bodyHash) return sameBytes(body)
    const text = decode(body.bytes, body.contentType)
    const place = request.register?.place ?? null
    if (/^\s*</.test(text)) {
      // Whole: the sites of one notice are summed over all entries.
      const reading = await readBody(body, { ...request, bodyHash: null })
      if (reading.kind !== 'document') return reading
      return { ...reading, items: readWarnItems(reading.items, place) }
    }
    const isErm = request.register?.kind === 'erm'
    const items = await (isErm ? readErmTable(text) : readWarnTable(text, place, clock()))
    return readingOf(tableOf(items), body, bodyHash)
  }
  return async (request, signal) => {
    const isFile = request.isConfigured && request.url.startsWith('file:')
    const fetched = await (isFile ? fetchFile(request) : fetch(dated(request, clock()), signal))
    if (fetched.kind !== 'body') return fetched
    // Half a table ends in half a row.
    return fetched.cut ?? read(fetched, request)
  }
}

/** The monitor gives the rows from a day on; all of them are 25 years. An address that names its days is left as it is. */
function dated(request: FeedRequest, now: number): FeedRequest {
  if (request.register?.kind !== 'erm') return request
  const url = new URL(request.url)
  if (url.searchParams.has('date-from')) return request
  url.searchParams.set('date-from', new Date(now - readForMs).toISOString().slice(0, 10))
  return { ...request, url: url.href }
}

function tableOf(items: Item[] | null): Parsed {
  if (items === null) return { kind: 'none', reason: 'not_a_feed' }
  const hints = { ttlMs: null, updateEveryMs: null, skipHours: [], skipDays: [] }
  return { kind: 'feed', title: null, items, hints, faults: [] }
}
