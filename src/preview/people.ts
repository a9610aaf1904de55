import { type Methods, refuse } from './answer.ts'
import { newId, secret, type Team, type User } from './workspace.ts'

/** Who is who: `auth.*`, `users.*`, `team.*`, `bots.*`, and the opening of a socket. */

const userAsSent = (team: Team, user: User) => ({
  id: user.id,
  team_id: team.id,
  name: user.name,
  real_name: user.realName,
  deleted: false,
  tz: user.timeZone,
  tz_label: user.timeZone,
  tz_offset: offsetSeconds(user.timeZone),
  is_bot: user.isBot,
  is_admin: false,
  is_app_user: false,
  updated: 1_700_000_000,
  profile: { real_name: user.realName, display_name: user.name },
})

function offsetSeconds(timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
  const name = parts.formatToParts().find((part) => part.type === 'timeZoneName')?.value ?? ''
  const [, sign, hours, minutes] = /GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? []
  const seconds = Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60
  return sign === '-' ? -seconds : seconds
}

export const people: Methods = {
  'auth.test': {
    tier: 'none',
    run: ({ team, base }) => ({
      ok: true,
      url: `${base}/`,
      team: team.name,
      team_id: team.id,
      user: team.users.get(team.bot?.userId ?? '')?.name,
      user_id: team.bot?.userId,
      bot_id: team.bot?.botId,
      is_enterprise_install: false,
    }),
  },
  'auth.revoke': {
    tier: 3,
    run: ({ token }) => {
      token.revoked = true
      return { ok: true, revoked: true }
    },
  },
  'users.info': {
    tier: 4,
    scopes: ['users:read'],
    run({ team, args }) {
      const user = team.users.get(args.text('user') ?? '')
      return user ? { ok: true, user: userAsSent(team, user) } : refuse('user_not_found')
    },
  },
  'users.list': {
    tier: 2,
    scopes: ['users:read'],
    run: ({ team }) => ({
      ok: true,
      members: [...team.users.values()].map((user) => userAsSent(team, user)),
      cache_ts: 1_700_000_000,
      response_metadata: { next_cursor: '' },
    }),
  },
  'bots.info': {
    tier: 3,
    scopes: ['users:read'],
    run({ team, args, world }) {
      const id = args.text('bot')
      if (!team.bot || (id !== undefined && id !== team.bot.botId)) return refuse('bot_not_found')
      const { botId, userId } = team.bot
      const name = team.users.get(userId)?.name
      return { ok: true, bot: { id: botId, user_id: userId, name, app_id: world.app.id } }
    },
  },
  'team.info': {
    tier: 3,
    scopes: ['team:read'],
    run: ({ team }) => ({
      ok: true,
      team: { id: team.id, name: team.name, domain: team.domain, email_domain: '', icon: {} },
    }),
  },
  'apps.connections.open': {
    tier: 'none',
    token: 'app',
    scopes: ['connections:write'],
    run: ({ base }) => ({
      ok: true,
      url: `${base.replace('http', 'ws')}/link?ticket=${secret('')}&app_id=${newId('A')}`,
    }),
  },
}
