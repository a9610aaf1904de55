import { Worker } from 'node:worker_threads'
import type { History } from '../desk/ports.ts'

type Name = keyof History

/** What crosses to the thread, and back. */
export interface HistoryCall {
  id: number
  ask: { [N in Name]: { name: N; given: Parameters<History[N]> } }[Name]
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
  const send = (ask: HistoryCall['ask']): Promise<unknown> => {
    worker ??= start()
    const call: HistoryCall = { id: ++calls, ask }
    const answer = { values: [], ...Promise.withResolvers<unknown>() }
    waiting.set(call.id, answer)
    worker.postMessage(call)
    return answer.promise
  }
  return {
    ...historyOver(send),
    async close() {
      await worker?.terminate()
    },
  }
}

function historyOver(send: (ask: HistoryCall['ask']) => Promise<unknown>): History {
  /** What comes back is what the method of that name answered in the thread: no type can see that. */
  const ask =
    <N extends Name>(name: N) =>
    (...given: Parameters<History[N]>) =>
      send({ name, given } as HistoryCall['ask']) as ReturnType<History[N]>
  return {
    findEvents: ask('findEvents'),
    findTrends: ask('findTrends'),
    findRanking: ask('findRanking'),
    findUnlistedOne: ask('findUnlistedOne'),
    findUnlisted: ask('findUnlisted'),
    findCoverage: ask('findCoverage'),
    findTold: ask('findTold'),
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
