import { existsSync } from 'node:fs'
import type { Command, Terminal } from './cli/command.ts'

/** Each command is loaded when it is asked for, so that `--help` costs nothing. */
const commands: Record<string, () => Promise<Command>> = {
  init: async () => (await import('./cli/init.ts')).init,
  start: async () => (await import('./cli/start.ts')).start,
  poll: async () => (await import('./cli/poll.ts')).poll,
  import: async () => (await import('./cli/import.ts')).importHistory,
  export: async () => (await import('./cli/export.ts')).exportHistory,
  manifest: async () => (await import('./cli/manifest.ts')).manifest,
  feeds: async () => (await import('./cli/feeds.ts')).feeds,
  replay: async () => (await import('./cli/replay.ts')).replay,
  classify: async () => (await import('./cli/classify.ts')).classify,
  eval: async () => (await import('./cli/eval.ts')).evaluate,
  backup: async () => (await import('./cli/backup.ts')).backup,
  restore: async () => (await import('./cli/backup.ts')).restore,
  move: async () => (await import('./cli/move.ts')).move,
  lessons: async () => (await import('./cli/lessons.ts')).lessons,
  stats: async () => (await import('./cli/stats.ts')).stats,
  doctor: async () => (await import('./cli/doctor.ts')).doctor,
  check: async () => (await import('./cli/check.ts')).check,
}

async function main(args: readonly string[], terminal: Terminal): Promise<number> {
  const [name, ...rest] = args
  const load = name === undefined ? undefined : commands[name]
  if (name === '--help' || name === undefined) {
    terminal.stdout.write(await help())
    return name === undefined ? 2 : 0
  }
  if (!load) {
    const known = Object.keys(commands).join(', ')
    terminal.stderr.write(`bellwether: no command "${name}"; there are: ${known}\n`)
    return 2
  }
  const command = await load()
  if (rest.includes('--help')) {
    terminal.stdout.write(`${command.usage}\n`)
    return 0
  }
  return command.run(rest, terminal)
}

async function help(): Promise<string> {
  const lines = await Promise.all(
    Object.entries(commands).map(
      async ([name, load]) => `  ${name.padEnd(10)} ${(await load()).summary}`,
    ),
  )
  return ['usage: bellwether COMMAND', '', ...lines, ''].join('\n')
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
