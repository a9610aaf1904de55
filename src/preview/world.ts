import { EventEmitter } from 'node:events'
import { type Channel, newId, secret, type Team, type World } from './workspace.ts'

/** What a small Slack begins with: its app, workspaces with their people, channels. */

/** What the app's manifest asks for, unless told otherwise. */
const SCOPES = [
  'chat:write',
  'commands',
  'channels:read',
  'groups:read',
  'channels:history',
  'groups:history',
  'channels:join',
  'users:read',
  'im:write',
  'files:write',
  'app_mentions:read',
  'im:history',
]

export interface UserSeed {
  name: string
  realName?: string
  timeZone?: string
  id?: string
}

export interface ChannelSeed {
  name: string
  id?: string
  private?: boolean
  archived?: boolean
  topic?: string
  /** The bot is a member already. */
  botIn?: boolean
}

const PEOPLE: UserSeed[] = [
  { name: 'ada', realName: 'Ada Ferreira', timeZone: 'Europe/Lisbon' },
  { name: 'grace', realName: 'Grace Okafor', timeZone: 'America/New_York' },
]

export const CHANNELS: ChannelSeed[] = [
  { name: 'general', botIn: true },
  { name: 'layoffs', botIn: true, topic: 'Cuts in the industry' },
  { name: 'ai-money', botIn: true, topic: 'Who invests in AI' },
  { name: 'random' },
  { name: 'newsroom', private: true },
  { name: 'old-news', archived: true },
]

export function newWorld({
  now,
  scopes,
}: {
  now?: () => number
  scopes?: readonly string[]
}): World {
  const changes: World['changes'] = new EventEmitter()
  changes.setMaxListeners(100)
  return {
    now: now ?? Date.now,
    teams: new Map(),
    tokens: new Map(),
    triggers: new Map(),
    responseUrls: new Map(),
    app: {
      id: 'A0PREVIEW00',
      clientId: '1000.2000',
      clientSecret: secret(''),
      signingSecret: secret(''),
      scopes: [...(scopes ?? SCOPES)],
    },
    changes,
  }
}

export function newTeam(world: World, name: string, users: readonly UserSeed[] = PEOPLE): Team {
  const team: Team = {
    id: newId('T'),
    name,
    domain: name.toLowerCase().replace(/\W+/g, '-'),
    users: new Map(),
    channels: new Map(),
    bot: undefined,
    homes: new Map(),
    modals: new Map(),
    files: new Map(),
  }
  for (const { name: userName, id = newId('U'), realName = userName, timeZone = 'UTC' } of users) {
    team.users.set(id, { id, name: userName, realName, isBot: false, timeZone })
  }
  world.teams.set(team.id, team)
  return team
}

/** All people of the workspace are its members. */
export function newChannel(world: World, team: Team, seed: ChannelSeed): Channel {
  const people = [...team.users.values()].filter((user) => !user.isBot).map((user) => user.id)
  const bot = seed.botIn && team.bot ? [team.bot.userId] : []
  const channel: Channel = {
    id: seed.id ?? newId('C'),
    name: seed.name,
    kind: seed.private ? 'private' : 'public',
    archived: seed.archived ?? false,
    topic: seed.topic ?? '',
    members: new Set([...people, ...bot]),
    messages: [],
  }
  team.channels.set(channel.id, channel)
  world.changes.emit('change', { kind: 'channel', teamId: team.id, channelId: channel.id })
  return channel
}
