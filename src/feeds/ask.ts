import type { Agent, Dispatcher } from 'undici'
import type { Validators } from '../core/feed/fetched.ts'
import type { FeedRequest } from '../poll/ports.ts'
import type { checkAddress } from './guard.ts'
import type { Headers } from './headers.ts'
import type { Lanes } from './lanes.ts'
import { explainError, type Trouble, timedOut, tooLarge } from './outcome.ts'

/** Of a body as sent, and of a document once it is decompressed. */
export const mostBytes = 10_000_000

export interface Tools {
  lanes: Lanes
  totalMs: number
  check(address: string, request: FeedRequest): ReturnType<typeof checkAddress>
  gapFor(isAllowed: boolean): number
  agentFor(isAllowed: boolean): Agent
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
}

export interface Answer {
  status: number
  headers: Headers
  body: Buffer
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
  try {
    const response = await tools.agentFor(isAllowed).request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: 'GET',
      headers: { ...tools.headers, ...conditions(request.validators) },
      signal: stop.signal,
    })
    const { statusCode: status, headers } = response
    const body = await collect(response.body, trip)
    return body ? { status, headers, body } : tooLarge(url.host, mostBytes)
  } catch (error) {
    if (signal.aborted) throw signal.reason
    return stop.signal.aborted ? timedOut(url.host) : explainError(error, url.host)
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

/** Null where the body is larger than any feed; the connection is given up. */
async function collect(body: Dispatcher.ResponseData['body'], trip: Trip): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body) {
    chunks.push(chunk)
    size += chunk.length
    trip.received += chunk.length
    if (size > mostBytes) {
      body.destroy()
      return null
    }
  }
  const [only] = chunks
  return only && chunks.length === 1 ? only : Buffer.concat(chunks)
}
