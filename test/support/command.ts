import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import type { Command } from '../../src/cli/command.ts'

/** Runs commands on one database in a folder, and answers what they said. */
export function openRun(folder: string, env: Record<string, string> = {}) {
  return async (command: Command, ...args: string[]) => {
    const said = { stdout: '', stderr: '' }
    const sink = (name: keyof typeof said) =>
      new Writable({
        write(chunk, _encoding, done) {
          said[name] += chunk
          done()
        },
      })
    const code = await command.run(args, {
      env: { DATABASE_URL: `sqlite:${join(folder, 'x.db')}`, ...env },
      stdin: Readable.from([]),
      stdout: sink('stdout'),
      stderr: sink('stderr'),
      signal: new AbortController().signal,
    })
    return { code, ...said }
  }
}
