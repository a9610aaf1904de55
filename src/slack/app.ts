import type { RequestListener } from 'node:http'
import { App, type Authorize, HTTPReceiver, type Receiver } from '@slack/bolt'
import type { Desk } from '../desk/ports.ts'
import type { Answered, Clock, Log } from '../ports.ts'
import { guardRequests } from './incoming.ts'
import { listen } from './listen.ts'
import type { Workspace } from './sign-in.ts'
import { openSocket } from './socket.ts'
import { webApi } from './web-api.ts'

/** How Slack reaches the bot: by a socket that the bot opens, or by HTTP with every request's signature checked. */
export type Reach = { appToken: string } | { signingSecret: string }

export interface SlackOptions {
  reach: Reach
  /** Whose bot answers: of one workspace (`oneWorkspace`), or of those that installed the app. */
  authorize: Authorize<boolean>
  /** The pages of the installer, where there are several workspaces. */
  installer: RequestListener | null
  /** Ends in a slash. Null is Slack's own. */
  slackApiUrl: string | null
  desk: Desk
  /** Of all processes that Slack may send the same. */
  answered: Answered
  /** Before the commands' names, as people read them. */
  commandPrefix: string
  clock: Clock
  log: Log
}

export interface Slack {
  /** `POST /slack/events` and the installer's pages: to be mounted on the program's own server. Null with a socket and one workspace. */
  listener: RequestListener | null
  /** Connects; from here on commands, clicks and events are answered. Throws a sentence where Slack refuses the app token. */
  start(): Promise<void>
  /** Whether Slack can reach the bot by its socket; null over HTTP. */
  isConnected(): boolean | null
  /** Takes nothing new and lets what is under way finish, for 8 s at the most. */
  stop(): Promise<void>
}

/** Nothing is received before `start`. */
export function openSlack(options: SlackOptions): Slack {
  const { reach, authorize, installer, log } = options
  const api = webApi(options.slackApiUrl, log)
  const receiver = receiverFor(reach, api, options)
  const app = new App({
    receiver: receiver.bolt,
    logger: api.logger,
    clientOptions: api,
    convoStore: false,
    authorize,
  })
  const settled = listen(app, options)
  return {
    listener: receiver.listener || installer ? pages(receiver.listener, installer) : null,
    start: () => receiver.start(),
    isConnected: () => receiver.isConnected(),
    async stop() {
      await receiver.stop()
      await settled(8_000)
    },
  }
}

/** The bot of the one workspace whose token is configured. */
export function oneWorkspace(
  botToken: string,
  { botUserId, botId }: Workspace,
): Authorize<boolean> {
  const who = { botToken, botUserId, ...(botId && { botId }) }
  return async () => who
}

/** Bolt's listeners throw at an address that they do not serve, which would end the program. */
function pages(events: RequestListener | null, installer: RequestListener | null): RequestListener {
  return (request, response) => {
    const { pathname } = URL.parse(request.url ?? '', 'http://localhost') ?? {}
    const key = `${request.method} ${pathname}`
    if (installer && installPages.includes(key)) return installer(request, response)
    if (events && key === 'POST /slack/events') return events(request, response)
    response.writeHead(404, { 'content-type': 'text/plain' }).end('not found\n')
  }
}

const installPages = ['GET /slack/install', 'GET /slack/oauth_redirect']

interface Receiving {
  bolt: Receiver
  listener: RequestListener | null
  start(): Promise<void>
  isConnected(): boolean | null
  stop(): Promise<void>
}

function receiverFor(
  reach: Reach,
  api: ReturnType<typeof webApi>,
  { clock, log }: SlackOptions,
): Receiving {
  if ('signingSecret' in reach) {
    const { signingSecret } = reach
    const bolt = new HTTPReceiver({ signingSecret, logger: api.logger })
    const listener = guardRequests(bolt.requestListener, { signingSecret, clock, log })
    return { bolt, listener, start: async () => {}, isConnected: () => null, stop: async () => {} }
  }
  return { ...openSocket(reach.appToken, api, log), listener: null }
}
