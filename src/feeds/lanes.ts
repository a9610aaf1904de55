export interface Lanes {
  /**
   * Runs `task` when no other is under way in its lane, `gapMs` have passed since the last one ended there, and a place is
   * free. Lanes are first come, first served. Rejects when `signal` aborts before the task's turn.
   */
  run<T>(lane: string, gapMs: number, signal: AbortSignal, task: () => Promise<T>): Promise<T>
}

/** One task at a time in each lane, and at most `places` over all lanes; a task that waits for its lane takes up no place. */
export function openLanes(places: number): Lanes {
  const tails = new Map<string, Promise<void>>()
  const waiting: (() => void)[] = []
  let free = places

  async function takePlace(): Promise<void> {
    if (free > 0) free--
    else await new Promise<void>((resolve) => waiting.push(resolve))
  }

  function givePlace(): void {
    const next = waiting.shift()
    if (next) next()
    else free++
  }

  return {
    async run(lane, gapMs, signal, task) {
      const before = tails.get(lane)
      const turn = Promise.withResolvers<void>()
      tails.set(lane, turn.promise)
      const leave = () => {
        if (tails.get(lane) === turn.promise) tails.delete(lane)
        turn.resolve()
      }
      if (before) await before
      if (signal.aborted) {
        leave()
        throw signal.reason
      }
      await takePlace()
      try {
        return await task()
      } finally {
        givePlace()
        if (gapMs === 0) leave()
        else setTimeout(leave, gapMs).unref()
      }
    },
  }
}
