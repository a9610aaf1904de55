/** Looks at each round of the event loop until it is stopped, and says then how much of the work was done in any one of them at most. */
export function watchRounds(work: () => number): { stop(): number } {
  let most = 0
  let before = work()
  let watch = setImmediate(look)
  function look() {
    most = Math.max(most, work() - before)
    before = work()
    watch = setImmediate(look)
  }
  return {
    stop() {
      look()
      clearImmediate(watch)
      return most
    },
  }
}

/** Computes for so long. */
export function compute(ms: number): void {
  for (const end = performance.now() + ms; performance.now() < end; );
}
