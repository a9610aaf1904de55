/** What a digest takes in of the messages that waited for it. */

import type { EventId } from '../ids.ts'
import type { MessageBody, ThreadLine } from './delivery.ts'

export interface Gathered {
  /** All that it shows, what changed included. */
  events: readonly EventId[]
  body: MessageBody | null
}

/**
 * What `events` became news in its time, and what `lines` tell of those that were told before. One more story for an event is no
 * change: it shows where the event stands. Null where nothing is left to tell.
 */
export function gather(events: readonly EventId[], lines: readonly ThreadLine[]): Gathered | null {
  const told = new Set(events)
  for (const { change, eventId } of lines) if (change.kind === 'new') told.add(eventId)
  // What is new shows as it stands by now.
  const changes = lines.filter(
    ({ change, eventId }) => change.kind === 'material' && !told.has(eventId),
  )
  const all = [...new Set([...told, ...changes.map(({ eventId }) => eventId)])]
  if (all.length === 0) return null
  return { events: all, body: changes.length === 0 ? null : { kind: 'digest', changes } }
}
