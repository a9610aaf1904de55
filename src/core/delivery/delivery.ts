/**
 * What to do next in one channel. Everything here decides and does nothing.
 *
 * 1. A message whose last attempt has no known outcome comes first, and nothing of its channel is posted before it is settled:
 *    it is looked for by its metadata at once and again `lookAgainMs` after the attempt (a stalled request can land late), and
 *    is sent again only when a look that began after that finds nothing.
 * 2. Material changes of messages that stand in the channel come next, then what waits to be posted, oldest first, the lines of
 *    a thread after their parent; then the other changes, at most one in `updateEveryMs` a message, and
 *    rarer the longer it stands.
 * 3. More than `burst` alerts within `burstWithinMs` become one summary with the rest in its thread.
 * 4. What the channel's settings hold back (a pause, a digest, quiet hours) is held when its turn comes.
 * 5. What waited longer than `tooOldMs` is given up.
 */

import { type Heard, holdAt } from '../channel/route.ts'
import type { ChannelSettings } from '../channel/settings.ts'
import type { MaterialChange } from '../events/change.ts'
import type { ChannelId, DeliveryId, EventId, MessageId, StoryId, TeamId } from '../ids.ts'
import { dayMs, hourMs, minuteMs } from '../text/calendar.ts'

export type MessageKind = 'alert' | 'burst' | 'digest' | 'note' | 'thread'

/** `held`: by the channel's own wish. `refused`: Slack said no, and is asked again. `given_up`: settled without being shown. */
export type DeliveryState = 'waiting' | 'sending' | 'sent' | 'held' | 'refused' | 'given_up'

export interface Place {
  teamId: TeamId
  channelId: ChannelId
}

/** A channel that hears of events. */
export interface Listener extends Place {
  settings: ChannelSettings
  /** What was recorded before is not news to it. */
  since: number
}

/** News older than this is not announced as new. */
export const staleAfterMs = 2 * dayMs

/** What one story did to one event. */
export type EventChange =
  | { kind: 'new' }
  /** One more story tells it. */
  | { kind: 'joined' }
  /** A story that told it already says it otherwise, which is no news. */
  | { kind: 'retold' }
  /** To be told at once. */
  | { kind: 'material'; changes: readonly MaterialChange[] }

/** One story and what it did to the events that it tells: they are linked, and share a message. */
export interface Telling {
  storyId: StoryId
  /** When the story was published, else first seen. */
  at: number
  /** The workspace whose own feed brought it: no other hears of it. Null for the installation's feeds. */
  teamId: TeamId | null
  /** Without those that this story recorded silently. */
  events: readonly ToldEvent[]
  /** To be announced although it is old, and marked so. */
  older: boolean
}

export interface ToldEvent {
  id: EventId
  change: EventChange
  heard: Heard
  /** Recorded silently: nobody hears of it before it changes materially. */
  silent: boolean
  recordedAt: number
}

/** What a line in a thread is about. */
export interface ThreadLine {
  eventId: EventId
  storyId: StoryId
  /** `new`: an event that is told with those that the message showed before. */
  change: EventChange
}

/** Why a message is not posted though it could be: settings, a mute, or an attempt whose outcome nobody can find out. */
export type Hold = 'paused' | 'digest' | 'quiet' | 'muted' | 'unknown'

/** What a message says beyond its events. */
export type MessageBody =
  | { kind: 'line'; line: ThreadLine }
  /** A note's own words. */
  | { kind: 'note'; text: string }
  /** Its events were old when they were announced. */
  | { kind: 'older' }
  /** What a digest tells of events that the channel knew. */
  | { kind: 'digest'; changes: readonly ThreadLine[] }

/** An unsettled delivery, as the plan sees it. */
export interface Pending {
  id: DeliveryId
  messageId: MessageId
  kind: MessageKind
  state: DeliveryState
  /** The top of its thread. */
  parent: { id: DeliveryId; ts: string | null; isLost: boolean } | null
  /** Counts up with each change of what it should show. */
  wanted: number
  shown: number
  ts: string | null
  nextAt: number
  attempts: number
  attemptedAt: number | null
  hold: Hold | null
  error: string | null
  material: boolean
  createdAt: number
}

/** A channel and its unsettled deliveries (the first of many, in order of posting). */
export interface Queue extends Place {
  settings: ChannelSettings
  /** Nothing is posted before. */
  notBefore: number
  pending: readonly Pending[]
  /** Alerts that were posted in the channel, or under its summaries, within `burstWithinMs`. */
  recent: number
  /** The summary that further alerts of the same burst go under. */
  burst: DeliveryId | null
}

export interface Timings {
  /** Between two messages of one channel. */
  postEveryMs: number
  /** Between two changes of one message that are not material. */
  updateEveryMs: number
  /** However long the message stands. */
  updateAtLeastEveryMs: number
  lookAgainMs: number
  burst: number
  burstWithinMs: number
  tooOldMs: number
}

export const timings: Timings = {
  postEveryMs: 1000,
  updateEveryMs: minuteMs,
  updateAtLeastEveryMs: hourMs,
  lookAgainMs: 20_000,
  burst: 5,
  burstWithinMs: 600_000,
  tooOldMs: 7 * dayMs,
}

export type Step =
  | { kind: 'rest' }
  /** The outcome of an attempt is unknown. `final`: what is not found now was not posted. */
  | { kind: 'look'; row: Pending; final: boolean }
  | { kind: 'post'; row: Pending }
  | { kind: 'update'; row: Pending }
  | { kind: 'fold'; rows: readonly DeliveryId[]; into: DeliveryId | null }
  | { kind: 'digest'; rows: readonly DeliveryId[] }
  | { kind: 'hold'; rows: readonly DeliveryId[]; reason: Hold; until: number }
  | { kind: 'giveUp'; row: Pending; why: string }
  /** The summary that it belongs under will never stand: it is posted on its own. */
  | { kind: 'orphan'; row: Pending }

/** The one thing to do next in a channel. */
export function nextStep(queue: Queue, now: number, times: Timings): Step {
  const unknown = queue.pending.find((row) => row.state === 'sending')
  const due = (row: Pending) => row.nextAt <= now
  const stale = queue.pending.filter((row) => row.state === 'sent' && row.wanted > row.shown)
  const urgent = stale.find((row) => row.material && due(row))
  if (urgent) return { kind: 'update', row: urgent }
  if (now >= queue.notBefore) {
    if (unknown) return { kind: 'look', row: unknown, final: isFinal(unknown, now, times) }
    const step = nextPost(queue, now, times)
    if (step.kind !== 'rest') return step
  }
  const late = stale.find(due)
  return late ? { kind: 'update', row: late } : { kind: 'rest' }
}

/** Whether a look that begins now comes late enough to prove that a message was not posted. */
export function isFinal(row: Pending, now: number, times: Timings): boolean {
  return row.attemptedAt === null || now >= row.attemptedAt + times.lookAgainMs
}

function nextPost(queue: Queue, now: number, times: Timings): Step {
  const ready = queue.pending.filter(
    (row) => row.state !== 'sent' && row.state !== 'sending' && row.nextAt <= now,
  )
  const oldest = ready[0]
  if (oldest && now - oldest.createdAt > times.tooOldMs) {
    return { kind: 'giveUp', row: oldest, why: 'it waited for more than a week' }
  }
  const digest = ready.filter((row) => row.hold === 'digest')
  if (queue.settings.digest && digest.length > 0)
    return { kind: 'digest', rows: digest.map((row) => row.id) }
  const hold = holdAt(queue.settings, now)
  const holdable = ready.filter((row) => row.kind !== 'digest' && row.kind !== 'note')
  if (hold && holdable.length > 0) {
    return { kind: 'hold', rows: holdable.map((row) => row.id), ...hold }
  }
  const fresh = ready.filter((row) => row.kind === 'alert' && row.parent === null)
  if (fresh.length > 0 && queue.recent + fresh.length > times.burst) {
    return { kind: 'fold', rows: fresh.map((row) => row.id), into: queue.burst }
  }
  // What waits for the message whose thread it belongs to holds up nobody.
  const first = ready.find(({ parent }) => !parent || parent.ts !== null || parent.isLost)
  if (!first) return { kind: 'rest' }
  return first.parent ? reply(first, first.parent) : { kind: 'post', row: first }
}

function reply(row: Pending, parent: NonNullable<Pending['parent']>): Step {
  if (parent.ts !== null) return { kind: 'post', row }
  return row.kind === 'alert'
    ? { kind: 'orphan', row }
    : { kind: 'giveUp', row, why: 'the message that it belongs to was not posted' }
}
