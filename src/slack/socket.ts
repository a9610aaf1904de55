import { setTimeout as pause } from 'node:timers/promises'
import { SocketModeReceiver } from '@slack/bolt'
import { backOff } from '../core/delivery/retry.ts'
import type { Log } from '../ports.ts'
import { guardFrames } from './incoming.ts'
import { boltLogger, withoutSecrets } from './logger.ts'
import { isFinal, refusal } from './refusal.ts'
import type { webApi } from './web-api.ts'

export interface Socket {
  bolt: SocketModeReceiver
  /** Tries once, and goes on trying where a fault may pass. Throws a sentence where Slack refuses the app token. */
  start(): Promise<void>
  isConnected(): boolean
  stop(): Promise<void>
}

/**
 * Slack closes a socket every few hours, and any line breaks. The client's own way of opening the next gives up at the first refusal,
 * by a rejection that nobody hears; so that is done here, until it stands or is stopped.
 */
export function openSocket(appToken: string, api: ReturnType<typeof webApi>, log: Log): Socket {
  const bolt = new SocketModeReceiver({
    appToken,
    logger: boltLogger(log),
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: api },
  })
  const { client } = bolt
  guardFrames(client, log)
  const stopping = new AbortController()
  let isOpening = true

  const warn = (error: unknown) => void log.warn({ error: saidBy(error) }, notOpened)
  const openAgain = async () => {
    if (isOpening) return
    isOpening = true
    for (let failures = 0; !stopping.signal.aborted; failures++) {
      const opened = await client.start().catch(warn)
      if (opened) {
        log.info({}, 'the socket to Slack is open again')
        break
      }
      const { signal } = stopping
      await pause(backOff(failures + 1, 0), undefined, { signal }).catch(() => {})
    }
    isOpening = false
    // Lost again before anybody listened for it.
    if (!stopping.signal.aborted && !client.websocket?.isActive()) await openAgain()
  }
  client.on('disconnected', () => void openAgain())

  return {
    bolt,
    async start() {
      try {
        await bolt.start()
      } catch (cause) {
        if (isFinal(cause)) throw new Error(refusal(cause, 'SLACK_APP_TOKEN'), { cause })
        warn(cause)
      }
      isOpening = false
      if (!client.websocket?.isActive()) void openAgain()
    },
    isConnected: () => client.websocket?.isActive() ?? false,
    async stop() {
      stopping.abort()
      await bolt.stop()
    },
  }
}

const notOpened = 'the socket to Slack could not be opened; it will be tried again'

function saidBy(error: unknown): string {
  return withoutSecrets(String(error ?? 'the line broke'))
}
