/**
 * How long a cold start of the preview takes to its first alert, and what memory it holds 10 s after. Prints the median of some
 * starts; each has a fresh process and database, started as the image starts it.
 */

import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { startEnv, startFlags } from './start-flags.ts'

const root = join(import.meta.dirname, '..')
const starts = 3

interface Start {
  firstAlertMs: number
  residentMb: number
}

async function startOnce(): Promise<Start> {
  const begun = performance.now()
  const child = spawn(process.execPath, [...startFlags, join(root, 'dist/main.js'), 'start'], {
    cwd: mkdtempSync(join(tmpdir(), 'bellwether-start-')),
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      CONFIG_DIR: join(root, 'config'),
      ...startEnv,
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  await once(child.stdout, 'data')
  const firstAlertMs = performance.now() - begun
  await pause(10_000)
  const rss = execFileSync('ps', ['-o', 'rss=', '-p', String(child.pid)], { encoding: 'utf8' })
  child.kill('SIGTERM')
  await once(child, 'exit')
  return { firstAlertMs, residentMb: Number(rss) / 1024 }
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0

const all: Start[] = []
for (let count = 0; count < starts; count++) all.push(await startOnce())
console.log(`first alert after ${(median(all.map((one) => one.firstAlertMs)) / 1000).toFixed(2)} s`)
console.log(`resident memory ${median(all.map((one) => one.residentMb)).toFixed(0)} MB`)
