import { usualWaitOf } from '../core/feed/health.ts'
import type { UsualWait } from '../poll/ports.ts'
import type { Clock, Impaired, Log } from '../ports.ts'

/** What tells whether the work is done. Instants are ms, UTC; what falls due later than now counts for nothing. */
export interface Vitals {
  now: number
  /** Since the start: what lay while nobody ran is not late before it could be done. */
  upMs: number
  /** When the feed that has waited longest fell due; null where none ever does. */
  feedDueAt: number | null
  /** When the message, or the change of one, that has waited longest fell due. */
  deliveryDueAt: number | null
  /** Null over HTTP. */
  isConnected: boolean | null
  /** The files of the database are those that it was opened with. */
  isInPlace: boolean
}

/** What `GET /healthz` says: 200 while the work is done, else 503 and what is not. `startedAt` is ISO 8601. */
export interface Health {
  ok: boolean
  startedAt: string
  problems: readonly string[]
  /** What is not as it should be, though the work is done. */
  notices: readonly string[]
  /** How long new items had been out when they were seen, at the feed in the middle; null where none is known yet. */
  usualWaitMs: number | null
  /** Of each feed of the configuration, by its id. What a workspace added is its own and is not named. */
  usualWaits: Readonly<Record<string, number>>
}

/** What is due for so long is not done. */
const lateMs = 10 * 60_000

/** A sentence for each thing that is not done; none where all is well. Names no feed and no channel: anybody may ask. */
export function findProblems(vitals: Vitals): string[] {
  const { now, upMs, feedDueAt, deliveryDueAt, isConnected, isInPlace } = vitals
  const isLate = (dueAt: number | null): dueAt is number =>
    dueAt !== null && Math.min(now - dueAt, upMs) >= lateMs
  const problems: string[] = []
  if (isLate(feedDueAt)) {
    problems.push(`a feed has been due since ${iso(feedDueAt)} and was not read`)
  }
  if (isLate(deliveryDueAt)) {
    problems.push(`a message has been due since ${iso(deliveryDueAt)} and was not sent`)
  }
  if (!isInPlace) {
    problems.push('the files of the database were deleted or replaced: what is written now is lost')
  }
  if (isConnected === false) problems.push('the socket to Slack is not connected')
  return problems
}

const impairments: Record<keyof Impaired, string> = {
  bell: 'the database is not heard when it rings: messages are looked for, and go out up to a second later',
  jobs: 'the clock of the jobs fails: what is no longer needed is not cleared away, and tokens are renewed only when they are used',
}

function noticesOf({ bell, jobs }: Impaired): string[] {
  return [...(bell ? [impairments.bell] : []), ...(jobs ? [impairments.jobs] : [])]
}

export interface HealthParts {
  findFeedDue(): Promise<number | null>
  findDeliveryDue(): Promise<number | null>
  findUsualWaits(): Promise<UsualWait[]>
  isConnected(): boolean | null
  isInPlace(): boolean
  findImpaired(): Impaired
  clock: Clock
  log: Log
}

/** Never rejects. */
export function openHealth(parts: HealthParts): () => Promise<Health> {
  const { clock, log } = parts
  const began = performance.now()
  const startedAt = iso(clock())
  return async () => {
    const notices = noticesOf(parts.findImpaired())
    try {
      const problems = findProblems({
        now: clock(),
        upMs: performance.now() - began,
        feedDueAt: await parts.findFeedDue(),
        deliveryDueAt: await parts.findDeliveryDue(),
        isConnected: parts.isConnected(),
        isInPlace: parts.isInPlace(),
      })
      const waits = await parts.findUsualWaits()
      return { ok: problems.length === 0, startedAt, problems, notices, ...waitsOf(waits) }
    } catch (error) {
      log.error({ err: error }, 'cannot tell how it is')
      const problems = ['the database cannot be read']
      return { ok: false, startedAt, problems, notices, ...waitsOf([]) }
    }
  }
}

function waitsOf(waits: readonly UsualWait[]): Pick<Health, 'usualWaitMs' | 'usualWaits'> {
  const configured = waits.filter(({ isConfigured }) => isConfigured)
  return {
    usualWaitMs: usualWaitOf(waits),
    usualWaits: Object.fromEntries(configured.map(({ id, usualWaitMs }) => [id, usualWaitMs])),
  }
}

function iso(at: number): string {
  return new Date(at).toISOString()
}
