/**
 * The program's own `start`, with the waits of delivery shortened and, where it is told so, its own death: `--die-at POINT N`
 * kills it with SIGKILL the Nth time that it reaches this point. Run by kill-test.ts.
 */

import process from 'node:process'
import { startWith } from '../../src/cli/start.ts'
import { timings } from '../../src/core/delivery.ts'

/** Of the real waits: what takes 20 s takes 1 s here. */
const scale = 1 / 20

const [flag, point, times] = process.argv.slice(2)
let left = flag === '--die-at' ? Number(times) : Number.POSITIVE_INFINITY

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
    burstWithinMs: 1500,
  },
  postTimeoutMs: 10_000 * scale,
  feedEveryMs: 300,
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
