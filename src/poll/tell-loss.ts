import { draft } from '../core/delivery/plan.ts'
import { lossNotice } from '../core/feed/health.ts'
import type { FeedState } from '../core/feed/schedule.ts'
import { dayMs } from '../core/text/calendar.ts'
import type { FeedOutcome } from './ports.ts'
import type { Work } from './tell.ts'

/**
 * Tells every channel that depends on a feed that it is lost, once, and that it is back, once. Returns the feed's state with what was
 * told. Where no feed at all was read for a day, the fault is our own network's, and nobody is told.
 */
export async function tellLoss(work: Work, { feed, state }: FeedOutcome): Promise<FeedState> {
  const { records, now, audience } = work
  const text = lossNotice(feed.name, state, now)
  if (text === null) return state
  const isBack = state.toldLostAt !== null
  if (!isBack && !(await records.isAnyReadSince(now - dayMs))) return state
  const listening = audience.listeners.filter(
    ({ teamId, settings }) => (feed.teamId ?? teamId) === teamId && settings.watches.length > 0,
  )
  const notes = listening.map((place) =>
    draft(place, 'note', now, { body: { kind: 'note', text } }),
  )
  await records.addMessages(notes, now)
  return { ...state, toldLostAt: isBack ? null : now }
}
