import { Worker } from 'node:worker_threads'
import { takeTurn } from '../turns.ts'
import type { Document, Parsed } from './parse.ts'
import { type Past, type Reread, reread } from './reread.ts'

export interface Parsing {
  /** `past` is of the feed's last document, where that is known. Rejects on a fault of our own. */
  parse(document: Document, past: Past | null): Promise<Reread>
  close(): Promise<void>
}

/** A thread costs some 30 MB; few feeds are so long that they need it. */
const idleMs = 30_000

export interface ParsingLimits {
  /** In bytes: some 20 ms of parsing on a small machine; a click in Slack must not wait longer. */
  longestHere?: number
  /** What takes longer is a trap, not a feed. */
  longestMs?: number
  heapMegabytes?: number
}

/** Short documents are parsed here, each in its turn; long ones in a thread that is stopped when it takes too long. */
export function openParsing(limits: ParsingLimits = {}): Parsing {
  const { longestHere = 128_000, longestMs = 20_000, heapMegabytes = 512 } = limits
  const aside = openQueue()
  let thread: Worker | null = null
  let idle: NodeJS.Timeout | undefined

  async function parseAside(document: Document): Promise<Parsed> {
    clearTimeout(idle)
    thread ??= begin(heapMegabytes, (ended) => {
      if (thread === ended) thread = null
    })
    thread.ref()
    try {
      const answer = await answerOf(thread, document, longestMs)
      if (answer.kind === 'none' && giveUps.has(answer.reason)) await stop()
      return answer
    } catch (error) {
      await stop()
      throw error
    } finally {
      thread?.unref()
      idle = setTimeout(stop, idleMs).unref()
    }
  }

  async function stop(): Promise<void> {
    clearTimeout(idle)
    const stopping = thread
    thread = null
    await stopping?.terminate()
  }

  return {
    parse: (document, past) =>
      document.bytes.length <= longestHere
        ? takeTurn().then(() => reread(document, past))
        : aside(async () => ({ parsed: await parseAside(document), past: null })),
    close: stop,
  }
}

function begin(maxOldGenerationSizeMb: number, ended: (thread: Worker) => void): Worker {
  const begun = new Worker(new URL('./parse-worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb },
  })
  // Also when nobody waits for it: an error that nobody hears would end the process.
  begun.on('error', () => ended(begun))
  return begun
}

/** The thread is busy with the document still, or gone. */
const giveUps = new Set<string>(['timeout', 'too_large'])

/** What the thread answers, or why it did not. Rejects where it failed for another reason than the document's size or depth. */
function answerOf(thread: Worker, document: Document, longestMs: number): Promise<Parsed> {
  const { promise, resolve, reject } = Promise.withResolvers<Parsed>()
  const timer = setTimeout(() => resolve({ kind: 'none', reason: 'timeout' }), longestMs)
  const onError = (error: NodeJS.ErrnoException) => {
    if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve({ kind: 'none', reason: 'too_large' })
    else reject(error)
  }
  const onExit = () => reject(new Error('feeds: the thread that parses has ended'))
  thread.once('message', resolve)
  thread.once('error', onError)
  thread.once('exit', onExit)
  thread.postMessage(document)
  return promise.finally(() => {
    clearTimeout(timer)
    thread.off('message', resolve)
    thread.off('error', onError)
    thread.off('exit', onExit)
  })
}

/** Runs tasks one after another; one that fails does not stop the next. */
function openQueue(): <T>(task: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (task) => {
    const mine = last.then(task)
    last = mine.catch(() => undefined)
    return mine
  }
}
