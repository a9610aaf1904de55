import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import type { Terminal } from './command.ts'

/** Whoever answers has gone: the end of the input, Ctrl-C or a signal. */
export class BrokenOff extends Error {}

export interface Asker {
  say(text: string): void
  /** The next line, without blanks around it. Throws `BrokenOff` where there is none. */
  ask(question: string): Promise<string>
  /** As `ask`; what is typed is neither shown nor remembered. */
  askHidden(question: string): Promise<string>
  close(): void
}

export function openAsker({ stdin, stdout, signal }: Terminal): Asker {
  // What is typed while nothing is asked may be a token that comes early.
  let isShown = false
  const output = new Writable({
    write(chunk, _encoding, done) {
      if (isShown) stdout.write(chunk)
      done()
    },
  })
  const terminal = 'isTTY' in stdin && stdin.isTTY === true
  // Without a history no arrow key brings a token back.
  const lines = createInterface({ input: stdin, output, terminal, signal, historySize: 0 })
  const answers = lines[Symbol.asyncIterator]()
  const ask = async (question: string, hidden: boolean) => {
    lines.setPrompt(question)
    isShown = true
    lines.prompt()
    isShown = !hidden
    const { value, done } = await answers.next()
    isShown = false
    if (hidden && terminal) stdout.write('\n')
    if (done) throw new BrokenOff()
    return String(value).trim()
  }
  return {
    say: (text) => stdout.write(`${text}\n`),
    ask: (question) => ask(question, false),
    askHidden: (question) => ask(question, true),
    close: () => lines.close(),
  }
}
