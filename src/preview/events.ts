import type { Client, Interaction } from './client.ts'
import { findChannel, findUser } from './find.ts'
import type { Payload } from './link.ts'
import { viewAsSent } from './views.ts'
import { type Message, newId, newTs, type Team } from './workspace.ts'

/** What happens in the workspace, told to the app as events. */
export interface Events {
  openHome(user: string): Promise<Interaction>
  /** The bot is invited to a channel, or removed from it. */
  invite(channel: string, user?: string): Promise<Interaction>
  kick(channel: string, user?: string): Promise<Interaction>
  uninstall(team?: string): Promise<Interaction>
  /** A person's message reached the app: a mention, or a direct message. */
  tellSaid(message: Message): void
  /** `id` is given where Slack sends one event again. */
  event(event: Payload, team?: string, id?: string): Promise<Interaction>
}

export function openEvents({ world, teamOf, send }: Client): Events {
  function event(team: Team, inner: Payload, id = newId('E')): Promise<Interaction> {
    return send('events_api', '', {
      token: 'preview',
      team_id: team.id,
      api_app_id: world.app.id,
      event: { event_ts: newTs(world.now()), ...inner },
      type: 'event_callback',
      event_id: id,
      event_time: Math.floor(world.now() / 1000),
      authorizations: [
        {
          enterprise_id: null,
          team_id: team.id,
          user_id: team.bot?.userId,
          is_bot: true,
          is_enterprise_install: false,
        },
      ],
      is_ext_shared_channel: false,
    })
  }

  function membership(channelName: string, userName: string | undefined, joins: boolean) {
    const { team, channel } = findChannel(world, channelName)
    const bot = team.bot?.userId ?? ''
    if (joins) channel.members.add(bot)
    else channel.members.delete(bot)
    world.changes.emit('change', { kind: 'channel', teamId: team.id, channelId: channel.id })
    return event(team, {
      type: joins ? 'member_joined_channel' : 'member_left_channel',
      user: bot,
      channel: channel.id,
      channel_type: channel.kind === 'private' ? 'G' : 'C',
      team: team.id,
      inviter: findUser(team, userName).id,
    })
  }

  return {
    openHome(userName) {
      const team = teamOf()
      const user = findUser(team, userName)
      const view = team.homes.get(user.id)
      return event(team, {
        type: 'app_home_opened',
        user: user.id,
        channel: newId('D'),
        tab: 'home',
        ...(view && { view: viewAsSent(team, view) }),
      })
    },
    invite: (channel, user) => membership(channel, user, true),
    kick: (channel, user) => membership(channel, user, false),
    async uninstall(teamId) {
      const team = teamOf(teamId)
      for (const token of world.tokens.values()) {
        if (token.teamId === team.id && token.kind === 'bot') token.revoked = true
      }
      const bot = team.bot ? [team.bot.userId] : []
      await event(team, { type: 'tokens_revoked', tokens: { oauth: [], bot } })
      return event(team, { type: 'app_uninstalled' })
    },
    tellSaid(message) {
      const { team, channel } = findChannel(world, message.channel)
      const isDirect = channel.kind === 'im'
      const isMention = message.text.includes(`<@${team.bot?.userId}>`)
      if (!team.bot || !(isDirect ? channel.members.has(team.bot.userId) : isMention)) return
      const { user, text, ts, threadTs } = message
      void event(team, {
        type: isDirect ? 'message' : 'app_mention',
        ...(isDirect && { channel_type: 'im' }),
        user,
        text,
        ts,
        team: team.id,
        channel: channel.id,
        ...(threadTs && { thread_ts: threadTs }),
      })
    },
    event: (inner, teamId, id) => event(teamOf(teamId), inner, id),
  }
}
