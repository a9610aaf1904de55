import type { SlackCredentials } from '../config/environment.ts'
import type { Config } from '../config/load.ts'
import type { ChannelId } from '../core/ids.ts'
import type { Clock } from '../ports.ts'
import {
  type ExaminedBy,
  examineAppToken,
  examineBotToken,
  examineChannels,
  type KnownToken,
  type Standing,
} from '../slack/examine.ts'
import { scopeReasons } from '../slack/scope-reasons.ts'
import { readInstall } from '../slack/workspaces.ts'
import { readPlaces, type SeenPlaces } from '../store/examine.ts'
import { type Finding, faulty, fine, unknown } from './finding.ts'

/** Slack refuses what is signed five minutes off; long before, times in messages mislead. */
const mostSkewMs = 30_000

/** Asks Slack about tokens, scopes, the socket, the clock and the channels. */
export async function* examineSlack(config: Config, clock: Clock): AsyncGenerator<Finding> {
  const { slack, slackApiUrl, database } = config.environment
  if (slack.kind === 'preview') {
    yield fine('slack', 'no Slack credential is set: "start" opens the preview')
    return
  }
  const by = { slackApiUrl, clock }
  const places = await readPlaces(database)
  if (slack.kind === 'oauth') yield* examineInstalls(slack, places, by)
  else {
    const configured = config.channels.map(({ id }) => id)
    yield* examineWorkspace(slack.botToken, configured, places, by)
  }
  yield* examineReach(slack, by)
}

async function* examineInstalls(
  { tokenKey }: SlackCredentials & { kind: 'oauth' },
  places: SeenPlaces,
  by: ExaminedBy,
): AsyncGenerator<Finding> {
  if (places.installs.length === 0) {
    yield unknown('token', 'no workspace has installed the app yet: open /slack/install')
  }
  for (const { teamId, sealed } of places.installs) {
    const install = readInstall(sealed, teamId, tokenKey)
    if (install?.botToken == null) {
      yield faulty(
        'token',
        `TOKEN_KEY does not open the token of ${teamId}: set the key it was sealed with`,
      )
    } else if (install.expiresAt !== null && install.expiresAt < by.clock()) {
      yield unknown('token', `that of ${teamId} has expired; only "start" may renew it`)
    } else yield* examineWorkspace(install.botToken, [], places, by)
  }
}

async function* examineWorkspace(
  botToken: string,
  configured: readonly ChannelId[],
  places: SeenPlaces,
  by: ExaminedBy,
): AsyncGenerator<Finding> {
  const token = await examineBotToken(botToken, by)
  if (token.kind === 'refused') {
    yield faulty('token', token.sentence)
    return
  }
  const { teamId, teamName, botName } = token
  yield fine('token', `the bot is ${botName} in ${teamName} (${teamId})`)
  yield* examineScopes(token)
  yield clockFinding(token)
  yield* examinePlaces(token, configured, places)
}

function* examineScopes({ missing, teamName }: KnownToken): Generator<Finding> {
  if (missing === null) yield unknown('scopes', 'Slack did not say which the token has')
  else if (missing.length === 0)
    yield fine('scopes', 'the token has all that the manifest asks for')
  for (const scope of missing ?? []) {
    yield faulty(
      'scopes',
      `${scope} is missing in ${teamName}: ${scopeReasons[scope]}. Add it under "OAuth & Permissions" and install the app again.`,
    )
  }
}

function clockFinding({ aheadMs }: KnownToken): Finding {
  if (aheadMs === null) return unknown('clock', 'Slack did not send its time')
  const seconds = Math.round(Math.abs(aheadMs) / 1000)
  const side = aheadMs > 0 ? 'ahead of' : 'behind'
  if (Math.abs(aheadMs) < mostSkewMs) return fine('clock', `within ${seconds + 1} s of Slack's`)
  return faulty('clock', `it is ${seconds} s ${side} Slack's: set it, and keep it by NTP`)
}

/** Those of channels.yaml, and those that were set in Slack or refused the bot. */
async function* examinePlaces(
  { client, teamId }: KnownToken,
  configured: readonly ChannelId[],
  { channels }: SeenPlaces,
): AsyncGenerator<Finding> {
  const seen = channels.filter((channel) => channel.teamId === teamId)
  const blocked = new Map(seen.map(({ id, blocked }) => [id, blocked]))
  const ids = [...new Set([...configured, ...seen.map(({ id }) => id)])]
  const standings = await examineChannels(client, ids)
  const faults = [...standings].flatMap(([id, standing]) => {
    const finding = channelFinding(id, standing, blocked.get(id) ?? null)
    return finding === null ? [] : [finding]
  })
  yield* faults
  if (faults.length === 0) yield fine('channels', `it may post to each of the ${ids.length}`)
}

/** Null where it may post. */
function channelFinding(id: ChannelId, standing: Standing, blocked: string | null): Finding | null {
  const check = 'channels'
  switch (standing.kind) {
    case 'hidden':
      return faulty(
        check,
        `${id}: there is none of that id, or it is private: somebody in it must type /invite @Bellwether`,
      )
    case 'archived':
      return faulty(
        check,
        `${id} (#${standing.name}) is archived: unarchive it, or take it out of channels.yaml`,
      )
    case 'untold':
      return unknown(check, `${id}: Slack would not say (${standing.word})`)
    case 'member':
    case 'open':
      return blocked === null
        ? null
        : faulty(check, `${id} (#${standing.name}): when it last posted there, ${blocked}`)
  }
}

async function* examineReach(
  slack: Exclude<SlackCredentials, { kind: 'preview' }>,
  by: ExaminedBy,
): AsyncGenerator<Finding> {
  const appToken =
    slack.kind === 'socket'
      ? slack.appToken
      : slack.kind === 'oauth' && 'appToken' in slack.receiver
        ? slack.receiver.appToken
        : null
  if (appToken === null) {
    yield unknown(
      'http',
      'SLACK_SIGNING_SECRET can only be tried by Slack: the app page says under "Event Subscriptions" whether the address is verified',
    )
    return
  }
  const refused = await examineAppToken(appToken, by)
  yield refused === null ? fine('socket', 'Slack would open one') : faulty('socket', refused)
}
