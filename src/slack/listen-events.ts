/** What Slack tells by itself: what is said to the bot, its home, and where it comes and goes. */

import type { App, EnvelopedEvent } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import type { ChannelId, TeamId } from '../core/ids.ts'
import type { Place } from './answer.ts'
import type { Answering } from './answering.ts'

/** Of a message event, what is read. */
interface SaidToBot {
  user?: string
  bot_id?: string
  subtype?: string
  text?: string
  channel: string
  channel_type?: string
  ts: string
  thread_ts?: string
}

/** In a channel shared with another workspace, the event may be told under that one's name. */
function installedTeam({ authorizations, team_id }: EnvelopedEvent): string {
  return authorizations?.[0]?.team_id ?? team_id
}

/** What is said to the bot is answered in the open: in the thread of a mention, or in the direct message. */
export function listenToTalk(app: App, answering: Answering): void {
  const { desk, person, say, answer, once } = answering
  async function talk(teamId: string, id: string, said: SaidToBot, client: WebClient) {
    if (said.bot_id || !said.user || said.subtype) return
    const asker = person(teamId, said.user, said.channel)
    const threadTs = said.thread_ts ?? (said.channel_type === 'im' ? null : said.ts)
    const place: Place = { client, asker, open: { threadTs } }
    await once('event', id, () =>
      answer('talk', place, async () =>
        say(place, await desk.talk({ ...asker, text: said.text ?? '' })),
      ),
    )
  }
  app.event('app_mention', ({ event, body, client }) =>
    talk(installedTeam(body), body.event_id, event as SaidToBot, client),
  )
  app.event('message', async ({ event, body, client }) => {
    if (event.channel_type === 'im') {
      await talk(installedTeam(body), body.event_id, event as SaidToBot, client)
    }
  })
}

export function listenToHome(app: App, { desk, person, named, answer }: Answering): void {
  app.event('app_home_opened', async ({ event, client, body }) => {
    if (event.tab !== 'home') return
    const asker = person(installedTeam(body), event.user)
    await answer('app_home_opened', { client, asker }, async () => {
      await client.views.publish({ user_id: event.user, view: named(await desk.home(asker)) })
    })
  })
}

/** Where the bot comes and goes. */
export function listenToChannels(app: App, answering: Answering): void {
  const { desk, clock, person, say, quietly, once } = answering
  app.event('member_joined_channel', async ({ event, client, body, context }) => {
    if (event.user !== context.botUserId) return
    const asker = person(installedTeam(body), event.inviter ?? event.user, event.channel)
    const place = { teamId: asker.teamId, channelId: event.channel as ChannelId }
    await once('event', body.event_id, () =>
      quietly('member_joined_channel', async () => {
        if (event.inviter === undefined) await desk.joined(place, clock())
        else await say({ client, asker }, await desk.invited(asker))
      }),
    )
  })

  // Told again an hour later, it would be of a channel to which the bot may have come back.
  const left = (body: EnvelopedEvent, channelId: string) => {
    const place = { teamId: installedTeam(body) as TeamId, channelId: channelId as ChannelId }
    return once('event', body.event_id, () => quietly('left', () => desk.left(place)))
  }
  app.event('member_left_channel', async ({ event, body, context }) => {
    if (event.user === context.botUserId) await left(body, event.channel)
  })
  app.event('channel_left', ({ event, body }) => left(body, event.channel))
  app.event('group_left', ({ event, body }) => left(body, event.channel))
}

/** What becomes of the app in a workspace. */
export function listenToWorkspaces(app: App, { desk, quietly, once }: Answering): void {
  // Likewise, of a workspace that may have installed it again.
  app.event('app_uninstalled', ({ body }) =>
    once('event', body.event_id, () =>
      quietly('app_uninstalled', () => desk.uninstalled(installedTeam(body) as TeamId)),
    ),
  )
  app.event('tokens_revoked', async ({ event, body }) => {
    if (!event.tokens.bot?.length) return
    await once('event', body.event_id, () =>
      quietly('tokens_revoked', () => desk.signedOut(installedTeam(body) as TeamId)),
    )
  })
}
