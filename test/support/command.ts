import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import type { Command, ExitCode } from '../../src/cli/command.ts'

/** A stream that keeps what is written to it. */
function keeping(): Writable & { text(): string } {
  let text = ''
  const stream = new Writable({
    write(chunk, _encoding, done) {
      text += chunk
      done()
    },
  })
  return Object.assign(stream, { text: () => text })
}

/** A command run to its end in this process, and what it said. */
export async function runCommand(
  command: Command,
  args: readonly string[],
  env: Record<string, string>,
  input = '',
): Promise<{ code: ExitCode; out: string; err: string }> {
  const [stdout, stderr] = [keeping(), keeping()]
  const code = await command.run(args, {
    env,
    stdin: Readable.from([input]),
    stdout,
    stderr,
    signal: new AbortController().signal,
  })
  return { code, out: stdout.text(), err: stderr.text() }
}

/** Runs commands on one database in a folder, and answers what they said. */
export function openRun(folder: string, env: Record<string, string> = {}) {
  const database = { DATABASE_URL: `sqlite:${join(folder, 'x.db')}` }
  return async (command: Command, ...args: string[]) => {
    const { code, out, err } = await runCommand(command, args, { ...database, ...env })
    return { code, stdout: out, stderr: err }
  }
}
