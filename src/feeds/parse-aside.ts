import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { Document, Parsed } from './parse.ts'
import { type Past, type Reread, reread } from './reread.ts'

export interface Parsing {
  /** `past` is of the feed's last document, where that is known. */
  parse(document: Document, past: Past | null): Promise<Reread>
  close(): Promise<void>
}

/** Some 20 ms of parsing on a small machine; a click in Slack must not wait longer. */
const longestHere = 128_000
/** What takes longer is a trap, not a feed. */
const longestMs = 20_000
/** A thread costs some 30 MB; few feeds are so long that they need it. */
const idleMs = 30_000
const heapMegabytes = 512

/** Short documents are parsed here, one in each turn of the event loop; long ones in a thread that is stopped when it takes too long. */
export function openParsing(): Parsing {
  const here = openQueue()
  const aside = openQueue()
  let thread: Worker | null = null
  let idle: NodeJS.Timeout | undefined

  async function parseAside(document: Document): Promise<Parsed> {
    clearTimeout(idle)
    thread ??= new Worker(new URL('./parse-worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
    })
    thread.ref()
    const parsed = await answerOf(thread, document)
    if (parsed === null) await stop()
    thread?.unref()
    idle = setTimeout(stop, idleMs).unref()
    return parsed ?? { kind: 'none', reason: 'unreadable' }
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
        ? here(async () => {
            await setImmediate()
            return reread(document, past)
          })
        : aside(async () => ({ parsed: await parseAside(document), past: null })),
    close: stop,
  }
}

/** Null where the thread gave up (out of memory) or took too long. */
function answerOf(thread: Worker, document: Document): Promise<Parsed | null> {
  const { promise, resolve } = Promise.withResolvers<Parsed | null>()
  const giveUp = () => resolve(null)
  const timer = setTimeout(giveUp, longestMs)
  thread.once('message', resolve)
  thread.once('error', giveUp)
  thread.once('exit', giveUp)
  thread.postMessage(document)
  return promise.finally(() => {
    clearTimeout(timer)
    thread.off('message', resolve)
    thread.off('error', giveUp)
    thread.off('exit', giveUp)
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
