import { EventEmitter } from 'node:events'

/** One thing that crossed between the app and Slack, as the traffic panel and tests read it. */
export interface Crossing {
  id: number
  /** When it began. */
  at: number
  ms: number
  kind: 'call' | 'envelope' | 'response_url' | 'socket'
  /** The method, the envelope's type, or what befell the socket. */
  name: string
  /** The arguments or the payload, secrets taken out. */
  sent: Record<string, unknown>
  /** `ok`, or Slack's word for what was wrong. */
  outcome: string
  /** The limits that it broke, in words. */
  broken: string[]
  status?: number
}

export interface Traffic {
  log: Crossing[]
  add(crossing: Omit<Crossing, 'id'>): void
  /** The calls of one method, oldest first. */
  calls(method: string): Crossing[]
  on(listener: (crossing: Crossing) => void): () => void
}

const KEPT = 2000
const SECRETS = /token|secret|^code$|signature/

export function openTraffic(): Traffic {
  const events = new EventEmitter<{ crossing: [Crossing] }>()
  events.setMaxListeners(100)
  const log: Crossing[] = []
  let last = 0
  return {
    log,
    add(crossing) {
      last += 1
      const kept = { ...crossing, id: last, sent: withoutSecrets(crossing.sent) }
      log.push(kept)
      if (log.length > KEPT) log.shift()
      events.emit('crossing', kept)
    },
    calls: (method) => log.filter((one) => one.kind === 'call' && one.name === method),
    on(listener) {
      events.on('crossing', listener)
      return () => events.off('crossing', listener)
    },
  }
}

const withoutSecrets = (sent: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(sent).map(([key, value]) => [key, SECRETS.test(key) ? '[taken out]' : value]),
  )
