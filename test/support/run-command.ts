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

/** A command run to its end in this process. */
export async function runCommand(
  command: Command,
  args: readonly string[],
  env: Record<string, string>,
): Promise<{ code: ExitCode; out: string; err: string }> {
  const [stdout, stderr] = [keeping(), keeping()]
  const code = await command.run(args, {
    env,
    stdin: Readable.from([]),
    stdout,
    stderr,
    signal: new AbortController().signal,
  })
  return { code, out: stdout.text(), err: stderr.text() }
}
