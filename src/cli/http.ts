import { createServer, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Metrics } from '../metrics/metrics.ts'
import type { Health } from './health.ts'

export interface HttpOptions {
  port: number
  /** Null listens on every address; the preview stays on loopback. */
  host: string | null
  /** For `GET /healthz`. Never rejects. */
  health(): Promise<Health>
  /** For `GET /metrics`; null where they are not asked for. */
  metrics: Metrics | null
  /** Everything else. */
  listener: RequestListener | null
}

export type OpenedHttp =
  | { kind: 'open'; port: number; close(): Promise<void> }
  | { kind: 'refused'; sentence: string }

export async function openHttp(options: HttpOptions): Promise<OpenedHttp> {
  const { port, host, health, metrics, listener } = options
  const server = createServer((request, response) => {
    if (request.url === '/healthz' && request.method === 'GET') {
      void health().then((body) => {
        response.writeHead(body.ok ? 200 : 503, { 'content-type': 'application/json' })
        response.end(`${JSON.stringify(body)}\n`)
      })
    } else if (metrics && request.url === '/metrics' && request.method === 'GET') {
      void sendMetrics(metrics, response)
    } else if (listener) {
      listener(request, response)
    } else {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('not found\n')
    }
  })
  const failure = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
    server.once('error', resolve)
    server.listen({ port, ...(host && { host }) }, () => resolve(null))
  })
  if (failure) return { kind: 'refused', sentence: explain(failure, port) }
  return {
    kind: 'open',
    port: (server.address() as AddressInfo).port,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function sendMetrics(metrics: Metrics, response: ServerResponse): Promise<void> {
  try {
    const text = await metrics.text()
    response.writeHead(200, { 'content-type': metrics.contentType }).end(text)
  } catch {
    response.writeHead(503, { 'content-type': 'text/plain' }).end('the database cannot be read\n')
  }
}

function explain(error: NodeJS.ErrnoException, port: number): string {
  if (error.code === 'EADDRINUSE') {
    return `port ${port} is in use; set PORT to a free one, or stop what listens there`
  }
  if (error.code === 'EACCES') return `port ${port} needs more rights; set PORT to 1024 or more`
  return `cannot listen on port ${port}: ${error.message}`
}
