/**
 * `child.ts SCALE [POINT N]`: the program's own `start`, with the waits of delivery multiplied by SCALE and, where it is told so, its
 * own death: SIGKILL the Nth time that it reaches POINT. A message `{ stopAt }` makes it say so and stop itself (SIGSTOP) where it gets
 * there next. Run by kill-test.ts.
 */

import process from 'node:process'
import pg from 'pg'
import { startWith } from '../../src/cli/start.ts'
import { timings } from '../../src/core/delivery/delivery.ts'
import type { Stop } from './stops.ts'

const [factor, point, times] = process.argv.slice(2)
const scale = Number(factor)
let left = Number(times)

const stopping = new AbortController()
process.once('SIGTERM', () => stopping.abort())

let stopAt: Stop | null = null
process.on('message', (told: { stopAt: Stop | null }) => {
  stopAt = told.stopAt
})
process.channel?.unref()

function reach(at: Stop): void {
  if (at === stopAt) {
    stopAt = null
    process.send?.('there')
    process.kill(process.pid, 'SIGSTOP')
  }
  if (at !== point) return
  left -= 1
  if (left === 0) process.kill(process.pid, 'SIGKILL')
}

/** Sees the statement by which a transaction makes sure that what it writes about is held (`store/held.ts`). */
const query = pg.Client.prototype.query as (...args: unknown[]) => unknown
pg.Client.prototype.query = async function (this: pg.Client, ...args: unknown[]) {
  const result = await query.apply(this, args)
  const [asked] = args as [{ text?: string; values?: string[] }]
  const isMadeSure = /select 1 from lease where name = \$1 and number = \$2/.test(asked.text ?? '')
  if (isMadeSure) reach(asked.values?.[0]?.startsWith('team ') ? 'held team' : 'held host')
  return result
} as typeof pg.Client.prototype.query

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
  reached: reach,
})
process.exitCode = await start.run([], {
  env: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  signal: stopping.signal,
})
