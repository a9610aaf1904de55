import { type Answer, type Call, type Methods, type Refusal, refuse } from './answer.ts'
import { LIMITS } from './limits.ts'
import {
  type Channel,
  isThreadParent,
  type Message,
  messageAsSent,
  newId,
  repliesTo,
  type Team,
} from './workspace.ts'

/** The `conversations.*` methods, and who may see which channel. */

const READ = { public: 'channels:read', private: 'groups:read', im: 'im:read' } as const
const HISTORY = { public: 'channels:history', private: 'groups:history', im: 'im:history' } as const

export const isRefusal = (value: object): value is Refusal => 'ok' in value && value.ok === false

export const botIsIn = (team: Team, channel: Channel): boolean =>
  team.bot !== undefined && channel.members.has(team.bot.userId)

/** The channel that the bot may know of: a private one without it does not exist for it. */
export function knownChannel(call: Call, name = 'channel'): Channel | Refusal {
  const id = call.args.text(name)
  const channel = id === undefined ? undefined : call.team.channels.get(id)
  if (!channel || (channel.kind !== 'public' && !botIsIn(call.team, channel))) {
    return refuse('channel_not_found')
  }
  return channel
}

function missingScope(call: Call, needed: string): Refusal | undefined {
  if (call.token.scopes.includes(needed)) return undefined
  return refuse('missing_scope', { needed, provided: call.token.scopes.join(',') })
}

function readable(call: Call): Channel | Refusal {
  const channel = knownChannel(call)
  if (isRefusal(channel)) return channel
  if (!botIsIn(call.team, channel)) return refuse('not_in_channel')
  return missingScope(call, HISTORY[channel.kind]) ?? channel
}

/** A direct message's channel with this user, opened where there is none. */
export function directMessage(team: Team, userId: string): Channel {
  const bot = team.bot?.userId ?? ''
  const found = [...team.channels.values()].find(
    (channel) => channel.kind === 'im' && channel.members.has(userId),
  )
  if (found) return found
  const channel: Channel = {
    id: newId('D'),
    name: userId,
    kind: 'im',
    archived: false,
    topic: '',
    members: new Set([bot, userId]),
    messages: [],
  }
  team.channels.set(channel.id, channel)
  return channel
}

function asSent(team: Team, channel: Channel) {
  const shown = { id: channel.id, created: 1_700_000_000, is_archived: channel.archived }
  if (channel.kind === 'im') {
    const user = [...channel.members].find((member) => member !== team.bot?.userId)
    return { ...shown, is_im: true, user }
  }
  return {
    ...shown,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: channel.kind === 'public',
    is_group: channel.kind === 'private',
    is_im: false,
    is_mpim: false,
    is_private: channel.kind === 'private',
    is_general: channel.name === 'general',
    is_shared: false,
    is_member: botIsIn(team, channel),
    topic: { value: channel.topic, creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
    num_members: channel.members.size,
    context_team_id: team.id,
  }
}

/** One page of a list, by Slack's cursors; a cursor that we never gave is refused. */
function page<T>(call: Call, items: T[], max: number, field: string, preset = 100): Answer {
  const limit = Math.min(Math.max(call.args.number('limit') ?? preset, 1), max)
  const cursor = call.args.text('cursor')
  const from = cursor === undefined ? 0 : Number(Buffer.from(cursor, 'base64').toString())
  if (!Number.isInteger(from) || from < 0) return refuse('invalid_cursor')
  const next =
    from + limit < items.length ? Buffer.from(String(from + limit)).toString('base64') : ''
  return {
    ok: true,
    [field]: items.slice(from, from + limit),
    has_more: next !== '',
    response_metadata: { next_cursor: next },
  }
}

function between(call: Call, messages: Message[]): Message[] {
  const oldest = call.args.text('oldest') ?? '0'
  const latest = call.args.text('latest') ?? '9999999999.999999'
  const inclusive = call.args.flag('inclusive')
  return messages.filter(({ ts }) => {
    if (inclusive && (ts === oldest || ts === latest)) return true
    return Number(ts) > Number(oldest) && Number(ts) < Number(latest)
  })
}

function messagesPage(call: Call, channel: Channel, messages: Message[]): Answer {
  const metadata = call.args.flag('include_all_metadata')
  const shown = messages.map((message) => messageAsSent(call.team, channel, message, metadata))
  return page(call, shown, LIMITS.historyPage, 'messages')
}

const KINDS = { public_channel: 'public', private_channel: 'private', im: 'im', mpim: null }

function list(call: Call, isWanted: (channel: Channel) => boolean): Answer {
  const types = (call.args.text('types') ?? 'public_channel').split(',').map((t) => t.trim())
  for (const type of types) {
    if (!(type in KINDS)) return refuse('invalid_types')
    const kind = KINDS[type as keyof typeof KINDS] as Channel['kind'] | null
    const missing = kind && missingScope(call, READ[kind])
    if (missing) return missing
  }
  const kinds = types.map((type) => KINDS[type as keyof typeof KINDS])
  const found = [...call.team.channels.values()].filter(
    (channel) =>
      kinds.includes(channel.kind) &&
      (channel.kind === 'public' || botIsIn(call.team, channel)) &&
      !(call.args.flag('exclude_archived') && channel.archived) &&
      isWanted(channel),
  )
  const shown = found.map((channel) => asSent(call.team, channel))
  return page(call, shown, LIMITS.listPage, 'channels')
}

export const conversations: Methods = {
  'conversations.list': {
    tier: 2,
    scopes: ['channels:read', 'groups:read', 'im:read'],
    run: (call) => list(call, () => true),
  },
  /** With a bot's token: of another person's private channels only those that the bot is in too. */
  'users.conversations': {
    tier: 3,
    scopes: ['channels:read', 'groups:read', 'im:read'],
    run(call) {
      const user = call.args.text('user') ?? call.team.bot?.userId ?? ''
      if (call.args.text('user') && !call.team.users.has(user)) return refuse('user_not_found')
      return list(call, ({ members }) => members.has(user))
    },
  },
  'conversations.info': {
    tier: 3,
    run(call) {
      const channel = knownChannel(call)
      if (isRefusal(channel)) return channel
      return (
        missingScope(call, READ[channel.kind]) ?? { ok: true, channel: asSent(call.team, channel) }
      )
    },
  },
  'conversations.join': {
    tier: 3,
    scopes: ['channels:join'],
    run(call) {
      const channel = knownChannel(call)
      if (isRefusal(channel)) return channel
      if (channel.kind !== 'public') return refuse('method_not_supported_for_channel_type')
      if (channel.archived) return refuse('is_archived')
      const already = botIsIn(call.team, channel)
      if (call.team.bot) channel.members.add(call.team.bot.userId)
      const { id: teamId } = call.team
      call.world.changes.emit('change', { kind: 'channel', teamId, channelId: channel.id })
      return {
        ok: true,
        channel: asSent(call.team, channel),
        ...(already && { warning: 'already_in_channel' }),
      }
    },
  },
  'conversations.history': {
    tier: 3,
    run(call) {
      const channel = readable(call)
      if (isRefusal(channel)) return channel
      const top = channel.messages.filter(
        (message) => !message.ephemeralTo && (isThreadParent(message) || message.broadcast),
      )
      return messagesPage(call, channel, between(call, top).reverse())
    },
  },
  'conversations.replies': {
    tier: 3,
    run(call) {
      const channel = readable(call)
      if (isRefusal(channel)) return channel
      const ts = call.args.text('ts')
      const asked = channel.messages.find((message) => message.ts === ts && !message.ephemeralTo)
      if (!asked) return refuse('thread_not_found')
      const parent = channel.messages.find((message) => message.ts === asked.threadTs) ?? asked
      const replies = between(call, repliesTo(channel, parent.ts))
      return messagesPage(call, channel, [parent, ...replies])
    },
  },
  'conversations.members': {
    tier: 4,
    run(call) {
      const channel = knownChannel(call)
      if (isRefusal(channel)) return channel
      return (
        missingScope(call, READ[channel.kind]) ??
        page(call, [...channel.members], LIMITS.listPage, 'members')
      )
    },
  },
  'conversations.open': {
    tier: 3,
    scopes: ['im:write'],
    run(call) {
      const users = (call.args.text('users') ?? '').split(',').filter(Boolean)
      if (users.length === 0) return refuse('users_list_not_supplied')
      if (users.length > 1) return refuse('missing_scope', { needed: 'mpim:write' })
      const user = call.team.users.get(users[0] ?? '')
      if (!user) return refuse('user_not_found')
      if (user.isBot) return refuse('cannot_dm_bot')
      return { ok: true, channel: { id: directMessage(call.team, user.id).id } }
    },
  },
}
