/**
 * What one story's events mean for one channel.
 *
 * 1. An event that the channel shows nothing of is announced where it is news there: new, materially changed, or heard for the
 *    first time (recorded since the channel began to hear, and not silently). What is older than two days is no news.
 * 2. Events of one story share a message, also where one of them stands already: the message takes the others in.
 * 3. What changes an event that stands gets a line in its thread where it is material, or where the channel wants threads; a
 *    channel that wants every story gets a message for each. A story that only says anew what it told is shown in place.
 * 4. What is muted is written down too, as held for good: somebody will ask why it never came.
 */

import { muteFor, type Route, route } from '../channel/route.ts'
import type { DeliveryId, EventId } from '../ids.ts'
import {
  type DeliveryState,
  type Hold,
  type Listener,
  type MessageBody,
  type MessageKind,
  type Place,
  staleAfterMs,
  type Telling,
  type ToldEvent,
} from './delivery.ts'
import { never } from './settlement.ts'

/** A message of an event that stands, or waits, in a channel. */
export interface ShownMessage {
  id: DeliveryId
  /** The top of its thread: itself, or the summary that it went under. */
  top: DeliveryId
  state: DeliveryState
  kind: MessageKind
}

/** A message to be written down, with its one delivery. */
export interface NewMessage extends Place {
  kind: MessageKind
  body: MessageBody | null
  state: DeliveryState
  hold: Hold | null
  nextAt: number
  parent: DeliveryId | null
  events: readonly EventId[]
  material: boolean
}

export interface ChannelPlan {
  made: NewMessage[]
  /** Events that go into a message that stands, or waits. */
  attached: { delivery: DeliveryId; event: EventId }[]
}

export function planChannel(
  telling: Telling,
  listener: Listener,
  /** By event: the newest message that tells it in this channel. */
  findShown: (event: EventId) => ShownMessage | undefined,
  now: number,
): ChannelPlan {
  const { settings } = listener
  const wantsEach = settings.updates === 'every'
  const all = telling.events.map((event) => ({ event, message: findShown(event.id) ?? null }))
  const isTold = ({ event, message }: Shown) =>
    message !== null && !(wantsEach && event.change.kind === 'joined')
  const lines = all
    .filter(isTold)
    .flatMap(({ event, message }) =>
      message && isLineDue(event, message, listener, now)
        ? line(telling, event, message, listener, now)
        : [],
    )
  const found = all
    .filter((one) => !isTold(one) && (one.message || isNews(telling, one.event, listener, now)))
    .map(({ event }) => ({ event, route: route(settings, event.heard, now) }))
  const heard = found.filter(({ route }) => route.kind === 'now' || route.kind === 'held')
  const muted = found.filter(({ route }) => route.kind === 'muted')
  const standing = all.flatMap(({ message }) => message ?? [])
  const linked = wantsEach
    ? standing.find(({ state }) => state === 'waiting')
    : standing.find(({ kind, state }) => kind === 'alert' && isShown(state))
  const plan = linked
    ? joinTo(linked, telling, listener, heard, now)
    : { made: alerts(telling, listener, heard, now), attached: [] }
  const { made, attached } = plan
  return { made: [...lines, ...made, ...alerts(telling, listener, muted, now)], attached }
}

/** An event, and the newest message that tells it in the channel. */
interface Shown {
  event: ToldEvent
  message: ShownMessage | null
}

/** An event, and what the channel's settings do with it. */
interface Routed {
  event: ToldEvent
  route: Route
}

/** A message that stands, or waits, takes events in. */
function joinTo(
  linked: ShownMessage,
  telling: Telling,
  listener: Listener,
  heard: readonly Routed[],
  now: number,
): ChannelPlan {
  // What went under a summary is announced by the summary.
  const targets = [...new Set([linked.id, linked.top])]
  const attached = heard.flatMap(({ event }) =>
    targets.map((delivery) => ({ delivery, event: event.id })),
  )
  const isSaid = linked.state !== 'waiting'
  const made = heard.map(({ event }) => line(telling, event, linked, listener, now))
  return { made: isSaid ? made : [], attached }
}

/** One message for all of them; none for none. */
function alerts(
  telling: Telling,
  place: Place,
  events: readonly Routed[],
  now: number,
): NewMessage[] {
  return events[0] ? [alert(telling, place, events[0].route, events, now)] : []
}

function isShown(state: DeliveryState): boolean {
  return state === 'waiting' || state === 'sending' || state === 'sent'
}

/** Whether a channel that shows nothing of an event should hear of it now. */
function isNews(telling: Telling, event: ToldEvent, listener: Listener, now: number): boolean {
  if (event.change.kind === 'material') return true
  if (now - telling.at > staleAfterMs && !telling.older) return false
  return event.change.kind === 'new' || (!event.silent && event.recordedAt >= listener.since)
}

/** A message that was not posted yet will show the change by itself. */
function isLineDue(
  event: ToldEvent,
  message: ShownMessage,
  { settings }: Listener,
  now: number,
): boolean {
  const stands = message.state === 'sent' || message.state === 'sending'
  if (!stands || muteFor(settings, event.heard, now)) return false
  const { kind } = event.change
  return kind === 'material' || (kind !== 'retold' && settings.updates === 'thread')
}

function alert(
  telling: Telling,
  place: Place,
  way: Route,
  events: readonly { event: ToldEvent }[],
  now: number,
): NewMessage {
  return draft(place, 'alert', now, {
    body: telling.older ? { kind: 'older' } : null,
    events: events.map(({ event }) => event.id),
    ...(way.kind === 'held' && { state: 'held', hold: way.reason, nextAt: way.until }),
    ...(way.kind === 'muted' && { state: 'held', hold: 'muted', nextAt: never }),
  })
}

function line(
  { storyId }: Telling,
  { id, change }: ToldEvent,
  message: ShownMessage,
  place: Place,
  now: number,
): NewMessage {
  return draft(place, 'thread', now, {
    body: { kind: 'line', line: { eventId: id, storyId, change } },
    parent: message.top,
    material: change.kind !== 'joined' && change.kind !== 'retold',
  })
}

/** A message that waits to be posted, with nothing to say but what is given. */
export function draft(
  { teamId, channelId }: Place,
  kind: MessageKind,
  now: number,
  given: Partial<NewMessage>,
): NewMessage {
  return {
    teamId,
    channelId,
    kind,
    body: null,
    state: 'waiting',
    hold: null,
    nextAt: now,
    parent: null,
    events: [],
    material: false,
    ...given,
  }
}
