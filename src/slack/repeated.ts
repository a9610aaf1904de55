import { setTimeout as pause } from 'node:timers/promises'
import type { Answered, Log } from '../ports.ts'

/** Slack sends what was not acknowledged in time again, an event for an hour at the most. */
const remembered = 1000
/** A form can be opened for three seconds after a click: the answer needs the rest of them. */
const patienceMs = 1000

/** What Slack sends, by what its ids are of. */
export type Sent = 'event' | 'command' | 'click' | 'form' | 'shortcut'

/**
 * Tells whether Slack sent this before: an event by its id, what a person did by its trigger. What this process had among the last so
 * many is known at once, with a memory for each kind, so that a burst of clicks does not push out the events. What another process had is
 * asked for; where no answer comes in time, it counts as new, for silence would be worse than an answer that comes twice.
 */
export function openRepeats(
  answered: Answered,
  log: Log,
): (kind: Sent, id: string) => Promise<boolean> {
  const known = new Map<Sent, Set<string>>()
  return async (kind, id) => {
    const own = known.get(kind) ?? new Set()
    known.set(kind, own)
    if (own.has(id)) return true
    own.add(id)
    const [oldest] = own
    if (own.size > remembered && oldest !== undefined) own.delete(oldest)
    return !(await isFirst(answered, `${kind} ${id}`, log))
  }
}

async function isFirst(answered: Answered, key: string, log: Log): Promise<boolean> {
  const asked = answered.claim(key).catch((err: unknown) => {
    log.warn({ err }, 'nobody knows whether another process answered this; it is answered')
    return true
  })
  const enough = new AbortController()
  const late = pause(patienceMs, true, { signal: enough.signal }).catch(() => true)
  const answer = await Promise.race([asked, late])
  enough.abort()
  return answer
}
