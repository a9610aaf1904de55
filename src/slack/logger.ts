import { type Logger, LogLevel } from '@slack/bolt'
import type { Log } from '../ports.ts'

/**
 * Bolt's Logger over ours. Its debug lines hold whole payloads and are dropped; in the others, what looks like a
 * token or a socket's ticket is blotted out.
 */
export function boltLogger(log: Log): Logger {
  const write =
    (level: 'info' | 'warn' | 'error') =>
    (...words: unknown[]) =>
      log[level]({ from: 'bolt' }, withoutSecrets(words.map(text).join(' ')))
  return {
    debug: () => {},
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    getLevel: () => LogLevel.INFO,
    setLevel: () => {},
    setName: () => {},
  }
}

/** For a client whose every outcome comes back as a value: the SDK's own lines would say it twice. */
export const silentLogger: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  setName() {},
  getLevel: () => LogLevel.ERROR,
}

/** For anything that came from Slack's libraries and goes into a log or an error. */
export function withoutSecrets(text: string): string {
  return text
    .replace(/\bx(?:ox[a-z]|app)[\w.-]*-[\w-]+/g, '[token]')
    .replace(/(ticket=|Bearer |secret=)[^\s"&]+/gi, '$1[hidden]')
}

const text = (word: unknown): string =>
  word instanceof Error ? word.message : typeof word === 'string' ? word : JSON.stringify(word)
