import { type Methods, refuse } from './answer.ts'
import { newId, secret, type Team, type World } from './workspace.ts'

/** Installing the app in a workspace: by hand, as an administrator does it, and by OAuth. */

/** Gives the workspace a bot user and the token that speaks for it. */
export function install(
  world: World,
  team: Team,
  rotates = false,
): { token: string; refresh: string } {
  if (!team.bot) {
    const userId = newId('U')
    team.bot = { userId, botId: newId('B') }
    team.users.set(userId, {
      id: userId,
      name: 'bellwether',
      realName: 'Bellwether',
      isBot: true,
      timeZone: 'UTC',
    })
  }
  const token = secret(rotates ? 'xoxe.xoxb-' : 'xoxb-')
  world.tokens.set(token, {
    kind: 'bot',
    teamId: team.id,
    scopes: world.app.scopes,
    ...(rotates && { expiresAt: world.now() + 12 * 3600_000 }),
  })
  return { token, refresh: secret('xoxe-1-') }
}

/** What may be exchanged at oauth.v2.access, each once: codes, and refresh tokens. */
export interface Grants {
  codes: Map<string, { teamId: string; userId: string; isOrganisation?: boolean }>
  refresh: Map<string, string>
  rotates: boolean
}

const organisation = { id: 'E0PREVIEW00', name: 'Preview Organisation' }

export function oauth(grants: Grants): Methods {
  return {
    'oauth.v2.access': {
      tier: 'none',
      token: 'none',
      run({ world, args }) {
        if (args.text('client_id') !== world.app.clientId) return refuse('invalid_client_id')
        if (args.text('client_secret') !== world.app.clientSecret)
          return refuse('bad_client_secret')
        const refresh = args.text('refresh_token')
        const code = args.text('code')
        const granted =
          args.text('grant_type') === 'refresh_token'
            ? {
                teamId: grants.refresh.get(refresh ?? ''),
                userId: undefined,
                isOrganisation: false,
              }
            : grants.codes.get(code ?? '')
        const team = world.teams.get(granted?.teamId ?? '')
        if (!team) return refuse(refresh === undefined ? 'invalid_code' : 'invalid_refresh_token')
        grants.codes.delete(code ?? '')
        grants.refresh.delete(refresh ?? '')
        const made = install(world, team, grants.rotates)
        if (grants.rotates) grants.refresh.set(made.refresh, team.id)
        return {
          ok: true,
          app_id: world.app.id,
          access_token: made.token,
          token_type: 'bot',
          scope: world.app.scopes.join(','),
          bot_user_id: team.bot?.userId,
          ...(granted?.isOrganisation
            ? { team: null, enterprise: organisation, is_enterprise_install: true }
            : {
                team: { id: team.id, name: team.name },
                enterprise: null,
                is_enterprise_install: false,
              }),
          ...(granted?.userId !== undefined && { authed_user: { id: granted.userId } }),
          ...(grants.rotates && { refresh_token: made.refresh, expires_in: 12 * 3600 }),
        }
      },
    },
  }
}
