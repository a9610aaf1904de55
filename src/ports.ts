/** What the flows need, as types. Adapters implement them; `main.ts` introduces the two. */

import type { HomeView, ModalView } from '@slack/types'
import type { ChannelId, TeamId } from './core/event.ts'
import type { Reading, Validators } from './core/reading.ts'
import type { Answer } from './views/reply.ts'

/** pino's shape, narrowed: fields first, then one short lower-case sentence. */
export interface Log {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** Milliseconds since 1970, UTC. */
export type Clock = () => number

export interface FeedRequest {
  url: string
  /** Of the last 200 from this feed. */
  validators: Validators
  /** Of the last document from this feed: the same bytes are not parsed again. */
  bodyHash: string | null
}

/**
 * Fetch and parse in one: asks once, politely, and never throws for what a publisher can do wrong. Throws only when `signal`
 * aborts, or on a fault of our own.
 */
export type ReadFeed = (request: FeedRequest, signal: AbortSignal) => Promise<Reading>

/** The person behind a command, a click or a form, and when. */
export interface Asker {
  teamId: TeamId
  userId: string
  /** Null in the App Home and in a form that no channel opened. */
  channelId: ChannelId | null
  now: number
}

export interface Command extends Asker {
  /** What was typed after the command's name. */
  text: string
}

export interface Click extends Asker {
  /** The button's value, or that of the option chosen. */
  value: string
  /** The `private_metadata` of the form that was clicked in, else empty. */
  about: string
}

export interface Form extends Asker {
  /** The `private_metadata` that the form was opened with. */
  about: string
  /** By block id: what was entered or chosen. Null where nothing was. */
  values: Readonly<Record<string, string | readonly string[] | null>>
}

export interface FormDesk {
  /** By block id, what is wrong with it: shown in the form, which stays open. Decided before the database is asked. */
  faults(form: Form): Record<string, string>
  /** Shown in the form's place until `submit` answers with a form; without it the form closes. */
  meanwhile?: ModalView
  submit(form: Form): Promise<Answer>
}

/** Everything that a person in Slack can ask or do, by the name that Slack calls it. */
export interface Desk {
  commands: Readonly<Record<string, (command: Command) => Promise<Answer>>>
  clicks: Readonly<Record<string, (click: Click) => Promise<Answer>>>
  forms: Readonly<Record<string, FormDesk>>
  home(asker: Asker): Promise<HomeView>
  /** The bot was invited to a channel: what it says there first. */
  invited(asker: Asker): Promise<Answer>
  /** The bot was removed from a channel. */
  left(teamId: TeamId, channelId: ChannelId): Promise<void>
  /** A workspace took the app away. */
  uninstalled(teamId: TeamId): Promise<void>
}
