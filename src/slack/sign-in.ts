import { WebClient } from '@slack/web-api'
import type { TeamId } from '../core/ids.ts'
import type { Log } from '../ports.ts'
import { isFinal, refusal } from './refusal.ts'
import { webApi } from './web-api.ts'

export interface SignInOptions {
  botToken: string
  /** Ends in a slash. Null is Slack's own. */
  slackApiUrl: string | null
  log: Log
}

/** One workspace and the bot in it. */
export interface Workspace {
  teamId: TeamId
  teamName: string
  botUserId: string
  botId: string | null
  /** For the Web API, with the bot's token; whoever posts alerts uses a client of another kind. */
  client: WebClient
}

export type SignedIn =
  | { kind: 'signed_in'; workspace: Workspace }
  /** Final where Slack would not have this token; else it may pass. */
  | { kind: 'refused'; sentence: string; isFinal: boolean }

/** Asks Slack whose token this is. */
export async function signIn({ botToken, slackApiUrl, log }: SignInOptions): Promise<SignedIn> {
  const client = new WebClient(botToken, webApi(slackApiUrl, log))
  const who = await client.auth.test().catch((error: unknown) => ({
    kind: 'refused' as const,
    sentence: refusal(error, 'SLACK_BOT_TOKEN'),
    isFinal: isFinal(error),
  }))
  if ('kind' in who) return who
  const workspace = {
    teamId: who.team_id as TeamId,
    teamName: who.team ?? '',
    botUserId: who.user_id ?? '',
    botId: who.bot_id ?? null,
    client,
  }
  return { kind: 'signed_in', workspace }
}
