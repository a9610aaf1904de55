import { parentPort, workerData } from 'node:worker_threads'
import { openReader } from './engine.ts'
import { openHistory } from './history.ts'
import type { HistoryAnswer, HistoryCall } from './history-thread.ts'

/** The other side of history-thread.ts: a thread with a connection of its own, which only reads. */

/** As many as cross between the threads in a few milliseconds. */
const portion = 300

const history = openHistory(await openReader(String(workerData)))
const send = (answer: HistoryAnswer) => parentPort?.postMessage(answer)

async function answer({ id, ask }: HistoryCall): Promise<void> {
  try {
    const value = await findAnswer(ask)
    if (Array.isArray(value)) {
      for (let at = 0; at < value.length; at += portion) {
        send({ id, kind: 'portion', values: value.slice(at, at + portion) })
      }
      send({ id, kind: 'all' })
    } else send({ id, kind: 'value', value })
  } catch (error) {
    send({ id, kind: 'failed', error })
  }
}

/** Name and arguments come from one call of that method (history-thread.ts), which the compiler does not see here. */
function findAnswer({ name, given }: HistoryCall['ask']): Promise<unknown> {
  const find = history[name] as (...given: readonly unknown[]) => Promise<unknown>
  return find(...given)
}

parentPort?.on('message', (call: HistoryCall) => void answer(call))
