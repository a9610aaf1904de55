export interface Lanes {
  /**
   * Runs `task` when no other is under way in its lane, `gapMs` have passed since the last one ended there, and a place is
   * free. Lanes are first come, first served. Rejects when `signal` aborts before the task's turn.
   */
  run<T>(turn: Turn, signal: AbortSignal, task: () => Promise<T>): Promise<T>
}

interface Turn {
  lane: string
  gapMs: number
  /** Whose share of the places it takes from; null is the house's own, which may take them all. */
  share: string | null
}

/** One task at a time in each lane, and at most `places` over all lanes; a task that waits for its lane takes up no place. */
export function openLanes(places: number): Lanes {
  const tails = new Map<string, Promise<void>>()
  const { takePlace, givePlace } = openPlaces(places)

  return {
    async run({ lane, gapMs, share }, signal, task) {
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
      await takePlace(share)
      try {
        return await task()
      } finally {
        givePlace(share)
        if (gapMs === 0) leave()
        else setTimeout(leave, gapMs).unref()
      }
    },
  }
}

/** Hosts that hang keep their places for half a minute: one share has an eighth of them, all shares together have half. */
function openPlaces(places: number) {
  const taken = new Map<string | null, number>()
  const waiting: { share: string | null; begin: () => void }[] = []
  let free = places

  function hasRoom(share: string | null): boolean {
    if (free === 0) return false
    if (share === null) return true
    const shared = places - free - (taken.get(null) ?? 0)
    return shared < places / 2 && (taken.get(share) ?? 0) < places / 8
  }

  function move(share: string | null, by: 1 | -1): void {
    const left = (taken.get(share) ?? 0) + by
    if (left === 0) taken.delete(share)
    else taken.set(share, left)
    free -= by
  }

  return {
    async takePlace(share: string | null): Promise<void> {
      if (hasRoom(share)) return move(share, 1)
      await new Promise<void>((begin) => waiting.push({ share, begin }))
    },
    givePlace(share: string | null): void {
      move(share, -1)
      const next = waiting.findIndex((one) => hasRoom(one.share))
      const [begun] = next < 0 ? [] : waiting.splice(next, 1)
      if (!begun) return
      move(begun.share, 1)
      begun.begin()
    },
  }
}
