import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

interface Answer {
  status?: number
  headers?: Record<string, string | string[]>
  body?: string | Uint8Array
}

/** An answer, or a handler that writes (or breaks off, or never ends) its own. */
type Served = Answer | ((request: IncomingMessage, response: ServerResponse) => void)

export interface FeedServer {
  /** `http://127.0.0.1:PORT` */
  origin: string
  /** `127.0.0.1:PORT`, as FEEDS_ALLOW_HOSTS wants it. */
  host: string
  /** Every request so far, oldest first. */
  requests: { path: string; headers: IncomingMessage['headers']; at: number }[]
  /** Serves `answer` at `path` from now on and gives the whole address. */
  serve(path: string, answer: Served): string
  /** A feed with an ETag of its bytes, answered 304 to who has it. */
  serveFeed(path: string, document: string): string
  close(): Promise<void>
}

/** A publisher on loopback, at a port of its own. */
export async function startFeedServer(address = '127.0.0.1'): Promise<FeedServer> {
  const answers = new Map<string, Served>()
  const requests: FeedServer['requests'] = []
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    requests.push({ path, headers: request.headers, at: Date.now() })
    const answer = answers.get(path) ?? { status: 404, body: 'not here' }
    if (typeof answer === 'function') return answer(request, response)
    response.writeHead(answer.status ?? 200, answer.headers)
    response.end(answer.body)
  })
  await new Promise<void>((resolve) => server.listen(0, address, resolve))
  const { port } = server.address() as AddressInfo
  const host = `${address}:${port}`
  const serve = (path: string, answer: Served) => {
    answers.set(path, answer)
    return `http://${host}${path}`
  }
  return {
    origin: `http://${host}`,
    host,
    requests,
    serve,
    serveFeed: (path, document) => serve(path, conditional(document)),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function conditional(document: string): Served {
  const etag = `"${createHash('sha1').update(document).digest('hex')}"`
  return (request, response) => {
    const isKnown = request.headers['if-none-match'] === etag
    response.writeHead(isKnown ? 304 : 200, { etag, 'content-type': 'application/rss+xml' })
    response.end(isKnown ? undefined : document)
  }
}

export interface Entry {
  guid?: string
  link?: string
  title: string
  summary?: string
  /** As the document shall say it. */
  date?: string
}

/** An RSS 2.0 document with the entries given. */
export function rss(entries: readonly Entry[], title = 'Example Wire'): string {
  const items = entries.map(
    ({ guid, link, title, summary, date }) =>
      `<item><title>${escapeXml(title)}</title>${element('link', link)}${element('guid', guid)}${element(
        'description',
        summary,
      )}${element('pubDate', date)}</item>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>${escapeXml(title)}</title><link>https://wire.example/</link>
${items.join('\n')}
</channel></rss>`
}

function element(name: string, value: string | undefined): string {
  return value === undefined ? '' : `<${name}>${escapeXml(value)}</${name}>`
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
