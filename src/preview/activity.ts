import { setTimeout as sleep } from 'node:timers/promises'

/** What is going on between the app and Slack, so that a test can wait for it to be over. */
export interface Activity {
  /** Runs the work and counts it as under way until it ends. */
  during<T>(work: () => Promise<T>): Promise<T>
  /** Resolves when nothing is under way and nothing was for this long. */
  settled(quietMs?: number): Promise<void>
  /** Resolves with the first value found; asks again whenever something ended. */
  until<T>(find: () => T | undefined | false, what: string, timeoutMs?: number): Promise<T>
}

const STEP = 10

export function openActivity(): Activity {
  let underWay = 0
  let lastAt = performance.now()

  return {
    async during(work) {
      underWay += 1
      try {
        return await work()
      } finally {
        underWay -= 1
        lastAt = performance.now()
      }
    },
    async settled(quietMs = 50) {
      const from = performance.now()
      while (underWay > 0 || performance.now() - Math.max(lastAt, from) < quietMs) await sleep(STEP)
    },
    async until(find, what, timeoutMs = 10_000) {
      const from = performance.now()
      for (;;) {
        const found = find()
        if (found) return found
        if (performance.now() - from > timeoutMs) {
          throw new Error(`preview: waited ${timeoutMs} ms for ${what}`)
        }
        await sleep(STEP)
      }
    },
  }
}
