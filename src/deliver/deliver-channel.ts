/**
 * Carries out the steps of one channel: each is decided by core/delivery/delivery.ts, written down before it is made, and settled after.
 */

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
import type { Content } from '../core/delivery/shown.ts'
import type { ToUsd } from '../core/history/rates.ts'
import type { DeliveryId, TeamId } from '../core/ids.ts'
import type { Bell, Clock, Lease, Leases, Log, Timer } from '../ports.ts'
import { messageView } from '../views/message.ts'
import { keyOf, openPace, type Pace } from './pace.ts'
import type { Outbox, Outgoing, Post } from './ports.ts'

export interface DelivererParts {
  /** Phrases of pages that no excerpt of a story shows. */
  pageFurniture: readonly string[]
  toUsd: ToUsd
  outbox: Outbox
  leases: Leases
  bell: Bell
  post: Post
  clock: Clock
  timer: Timer
  /** 0 to 1: spreads what is tried again. */
  chance(): number
  log: Log
  timings: Timings
  /** No call to Slack takes longer. */
  callMs: number
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

/** After a fault of our own, where the plan has nothing to do, and where the workspace's limit lets nothing through. */
const restMs = { fault: 30_000, idle: 1000, turn: 200 }

export interface Worker {
  /** One step of one channel. Never throws: what goes wrong is logged, and the channel rests. */
  step(place: OwnPlace, signal: AbortSignal): Promise<void>
  isResting(place: Place): boolean
  /** In how many channels of a workspace a step may be begun that posts a message. */
  room(teamId: TeamId): number
}

export function openWorker(parts: DelivererParts): Worker {
  const pace = openPace(parts.timer)
  const tools: Tools = { reached: () => {}, ...parts, pace, unreadable: new Set() }
  /** Steps that may come to post a message, and have not booked it. */
  const undecided = new Map<TeamId, number>()
  const countIn = (teamId: TeamId) => undecided.get(teamId) ?? 0
  const find = async (place: OwnPlace, now: number) => {
    undecided.set(place.teamId, countIn(place.teamId) + 1)
    try {
      return await parts.outbox.findQueue(place, now, parts.timings.burstWithinMs)
    } finally {
      undecided.set(place.teamId, countIn(place.teamId) - 1)
    }
  }
  return {
    async step(place, signal) {
      const { clock, timings, log } = tools
      try {
        const now = clock()
        pace.begin(place.lease, place.teamId)
        const found = await find(place, now)
        const queue = { ...found, lease: place.lease }
        await take(tools, queue, nextStep(queue, now, timings), signal)
      } catch (error) {
        log.error({ ...named(place), err: error }, 'delivery failed')
        pace.rest(place, restMs.fault)
      }
    },
    isResting: pace.isResting,
    room: (teamId) => pace.room(teamId) - countIn(teamId),
  }
}

/** A channel whose workspace is ours to serve. */
type OwnPlace = Place & { lease: Lease }
type OwnQueue = Queue & OwnPlace

interface Tools extends Required<DelivererParts> {
  pace: Pace
  /** Channels of which the log says already that their history cannot be read. */
  unreadable: Set<string>
}

async function take(tools: Tools, queue: OwnQueue, step: Step, signal: AbortSignal): Promise<void> {
  const { outbox, clock, pace, reached, log } = tools
  const now = clock()
  switch (step.kind) {
    case 'rest':
      return pace.rest(queue, restMs.idle)
    case 'look':
      return look(tools, queue, step.row, signal)
    case 'post':
      return send(tools, queue, step.row, signal)
    case 'update':
      return update(tools, queue, step.row)
    case 'fold':
      reached('folding')
      await outbox.fold(queue, rowsOf(queue, step.rows), step.into, now)
      return reached('folded')
    case 'digest':
      await outbox.gather(queue, rowsOf(queue, step.rows), now)
      return
    case 'hold': {
      const { reason: hold, until: nextAt } = step
      await outbox.settle(queue, rowsOf(queue, step.rows), { state: 'held', hold, nextAt }, now)
      return
    }
    case 'giveUp':
      log.warn({ ...named(queue), delivery: step.row.id, why: step.why }, 'given up')
      await outbox.settle(queue, [step.row], { state: 'given_up', error: step.why }, now)
      return
    case 'orphan':
      await outbox.orphan(queue, step.row)
  }
}

function rowsOf({ pending }: Queue, ids: readonly DeliveryId[]): Pending[] {
  const asked = new Set(ids)
  return pending.filter(({ id }) => asked.has(id))
}

async function send(
  tools: Tools,
  queue: OwnQueue,
  row: Pending,
  signal: AbortSignal,
): Promise<void> {
  const { outbox, clock, timings, pace, reached, log } = tools
  if (signal.aborted) return
  // Here it would keep its place from others.
  if (pace.room(queue.teamId) === 0) return pace.rest(queue, restMs.turn)
  pace.book('post', queue.teamId)
  reached('claiming')
  const attemptedAt = clock()
  if (!(await outbox.claim(queue, row, attemptedAt, attemptedAt + timings.postEveryMs))) return
  reached('claimed')
  const message = await compose(tools, queue, row)
  // It is looked for, and sent, by whoever serves the workspace next.
  if (mayLapse(tools, queue)) return
  const posted = message && (await postOrPlain(tools, message))
  const settlement: Settlement = posted
    ? afterPost(posted, row, sent(tools, row))
    : { state: 'given_up', error: 'nothing is left to tell' }
  reached('posted')
  const attempted = { ...row, state: 'sending', attempts: row.attempts + 1 } as const
  await outbox.settle(queue, [attempted], settlement, clock())
  if (posted?.kind === 'posted') log.info(named(queue, message), 'posted')
  if (posted) await heed(tools, queue, posted, settlement)
  reached('settled')
}

/** Right before each call: Slack knows nothing of leases, and another process could make the same call while this one lasts. */
function mayLapse({ callMs, log }: Tools, queue: OwnQueue): boolean {
  if (queue.lease.leftMs() > callMs) return false
  log.warn(named(queue), 'the right to serve the workspace ends before a call would')
  return true
}

/** A message whose blocks Slack refuses still goes out, as text. */
async function postOrPlain({ post, pace, log }: Tools, message: Outgoing): Promise<Posted> {
  const posted = await post.post(message)
  if (posted.kind === 'limited') pace.postLimited(message.place, posted.retryAfterMs)
  // Its other channels post on until the refusal is written down.
  if (refusesTeam(posted)) pace.restTeam(message.place.teamId, restMs.fault)
  if (posted.kind !== 'refused' || posted.scope !== 'message') return posted
  log.error({ ...named(message.place, message), word: posted.word }, 'slack refused a message')
  return post.post({ ...message, blocks: [] })
}

async function update(tools: Tools, queue: OwnQueue, row: Pending): Promise<void> {
  const { outbox, post, clock, timings, pace, reached } = tools
  const now = clock()
  const waitMs = pace.bookOnce('update', queue.teamId, row.id)
  if (waitMs > 0) {
    await outbox.settle(queue, [row], { nextAt: now + waitMs }, now)
    return
  }
  const message = await compose(tools, queue, row)
  if (!message || row.ts === null) {
    await outbox.settle(queue, [row], { shown: row.wanted }, now)
    return
  }
  if (mayLapse(tools, queue)) return
  reached('updating')
  const posted = await post.update(message, row.ts)
  reached('updated')
  const settlement = afterUpdate(posted, row, sent(tools, row), timings)
  if (wantsLine(posted, row)) await outbox.freeze(queue, row, settlement, clock())
  else await outbox.settle(queue, [row], settlement, clock())
  await heed(tools, queue, posted, settlement)
  reached('update settled')
}

/** What can be changed no more gets a line. A material change has its own; after the first, small ones are not worth one each. */
function wantsLine(posted: Posted, { material, error }: Pending): boolean {
  const isFrozen = posted.kind === 'refused' && ['message', 'frozen'].includes(posted.scope)
  return isFrozen && !material && error === null
}

const sent = ({ clock, chance }: Tools, row: Pending) => ({
  revision: row.wanted,
  now: clock(),
  chance: chance(),
})

async function look(
  tools: Tools,
  queue: OwnQueue,
  row: Pending,
  signal: AbortSignal,
): Promise<void> {
  const { outbox, post, clock, chance, timings, pace, reached } = tools
  const at = clock()
  const waitMs = pace.bookOnce('look', queue.teamId, row.id)
  if (waitMs > 0) {
    await outbox.settle(queue, [row], { channel: { notBefore: at + waitMs } }, at)
    return
  }
  if (mayLapse(tools, queue)) return
  reached('looking')
  const message = { place: queue, deliveryId: row.id, threadTs: row.parent?.ts ?? null }
  const sought = await post.seek(message, row.attemptedAt ?? row.createdAt, signal)
  reached('looked')
  if (sought.kind === 'limited') pace.lookLimited(queue.teamId, sought.retryAfterMs)
  if (sought.kind === 'unreadable') warnOnce(tools, queue, sought.word)
  const when = { at, now: clock(), chance: chance() }
  const settlement = afterLook(sought, row, when, queue.settings.onUnknown, timings)
  await outbox.settle(queue, [row], settlement, clock())
  reached('looked and settled')
}

function warnOnce({ unreadable, log }: Tools, queue: OwnQueue, word: string): void {
  if (unreadable.has(keyOf(queue))) return
  unreadable.add(keyOf(queue))
  const { onUnknown } = queue.settings
  log.warn(
    { ...named(queue), word, onUnknown },
    'the history cannot be read: a message with an unknown outcome cannot be looked for',
  )
}

/** Null where nothing is left to tell. */
async function compose(
  { outbox, clock, pageFurniture: furniture, toUsd }: Tools,
  queue: OwnQueue,
  row: Pending,
): Promise<Outgoing | null> {
  const content = await outbox.findContent(queue, row.messageId)
  const reply = content && messageView(content, clock(), { furniture, toUsd })
  if (!content || !reply || (row.ts === null && isTakenBack(content))) return null
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

const isTakenBack = ({ events, note }: Content): boolean =>
  events.every(({ isDismissed }) => isDismissed) && !note

const refusesTeam = (posted: Posted): boolean =>
  posted.kind === 'refused' && posted.scope === 'team'

/** A channel that refuses us is told to the log; a workspace that does so does it in all its channels. */
async function heed(
  { outbox, clock, pace, log }: Tools,
  queue: OwnQueue,
  posted: Posted,
  { channel }: Settlement,
): Promise<void> {
  if (posted.kind !== 'refused' || !channel) return
  const { word } = posted
  log.warn({ ...named(queue), word }, `nothing can be posted: ${adviceFor(word)}`)
  if (refusesTeam(posted) && channel.notBefore !== undefined) {
    await outbox.blockTeam(queue.teamId, word, channel.notBefore, clock())
    // A step that was decided before may be under way.
    pace.restTeam(queue.teamId, restMs.idle)
  }
}

/** As log lines name it. */
function named({ teamId, channelId }: Place, message?: Outgoing | null): object {
  const { deliveryId: delivery, announces: events } = message ?? {}
  return { team: teamId, channel: channelId, ...(delivery && { delivery, events }) }
}
