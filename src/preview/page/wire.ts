/** What crosses between the preview's page and the small Slack: the server and the page share it. */

export interface WireUser {
  id: string
  name: string
  realName: string
  isBot: boolean
}

export interface WireChannel {
  id: string
  name: string
  kind: 'public' | 'private' | 'im'
  archived: boolean
  topic: string
  hasBot: boolean
}

export type WireBlock = { type: string; block_id: string } & Record<string, unknown>

export interface WireMessage {
  ts: string
  channel: string
  user: string
  text: string
  blocks: WireBlock[]
  threadTs?: string
  broadcast?: boolean
  edited?: boolean
  /** Only the reader sees it. */
  ephemeral?: boolean
  files?: { id: string; title: string; url: string }[]
}

export interface WireView {
  id: string
  rootId: string
  type: 'modal' | 'home'
  title: string
  submit: string | null
  close: string
  blocks: WireBlock[]
  errors: Record<string, string>
}

export interface WireCrossing {
  id: number
  at: number
  ms: number
  kind: 'call' | 'envelope' | 'response_url' | 'socket'
  name: string
  outcome: string
  broken: string[]
  sent: unknown
}

export interface Snapshot {
  team: string
  me: WireUser
  users: WireUser[]
  channels: WireChannel[]
  /** The reader's own direct messages with the bot. */
  direct: string
  messages: WireMessage[]
  modal: WireView | null
  home: WireView | null
  traffic: WireCrossing[]
  connected: boolean
  canJudge: boolean
}

/** Each is one server-sent event. */
export type Update =
  | { kind: 'snapshot'; snapshot: Snapshot }
  | { kind: 'message'; message: WireMessage }
  | { kind: 'gone'; channel: string; ts: string }
  | { kind: 'modal'; modal: WireView | null }
  | { kind: 'home'; home: WireView | null }
  | { kind: 'channel'; channel: WireChannel }
  | { kind: 'crossing'; crossing: WireCrossing; connected: boolean }

export type Given = string | number | null | string[]

/** What the reader does. */
export type Act =
  | { kind: 'say'; channel: string; text: string; thread?: string }
  | {
      kind: 'click'
      where: Where
      blockId: string
      actionId: string
      value: Given
      /** Inputs of the view that were filled in and not sent yet, by block id. */
      filled?: Record<string, Given>
    }
  | { kind: 'suggest'; where: Where; actionId: string; query: string }
  | { kind: 'submit'; filled: Record<string, Given> }
  | { kind: 'close' }
  | { kind: 'home' }
  | { kind: 'invite'; channel: string }
  /** A message shortcut, by its callback id. */
  | { kind: 'shortcut'; where: { message: string; channel: string }; id: string }

export type Where = { message: string; channel: string } | { view: string }

/** What came of it: under an input, or in a line for the reader. */
export interface Done {
  errors?: Record<string, string>
  trouble?: string
  options?: { text: string; value: string }[]
}

/** What the rules make of a headline, or of each item of a feed. */
export type Judged =
  | { kind: 'judged'; items: { title: string; verdict: string; reasons: string[] }[] }
  | { kind: 'unreadable'; why: string }
