import { WebClient } from '@slack/web-api'
import type { ChannelId, TeamId } from '../core/ids.ts'
import type { Clock, Log } from '../ports.ts'
import { oneWorkspace, type Reach, type SlackOptions } from '../slack/app.ts'
import { joinChannels } from '../slack/join.ts'
import { signIn } from '../slack/sign-in.ts'
import { webApi } from '../slack/web-api.ts'
import { openWorkspaces, type Workspaces } from '../slack/workspaces.ts'
import type { Store } from '../store/open-store.ts'
import type { World } from './world.ts'

/** Whose bot this is: that of the one workspace whose token is configured, or of all that installed the app. */
export interface Identity {
  /** The workspace of channels.yaml; empty where there are several. */
  teamId: TeamId
  name: string
  reach: Reach
  tokenOf(teamId: TeamId): Promise<string | null>
  clientOf(teamId: TeamId): Promise<WebClient | null>
  /** Once the database is open: who answers, and the installer's pages. */
  open(store: Store): Pick<SlackOptions, 'authorize' | 'installer'>
  signOut(teamId: TeamId): Promise<void>
  /** Renews tokens that are about to expire. */
  rotate(): Promise<void>
  /** Joins the configured channels. */
  join(channels: readonly ChannelId[], signal: AbortSignal): Promise<void>
}

export type OpenedIdentity =
  | { kind: 'open'; identity: Identity }
  | { kind: 'refused'; sentence: string; isFinal: boolean }

export async function openIdentity(world: World, clock: Clock, log: Log): Promise<OpenedIdentity> {
  const { credentials, slackApiUrl } = world
  if (credentials.kind === 'oauth') {
    return { kind: 'open', identity: manyWorkspaces(credentials, slackApiUrl, clock, log) }
  }
  const { botToken } = credentials
  const signedIn = await signIn({ botToken, slackApiUrl, log })
  if (signedIn.kind === 'refused') return signedIn
  const { workspace } = signedIn
  const identity: Identity = {
    teamId: workspace.teamId,
    name: workspace.teamName,
    reach: credentials,
    tokenOf: async () => botToken,
    clientOf: async () => workspace.client,
    open: () => ({ authorize: oneWorkspace(botToken, workspace), installer: null }),
    signOut: async () => {},
    rotate: async () => {},
    join: (channels, signal) => joinChannels(workspace.client, channels, log, signal),
  }
  return { kind: 'open', identity }
}

function manyWorkspaces(
  { receiver, kind: _, ...app }: World['credentials'] & { kind: 'oauth' },
  slackApiUrl: string | null,
  clock: Clock,
  log: Log,
): Identity {
  let opened: { workspaces: Workspaces; signOut(teamId: TeamId): Promise<void> } | null = null
  const tokenOf = async (teamId: TeamId) => (await opened?.workspaces.tokenOf(teamId)) ?? null
  return {
    teamId: '' as TeamId,
    name: 'every workspace that installs the app',
    reach: receiver,
    tokenOf,
    async clientOf(teamId) {
      const token = await tokenOf(teamId)
      return token === null ? null : new WebClient(token, webApi(slackApiUrl, log))
    },
    open({ installs }) {
      const workspaces = openWorkspaces({ ...app, installs, slackApiUrl, clock, log })
      opened = { workspaces, signOut: (teamId) => installs.removeInstall(teamId) }
      return { authorize: workspaces.authorize, installer: workspaces.listener }
    },
    signOut: async (teamId) => opened?.signOut(teamId),
    rotate: async () => opened?.workspaces.rotate(),
    join: async () => {},
  }
}
