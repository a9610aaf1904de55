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

/** What this thread computes between two turns of the event loop, at most, in ms; its clock moves in steps of some. */
export function watchThread(): { stop(): number } {
  let longest = 0
  let last = process.threadCpuUsage()
  const timer = setInterval(() => {
    const { user, system } = process.threadCpuUsage(last)
    longest = Math.max(longest, user + system)
    last = process.threadCpuUsage()
  }, 2)
  return {
    stop() {
      clearInterval(timer)
      return longest / 1000
    },
  }
}
