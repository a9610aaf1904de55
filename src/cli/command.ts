import type { Readable, Writable } from 'node:stream'

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
  /** One line for `bellwether --help`. */
  summary: string
  /** All of `bellwether COMMAND --help`. */
  usage: string
  run(args: readonly string[], terminal: Terminal): Promise<ExitCode>
}
