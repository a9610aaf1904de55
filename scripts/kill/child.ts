/**
 * `child.ts SCALE [POINT N]`: the program's own `start`, with the waits of delivery multiplied by SCALE and, where it is told so, its
 * own death: SIGKILL the Nth time that it reaches POINT. Run by kill-test.ts.
 */

import process from 'node:process'
import { startWith } from '../../src/cli/start.ts'
import { timings } from '../../src/core/delivery/delivery.ts'

const [factor, point, times] = process.argv.slice(2)
const scale = Number(factor)
let left = Number(times)

const stopping = new AbortController()
process.once('SIGTERM', () => stopping.abort())

const start = startWith({
  timings: {
    ...timings,
    postEveryMs: timings.postEveryMs * scale,
    updateEveryMs: timings.updateEveryMs * scale,
    updateAtLeastEveryMs: timings.updateAtLeastEveryMs * scale,
    lookAgainMs: timings.lookAgainMs * scale,
    // So that the run meets messages of their own as well as summaries.
    burstWithinMs: scale < 1 ? 1500 : timings.burstWithinMs,
  },
  postTimeoutMs: 10_000 * scale,
  feedEveryMs: 300,
  leaseMs: 100_000 * scale,
  reached(at) {
    if (at !== point) return
    left -= 1
    if (left === 0) process.kill(process.pid, 'SIGKILL')
  },
})
process.exitCode = await start.run([], {
  env: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  signal: stopping.signal,
})
