import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Point } from '../../src/deliver/deliver-channel.ts'
import { openSlack, type Slack } from '../../src/preview/slack.ts'
import { isPostgres } from '../../src/store/postgres/address.ts'
import { countOpen, isFirstPassDone } from './ledger.ts'
import { type Newswire, nameOf, openNewswire } from './newswire.ts'

export interface Life {
  /** It ends itself there. */
  death?: { point: Point; times: number }
  /** Takes what it logs; else that goes to standard error. */
  onLog?(text: string): void
  /** Where it finds the database, if not where the run has it. */
  database?: string
  /** What its clock is ahead of the others'. */
  clockAheadMs?: number
}

/** The real program between a newswire and a small Slack; its database lasts over its lives. */
export interface Run {
  slack: Slack
  wire: Newswire
  database: string
  channels: string[]
  start(life?: Life): ChildProcess
  close(): Promise<void>
}

const child = new URL('./child.ts', import.meta.url).pathname
const clock = new URL('./clock.ts', import.meta.url).pathname

/**
 * @param folder where its files shall lie; a temporary one unless given
 * @param database a file among them unless given
 */
export async function openRun(
  scale: number,
  folder = temporary(),
  database = join(folder, 'bellwether.db'),
): Promise<Run> {
  const wire = await openNewswire()
  const slack = await openSlack({ rateLimits: false })
  const channels = [slack.channel('layoffs').id, slack.channel('general').id]
  writeConfig(folder, wire, channels)
  const lives = new Set<ChildProcess>()
  return {
    slack,
    wire,
    database,
    channels,
    start({ death, onLog, database: seen = database, clockAheadMs = 0 } = {}) {
      const args = death ? [death.point, String(death.times)] : []
      const started = spawn(process.execPath, ['--import', clock, child, String(scale), ...args], {
        stdio: ['ignore', 'ignore', onLog ? 'pipe' : 'inherit', 'ipc'],
        env: {
          SLACK_BOT_TOKEN: slack.botToken,
          SLACK_APP_TOKEN: slack.appToken,
          SLACK_API_URL: slack.apiUrl,
          DATABASE_URL: isPostgres(seen) ? seen : `sqlite:${seen}`,
          CLOCK_AHEAD_MS: String(clockAheadMs),
          CONFIG_DIR: folder,
          FEEDS_ALLOW_HOSTS: wire.host,
          POLL_CRON: '* * * * * *',
          PORT: '0',
          LOG_LEVEL: 'error',
        },
      })
      started.stderr?.setEncoding('utf8').on('data', (text: string) => onLog?.(text))
      lives.add(started)
      started.once('exit', () => lives.delete(started))
      return started
    },
    async close() {
      for (const life of lives) life.kill('SIGKILL')
      await Promise.all([wire.close(), slack.close()])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function temporary(): string {
  return mkdtempSync(join(tmpdir(), 'bellwether-kill-'))
}

function writeConfig(folder: string, { urls }: Newswire, [layoffs, general]: string[]): void {
  cpSync('config', folder, { recursive: true })
  const feeds = Object.entries(urls).map(([id, url]) => ({ id, url, name: id }))
  const names = Array.from({ length: 2000 }, (_, n) => ({ name: nameOf(n) }))
  const channels = [
    { channel: layoffs, hears: ['layoff'], updates: 'thread' },
    { channel: general, hears: ['layoff'], updates: 'update' },
  ]
  const write = (file: string, content: object) =>
    writeFileSync(join(folder, file), JSON.stringify(content))
  write('feeds.yaml', { feeds })
  write('channels.yaml', { channels })
  write('companies.yaml', { software: names })
}

/** A life that meets both feeds empty: the first pass over a feed tells little of what it holds. */
export async function readOnce(run: Run): Promise<void> {
  const life = run.start()
  const died = once(life, 'exit')
  do await pause(250)
  while (!(await isFirstPassDone(run.database)))
  life.kill('SIGTERM')
  await died
}

/** What waits for its turn is not lost. Where nothing moves for so long, it is. */
const stillMs = 300_000

/** Until every message is settled and nothing new came for a while. */
export async function settled({ database }: Run): Promise<void> {
  let before = Number.POSITIVE_INFINITY
  let movedAt = performance.now()
  for (let quiet = 0; quiet < 6; ) {
    await pause(500)
    const open = await countOpen(database)
    quiet = open === 0 ? quiet + 1 : 0
    // More or fewer: what is recorded still comes on top.
    if (open !== before) [before, movedAt] = [open, performance.now()]
    if (performance.now() - movedAt > stillMs) {
      console.log(`gave up waiting: ${open} are not settled`)
      return
    }
  }
}

interface Reporting {
  most: number
  everyMs: number
  random(): number
}

/** News without a pause, until it is stopped or there were enough. */
export function keepReporting(wire: Newswire, { most, everyMs, random }: Reporting) {
  const stopping = new AbortController()
  const { signal } = stopping
  const work = async () => {
    while (wire.companies.length < most) {
      wire.report(random())
      await pause(everyMs, undefined, { signal })
    }
  }
  const done = work().catch(() => {})
  return { done, stop: () => stopping.abort() }
}
