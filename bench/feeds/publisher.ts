/**
 * The publishers of bench/feeds.ts, in a process of their own: every address of 127.0.0.0/8 is a host with one feed of 20 items,
 * with an ETag. A message of `n` from the parent publishes one new item in every feed.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

let edition = 0
const items = 20
/** An item keeps its date, as in life. */
const startedAt = Date.now()

const server = createServer((request, response) => {
  const feed = request.headers.host ?? ''
  const etag = `"${feed}-${edition}"`
  const headers = { etag, 'content-type': 'application/rss+xml; charset=utf-8' }
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, { etag }).end()
    return
  }
  response.writeHead(200, headers).end(write(feed))
})
server.keepAliveTimeout = 1000
server.listen(0, '0.0.0.0', () => {
  process.send?.({ port: (server.address() as AddressInfo).port })
})
process.on('message', (next: number) => {
  edition = next
  process.send?.({ edition })
})

process.on('disconnect', () => process.exit())

/** The newest item first; one in fifty tells something that the rules look for. */
function write(feed: string): string {
  const entries = Array.from({ length: items }, (_, at) => {
    const number = edition + items - at
    const date = new Date(startedAt - (items - number + 10) * 3_600_000).toUTCString()
    const link = `https://${feed.replace(':', '-')}.example/2026/${number}`
    return `<item>
<title>${titleOf(feed, number)}</title>
<link>${link}</link>
<guid isPermaLink="false">${feed}-${number}</guid>
<pubDate>${date}</pubDate>
<category>Business</category><category>Technology</category>
<description><![CDATA[<p>${filler(number)}</p><p><a href="${link}">Read on</a></p>]]></description>
</item>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
<title>Paper ${feed}</title><link>https://paper.example/</link><description>News</description>
<atom:link href="http://${feed}/feed" rel="self" type="application/rss+xml"/>
${entries.join('\n')}
</channel></rss>`
}

function titleOf(feed: string, number: number): string {
  const seed = [...feed].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, number)
  const name = `${names[seed % names.length]}${seed}`
  if (seed % 100 === 1) return `${name} to cut ${seed % 900} jobs as demand falls`
  if (seed % 100 === 2) return `AI start-up ${name} raises $${(seed % 90) + 1} million`
  return `${name} ${ordinary[seed % ordinary.length]}`
}

const names = ['Northwind', 'Quarry', 'Lantern', 'Harbour', 'Tessel', 'Brightfield', 'Copperline']
const ordinary = [
  'opens a new office in the north &amp; hires a head of design',
  'shows a phone that folds twice at its autumn event',
  'settles a dispute over patents with a rival of long standing',
  'says its new chip draws half the power of the last one',
  'names a new chief of its cloud business',
]

function filler(number: number): string {
  return 'The company said in a statement on Monday that it would give more details in the coming weeks. '.repeat(
    3 + (number % 4),
  )
}
