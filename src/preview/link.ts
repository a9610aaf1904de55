import { createHmac, randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { LIMITS } from './limits.ts'
import type { Traffic } from './traffic.ts'

/** How Slack reaches the app: by its sockets, or by signed requests to its address. */
export interface Link {
  send(kind: EnvelopeKind, payload: Payload): Promise<Ack>
  /** Sends these characters as they are over each socket. */
  frame(text: string): void
  /** A client asks to become one of the app's sockets. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** From now on by signed requests to this address instead. */
  useHttp(url: string): void
  /** Asks every socket to connect anew, as Slack does every few hours. */
  refresh(): void
  /** Cuts every socket without a word. */
  cut(): void
  connections(): number
  close(): void
}

export type EnvelopeKind = 'slash_commands' | 'interactive' | 'events_api'
export type Payload = Record<string, unknown>

export type Ack =
  | { kind: 'acked'; ms: number; payload: unknown }
  /** Slack says `operation_timeout`. */
  | { kind: 'timed_out' }
  /** No socket, or the request failed: `dispatch_failed`. */
  | { kind: 'unreachable'; status?: number }

interface Waiting {
  resolve: (ack: Ack) => void
  from: number
  timer: NodeJS.Timeout
}

export function openLink(traffic: Traffic, signingSecret: string, acknowledgeMs: number): Link {
  const server = new WebSocketServer({ noServer: true })
  const sockets = new Set<WebSocket>()
  const waiting = new Map<string, Waiting>()
  let httpUrl: string | undefined
  let turn = 0
  const heart = setInterval(() => {
    for (const socket of sockets) socket.ping()
  }, 5000).unref()

  function note(name: string, sent: Payload = {}, broken: string[] = []): void {
    traffic.add({ at: Date.now(), ms: 0, kind: 'socket', name, sent, outcome: 'ok', broken })
  }

  function welcome(socket: WebSocket): void {
    sockets.add(socket)
    note('hello', { connections: sockets.size })
    socket.on('message', (data) => acknowledged(String(data)))
    socket.on('close', () => {
      sockets.delete(socket)
      note('closed', { connections: sockets.size })
    })
    socket.on('error', () => socket.terminate())
    const hello = {
      type: 'hello',
      num_connections: sockets.size,
      connection_info: { app_id: 'A0PREVIEW00' },
      debug_info: { host: 'preview', approximate_connection_time: 18_060 },
    }
    socket.send(JSON.stringify(hello))
  }

  function acknowledged(data: string): void {
    const { envelope_id: id, payload } = JSON.parse(data) as {
      envelope_id: string
      payload?: unknown
    }
    const wait = waiting.get(id)
    if (!wait) {
      note('late acknowledgement', { envelope_id: id }, ['acknowledged too late'])
      return
    }
    clearTimeout(wait.timer)
    waiting.delete(id)
    wait.resolve({ kind: 'acked', ms: performance.now() - wait.from, payload })
  }

  function bySocket(kind: EnvelopeKind, payload: Payload): Promise<Ack> {
    const open = [...sockets].filter((socket) => socket.readyState === socket.OPEN)
    turn += 1
    const socket = open[turn % open.length]
    if (!socket) return Promise.resolve({ kind: 'unreachable' })
    const id = randomUUID()
    const envelope = {
      envelope_id: id,
      type: kind,
      payload,
      accepts_response_payload: kind !== 'events_api',
      ...(kind === 'events_api' && { retry_attempt: 0, retry_reason: '' }),
    }
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        waiting.delete(id)
        resolve({ kind: 'timed_out' })
      }, acknowledgeMs)
      waiting.set(id, { resolve, from: performance.now(), timer })
      socket.send(JSON.stringify(envelope))
    })
  }

  async function byHttp(url: string, kind: EnvelopeKind, payload: Payload): Promise<Ack> {
    const from = performance.now()
    const { body, type } = httpBody(kind, payload)
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': type, ...signature(signingSecret, body) },
        body,
        signal: AbortSignal.timeout(acknowledgeMs),
      })
      const text = await response.text()
      if (response.status !== 200) return { kind: 'unreachable', status: response.status }
      return { kind: 'acked', ms: performance.now() - from, payload: readable(text) }
    } catch (error) {
      const late = error instanceof Error && error.name === 'TimeoutError'
      return late ? { kind: 'timed_out' } : { kind: 'unreachable' }
    }
  }

  return {
    async send(kind, payload) {
      const at = Date.now()
      const from = performance.now()
      const ack = await (httpUrl ? byHttp(httpUrl, kind, payload) : bySocket(kind, payload))
      traffic.add({
        at,
        ms: performance.now() - from,
        kind: 'envelope',
        name: nameOf(kind, payload),
        sent: payload,
        outcome: ack.kind === 'acked' ? 'ok' : ack.kind,
        broken: ack.kind === 'timed_out' ? [`no acknowledgement in ${acknowledgeMs} ms`] : [],
      })
      return ack
    },
    upgrade(request, socket, head) {
      if (sockets.size >= LIMITS.socketConnections) return void socket.destroy()
      server.handleUpgrade(request, socket, head, welcome)
    },
    useHttp: (url) => {
      httpUrl = url
    },
    frame(text) {
      for (const socket of sockets) socket.send(text)
    },
    refresh() {
      for (const socket of sockets) {
        socket.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }))
      }
    },
    cut() {
      for (const socket of sockets) socket.terminate()
    },
    connections: () => sockets.size,
    close() {
      clearInterval(heart)
      for (const { timer, resolve } of waiting.values()) {
        clearTimeout(timer)
        resolve({ kind: 'unreachable' })
      }
      for (const socket of sockets) socket.close(1001)
      setTimeout(() => {
        for (const socket of sockets) socket.terminate()
      }, 200).unref()
      server.close()
    },
  }
}

function nameOf(kind: EnvelopeKind, payload: Payload): string {
  if (kind === 'slash_commands') return `${payload.command} ${payload.text}`.trim()
  if (kind === 'interactive') return String(payload.type)
  return String((payload.event as { type?: unknown } | undefined)?.type)
}

/** Commands come as a form, clicks as a form with one field of JSON, events as JSON. */
function httpBody(kind: EnvelopeKind, payload: Payload): { body: string; type: string } {
  if (kind === 'events_api') return { body: JSON.stringify(payload), type: 'application/json' }
  const form =
    kind === 'slash_commands'
      ? new URLSearchParams(payload as Record<string, string>)
      : new URLSearchParams({ payload: JSON.stringify(payload) })
  return { body: form.toString(), type: 'application/x-www-form-urlencoded' }
}

/** The headers that prove a request to be Slack's: version 0 of its signature. */
function signature(secret: string, body: string, at = Math.floor(Date.now() / 1000)) {
  const digest = createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex')
  return { 'x-slack-request-timestamp': String(at), 'x-slack-signature': `v0=${digest}` }
}

function readable(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}
