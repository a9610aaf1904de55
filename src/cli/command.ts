import type { Readable, Writable } from 'node:stream'
import { type ParseArgsConfig, parseArgs } from 'node:util'

/** What a command of the command line is given: nothing else of the process is its to touch. */
export interface Terminal {
  env: Readonly<Record<string, string | undefined>>
  stdin: Readable
  /** Results. */
  stdout: Writable
  /** Progress and faults. */
  stderr: Writable
  /** Aborted by SIGINT or SIGTERM: finish what is under way and return. */
  signal: AbortSignal
}

/** 0 done; 1 it failed; 2 bad usage or bad configuration. */
export type ExitCode = 0 | 1 | 2

export interface Command {
  /** All of `bellwether COMMAND --help`. */
  usage: string
  run(args: readonly string[], terminal: Terminal): Promise<ExitCode>
}

type Options = NonNullable<ParseArgsConfig['options']>

type Values<Own extends Options> = ReturnType<typeof parseArgs<{ options: Own }>>['values']

interface Described<Own extends Options> extends Omit<Command, 'run'> {
  options?: Own
  /** Whether a file is named beside the options; without it none may be. */
  file?: 'needed' | 'optional'
  /** `file` is empty where none was named. `badUsage` is what is wrong with the values of the options. */
  run(
    values: Values<Own>,
    terminal: Terminal,
    file: string,
  ): Promise<ExitCode | { badUsage: string }>
}

/** A command whose arguments are read by its description. What is wrong with them is said, with its usage: exit code 2. */
export function command<const Own extends Options>(described: Described<Own>): Command {
  const { usage, run } = described
  return {
    usage,
    async run(args, terminal) {
      const read = readArguments(args, described)
      const outcome = 'badUsage' in read ? read : await run(read.values, terminal, read.file)
      if (typeof outcome === 'number') return outcome
      terminal.stderr.write(`bellwether: ${outcome.badUsage}\n${usage}\n`)
      return 2
    },
  }
}

function readArguments<Own extends Options>(
  args: readonly string[],
  { options, file }: Described<Own>,
): { values: Values<Own>; file: string } | { badUsage: string } {
  try {
    const allowPositionals = file !== undefined
    const read = parseArgs({ args: [...args], options: options ?? {}, allowPositionals })
    const [named = '', ...more] = read.positionals
    if (file === 'needed' && named === '') return { badUsage: 'name a file' }
    if (more.length > 0) return { badUsage: `one file at most, and there is "${more[0]}" too` }
    return { values: read.values as Values<Own>, file: named }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code?.startsWith('ERR_PARSE_ARGS_')) return { badUsage: message }
    throw error
  }
}
