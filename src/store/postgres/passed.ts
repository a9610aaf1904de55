import os from 'node:os'

/** What the two clocks may differ by, which are read in steps of up to a second, before it counts as sleep. */
const noticedMs = 1500

/**
 * The ms that pass, as `performance.now()` has them, and those that the machine slept through, for which that stands still: what was
 * ours until then may be another's, and the time of day has gone on.
 */
export function passed(): number {
  // In this order: what comes between the two can only look like less sleep.
  const ahead = os.uptime() * 1000 - performance.now()
  if (ahead - knownAhead > noticedMs) {
    sleptMs += ahead - knownAhead
    knownAhead = ahead
  }
  return performance.now() + sleptMs
}

let knownAhead = os.uptime() * 1000 - performance.now()
let sleptMs = 0
