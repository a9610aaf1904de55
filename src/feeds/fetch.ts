/**
 * One conditional GET, redirects followed by hand so that each hop is checked. What we send is what a publisher can expect
 * of a reader (rachelbythebay.com/fs/help.html): both validators as they were given, a name to complain to, no
 * referrer, no cookie but what the same trip's redirects have set. What we accept is bounded in time, bytes, headers and hops.
 */

import { Agent } from 'undici'
import type { FeedReading, Hints, Validators } from '../core/feed/fetched.ts'
import type { FeedRequest } from '../poll/ports.ts'
import type { Clock } from '../ports.ts'
import { takeTurn } from '../turns.ts'
import { type Answer, ask, mostBytes, type Tools, type Trip } from './ask.ts'
import { openCookies } from './cookies.ts'
import { checkAddress, guardLookup, type Resolve } from './guard.ts'
import {
  type Headers,
  one,
  readFreshMs,
  readLocation,
  readRetryAfterMs,
  readValidators,
} from './headers.ts'
import { inflateBody } from './inflate.ts'
import { openLanes } from './lanes.ts'
import { explainStatus, fail, type Trouble, tooLarge } from './outcome.ts'

export interface FetchOptions {
  /** Name, version and a contact: `Bellwether/0.1 (+mailto:…)`. */
  userAgent: string
  /** Exact `host:port` entries beyond the guard, for configured feeds. They are the operator's own: no gap is kept between requests. */
  allowHosts: ReadonlySet<string>
  clock: Clock
  /** Between two requests to one host. */
  gapMs?: number
  /** For a whole answer, redirects included, waiting for our turn not. */
  totalMs?: number
  /** Stands in for the system's resolver. */
  resolve?: Resolve
}

/** The document as sent, decompressed. `url` is where it was found, after redirects. */
export interface Body {
  kind: 'body'
  url: string
  bytes: Buffer
  contentType: string | null
  validators: Validators
  freshMs: number | null
  requests: number
  /** Received, as sent. */
  received: number
  movedTo: string | null
  status: number
  /** Where the body ended too early: what came of it, unless it can be read all the same. */
  cut: Unread | null
}

type Unread = Exclude<FeedReading, { kind: 'document' | 'page' }>
export type Fetched = Body | Unread

export interface Fetcher {
  fetch(request: FeedRequest, signal: AbortSignal): Promise<Fetched>
  close(): Promise<void>
}

const mostRedirects = 5
const nowhere: ReadonlySet<string> = new Set()
const astray = `The address is redirected more than ${mostRedirects} times. Look on the site for the feed's address.`
const mostSockets = 64
const accept =
  'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5'

export function openFetcher(options: FetchOptions): Fetcher {
  const { userAgent, allowHosts, gapMs = 1000, totalMs = 30_000, resolve } = options
  const common = {
    maxHeaderSize: 16_384,
    headersTimeout: totalMs,
    bodyTimeout: totalMs,
    connectTimeout: Math.min(10_000, totalMs),
    connections: 1,
  }
  const lookup = guardLookup(resolve)
  const guard = { connect: { lookup } }
  const agents = (allowH2: boolean) => ({
    guarded: new Agent({ ...common, ...guard, allowH2 }),
    allowed: new Agent({ ...common, allowH2 }),
  })
  const [http1, http2] = [agents(false), agents(true)]
  const tools: Tools = {
    lanes: openLanes(mostSockets),
    totalMs,
    check: (address, { isConfigured }) =>
      checkAddress(address, isConfigured ? allowHosts : nowhere),
    gapFor: (isAllowed) => (isAllowed ? 0 : gapMs),
    agentFor: (isAllowed, version) =>
      (version === 2 ? http2 : http1)[isAllowed ? 'allowed' : 'guarded'],
    lookupFor: (isAllowed) => (isAllowed ? undefined : lookup),
    headers: { 'user-agent': userAgent, accept, 'accept-encoding': 'gzip, deflate, br, zstd' },
  }
  return {
    fetch: (request, signal) => follow(tools, options.clock, request, signal),
    close: async () => {
      const all = [http1, http2].flatMap((agents) => Object.values(agents))
      await Promise.all(all.map((agent) => agent.destroy()))
    },
  }
}

async function follow(
  tools: Tools,
  clock: Clock,
  request: FeedRequest,
  signal: AbortSignal,
): Promise<Fetched> {
  const trip: Trip = {
    requests: 0,
    received: 0,
    spentMs: 0,
    movedTo: null,
    isPermanent: true,
    cookies: openCookies(),
  }
  const done = (
    trouble: Trouble,
    status: number | null = null,
    retryAfterMs: number | null = null,
  ) => ending(trip, trouble, status, retryAfterMs)
  let address = request.url
  let wasSecure = false
  for (let hop = 0; hop <= mostRedirects; hop++) {
    const checked = tools.check(address, request)
    if (checked.kind === 'refused') return done(checked)
    const { url, isAllowed } = checked
    const isSecure = url.protocol === 'https:'
    if (wasSecure && !isSecure) {
      return done({
        kind: 'refused',
        reason: 'downgrade',
        sentence: `The feed is redirected from a secure address to an insecure one (${url.host}). Look for its new secure address.`,
      })
    }
    const turn = { lane: url.host, gapMs: tools.gapFor(isAllowed), share: request.teamId ?? null }
    const answer = await tools.lanes.run(turn, signal, async () => {
      await takeTurn()
      return ask(tools, url, isAllowed, request, trip, signal)
    })
    if ('kind' in answer) return done(answer)
    const { status, headers } = answer
    const location = redirectOf(status, headers)
    if (location === null) return conclude(trip, url, answer, request, clock())
    const next = URL.parse(location, url.href)
    if (!next)
      return done(fail('bad_response', `${url.host} redirects to an address that is none.`))
    next.hash = ''
    trip.cookies.take(url, headers)
    trip.isPermanent &&= status === 301 || status === 308
    if (trip.isPermanent) trip.movedTo = next.href
    wasSecure = isSecure
    address = next.href
  }
  return done({ kind: 'refused', reason: 'too_many_redirects', sentence: astray })
}

function redirectOf(status: number, headers: Headers): string | null {
  return [301, 302, 303, 307, 308].includes(status) ? readLocation(headers) : null
}

async function conclude(
  trip: Trip,
  url: URL,
  { status, headers, body, cutBy }: Answer,
  request: FeedRequest,
  now: number,
): Promise<Fetched> {
  const { requests, received, movedTo } = trip
  if (status === 304) {
    if (request.validators.etag === null && request.validators.lastModified === null) {
      return ending(
        trip,
        fail('bad_response', `${url.host} says "not modified" though nothing was asked before.`),
        status,
      )
    }
    const hints = freshFor(readFreshMs(headers, now))
    return {
      kind: 'unchanged',
      by: 'status',
      hints,
      validators: null,
      requests,
      bytes: received,
      movedTo,
    }
  }
  if (status === 410 && trip.isPermanent) {
    const sentence = `${url.host} has closed this feed for good (status 410). It is not asked any more; look for its successor.`
    return { kind: 'gone', sentence, requests, bytes: received, movedTo }
  }
  if (!isFull(status)) {
    const isChallenge = one(headers, 'cf-mitigated') === 'challenge'
    const retryAfterMs = status === 429 || status === 503 ? readRetryAfterMs(headers, now) : null
    return ending(trip, explainStatus(status, url.host, isChallenge), status, retryAfterMs)
  }
  const inflated = await inflateBody(body, one(headers, 'content-encoding'), mostBytes)
  if (inflated.kind === 'too_large') return ending(trip, tooLarge(url.host, mostBytes), status)
  if (inflated.kind === 'bad_encoding') {
    return ending(
      trip,
      fail(
        'bad_encoding',
        `${url.host} compresses its feed in a way that cannot be undone. The publisher must mend it.`,
      ),
      status,
    )
  }
  return {
    kind: 'body',
    url: url.href,
    bytes: inflated.bytes,
    contentType: one(headers, 'content-type'),
    validators: readValidators(headers),
    freshMs: readFreshMs(headers, now),
    requests,
    received,
    movedTo,
    status,
    cut: cutBy && ending(trip, cutBy, status),
  }
}

/** Of some servers a range that nobody asked for (206) and a difference to nothing (226) are the feed, whole. */
function isFull(status: number): boolean {
  return status >= 200 && status < 300 && status !== 204 && status !== 205
}

/** The hints of an answer whose document was not read. */
export function freshFor(freshMs: number | null): Hints {
  return { freshMs, ttlMs: null, updateEveryMs: null, skipHours: [], skipDays: [] }
}

function ending(
  { requests, received, movedTo }: Trip,
  trouble: Trouble,
  status: number | null,
  retryAfterMs: number | null = null,
): Unread {
  const asked = { requests, bytes: received, movedTo }
  return trouble.kind === 'refused'
    ? { ...trouble, ...asked }
    : { ...trouble, ...asked, status, retryAfterMs }
}
