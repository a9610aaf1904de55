import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Activity, openActivity } from './activity.ts'
import { type Faults, openFaults } from './faults.ts'
import { findChannel, findUser } from './find.ts'
import { type Grants, install } from './installs.ts'
import { LIMITS } from './limits.ts'
import { type Link, openLink } from './link.ts'
import { openPerson, type Person } from './person.ts'
import { openRates } from './rates.ts'
import { respond } from './response-urls.ts'
import { openTraffic, type Traffic } from './traffic.ts'
import { openWebApi, readBytes } from './web-api.ts'
import {
  type Change,
  type Channel,
  isThreadParent,
  type Message,
  repliesTo,
  secret,
  type Team,
  type View,
  type World,
} from './workspace.ts'
import {
  CHANNELS,
  type ChannelSeed,
  newChannel,
  newTeam,
  newWorld,
  type UserSeed,
} from './world.ts'

export interface SlackOptions {
  port?: number
  /** Epoch milliseconds, for message times and for what expires. */
  now?: () => number
  /** Off: calls come as fast as they like. On unless told. */
  rateLimits?: boolean
  acknowledgeMs?: number
  scopes?: readonly string[]
  users?: readonly UserSeed[]
  channels?: readonly ChannelSeed[]
  /** Tokens that expire in 12 hours and come with a refresh token. */
  rotates?: boolean
}

/** A small Slack on loopback: its Web API, Socket Mode, and people who use it. Strict as Slack is. */
export interface Slack extends Person, Pick<Activity, 'settled' | 'until'> {
  /** `http://127.0.0.1:PORT` */
  url: string
  /** For `slackApiUrl`; ends in a slash. */
  apiUrl: string
  /** For `authorizationUrl` of OAuth. */
  authorizeUrl: string
  botToken: string
  appToken: string
  signingSecret: string
  clientId: string
  clientSecret: string
  world: World
  team: Team
  traffic: Traffic
  faults: Faults
  link: Link
  grants: Grants
  channel(name: string): Channel
  /** What everybody in a channel sees, oldest first, replies left out. */
  posted(channel: string): Message[]
  thread(message: Message): Message[]
  /** What only this person sees in a channel. */
  ephemeral(channel: string, user?: string): Message[]
  /** All that this person sees in a channel, replies left out. */
  seenBy(user: string | undefined, channel: string): Message[]
  /** The message that answers an interaction, waited for. */
  answer(interaction: { triggerId: string }, timeoutMs?: number): Promise<Message>
  /** The modal on top for this person. */
  modal(user?: string): View | undefined
  home(user?: string): View | undefined
  addChannel(seed: ChannelSeed, team?: Team): Channel
  addTeam(name: string): Team
  /** A code as the OAuth page hands it out. */
  newCode(team?: Team, isOrganisation?: boolean): string
  on(listener: (change: Change) => void): () => void
  close(): Promise<void>
}

export async function openSlack(options: SlackOptions = {}): Promise<Slack> {
  const world = newWorld(options)
  const addChannel = (seed: ChannelSeed, to: Team = team) => newChannel(world, to, seed)
  const grants: Grants = { codes: new Map(), refresh: new Map(), rotates: options.rotates ?? false }
  const traffic = openTraffic()
  const faults = openFaults()
  const activity = openActivity()
  const link = openLink(
    traffic,
    world.app.signingSecret,
    options.acknowledgeMs ?? LIMITS.acknowledgeMs,
  )
  const paced = options.rateLimits ?? true
  const rates = paced ? openRates(() => performance.now()) : undefined
  let url = ''
  const base = () => url
  const webApi = openWebApi({ world, faults, traffic, grants, rates, base })
  const person = openPerson({ world, link, base, during: activity.during })

  const team = newTeam(world, 'Preview', options.users)
  const { token: botToken } = install(world, team)
  const appToken = secret('xapp-1-')
  world.tokens.set(appToken, { kind: 'app', teamId: team.id, scopes: ['connections:write'] })
  for (const seed of options.channels ?? CHANNELS) addChannel(seed)

  const server = createServer((request, response) => {
    const path = URL.parse(request.url ?? '/', 'http://localhost')?.pathname ?? ''
    activity.during(() => route(path, request, response)).catch(() => request.socket.destroy())
  })
  server.on('upgrade', (request, socket, head) => link.upgrade(request, socket, head))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  async function route(path: string, request: IncomingMessage, response: ServerResponse) {
    const [, root, first = '', second = ''] = path.split('/')
    if (root === 'api') return webApi.handle(first, request, response)
    if (root === 'respond') return answered(first, request, response)
    if (root === 'upload') return uploaded(first, second, request, response)
    if (root === 'oauth') return authorize(request, response)
    response.writeHead(404).end()
  }

  async function answered(id: string, request: IncomingMessage, response: ServerResponse) {
    const at = Date.now()
    const from = performance.now()
    const body = JSON.parse((await readBytes(request)).toString('utf8')) as Record<string, unknown>
    const fault = faults.next('response_url', body)
    const word = fault ? 'internal_error' : respond(world, id, body)
    const broken = word === 'ok' ? [] : [`response_url: ${word}`]
    const crossing = { at, ms: performance.now() - from, kind: 'response_url' } as const
    traffic.add({ ...crossing, name: 'response_url', sent: body, outcome: word, broken })
    const status = word === 'ok' ? 200 : /url$/.test(word) ? 404 : 400
    response.writeHead(fault ? 500 : status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(word === 'ok' ? { ok: true } : { ok: false, error: word }))
  }

  async function uploaded(
    teamId: string,
    fileId: string,
    request: IncomingMessage,
    response: ServerResponse,
  ) {
    const file = world.teams.get(teamId)?.files.get(fileId)
    if (file && request.method === 'GET') {
      response.writeHead(200, {
        'content-type': 'application/octet-stream',
        'content-disposition': `attachment; filename="${encodeURIComponent(file.name)}"`,
      })
      return void response.end(file.bytes)
    }
    const bytes = await readBytes(request)
    if (file) file.bytes = await unwrapped(bytes, request.headers['content-type'] ?? '')
    response.writeHead(file ? 200 : 404).end(file ? `OK - ${bytes.length}` : '')
  }

  function authorize(request: IncomingMessage, response: ServerResponse) {
    const asked = URL.parse(request.url ?? '/', url)?.searchParams ?? new URLSearchParams()
    const back = new URL(asked.get('redirect_uri') ?? `${url}/`)
    back.searchParams.set('code', newCode(team))
    back.searchParams.set('state', asked.get('state') ?? '')
    response.writeHead(302, { location: back.href }).end()
  }

  function newCode(of: Team, isOrganisation = false): string {
    const code = secret('')
    grants.codes.set(code, { teamId: of.id, userId: findUser(of).id, isOrganisation })
    return code
  }

  const messagesOf = (name: string) => findChannel(world, name).channel.messages
  const top = (message: Message) => isThreadParent(message) || message.broadcast === true
  const userId = (name?: string) => findUser(team, name).id

  return {
    ...person,
    settled: activity.settled,
    until: activity.until,
    url,
    apiUrl: `${url}/api/`,
    authorizeUrl: `${url}/oauth/v2/authorize`,
    botToken,
    appToken,
    signingSecret: world.app.signingSecret,
    clientId: world.app.clientId,
    clientSecret: world.app.clientSecret,
    world,
    team,
    traffic,
    faults,
    link,
    grants,
    channel: (name) => findChannel(world, name).channel,
    posted: (name) => messagesOf(name).filter((one) => !one.ephemeralTo && top(one)),
    thread: (message) => repliesTo(findChannel(world, message.channel).channel, message.ts),
    ephemeral: (name, user) => messagesOf(name).filter((one) => one.ephemeralTo === userId(user)),
    seenBy: (user, name) =>
      messagesOf(name).filter(
        (one) => top(one) && (!one.ephemeralTo || one.ephemeralTo === userId(user)),
      ),
    answer({ triggerId }, timeoutMs) {
      const answers = () =>
        [...world.teams.values()]
          .flatMap((one) => [...one.channels.values()])
          .flatMap((channel) => channel.messages)
          .findLast((message) => message.answers === triggerId)
      return activity.until(answers, 'the answer to an interaction', timeoutMs)
    },
    modal: (user) => team.modals.get(userId(user))?.at(-1),
    home: (user) => team.homes.get(userId(user)),
    addChannel,
    addTeam: (name) => newTeam(world, name),
    newCode: (of = team, isOrganisation = false) => newCode(of, isOrganisation),
    on(listener) {
      world.changes.on('change', listener)
      return () => world.changes.off('change', listener)
    },
    async close() {
      link.close()
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

/** The file out of a multipart form, or the bytes as they came. */
async function unwrapped(bytes: Buffer, type: string): Promise<Buffer> {
  if (!type.startsWith('multipart/')) return bytes
  const body = new Uint8Array(bytes)
  const form = await new Response(body, { headers: { 'content-type': type } }).formData()
  const file = [...form.values()].find((value) => typeof value !== 'string')
  return file ? Buffer.from(await file.arrayBuffer()) : bytes
}
