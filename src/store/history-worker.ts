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

function findAnswer(ask: HistoryCall['ask']) {
  switch (ask.kind) {
    case 'events':
      return history.findEvents(ask.question)
    case 'survey':
      return history.surveyEvents(ask.question)
    case 'sources':
      return history.withSources(ask.events)
    case 'unlistedOne':
      return history.findUnlistedOne(ask.teamId, ask.key)
    case 'unlisted':
      return history.findUnlisted(ask.teamId)
    case 'coverage':
      return history.findCoverage(ask.teamId)
    case 'told':
      return history.findTold(ask.teamId, ask.since)
  }
}

parentPort?.on('message', (call: HistoryCall) => void answer(call))
