import { Worker } from 'node:worker_threads'
import type { PastEvent } from '../core/events/past-event.ts'
import type { Company } from '../core/facts.ts'
import type { ToldEvent } from '../core/history/own-record.ts'
import type { CompanyKey, TeamId } from '../core/ids.ts'
import type { Coverage, History, HistoryQuestion } from '../desk/ports.ts'

/** What crosses to the thread, and back. */
export interface HistoryCall {
  id: number
  ask:
    | { kind: 'events'; question: HistoryQuestion }
    | { kind: 'survey'; question: HistoryQuestion }
    | { kind: 'sources'; events: readonly PastEvent[] }
    | { kind: 'unlistedOne'; teamId: TeamId; key: CompanyKey }
    | { kind: 'unlisted'; teamId: TeamId }
    | { kind: 'coverage'; teamId: TeamId }
    | { kind: 'told'; teamId: TeamId; since: number }
}

export type HistoryAnswer =
  /** A long list comes in portions, so that taking one in does not hold the event loop. */
  | { id: number; kind: 'portion'; values: readonly unknown[] }
  | { id: number; kind: 'all' }
  | { id: number; kind: 'value'; value: unknown }
  | { id: number; kind: 'failed'; error: unknown }

interface Waiting extends PromiseWithResolvers<unknown> {
  values: unknown[]
}

/**
 * History, read by a thread with a connection of its own: a look-up over years of news takes longer than the event loop may be
 * held. The thread begins with the first question, and anew with the next one should it die.
 */
export function openHistoryThread(path: string): History & { close(): Promise<void> } {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | undefined
  let calls = 0

  const start = (): Worker => {
    const started = new Worker(new URL('./history-worker.ts', import.meta.url), {
      workerData: path,
    })
    started.unref()
    started.on('message', (answer: HistoryAnswer) => take(waiting, answer))
    started.on('error', (cause) => fail(started, cause))
    started.on('exit', () => fail(started))
    return started
  }
  const fail = (broken: Worker, cause?: unknown) => {
    // It is told of its end after its error, when the next may have begun.
    if (worker !== broken) return
    worker = undefined
    const error = new Error('store: the history thread ended', { cause })
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  const ask = (question: HistoryCall['ask']): Promise<unknown> => {
    worker ??= start()
    const call: HistoryCall = { id: ++calls, ask: question }
    const answer = { values: [], ...Promise.withResolvers<unknown>() }
    waiting.set(call.id, answer)
    worker.postMessage(call)
    return answer.promise
  }
  return {
    findEvents: (question) => ask({ kind: 'events', question }) as Promise<PastEvent[]>,
    surveyEvents: (question) => ask({ kind: 'survey', question }) as Promise<PastEvent[]>,
    withSources: (events) => ask({ kind: 'sources', events }) as Promise<PastEvent[]>,
    findUnlistedOne: (teamId, key) =>
      ask({ kind: 'unlistedOne', teamId, key }) as Promise<Company | null>,
    findUnlisted: (teamId) => ask({ kind: 'unlisted', teamId }) as Promise<Company[]>,
    findCoverage: (teamId) => ask({ kind: 'coverage', teamId }) as Promise<Coverage>,
    findTold: (teamId, since) => ask({ kind: 'told', teamId, since }) as Promise<ToldEvent[]>,
    async close() {
      await worker?.terminate()
    },
  }
}

function take(waiting: Map<number, Waiting>, answer: HistoryAnswer): void {
  const call = waiting.get(answer.id)
  if (!call) return
  if (answer.kind === 'portion') {
    call.values.push(...answer.values)
    return
  }
  waiting.delete(answer.id)
  if (answer.kind === 'failed') {
    call.reject(new Error('store: cannot read the history', { cause: answer.error }))
  } else call.resolve(answer.kind === 'all' ? call.values : answer.value)
}
