import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { asArticle, asAtom, asJsonFeed, asRss, type Shown } from './feeds.ts'
import { SAMPLE, type SampleItem } from './week.ts'

/** Four feeds on loopback that carry the sample. Their host belongs into FEEDS_ALLOW_HOSTS. */
export interface Sample {
  feeds: { id: string; url: string; name: string }[]
  /** `127.0.0.1:PORT` */
  host: string
  close(): Promise<void>
}

const FEEDS = {
  wire: { name: 'Ledger Wire (sample)', path: '/wire.xml', type: 'application/rss+xml' },
  cloud: { name: 'Cloud and Capital (sample)', path: '/cloud.atom', type: 'application/atom+xml' },
  startups: {
    name: 'Startup Desk (sample)',
    path: '/startups.json',
    type: 'application/feed+json',
  },
  press: { name: 'Tech press (sample)', path: '/press.xml', type: 'application/rss+xml' },
} as const

const UNITS: Record<string, number> = { s: 1e3, m: 60e3, h: 3600e3, d: 86_400e3 }

/** Milliseconds from the start; negative before it. */
function offset(at: string): number {
  const [, sign, count, unit = ''] = /^([+-])(\d+)([smhd])$/.exec(at) ?? []
  return (sign === '-' ? -1 : 1) * Number(count) * (UNITS[unit] ?? Number.NaN)
}

const slug = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)

/** Serves the sample with dates around `now`; what has a later time comes in as that time comes. */
export async function openSample(now: number, clock: () => number = Date.now): Promise<Sample> {
  let host = ''

  function shown(item: SampleItem, index: number): Shown {
    const from = item.from === undefined ? {} : { from: `${item.from} (sample)` }
    return {
      id: `sample-${index}`,
      title: item.title,
      text: item.text,
      link: `http://${host}/${item.feed}/${index}-${slug(item.title)}`,
      publishedAt: now + offset(item.at),
      ...from,
    }
  }

  function document(feed: keyof typeof FEEDS): string {
    const { name } = FEEDS[feed]
    const items = SAMPLE.map((item, index) => ({ feed: item.feed, shown: shown(item, index) }))
      .filter((item) => item.feed === feed && item.shown.publishedAt <= clock())
      .map((item) => item.shown)
      .sort((a, b) => b.publishedAt - a.publishedAt)
    const channel = { title: name, home: `http://${host}/${feed}/` }
    if (feed === 'cloud') return asAtom(channel, items)
    if (feed === 'startups') return asJsonFeed(channel, items)
    return asRss(channel, items)
  }

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const path = URL.parse(request.url ?? '/', 'http://localhost')?.pathname ?? ''
    const feed = (Object.keys(FEEDS) as (keyof typeof FEEDS)[]).find(
      (id) => FEEDS[id].path === path,
    )
    if (!feed) {
      article(path, response)
      return
    }
    const body = document(feed)
    const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`
    if (request.headers['if-none-match'] === etag) {
      response.writeHead(304).end()
      return
    }
    response.writeHead(200, { 'content-type': FEEDS[feed].type, etag }).end(body)
  }

  function article(path: string, response: ServerResponse): void {
    const index = Number(/^\/\w+\/(\d+)-/.exec(path)?.[1] ?? -1)
    const item = SAMPLE[index]
    if (!item) {
      response.writeHead(404).end('not found')
      return
    }
    const outlet = item.from ?? FEEDS[item.feed].name.replace(' (sample)', '')
    response
      .writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
      })
      .end(asArticle(shown(item, index), outlet))
  }

  const server = createServer(answer)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    host,
    feeds: Object.entries(FEEDS).map(([id, { name, path }]) => ({
      id: `sample-${id}`,
      url: `http://${host}${path}`,
      name,
    })),
    async close() {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
