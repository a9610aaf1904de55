import type { Writable } from 'node:stream'
import { pino } from 'pino'
import pretty from 'pino-pretty'
import type { Environment } from '../config/environment.ts'
import type { Log } from '../ports.ts'

/** JSON lines for machines; a line a person can read where the stream is a terminal or `forPeople` asks for it. */
export function openLog(stream: Writable, level: Environment['logLevel'], forPeople: boolean): Log {
  const isTerminal = 'isTTY' in stream && stream.isTTY === true
  if (!forPeople && !isTerminal) return pino({ level, base: null }, stream)
  const lines = pretty({
    destination: stream,
    colorize: isTerminal,
    translateTime: 'HH:MM:ss',
    ignore: 'pid,hostname',
    singleLine: true,
  })
  return pino({ level, base: null }, lines)
}
