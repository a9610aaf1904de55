import type { LookupFunction } from 'node:net'
import { type Agent, errors } from 'undici'
import type { Validators } from '../core/feed/fetched.ts'
import type { FeedRequest } from '../poll/ports.ts'
import { askPlainly, type PlainRequest, readPlainly } from './ask-plainly.ts'
import type { Cookies } from './cookies.ts'
import type { checkAddress } from './guard.ts'
import type { Headers } from './headers.ts'
import type { Lanes } from './lanes.ts'
import {
  explainError,
  hasHungUp,
  isBadHttp,
  type Trouble,
  timedOut,
  tooLarge,
  wantsHttp2,
} from './outcome.ts'

/** Of a body as sent, and of a document once it is decompressed. */
export const mostBytes = 10_000_000

export interface Tools {
  lanes: Lanes
  totalMs: number
  check(address: string, request: FeedRequest): ReturnType<typeof checkAddress>
  gapFor(isAllowed: boolean): number
  agentFor(isAllowed: boolean, version: 1 | 2): Agent
  lookupFor(isAllowed: boolean): LookupFunction | undefined
  headers: Record<string, string>
}

/** What one pass has used up so far, over all its hops. */
export interface Trip {
  requests: number
  received: number
  spentMs: number
  /** Where permanent redirects alone have led; `isPermanent` ends with the first temporary one. */
  movedTo: string | null
  isPermanent: boolean
  cookies: Cookies
}

export interface Answer {
  status: number
  headers: Headers
  body: Buffer
  /** Why the body ended before its framing said so; what came may be whole all the same. */
  cutBy: Trouble | null
}

/** One GET of one hop, within what is left of the trip's time; the body is not read beyond what any feed needs. */
export async function ask(
  tools: Tools,
  url: URL,
  isAllowed: boolean,
  request: FeedRequest,
  trip: Trip,
  signal: AbortSignal,
): Promise<Answer | Trouble> {
  const began = performance.now()
  const stop = new AbortController()
  const onAbort = () => stop.abort(signal.reason)
  signal.addEventListener('abort', onAbort)
  const timer = setTimeout(() => stop.abort(), tools.totalMs - trip.spentMs)
  trip.requests++
  const troubleOf = (error: unknown) => {
    if (signal.aborted) throw signal.reason
    return stop.signal.aborted ? timedOut(url.host) : explainError(error, url.host)
  }
  const cookie = trip.cookies.giveBack(url)
  const headers = { ...tools.headers, ...(cookie !== null && { cookie }) }
  try {
    const answer = await get(tools.agentFor.bind(null, isAllowed), url, stop.signal, trip, {
      ...headers,
      ...conditions(request.validators),
    }).catch((error) => {
      if (!isBadHttp(error)) throw error
      trip.requests++
      const lookup = tools.lookupFor(isAllowed)
      return getPlainly({ url, headers, lookup, signal: stop.signal }, trip)
    })
    if (answer === 'too large') return tooLarge(url.host, mostBytes)
    const { error, ...came } = answer
    return { ...came, cutBy: error === null ? null : troubleOf(error) }
  } catch (error) {
    return troubleOf(error)
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', onAbort)
    trip.spentMs += performance.now() - began
  }
}

/** What came, and the error that ended its body. */
type Came = Omit<Answer, 'cutBy'> & { error: unknown }

async function get(
  agentOf: (version: 1 | 2) => Agent,
  url: URL,
  signal: AbortSignal,
  trip: Trip,
  headers: Record<string, string>,
): Promise<Came | 'too large'> {
  const { origin, pathname, search } = url
  const by = (version: 1 | 2) =>
    agentOf(version).request({ origin, path: pathname + search, method: 'GET', headers, signal })
  const response = await by(1).catch((error) => {
    if (wantsHttp2(error)) return by(2)
    // A server that hangs up after a redirect without saying so has not heard of what followed it.
    if (trip.requests > 1 && hasHungUp(error)) return by(1)
    throw error
  })
  const { body, isTooLarge, error } = await collect(response.body, trip)
  if (isTooLarge) return 'too large'
  if (isBadHttp(error) && body.length === 0) throw error
  return { status: response.statusCode, headers: response.headers, body, error }
}

/** Without conditions: they hold what this server wrote, and what is sent here is sent as it is. */
async function getPlainly(request: PlainRequest, trip: Trip): Promise<Came | 'too large'> {
  const { body: bytes, isTooLarge, error } = await collect(askPlainly(request), trip)
  if (isTooLarge) return 'too large'
  const answer = readPlainly(bytes)
  if (!answer) throw error ?? notHttp
  return { ...answer, error }
}

const notHttp = new errors.HTTPParserError('feeds: no status can be made out')

function conditions({ etag, lastModified }: Validators): Record<string, string> {
  return {
    ...(etag !== null && { 'if-none-match': etag }),
    ...(lastModified !== null && { 'if-modified-since': lastModified }),
  }
}

/** What came of a body, up to the error that ended it. Of one larger than any feed nothing is kept, and its connection is given up. */
async function collect(body: AsyncIterable<Buffer>, trip: Trip) {
  const chunks: Buffer[] = []
  let size = 0
  let error: unknown = null
  try {
    for await (const chunk of body) {
      chunks.push(chunk)
      size += chunk.length
      trip.received += chunk.length
      if (size > mostBytes) break
    }
  } catch (thrown) {
    error = thrown
  }
  const isTooLarge = size > mostBytes
  return { body: isTooLarge ? nothing : joined(chunks), isTooLarge, error }
}

const nothing = Buffer.alloc(0)

function joined(chunks: readonly Buffer[]): Buffer {
  const [only] = chunks
  return only && chunks.length === 1 ? only : Buffer.concat(chunks)
}
