import type { Listener, Telling } from '../core/delivery/delivery.ts'
import { planChannel } from '../core/delivery/plan.ts'
import type { EventId } from '../core/ids.ts'
import { channelKey, type Records, type ShownMessages } from './ports.ts'

/**
 * Writes down what one story's events mean for every channel: new messages, changes of those that stand, lines for their threads.
 * Returns how many messages are to be sent.
 */
export async function planDeliveries(
  records: Records,
  telling: Telling,
  listeners: readonly Listener[],
  now: number,
): Promise<number> {
  const shown = new Map<EventId, ShownMessages>()
  for (const { id, change } of telling.events) {
    if (change.kind === 'new') continue
    await records.wantRevision(id, change.kind === 'material', now)
    shown.set(id, await records.findShown(id))
  }
  const reached = listeners.filter(({ teamId }) => (telling.teamId ?? teamId) === teamId)
  const plans = reached.map((listener) => {
    const key = channelKey(listener)
    return planChannel(telling, listener, (event) => shown.get(event)?.get(key), now)
  })
  await records.attach(
    plans.flatMap(({ attached }) => attached),
    now,
  )
  const made = plans.flatMap((plan) => plan.made)
  await records.addMessages(made, now)
  return made.length
}
