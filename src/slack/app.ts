import type { RequestListener } from 'node:http'
import { App, HTTPReceiver, type Receiver, SocketModeReceiver } from '@slack/bolt'
import type { Clock, Desk, Log } from '../ports.ts'
import { listen } from './listen.ts'
import { boltLogger } from './logger.ts'
import { refusal } from './refusal.ts'
import type { Workspace } from './sign-in.ts'

/** How Slack reaches the bot: by a socket that the bot opens, or by HTTP with every request's signature checked. */
export type Credentials =
  | { kind: 'socket'; botToken: string; appToken: string }
  | { kind: 'http'; botToken: string; signingSecret: string }

export interface SlackOptions {
  credentials: Credentials
  workspace: Workspace
  /** Ends in a slash. Null is Slack's own. */
  slackApiUrl: string | null
  desk: Desk
  clock: Clock
  log: Log
}

export interface Slack {
  /** `POST /slack/events`: to be mounted on the program's own server. Null with a socket. */
  listener: RequestListener | null
  /** Connects; from here on commands, clicks and events are answered. Throws a sentence where Slack refuses the app token. */
  start(): Promise<void>
  /** Takes nothing new and lets what is under way finish, for 8 s at the most. */
  stop(): Promise<void>
}

/** Nothing is received before `start`. */
export function openSlack(options: SlackOptions): Slack {
  const { credentials, workspace, desk, clock, log } = options
  const logger = boltLogger(log)
  const api = {
    ...(options.slackApiUrl && { slackApiUrl: options.slackApiUrl }),
    logger,
    timeout: 10_000,
    retryConfig: { retries: 2 },
  }
  const receiver = receiverFor(credentials, api)
  const app = new App({
    receiver: receiver.bolt,
    logger,
    clientOptions: api,
    convoStore: false,
    authorize: async () => ({
      botToken: credentials.botToken,
      botUserId: workspace.botUserId,
      ...(workspace.botId && { botId: workspace.botId }),
    }),
  })
  const settled = listen(app, { desk, clock, log })
  return {
    listener: receiver.listener,
    start: () => receiver.start(),
    async stop() {
      await receiver.stop()
      await settled(8_000)
    },
  }
}

interface Receiving {
  bolt: Receiver
  listener: RequestListener | null
  start(): Promise<void>
  stop(): Promise<void>
}

type Api = { slackApiUrl?: string; logger: ReturnType<typeof boltLogger> }

function receiverFor(credentials: Credentials, api: Api): Receiving {
  if (credentials.kind === 'http') {
    const bolt = new HTTPReceiver({
      signingSecret: credentials.signingSecret,
      logger: api.logger,
    })
    return { bolt, listener: bolt.requestListener, start: async () => {}, stop: async () => {} }
  }
  const bolt = new SocketModeReceiver({
    appToken: credentials.appToken,
    logger: api.logger,
    installerOptions: {
      clientOptions: { ...(api.slackApiUrl && { slackApiUrl: api.slackApiUrl }) },
    },
  })
  return {
    bolt,
    listener: null,
    async start() {
      try {
        await bolt.start()
      } catch (cause) {
        throw new Error(refusal(cause, 'SLACK_APP_TOKEN'), { cause })
      }
    },
    stop: async () => {
      await bolt.stop()
    },
  }
}
