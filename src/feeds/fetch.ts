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
import { one, readFreshMs, readLocation, readRetryAfterMs, readValidators } from './headers.ts'
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
  let from: URL | null = null
  let address = request.url
  for (let hop = 0; hop <= mostRedirects; hop++) {
    const checked = checkHop(tools, request, address, from)
    if (checked.kind === 'refused') return ending(trip, checked)
    const { url } = checked
    const answer = await askInTurn(tools, checked, request, trip, signal)
    if ('kind' in answer) return ending(trip, answer)
    const location = redirectOf(answer)
    if (location === null) return conclude(trip, url, answer, request, clock())
    const next = URL.parse(location, url.href)
    if (!next) {
      const sentence = `${url.host} redirects to an address that is none.`
      return ending(trip, fail('bad_response', sentence))
    }
    next.hash = ''
    noteRedirect(trip, answer, url, next)
    from = url
    address = next.href
  }
  return ending(trip, { kind: 'refused', reason: 'too_many_redirects', sentence: astray })
}

/** Where a hop may go, or why it may not; `from` is the hop before it. */
function checkHop(tools: Tools, request: FeedRequest, address: string, from: URL | null) {
  const checked = tools.check(address, request)
  if (checked.kind === 'refused' || from?.protocol !== 'https:') return checked
  const { url } = checked
  if (url.protocol === 'https:') return checked
  return {
    kind: 'refused' as const,
    reason: 'downgrade' as const,
    sentence: `The feed is redirected from a secure address to an insecure one (${url.host}). Look for its new secure address.`,
  }
}

function askInTurn(
  tools: Tools,
  { url, isAllowed }: { url: URL; isAllowed: boolean },
  request: FeedRequest,
  trip: Trip,
  signal: AbortSignal,
) {
  const turn = { lane: url.host, gapMs: tools.gapFor(isAllowed), share: request.teamId ?? null }
  return tools.lanes.run(turn, signal, async () => {
    await takeTurn()
    return ask(tools, url, isAllowed, request, trip, signal)
  })
}

function redirectOf({ status, headers }: Answer): string | null {
  return [301, 302, 303, 307, 308].includes(status) ? readLocation(headers) : null
}

function noteRedirect(trip: Trip, { status, headers }: Answer, url: URL, next: URL): void {
  trip.cookies.take(url, headers)
  trip.isPermanent &&= status === 301 || status === 308
  if (trip.isPermanent) trip.movedTo = next.href
}

async function conclude(
  trip: Trip,
  url: URL,
  answer: Answer,
  request: FeedRequest,
  now: number,
): Promise<Fetched> {
  const { status } = answer
  if (status === 304) return notModified(trip, url, answer, request, now)
  if (status === 410 && trip.isPermanent) {
    const sentence = `${url.host} has closed this feed for good (status 410). It is not asked any more; look for its successor.`
    return { kind: 'gone', sentence, ...askedOn(trip) }
  }
  return isFull(status) ? readBody(trip, url, answer, now) : refusal(trip, url, answer, now)
}

function notModified(
  trip: Trip,
  url: URL,
  { status, headers }: Answer,
  { validators: { etag, lastModified } }: FeedRequest,
  now: number,
): Fetched {
  if (etag === null && lastModified === null) {
    const sentence = `${url.host} says "not modified" though nothing was asked before.`
    return ending(trip, fail('bad_response', sentence), status)
  }
  const hints = freshFor(readFreshMs(headers, now))
  return { kind: 'unchanged', by: 'status', hints, validators: null, ...askedOn(trip) }
}

function refusal(trip: Trip, url: URL, { status, headers }: Answer, now: number): Fetched {
  const isChallenge = one(headers, 'cf-mitigated') === 'challenge'
  const retryAfterMs = status === 429 || status === 503 ? readRetryAfterMs(headers, now) : null
  return ending(trip, explainStatus(status, url.host, isChallenge), status, retryAfterMs)
}

async function readBody(trip: Trip, url: URL, answer: Answer, now: number): Promise<Fetched> {
  const { status, headers, body, cutBy } = answer
  const inflated = await inflateBody(body, one(headers, 'content-encoding'), mostBytes)
  if (inflated.kind === 'too_large') return ending(trip, tooLarge(url.host, mostBytes), status)
  if (inflated.kind === 'bad_encoding') {
    const sentence = `${url.host} compresses its feed in a way that cannot be undone. The publisher must mend it.`
    return ending(trip, fail('bad_encoding', sentence), status)
  }
  const { requests, received, movedTo } = trip
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
  trip: Trip,
  trouble: Trouble,
  status: number | null = null,
  retryAfterMs: number | null = null,
): Unread {
  return trouble.kind === 'refused'
    ? { ...trouble, ...askedOn(trip) }
    : { ...trouble, ...askedOn(trip), status, retryAfterMs }
}

function askedOn({ requests, received, movedTo }: Trip) {
  return { requests, bytes: received, movedTo }
}
