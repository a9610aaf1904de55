import type { RequestListener } from 'node:http'
import {
  type Authorize,
  HTTPReceiver,
  type Installation,
  type InstallationStore,
} from '@slack/bolt'
import type { TeamId } from '../core/ids.ts'
import { hourMs } from '../core/text/calendar.ts'
import type { Installs } from '../desk/ports.ts'
import type { Clock, Log } from '../ports.ts'
import { installPages } from './install-pages.ts'
import { withoutSecrets } from './logger.ts'
import { scopes } from './manifest.ts'
import { seal, unseal } from './seal.ts'
import { webApi } from './web-api.ts'

export interface WorkspacesOptions {
  clientId: string
  clientSecret: string
  stateSecret: string
  /** 32 bytes that seal the tokens in the database. */
  tokenKey: Buffer
  installs: Installs
  /** Ends in a slash. Null is Slack's own. */
  slackApiUrl: string | null
  clock: Clock
  log: Log
}

/** The workspaces that installed the app by OAuth. */
export interface Workspaces {
  /** `GET /slack/install` and `GET /slack/oauth_redirect`, by Bolt's own installer. */
  listener: RequestListener
  authorize: Authorize<boolean>
  /** A token that holds; null where the workspace has the app no more. */
  tokenOf(teamId: TeamId): Promise<string | null>
  /** Renews what expires within two hours. Bolt does so only when an event comes in, which in a quiet workspace is too late. */
  rotate(): Promise<void>
}

/** Bolt renews what expires within two hours; what is left longer by some minutes nobody is about to renew. */
const renewedBeforeMs = 2.25 * hourMs

export function openWorkspaces(options: WorkspacesOptions): Workspaces {
  const { clientId, clientSecret, stateSecret, installs, log } = options
  const api = webApi(options.slackApiUrl, log)
  // Takes no events: it only serves the installer's two pages.
  const receiver = new HTTPReceiver({
    signingSecret: '',
    signatureVerification: false,
    endpoints: [],
    logger: api.logger,
    clientId,
    clientSecret,
    stateSecret,
    scopes: [...scopes],
    installationStore: sealedStore(options),
    installerOptions: {
      directInstall: true,
      clientOptions: api,
      callbackOptions: installPages,
      ...(options.slackApiUrl && {
        authorizationUrl: new URL('../oauth/v2/authorize', options.slackApiUrl).href,
      }),
    },
  })
  const { installer } = receiver
  if (!installer) throw new Error('slack: Bolt made no installer')
  const authorize = renewedByOne(options, (source) =>
    installer.authorize(source as Parameters<typeof installer.authorize>[0]),
  )
  const tokenOf = async (teamId: TeamId): Promise<string | null> => {
    if ((await installs.findInstall(teamId)) === null) return null
    const source = { teamId, enterpriseId: undefined, isEnterpriseInstall: false }
    const { botToken } = await authorize(source)
    return botToken ?? null
  }
  return {
    listener: receiver.requestListener,
    authorize,
    tokenOf,
    async rotate() {
      for (const teamId of await installs.listInstalls()) {
        await tokenOf(teamId).catch((error: unknown) =>
          log.error({ team: teamId, error: withoutSecrets(String(error)) }, 'cannot renew a token'),
        )
      }
    },
  }
}

/** A refresh token can be used once: two that renew at the same time would lock the workspace out. */
function renewedByOne(
  { installs, tokenKey, clock }: WorkspacesOptions,
  authorize: Authorize<boolean>,
): Authorize<boolean> {
  const isLasting = async (teamId: TeamId) => {
    const sealed = await installs.findInstall(teamId)
    const known = sealed === null ? null : readInstall(sealed, teamId, tokenKey)
    if (known === null) return false
    return known.expiresAt === null || known.expiresAt - clock() > renewedBeforeMs
  }
  return async (source) => {
    const teamId = (source.teamId ?? '') as TeamId
    if (await isLasting(teamId)) return authorize(source)
    return installs.exclusively(teamId, () => authorize(source))
  }
}

/** A sealed installation's token as it was kept, not renewed; null where the key does not open it. */
export function readInstall(
  sealed: string,
  teamId: TeamId,
  tokenKey: Buffer,
): { botToken: string | null; expiresAt: number | null } | null {
  const text = unseal(sealed, teamId, tokenKey)
  if (text === null) return null
  const { bot } = JSON.parse(text) as Installation<'v2', false>
  return {
    botToken: bot?.token ?? null,
    expiresAt: bot?.expiresAt === undefined ? null : bot.expiresAt * 1000,
  }
}

function sealedStore({ installs, tokenKey, clock }: WorkspacesOptions): InstallationStore {
  return {
    async storeInstallation(installation) {
      const { team } = installation
      if (!team) throw new Error('slack: an installation for a whole organisation is not supported')
      const teamId = team.id as TeamId
      const sealed = seal(JSON.stringify(installation), teamId, tokenKey)
      await installs.recordInstall(teamId, team.name ?? null, sealed, clock())
    },
    async fetchInstallation({ teamId = '' }) {
      const sealed = await installs.findInstall(teamId as TeamId)
      if (sealed === null) throw new Error(`slack: workspace ${teamId} has not installed the app`)
      const text = unseal(sealed, teamId, tokenKey)
      if (text === null) {
        throw new Error(`slack: TOKEN_KEY does not open the token of workspace ${teamId}`)
      }
      return JSON.parse(text) as Installation<'v2', false>
    },
    async deleteInstallation({ teamId = '' }) {
      await installs.removeInstall(teamId as TeamId)
    },
  }
}
