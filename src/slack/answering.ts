import { randomUUID } from 'node:crypto'
import type { ChannelId, TeamId } from '../core/ids.ts'
import type { Asker, Desk } from '../desk/ports.ts'
import type { Answered, Clock, Log } from '../ports.ts'
import { withCommandNames } from '../views/command-names.ts'
import type { Answer, Reply } from '../views/reply.ts'
import { saying } from '../views/settings-form.ts'
import { refused, sorry } from '../views/sorry.ts'
import { type Place, put } from './answer.ts'
import { withoutSecrets } from './logger.ts'
import { adviceOn } from './refused.ts'
import { openRepeats, type Sent } from './repeated.ts'

export interface Needs {
  desk: Desk
  answered: Answered
  clock: Clock
  log: Log
  /** Before the commands' names, as people read them. */
  commandPrefix: string
}

/** What is between the desk and whoever asked: a net around each answer, and a reference for the person and the log alike. */
export interface Answering {
  desk: Desk
  clock: Clock
  /** Acts, unless Slack sent this before. */
  once(kind: Sent, id: string, act: () => Promise<void>, again?: () => Promise<void>): Promise<void>
  person(teamId: string | undefined, userId: string, channelId?: string | null): Asker
  /** The commands as this installation names them. */
  named<Content>(content: Content): Content
  say(place: Place, answer: Answer): Promise<void>
  /** Never rejects: what fails is apologised for in the same place. */
  answer(what: string, place: Place, run: () => Promise<void>): Promise<void>
  /** Likewise, for events that no person waits for. */
  quietly(what: string, run: () => Promise<void>): Promise<void>
  /** Waits for the answers under way, at most so many ms. */
  finish(atMostMs: number): Promise<void>
}

export function openAnswering({ desk, answered, clock, log, commandPrefix }: Needs): Answering {
  const underWay = new Set<Promise<void>>()
  const isRepeated = openRepeats(answered, log)
  const tracked = (done: Promise<void>) => {
    underWay.add(done)
    return done.finally(() => underWay.delete(done))
  }
  const named = <Content>(content: Content) => withCommandNames(content, commandPrefix)
  const say = (place: Place, answer: Answer) => put(place, named(answer))

  async function apologise(what: string, place: Place, error: unknown): Promise<void> {
    const reference = randomUUID().slice(0, 8)
    log.error({ what, reference, error: said(error) }, 'an answer failed')
    const advice = adviceOn(error)
    const reply = advice === null ? sorry(reference) : refused(advice, reference)
    await say(place, apology(place, reply)).catch((second: unknown) =>
      log.error({ what, reference, error: said(second) }, 'the apology failed too'),
    )
  }

  return {
    desk,
    clock,
    once: (kind, id, act, again) =>
      tracked(isRepeated(kind, id).then((known) => (known ? again?.() : act()))),
    named,
    say,
    person: (teamId, userId, channelId) => ({
      teamId: (teamId ?? '') as TeamId,
      userId,
      channelId: (channelId ?? null) as ChannelId | null,
      now: clock(),
    }),
    answer: (what, place, run) =>
      tracked(run().catch((error: unknown) => apologise(what, place, error))),
    quietly: (what, run) =>
      run().catch((error: unknown) => log.error({ what, error: said(error) }, 'an event failed')),
    async finish(atMostMs) {
      const late = new Promise<void>((resolve) => setTimeout(resolve, atMostMs).unref())
      await Promise.race([Promise.allSettled(underWay), late])
    },
  }
}

/** A form that waits says it itself: else it would wait for good. */
const apology = ({ waits }: Place, reply: Reply): Answer =>
  waits
    ? { kind: 'modal', view: saying('Not done', reply.text), closed: reply }
    : { kind: 'reply', reply }

/** An error as the log may hold it. */
export const said = (error: unknown): string =>
  withoutSecrets(error instanceof Error ? (error.stack ?? error.message) : String(error))
