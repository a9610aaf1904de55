/**
 * Carries out the steps of one channel: each is decided by core/delivery/delivery.ts, written down before it is made, and settled after.
 */

import { setTimeout as pause } from 'node:timers/promises'
import {
  nextStep,
  type Pending,
  type Place,
  type Queue,
  type Step,
  type Timings,
} from '../core/delivery/delivery.ts'
import { adviceFor } from '../core/delivery/retry.ts'
import {
  afterLook,
  afterPost,
  afterUpdate,
  type Posted,
  type Settlement,
} from '../core/delivery/settlement.ts'
import { openThrottle } from '../core/delivery/throttle.ts'
import type { TeamId } from '../core/ids.ts'
import type { Clock, Log } from '../ports.ts'
import { messageView } from '../views/message.ts'
import type { Outbox, Outgoing, Post } from './ports.ts'

export interface DelivererParts {
  /** Phrases of pages that no excerpt of a story shows. */
  pageFurniture: readonly string[]
  outbox: Outbox
  post: Post
  clock: Clock
  /** 0 to 1: spreads what is tried again. */
  chance(): number
  log: Log
  timings: Timings
  /** Told at each named point; a test may end the process there. */
  reached?: (point: Point) => void
}

/** Between any two of these a kill must neither lose nor double a message. */
export const points = [
  'folding',
  'folded',
  'claiming',
  'claimed',
  'posted',
  'settled',
  'looking',
  'looked',
  'looked and settled',
  'updating',
  'updated',
  'update settled',
] as const
export type Point = (typeof points)[number]

/** After a fault of our own, and where the plan has nothing to do. */
const restMs = { fault: 30_000, idle: 1000 }

export interface Worker {
  /** One step of one channel. Never throws: what goes wrong is logged, and the channel rests. */
  step(place: Place, signal: AbortSignal): Promise<void>
  isResting(place: Place): boolean
}

export function openWorker(parts: DelivererParts): Worker {
  const { outbox, post, clock, chance, log, timings } = parts
  const reached = parts.reached ?? (() => {})
  const throttle = openThrottle()
  /** By `performance.now`, as the throttle: a clock that is set back must silence nobody. */
  const restsUntil = new Map<string, number>()
  const rest = (place: Place, ms: number) => restsUntil.set(keyOf(place), performance.now() + ms)
  const unreadable = new Set<string>()
  const sent = (row: Pending) => ({ revision: row.wanted, now: clock(), chance: chance() })
  /** Changes and looks that were put off to a time booked for them. */
  const booked = new Set<string>()
  /** Books a call, and says how many ms it has to wait. */
  const book = (method: 'post' | 'update' | 'look', teamId: TeamId): number => {
    const now = performance.now()
    return Math.ceil(throttle.book(method, teamId, now) - now)
  }

  async function step(place: Place, signal: AbortSignal): Promise<void> {
    try {
      const now = clock()
      const queue = await outbox.findQueue(place, now, timings.burstWithinMs)
      await take(queue, nextStep(queue, now, timings), signal)
    } catch (error) {
      log.error({ channel: place.channelId, err: error }, 'delivery failed')
      rest(place, restMs.fault)
    }
  }

  async function take(queue: Queue, step: Step, signal: AbortSignal): Promise<void> {
    const now = clock()
    switch (step.kind) {
      case 'rest':
        rest(queue, restMs.idle)
        return
      case 'look':
        return look(queue, step.row, signal)
      case 'post':
        return send(queue, step.row, signal)
      case 'update':
        return update(queue, step.row)
      case 'fold':
        reached('folding')
        await outbox.fold(queue, step.rows, step.into, now)
        reached('folded')
        return
      case 'digest':
        return outbox.gather(queue, step.rows, now)
      case 'hold': {
        const { reason: hold, until: nextAt } = step
        return outbox.settle(queue, step.rows, { state: 'held', hold, nextAt }, now)
      }
      case 'giveUp':
        return outbox.settle(queue, [step.row.id], { state: 'given_up', error: step.why }, now)
      case 'orphan':
        return outbox.orphan(step.row.id)
    }
  }

  async function send(queue: Queue, row: Pending, signal: AbortSignal): Promise<void> {
    await nap(book('post', queue.teamId), signal)
    if (signal.aborted) return
    reached('claiming')
    const attemptedAt = clock()
    await outbox.claim(queue, row, attemptedAt, attemptedAt + timings.postEveryMs)
    reached('claimed')
    const message = await compose(queue, row)
    const posted = message && (await postOrPlain(message))
    const settlement: Settlement = posted
      ? afterPost(posted, row, sent(row))
      : { state: 'given_up', error: 'nothing is left to tell' }
    reached('posted')
    await outbox.settle(queue, [row.id], settlement, clock())
    if (posted) await heed(queue, posted, settlement)
    reached('settled')
  }

  /** A message whose blocks Slack refuses still goes out, as text. */
  async function postOrPlain(message: Outgoing): Promise<Posted> {
    const posted = await post.post(message)
    if (posted.kind === 'limited') {
      const { teamId, channelId } = message.place
      throttle.postLimited(teamId, channelId, posted.retryAfterMs, performance.now())
    }
    if (posted.kind !== 'refused' || posted.scope !== 'message') return posted
    log.error({ delivery: message.deliveryId, word: posted.word }, 'slack refused a message')
    return post.post({ ...message, blocks: [] })
  }

  async function update(queue: Queue, row: Pending): Promise<void> {
    const now = clock()
    const waitMs = booked.delete(row.id) ? 0 : book('update', queue.teamId)
    if (waitMs > 0) {
      booked.add(row.id)
      return outbox.settle(queue, [row.id], { nextAt: now + waitMs }, now)
    }
    const message = await compose(queue, row)
    if (!message || row.ts === null) {
      return outbox.settle(queue, [row.id], { shown: row.wanted }, now)
    }
    reached('updating')
    const posted = await post.update(message, row.ts)
    reached('updated')
    const settlement = afterUpdate(posted, row, sent(row), timings)
    const isFrozen = posted.kind === 'refused' && ['message', 'frozen'].includes(posted.scope)
    // A material change has its line already; after the first, small ones are not worth one each.
    if (isFrozen && !row.material && row.error === null) {
      await outbox.freeze(queue, row, settlement, clock())
    } else await outbox.settle(queue, [row.id], settlement, clock())
    await heed(queue, posted, settlement)
    reached('update settled')
  }

  async function look(queue: Queue, row: Pending, signal: AbortSignal): Promise<void> {
    const at = clock()
    const waitMs = booked.delete(row.id) ? 0 : book('look', queue.teamId)
    if (waitMs > 0) {
      booked.add(row.id)
      return outbox.settle(queue, [row.id], { channel: { notBefore: at + waitMs } }, at)
    }
    reached('looking')
    const message = { place: queue, deliveryId: row.id, threadTs: row.parent?.ts ?? null }
    const sought = await post.seek(message, row.attemptedAt ?? row.createdAt, signal)
    reached('looked')
    if (sought.kind === 'limited') {
      throttle.lookLimited(queue.teamId, sought.retryAfterMs, performance.now())
    }
    if (sought.kind === 'unreadable' && !unreadable.has(keyOf(queue))) {
      unreadable.add(keyOf(queue))
      const { channelId: channel, settings } = queue
      log.warn(
        { channel, word: sought.word, onUnknown: settings.onUnknown },
        'the history cannot be read: a message with an unknown outcome cannot be looked for',
      )
    }
    const when = { at, now: clock(), chance: chance() }
    const settlement = afterLook(sought, row, when, queue.settings.onUnknown, timings)
    await outbox.settle(queue, [row.id], settlement, clock())
    reached('looked and settled')
  }

  async function compose(queue: Queue, row: Pending): Promise<Outgoing | null> {
    const content = await outbox.findContent(queue, row.messageId)
    const reply = content && messageView(content, clock(), parts.pageFurniture)
    const isTakenBack = content?.events.every(({ isDismissed }) => isDismissed) && !content.note
    if (!content || !reply || (isTakenBack && row.ts === null)) return null
    return {
      ...reply,
      place: { teamId: queue.teamId, channelId: queue.channelId },
      deliveryId: row.id,
      // What stands under a summary was announced by the summary.
      announces: row.parent ? [] : content.events.map(({ id }) => id),
      threadTs: row.parent?.ts ?? null,
      isBroadcast: row.kind === 'thread' && row.material,
    }
  }

  /** A channel that refuses us is told to the log; a workspace that does so does it in all its channels. */
  async function heed(queue: Queue, posted: Posted, { channel }: Settlement): Promise<void> {
    if (posted.kind !== 'refused' || !channel) return
    const { word, scope } = posted
    log.warn({ channel: queue.channelId, word }, `nothing can be posted: ${adviceFor(word)}`)
    if (scope === 'team' && channel.notBefore !== undefined) {
      await outbox.blockTeam(queue.teamId, word, channel.notBefore, clock())
    }
  }

  return {
    step,
    isResting: (place) => (restsUntil.get(keyOf(place)) ?? 0) > performance.now(),
  }
}

export const keyOf = ({ teamId, channelId }: Place): string => `${teamId} ${channelId}`

/** Waits, or less where it is stopped. */
export async function nap(ms: number, signal: AbortSignal): Promise<void> {
  if (ms > 0) await pause(ms, undefined, { signal }).catch(() => {})
}
