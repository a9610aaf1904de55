import {
  type Answer,
  type Call,
  INVALID,
  type Methods,
  type Refusal,
  refuse,
  refuseFlaws,
} from './answer.ts'
import { flawsOfMessageBlocks } from './block-kit.ts'
import { botIsIn, directMessage, isRefusal, knownChannel } from './channels.ts'
import { lengthOf } from './length.ts'
import { LIMITS } from './limits.ts'
import { isBag } from './shape.ts'
import {
  type Block,
  type Channel,
  type Message,
  type Metadata,
  messageAsSent,
  newTs,
  type Team,
  withIds,
} from './workspace.ts'

/** The `chat.*` methods, and what makes a message's content one that Slack would take. */

interface Content {
  text: string
  blocks: Block[]
  metadata?: Metadata
}

/** Text, blocks and metadata, checked; the same for a call, an acknowledgement and a response_url. */
export function readContent(
  args: Pick<Call['args'], 'text' | 'json'>,
  /** The words to refuse with; chat.update has its own for the same things. */
): Content | Refusal {
  const text = args.text('text') ?? ''
  const blocks = args.json('blocks') ?? []
  const metadata = args.json('metadata')
  if (blocks === INVALID || !Array.isArray(blocks)) return refuse('invalid_blocks_format')
  if (text.length > LIMITS.text) return refuse('msg_too_long')
  const flaws = flawsOfMessageBlocks(blocks)
  if (flaws.length > 0) return { ...refuseFlaws('invalid_blocks', flaws), errors: told(flaws) }
  if (lengthOf(blocks) > LIMITS.blocksText) return refuse('msg_blocks_too_long')
  if (text.trim() === '' && blocks.length === 0) return refuse('no_text')
  if (metadata !== undefined && !isMetadata(metadata)) return refuse('invalid_metadata_format')
  if (metadata !== undefined && JSON.stringify(metadata).length > LIMITS.metadataBytes) {
    return refuse('metadata_too_large')
  }
  return { text, blocks: withIds(blocks), ...(metadata !== undefined && { metadata }) }
}

const told = (flaws: { at: string; says: string }[]): string[] =>
  flaws.map(({ at, says }) => `${says} [json-pointer:${at}]`)

const isMetadata = (value: unknown): value is Metadata =>
  isBag(value) &&
  typeof value.event_type === 'string' &&
  isBag(value.event_payload) &&
  Object.values(value.event_payload).every((item) => item !== null && item !== undefined)

/** Where a post goes: a channel the bot is in, or the direct message of the user that was named. */
function destination(call: Call): Channel | Refusal {
  const id = call.args.text('channel')
  if (id !== undefined && call.team.users.has(id)) return directMessage(call.team, id)
  const channel = knownChannel(call)
  if (isRefusal(channel)) return channel
  if (channel.archived) return refuse('is_archived')
  if (!botIsIn(call.team, channel)) return refuse('not_in_channel')
  return channel
}

/** Puts a message into its channel, where everybody (or the one person) sees it. */
export function place(
  world: Call['world'],
  team: Team,
  channel: Channel,
  message: Omit<Message, 'ts' | 'channel'>,
): Message {
  const placed: Message = { ...message, ts: newTs(world.now()), channel: channel.id }
  channel.messages.push(placed)
  const parent = channel.messages.find((one) => one.ts === message.threadTs)
  if (parent && !placed.ephemeralTo) parent.threadTs ??= parent.ts
  const change = { kind: 'message', teamId: team.id } as const
  world.changes.emit('change', { ...change, message: placed, was: 'new' })
  return placed
}

function post(call: Call): Answer {
  const channel = destination(call)
  if (isRefusal(channel)) return channel
  const content = readContent(call.args)
  if (isRefusal(content)) return content
  const threadTs = call.args.text('thread_ts')
  if (threadTs !== undefined) {
    const parent = channel.messages.find((one) => one.ts === threadTs && !one.ephemeralTo)
    if (!parent) return refuse('thread_not_found')
    if (parent.threadTs && parent.threadTs !== parent.ts) return refuse('invalid_thread_ts')
  }
  const message = place(call.world, call.team, channel, {
    user: call.team.bot?.userId ?? '',
    isBot: true,
    ...content,
    ...(threadTs !== undefined && { threadTs }),
    ...(call.args.flag('reply_broadcast') && { broadcast: true }),
  })
  return {
    ok: true,
    channel: channel.id,
    ts: message.ts,
    message: messageAsSent(call.team, channel, message, true),
  }
}

/** The bot's own message, as update and delete must name it. */
function ownMessage(call: Call, cant: string): { channel: Channel; message: Message } | Refusal {
  const channel = knownChannel(call)
  if (isRefusal(channel)) return channel
  const ts = call.args.text('ts')
  const message = channel.messages.find((one) => one.ts === ts && !one.ephemeralTo)
  if (!message) return refuse('message_not_found')
  if (message.user !== call.team.bot?.userId) return refuse(cant)
  if (channel.archived) return refuse('is_archived')
  return { channel, message }
}

/** Gives a message new content in place; the old object stays the one that all hold. */
export function edit(world: Call['world'], team: Team, message: Message, content: Content): void {
  Object.assign(message, content, { edited: { user: message.user, ts: newTs(world.now()) } })
  world.changes.emit('change', { kind: 'message', teamId: team.id, message, was: 'edited' })
}

export function remove(world: Call['world'], team: Team, message: Message): void {
  const channel = team.channels.get(message.channel)
  channel?.messages.splice(channel.messages.indexOf(message), 1)
  world.changes.emit('change', { kind: 'message', teamId: team.id, message, was: 'deleted' })
}

export const chat: Methods = {
  'chat.postMessage': { tier: 'none', scopes: ['chat:write'], run: post },
  'chat.update': {
    tier: 3,
    scopes: ['chat:write'],
    run(call) {
      const found = ownMessage(call, 'cant_update_message')
      if (isRefusal(found)) return found
      const content = readContent(call.args)
      if (isRefusal(content)) return content
      const { channel, message } = found
      edit(call.world, call.team, message, content)
      const sent = messageAsSent(call.team, channel, message, true)
      return { ok: true, channel: channel.id, ts: message.ts, text: message.text, message: sent }
    },
  },
  'chat.delete': {
    tier: 3,
    scopes: ['chat:write'],
    run(call) {
      const found = ownMessage(call, 'cant_delete_message')
      if (isRefusal(found)) return found
      remove(call.world, call.team, found.message)
      return { ok: true, channel: found.channel.id, ts: found.message.ts }
    },
  },
  'chat.postEphemeral': {
    tier: 4,
    scopes: ['chat:write'],
    run(call) {
      const channel = destination(call)
      if (isRefusal(channel)) return channel
      const user = call.args.text('user')
      if (user === undefined || !channel.members.has(user)) return refuse('user_not_in_channel')
      const content = readContent(call.args)
      if (isRefusal(content)) return content
      const threadTs = call.args.text('thread_ts')
      const message = place(call.world, call.team, channel, {
        user: call.team.bot?.userId ?? '',
        isBot: true,
        ...content,
        ephemeralTo: user,
        ...(threadTs !== undefined && { threadTs }),
      })
      return { ok: true, message_ts: message.ts }
    },
  },
  'chat.getPermalink': {
    tier: 'none',
    run(call) {
      const channel = knownChannel(call)
      if (isRefusal(channel)) return channel
      const ts = call.args.text('message_ts')
      if (!channel.messages.some((one) => one.ts === ts)) return refuse('message_not_found')
      const path = `archives/${channel.id}/p${ts?.replace('.', '')}`
      return {
        ok: true,
        channel: channel.id,
        permalink: `https://${call.team.domain}.slack.com/${path}`,
      }
    },
  },
}
