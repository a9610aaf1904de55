import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stringify } from 'yaml'
import type { Slack } from '../../src/preview/slack.ts'

const root = join(import.meta.dirname, '../..')

export interface ProgramOptions {
  slack: Slack
  feeds: readonly { id: string; url: string; name: string; every?: string }[]
  channels: readonly object[]
  /** `host:port` */
  allowHosts: readonly string[]
  /** DATABASE_URL; a file beside the configuration unless given. */
  database?: string
}

/** The whole program as a process of its own: its configuration and database last over restarts. */
export interface Program {
  env: Record<string, string>
  start(...args: string[]): Running
  /** Runs another command to its end. */
  run(...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }>
}

export interface Running {
  process: ChildProcess
  /** Everything that it logged so far. */
  log(): string
  /** @returns its exit code, null where the signal ended it. */
  stop(signal?: NodeJS.Signals): Promise<number | null>
}

export function layOutProgram(options: ProgramOptions): Program {
  const { slack, feeds, channels, allowHosts } = options
  const dir = mkdtempSync(join(tmpdir(), 'bellwether-'))
  cpSync(join(root, 'config'), dir, { recursive: true })
  writeFileSync(join(dir, 'feeds.yaml'), stringify({ feeds }))
  writeFileSync(join(dir, 'channels.yaml'), stringify({ channels }))
  const env = {
    PATH: process.env.PATH ?? '',
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slack.apiUrl,
    DATABASE_URL: options.database ?? `sqlite:${join(dir, 'bellwether.db')}`,
    CONFIG_DIR: dir,
    PORT: '0',
    POLL_CRON: '* * * * * *',
    FEEDS_ALLOW_HOSTS: allowHosts.join(','),
  }
  const launch = (...args: string[]) => {
    const child = spawn(process.execPath, [join(root, 'bin/bellwether.js'), ...args], {
      cwd: dir,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const said = { stdout: '', stderr: '' }
    for (const stream of ['stdout', 'stderr'] as const) {
      child[stream].setEncoding('utf8').on('data', (text: string) => {
        said[stream] += text
      })
    }
    return { child, said }
  }
  return {
    env,
    start(...args) {
      const { child, said } = launch('start', ...args)
      return {
        process: child,
        log: () => said.stderr,
        async stop(signal = 'SIGTERM') {
          if (child.exitCode === null && child.signalCode === null) {
            child.kill(signal)
            await once(child, 'exit')
          }
          return child.exitCode
        },
      }
    },
    async run(...args) {
      const { child, said } = launch(...args)
      await once(child, 'close')
      return { code: child.exitCode, ...said }
    },
  }
}
