import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { doubling } from '../../core/doubling.ts'
import type { Bell } from '../../ports.ts'
import { settingsOf, setUp } from './client.ts'

/** By which those who listen are counted. */
export const listenerName = 'bellwether bell'

/** As the trigger in migrations.ts rings it: without a word. With one it is somebody's own try. */
const channel = 'bellwether_delivery'
/** How often it is tried whether it hears, and after how long one looks all the same. */
const usual = { tryEveryMs: 10_000, sweepMs: 1000 }
/** Where the connection itself does not answer for so long, it is given up. */
const answerMs = 5000
const againMs = { first: 250, most: 30_000 }

/**
 * The database's own bell, LISTEN and NOTIFY, by a connection that does nothing else. That it is heard is found out by ringing it: a
 * connection may look alive and carry nothing, and a pooler may hand what rings to somebody else.
 *
 * @param tuning only for tests
 */
export function openBell(url: string, tuning: Partial<typeof usual> = {}): Bell {
  const { tryEveryMs, sweepMs } = { ...usual, ...tuning }
  const waiting = new Set<() => void>()
  let state: 'unasked' | 'deaf' | 'heard' = 'unasked'
  const ring = () => {
    for (const goOn of waiting) goOn()
  }
  /** Ends where it is stopped, and fails where it is not heard. */
  const hear = async (signal: AbortSignal) => {
    const line = openLine(url, ring)
    try {
      while (!signal.aborted) {
        await line.check()
        // What rang before may have rung unheard.
        if (state !== 'heard') ring()
        state = 'heard'
        await line.wait(tryEveryMs, signal)
      }
    } finally {
      line.close()
    }
  }
  return {
    sweepMs,
    async listen(log, signal) {
      let failures = 0
      const wait = async (err: unknown) => {
        failures = state === 'heard' ? 1 : failures + 1
        if (failures === 1) log.warn({ err }, 'the database is not heard when it rings')
        state = 'deaf'
        const againInMs = doubling(failures, againMs.first, againMs.most)
        await pause(againInMs, undefined, { signal }).catch(() => {})
      }
      while (!signal.aborted) await hear(signal).catch(wait)
      state = 'unasked'
    },
    next() {
      const { promise, resolve } = Promise.withResolvers<void>()
      const goOn = () => {
        clearTimeout(timer)
        waiting.delete(goOn)
        resolve()
      }
      const timer = setTimeout(goOn, sweepMs).unref()
      waiting.add(goOn)
      return promise
    },
    isDeaf: () => state === 'deaf',
  }
}

interface Line {
  /** Rejects where it does not hear. */
  check(): Promise<void>
  /** Or less, where it is cut. */
  wait(ms: number, signal: AbortSignal): Promise<void>
  close(): void
}

function openLine(url: string, ring: () => void): Line {
  const client = new pg.Client({
    ...settingsOf(url),
    application_name: listenerName,
    query_timeout: answerMs,
  })
  const cut = new AbortController()
  client.on('error', () => cut.abort())
  client.on('end', () => cut.abort())
  const own = randomUUID()
  let heard = Promise.withResolvers<void>()
  client.on('notification', ({ payload }) => {
    if (payload === '') ring()
    if (payload === own) heard.resolve()
  })
  let opening: Promise<unknown> | undefined
  const open = async () => {
    await client.connect()
    await setUp(client)
    await client.query(`listen ${channel}`)
  }
  return {
    async check() {
      opening ??= open()
      await opening
      heard = Promise.withResolvers()
      await client.query('select pg_notify($1, $2)', [channel, own])
      const isHeard = await Promise.race([heard.promise.then(() => true), pause(answerMs, false)])
      if (!isHeard) throw new Error('store: what rings does not come through this connection')
    },
    async wait(ms, signal) {
      const over = AbortSignal.any([signal, cut.signal])
      await pause(ms, undefined, { signal: over }).catch(() => {})
    },
    close() {
      client.end().catch(() => {})
    },
  }
}
