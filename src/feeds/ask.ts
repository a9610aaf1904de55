import type { Agent, Dispatcher } from 'undici'
import type { Validators } from '../core/feed/fetched.ts'
import type { FeedRequest } from '../poll/ports.ts'
import type { checkAddress } from './guard.ts'
import type { Headers } from './headers.ts'
import type { Lanes } from './lanes.ts'
import { explainError, type Trouble, timedOut, tooLarge, wantsHttp2 } from './outcome.ts'

/** Of a body as sent, and of a document once it is decompressed. */
export const mostBytes = 10_000_000

export interface Tools {
  lanes: Lanes
  totalMs: number
  check(address: string, request: FeedRequest): ReturnType<typeof checkAddress>
  gapFor(isAllowed: boolean): number
  agentFor(isAllowed: boolean, version: 1 | 2): Agent
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
  /** Some redirect has set a cookie. */
  wantsCookie: boolean
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
  try {
    const get = (version: 1 | 2) =>
      tools.agentFor(isAllowed, version).request({
        origin: url.origin,
        path: url.pathname + url.search,
        method: 'GET',
        headers: { ...tools.headers, ...conditions(request.validators) },
        signal: stop.signal,
      })
    const response = await get(1).catch((error) => {
      if (wantsHttp2(error)) return get(2)
      throw error
    })
    const { statusCode: status, headers } = response
    const { body, isTooLarge, error } = await collect(response.body, trip)
    if (isTooLarge) return tooLarge(url.host, mostBytes)
    return { status, headers, body, cutBy: error === null ? null : troubleOf(error) }
  } catch (error) {
    return troubleOf(error)
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', onAbort)
    trip.spentMs += performance.now() - began
  }
}

function conditions({ etag, lastModified }: Validators): Record<string, string> {
  return {
    ...(etag !== null && { 'if-none-match': etag }),
    ...(lastModified !== null && { 'if-modified-since': lastModified }),
  }
}

/** What came of a body, up to the error that ended it. Of one larger than any feed nothing is kept, and its connection is given up. */
async function collect(body: Dispatcher.ResponseData['body'], trip: Trip) {
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
