/** What the deliverer needs, as types: Slack, for messages, and the outbox. Adapters implement them. */

import type { Pending, Place, Queue } from '../core/delivery/delivery.ts'
import type { Posted, Settlement, Sought } from '../core/delivery/settlement.ts'
import type { Content } from '../core/delivery/shown.ts'
import type { DeliveryId, EventId, MessageId, TeamId } from '../core/ids.ts'
import type { Lease } from '../ports.ts'
import type { Reply } from '../views/reply.ts'

/** A message for one channel, with what Slack keeps beside it. */
export interface Outgoing extends Reply {
  place: Place
  deliveryId: DeliveryId
  /** Events that it announces; a line in a thread announces none. */
  announces: readonly EventId[]
  /** The message whose thread it goes to. */
  threadTs: string | null
  /** Shown in the channel too. */
  isBroadcast: boolean
}

/** Slack, for messages: one call each, and no attempt is ever repeated behind our back. */
export interface Post {
  post(message: Outgoing): Promise<Posted>
  /** Changes the message at `ts`. */
  update(message: Outgoing, ts: string): Promise<Posted>
  /** Looks for a message by its metadata, among those sent since `since`. Ends early, with nothing found out, when `signal` aborts. */
  seek(
    message: Pick<Outgoing, 'place' | 'deliveryId' | 'threadTs'>,
    since: number,
    signal: AbortSignal,
  ): Promise<Sought>
}

/** A channel with something to do. */
export interface DuePlace extends Place {
  /** Nothing but messages to post, which wait for the workspace's limit; to change one, or to look for it, has limits of its own. */
  onlyPosts: boolean
}

/** A channel, and the right to serve its workspace, where several processes could. */
export interface HeldPlace extends Place {
  lease?: Lease
}

/** What a row was when its step was decided. A step holds for rows that are so still. */
export type AsRead = Pick<Pending, 'id' | 'state' | 'attempts'>

/**
 * The messages to be sent, as they were written down. Each function is one transaction. What writes about rows answers false, and has
 * written nothing, where one of them was given up, tried, settled or forgotten since it was read, or where another process serves the
 * workspace by now.
 */
export interface Outbox {
  /** Channels with something to do now, the longest overdue first. */
  findDue(now: number, limit: number): Promise<DuePlace[]>
  /** When something falls due next; null, or later, where nothing does until then. */
  findNextDue(until: number): Promise<number | null>
  /** What is due in one channel. A burst is what comes within `burstMs`. */
  findQueue(place: Place, now: number, burstMs: number): Promise<Queue>
  /** Null where the message is gone. */
  findContent(place: Place, messageId: MessageId): Promise<Content | null>
  /** Before anything is sent, which it may be only where this is true: from here on its outcome is unknown until it is settled. */
  claim(place: HeldPlace, row: Pending, now: number, notBefore: number): Promise<boolean>
  settle(
    place: HeldPlace,
    rows: readonly AsRead[],
    settlement: Settlement,
    now: number,
  ): Promise<boolean>
  /** The whole workspace refuses us: none of its channels is asked before `until`. */
  blockTeam(teamId: TeamId, word: string, until: number, now: number): Promise<void>
  /** Puts alerts under one summary, which is made where there is none. */
  fold(
    place: HeldPlace,
    rows: readonly AsRead[],
    into: DeliveryId | null,
    now: number,
  ): Promise<boolean>
  /** Makes one digest of what was held for it. */
  gather(place: HeldPlace, rows: readonly AsRead[], now: number): Promise<boolean>
  /** Makes an alert that waits for its summary one of its own. */
  orphan(place: HeldPlace, row: AsRead): Promise<boolean>
  /** Settles a change that can no longer be shown in place, and writes down a line for the thread instead. */
  freeze(place: HeldPlace, row: Pending, settlement: Settlement, now: number): Promise<boolean>
}
