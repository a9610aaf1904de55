import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Answer, type Args, type Methods, readArgs, refuse } from './answer.ts'
import { conversations } from './channels.ts'
import type { Fault, Faults } from './faults.ts'
import { files } from './files.ts'
import { type Grants, oauth } from './installs.ts'
import { people } from './people.ts'
import { chat } from './posts.ts'
import type { Rates } from './rates.ts'
import type { Traffic } from './traffic.ts'
import { views } from './views.ts'
import type { Token, World } from './workspace.ts'

/** `POST /api/METHOD`: reads the call as Slack reads it, refuses as Slack refuses, answers in JSON. */
export interface WebApi {
  handle(method: string, request: IncomingMessage, response: ServerResponse): Promise<void>
}

export interface WebApiParts {
  world: World
  faults: Faults
  traffic: Traffic
  grants: Grants
  /** Absent: no pace is kept. */
  rates: Rates | undefined
  base: () => string
}

interface Reply {
  status: number
  answer: Answer
  headers?: Record<string, string>
}

const STRUCTURED = ['blocks', 'metadata', 'view', 'files', 'attachments']

export function openWebApi(parts: WebApiParts): WebApi {
  const { world, faults, traffic } = parts
  const methods: Methods = {
    ...chat,
    ...conversations,
    ...views,
    ...people,
    ...files,
    ...oauth(parts.grants),
  }

  function authorized(name: string, given: string | undefined): Token | string {
    if (methods[name]?.token === 'none') {
      return { kind: 'bot', teamId: [...world.teams.keys()][0] ?? '', scopes: [] }
    }
    if (given === undefined) return 'not_authed'
    const token = world.tokens.get(given)
    if (!token) return 'invalid_auth'
    if (token.revoked) return 'token_revoked'
    if (token.expiresAt !== undefined && token.expiresAt < world.now()) return 'token_expired'
    const wanted = methods[name]?.token ?? 'bot'
    return token.kind === wanted ? token : 'not_allowed_token_type'
  }

  function run(name: string, args: Args, given: string | undefined): Reply {
    const method = methods[name]
    if (!method) return { status: 200, answer: refuse('unknown_method', { req_method: name }) }
    const token = authorized(name, given)
    if (typeof token === 'string') return { status: 200, answer: refuse(token) }
    const team = world.teams.get(token.teamId)
    if (!team) return { status: 200, answer: refuse('account_inactive') }
    const { scopes } = method
    if (scopes && !scopes.some((scope) => token.scopes.includes(scope))) {
      const provided = token.scopes.join(',')
      return {
        status: 200,
        answer: refuse('missing_scope', { needed: scopes.join(','), provided }),
      }
    }
    const wait = parts.rates?.take(name, method.tier, team.id, args.text('channel')) ?? 0
    if (wait > 0) return limited(wait)
    const answer = method.run({ world, team, token, args, base: parts.base() })
    return { status: 200, answer, headers: { 'x-oauth-scopes': token.scopes.join(',') } }
  }

  async function spoiled(fault: Fault, work: () => Reply): Promise<Reply | 'reset' | 'stall'> {
    switch (fault.kind) {
      case 'rate-limit':
        return limited(fault.retryAfter)
      case 'status':
        return { status: fault.status, answer: refuse('internal_error') }
      case 'error':
        return { status: 200, answer: refuse(fault.error) }
      case 'slow':
        await sleep(fault.ms)
        return work()
      case 'reset':
      case 'stall':
        if (fault.done) work()
        return fault.kind
    }
  }

  return {
    async handle(method, request, response) {
      const at = Date.now()
      const from = performance.now()
      const all = await readBody(request)
      const args = readArgs(all)
      const given = bearer(request) ?? args.text('token')
      const work = () => run(method, args, given)
      const fault = faults.next(method, all)
      const reply = fault ? await spoiled(fault, work) : work()
      const sent = { ...all, ...parsed(args) }
      const crossing = {
        at,
        ms: performance.now() - from,
        kind: 'call',
        name: method,
        sent,
      } as const
      if (reply === 'reset' || reply === 'stall') {
        traffic.add({ ...crossing, outcome: reply, broken: [] })
        if (reply === 'reset') request.socket.destroy()
        return
      }
      const { status, answer, headers } = reply
      const outcome = answer.ok ? 'ok' : answer.error
      traffic.add({ ...crossing, outcome, status, broken: brokenLimits(answer) })
      response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
      response.end(JSON.stringify(answer))
    },
  }
}

const limited = (seconds: number | string): Reply => ({
  status: 429,
  answer: refuse('ratelimited'),
  headers: { 'retry-after': String(seconds) },
})

const parsed = (args: Args): Record<string, unknown> =>
  Object.fromEntries(
    STRUCTURED.filter((key) => args.all[key] !== undefined).map((key) => {
      const value = args.json(key)
      return [key, typeof value === 'symbol' ? args.all[key] : value]
    }),
  )

/** The refusals that say: this was too much, too long, or not in the right form. */
const LIMIT_WORDS =
  /too_long|too_large|limit|no_text|invalid_(blocks|arguments|metadata)|expired|exchanged/

function brokenLimits(answer: Answer): string[] {
  if (answer.ok || !LIMIT_WORDS.test(answer.error)) return []
  const told = answer.response_metadata as { messages?: string[] } | undefined
  return told?.messages ?? [answer.error]
}

const bearer = (request: IncomingMessage): string | undefined =>
  /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1]

const MAX_BODY = 60_000_000

export async function readBytes(request: IncomingMessage, max = MAX_BODY): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > max) throw new Error(`preview: a request body of over ${max} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Form, JSON, and the query: Slack takes arguments in all three. */
async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  const query =
    URL.parse(request.url ?? '/', 'http://localhost')?.searchParams ?? new URLSearchParams()
  const text = (await readBytes(request)).toString('utf8')
  const isJson = /application\/json/.test(request.headers['content-type'] ?? '')
  const basic = basicAuthorization(request)
  const body = isJson
    ? (JSON.parse(text || '{}') as Record<string, unknown>)
    : Object.fromEntries(new URLSearchParams(text))
  return { ...Object.fromEntries(query), ...basic, ...body }
}

function basicAuthorization(request: IncomingMessage): Record<string, string> {
  const encoded = /^Basic (.+)$/i.exec(request.headers.authorization ?? '')?.[1]
  if (encoded === undefined) return {}
  const [id = '', secret = ''] = Buffer.from(encoded, 'base64').toString().split(':')
  return { client_id: decodeURIComponent(id), client_secret: decodeURIComponent(secret) }
}
