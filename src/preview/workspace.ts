import { randomBytes } from 'node:crypto'
import type { EventEmitter } from 'node:events'

/** What the small Slack remembers, all of it in memory. Names are Slack's own where they go out. */

export interface User {
  id: string
  name: string
  realName: string
  isBot: boolean
  timeZone: string
}

export interface Channel {
  id: string
  name: string
  kind: 'public' | 'private' | 'im'
  archived: boolean
  topic: string
  /** User ids; the bot's own among them where it has joined. */
  members: Set<string>
  /** Oldest first, ephemeral ones and replies among them. */
  messages: Message[]
}

/** A block after Slack took it: every block and every element has its id. */
export type Block = { type: string; block_id: string } & Record<string, unknown>

export interface Metadata {
  event_type: string
  event_payload: Record<string, unknown>
}

export interface Message {
  ts: string
  channel: string
  user: string
  isBot: boolean
  text: string
  blocks: Block[]
  /** Of the thread it stands in; a parent has its own. */
  threadTs?: string
  broadcast?: boolean
  metadata?: Metadata
  edited?: { user: string; ts: string }
  /** Only this user sees it, and no method finds it again. */
  ephemeralTo?: string
  /** The interaction that it answers, when it came by a response_url or an acknowledgement. */
  answers?: string
  files?: File[]
  subtype?: string
}

export interface View {
  id: string
  type: 'modal' | 'home'
  teamId: string
  userId: string
  title?: { type: 'plain_text'; text: string }
  submit?: { type: 'plain_text'; text: string }
  close?: { type: 'plain_text'; text: string }
  blocks: Block[]
  private_metadata: string
  callback_id: string
  external_id: string
  notify_on_close: boolean
  clear_on_close: boolean
  hash: string
  rootId: string
  previousId?: string
  /** Under each input, by block id, as the last submission was answered. */
  errors: Record<string, string>
}

export interface File {
  id: string
  name: string
  title: string
  bytes: Buffer
  shared: boolean
}

export interface Team {
  id: string
  name: string
  domain: string
  users: Map<string, User>
  channels: Map<string, Channel>
  /** The bot's user and bot id, once the app is installed. */
  bot: { userId: string; botId: string } | undefined
  homes: Map<string, View>
  /** A user's open modals, the top one last. */
  modals: Map<string, View[]>
  files: Map<string, File>
}

export interface Token {
  kind: 'bot' | 'app'
  teamId: string
  scopes: string[]
  expiresAt?: number
  revoked?: boolean
}

interface Trigger {
  teamId: string
  userId: string
  madeAt: number
  used: boolean
  /** The view the click was in, for views.push. */
  viewId?: string
}

export interface ResponseUrl {
  teamId: string
  channelId: string
  userId: string
  madeAt: number
  uses: number
  triggerId: string
  /** The message the button sits on, for replace_original and delete_original. */
  message?: Message
}

export interface World {
  now: () => number
  teams: Map<string, Team>
  tokens: Map<string, Token>
  triggers: Map<string, Trigger>
  responseUrls: Map<string, ResponseUrl>
  app: {
    id: string
    clientId: string
    clientSecret: string
    signingSecret: string
    scopes: string[]
  }
  /** Emits `change` with a `Change` whenever a person would see something new. */
  changes: EventEmitter<{ change: [Change] }>
}

export type Change =
  | { kind: 'message'; teamId: string; message: Message; was: 'new' | 'edited' | 'deleted' }
  | { kind: 'modals'; teamId: string; userId: string }
  | { kind: 'home'; teamId: string; userId: string }
  | { kind: 'channel'; teamId: string; channelId: string }

let lastId = 0

/** An id in Slack's look: a letter, then ten capitals and digits, never given twice. */
export function newId(letter: string): string {
  lastId += 1
  const chance = randomBytes(4).toString('hex').slice(0, 4)
  return `${letter}${(chance + lastId.toString(36).padStart(6, '0')).toUpperCase()}`
}

export const secret = (prefix: string): string => `${prefix}${randomBytes(12).toString('hex')}`

let lastMicros = 0

/** A message's ts: seconds and six digits, always later than any given before. */
export function newTs(now: number): string {
  lastMicros = Math.max(lastMicros + 1, now * 1000)
  return `${Math.floor(lastMicros / 1e6)}.${String(lastMicros % 1e6).padStart(6, '0')}`
}

export const isThreadParent = (message: Message): boolean =>
  message.threadTs === undefined || message.threadTs === message.ts

export function repliesTo(channel: Channel, ts: string): Message[] {
  return channel.messages.filter(
    (message) => message.threadTs === ts && message.ts !== ts && !message.ephemeralTo,
  )
}

/** Slack's own form of a message, as history, events and payloads show it. */
export function messageAsSent(team: Team, channel: Channel, message: Message, metadata = false) {
  const replies = message.ephemeralTo ? [] : repliesTo(channel, message.ts)
  const last = replies.at(-1)
  return {
    type: 'message',
    ...(message.subtype && { subtype: message.subtype }),
    user: message.user,
    ts: message.ts,
    team: team.id,
    text: message.text,
    ...(message.isBot && team.bot && { bot_id: team.bot.botId, app_id: 'A0PREVIEW00' }),
    ...(message.blocks.length > 0 && { blocks: message.blocks }),
    ...(message.edited && { edited: message.edited }),
    ...(message.threadTs && { thread_ts: message.threadTs }),
    ...(last && {
      thread_ts: message.ts,
      reply_count: replies.length,
      reply_users: [...new Set(replies.map((reply) => reply.user))],
      latest_reply: last.ts,
    }),
    ...(message.files && {
      files: message.files.map((file) => ({ id: file.id, name: file.name, title: file.title })),
    }),
    ...(metadata && message.metadata && { metadata: message.metadata }),
  }
}

/** Blocks as Slack keeps them: what had no id has one now. */
export function withIds(blocks: unknown): Block[] {
  const given = structuredClone(blocks) as Record<string, unknown>[]
  return given.map((block) => ({ ...identified(block), block_id: idOf(block.block_id) }) as Block)
}

const idOf = (given: unknown): string =>
  typeof given === 'string' ? given : randomBytes(3).toString('base64url')

const ACTIONS = /button|overflow|checkboxes|_select|picker|_input$/

function identified(block: Record<string, unknown>): Record<string, unknown> {
  const own = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(own)
    if (typeof value !== 'object' || value === null) return value
    const element = value as Record<string, unknown>
    const isAction = typeof element.type === 'string' && ACTIONS.test(element.type)
    return isAction ? { ...element, action_id: idOf(element.action_id) } : element
  }
  const children = block.child_blocks
  return {
    ...block,
    ...('elements' in block && block.type !== 'rich_text' && { elements: own(block.elements) }),
    ...('accessory' in block && { accessory: own(block.accessory) }),
    ...('element' in block && { element: own(block.element) }),
    ...('actions' in block && { actions: own(block.actions) }),
    ...(Array.isArray(children) && { child_blocks: withIds(children) }),
  }
}
