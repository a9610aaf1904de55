import { existsSync } from 'node:fs'
import packageJson from '../package.json' with { type: 'json' }
import type { Command, Terminal } from './cli/command.ts'

interface Listed {
  /** One line for `bellwether --help`. */
  summary: string
  load(): Promise<Command>
}

/** A command is loaded when it is asked for, so that `--help` costs nothing. */
const commands: Readonly<Record<string, Listed>> = {
  init: {
    summary: 'set the bot up for a workspace, by question and answer',
    load: async () => (await import('./cli/init.ts')).init,
  },
  start: {
    summary: 'poll, deliver and answer until it is stopped',
    load: async () => (await import('./cli/start.ts')).start,
  },
  poll: {
    summary: 'make one pass over the feeds, deliver what is due, and exit',
    load: async () => (await import('./cli/poll.ts')).poll,
  },
  import: {
    summary: 'take in history from a CSV file',
    load: async () => (await import('./cli/import.ts')).importHistory,
  },
  export: {
    summary: 'write out the history as CSV or JSON Lines',
    load: async () => (await import('./cli/export.ts')).exportHistory,
  },
  manifest: {
    summary: 'print the Slack app manifest to create the app with',
    load: async () => (await import('./cli/manifest.ts')).manifest,
  },
  feeds: {
    summary: 'how each feed is: fine, quiet, failing, stopped or moved',
    load: async () => (await import('./cli/feeds.ts')).feeds,
  },
  replay: {
    summary: 'what events a file of stories comes to',
    load: async () => (await import('./cli/replay.ts')).replay,
  },
  classify: {
    summary: 'judge stories from standard input',
    load: async () => (await import('./cli/classify.ts')).classify,
  },
  eval: {
    summary: 'how well a labelled file is judged',
    load: async () => (await import('./cli/eval.ts')).evaluate,
  },
  backup: {
    summary: 'copy the database to a file, also while it is served',
    load: async () => (await import('./cli/backup.ts')).backup,
  },
  restore: {
    summary: 'put a backup in the place of the database',
    load: async () => (await import('./cli/backup.ts')).restore,
  },
  move: {
    summary: 'carry everything into another database: from a file to a Postgres, and back',
    load: async () => (await import('./cli/move.ts')).move,
  },
  lessons: {
    summary: 'what was learned from corrections, also as YAML',
    load: async () => (await import('./cli/lessons.ts')).lessons,
  },
  stats: {
    summary: 'how right it was, counted from its own rows',
    load: async () => (await import('./cli/stats.ts')).stats,
  },
  doctor: {
    summary: 'examine tokens, scopes, channels, feeds, database, disk and clock',
    load: async () => (await import('./cli/doctor.ts')).doctor,
  },
  check: {
    summary: 'read the whole configuration and name every fault',
    load: async () => (await import('./cli/check.ts')).check,
  },
}

async function main(args: readonly string[], terminal: Terminal): Promise<number> {
  const [name, ...rest] = args
  if (name === '--help' || name === undefined) {
    terminal.stdout.write(help())
    return name === undefined ? 2 : 0
  }
  if (name === '--version') {
    terminal.stdout.write(`${packageJson.version}\n`)
    return 0
  }
  const listed = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!listed) {
    const known = Object.keys(commands).join(', ')
    terminal.stderr.write(`bellwether: no command "${name}"; there are: ${known}\n`)
    return 2
  }
  const command = await listed.load()
  if (rest.includes('--help')) {
    terminal.stdout.write(`${command.usage}\n`)
    return 0
  }
  return command.run(rest, terminal)
}

function help(): string {
  const lines = Object.entries(commands).map(
    ([name, { summary }]) => `  ${name.padEnd(10)} ${summary}`,
  )
  const more = '--help after a command tells more of it; --version alone says which version this is'
  return ['usage: bellwether COMMAND', '', ...lines, '', more, ''].join('\n')
}

if (existsSync('.env')) process.loadEnvFile()

const stopping = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => stopping.abort(signal))
}

// A reader that has seen enough (`| head`) closes the pipe: that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

process.exitCode = await main(process.argv.slice(2), {
  env: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  signal: stopping.signal,
})

// A call that waits for Slack cannot be taken back, and would hold up a process that was told to stop.
if (stopping.signal.aborted) setTimeout(() => process.exit(), 1000).unref()
