import type { Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import type { FeedReading } from '../../src/core/feed/fetched.ts'
import { openFeedReader } from '../../src/feeds/read.ts'
import type { FeedRequest } from '../../src/poll/ports.ts'
import { rss } from '../support/feed-server.ts'
import { startRawServer } from '../support/raw-server.ts'

const document = rss([{ title: 'Example Corp cuts 10 jobs', guid: '1' }])
const length = Buffer.byteLength(document)
const size = length.toString(16)

async function readFrom(
  onSocket: (socket: Socket) => void,
  more: Partial<FeedRequest> = {},
): Promise<FeedReading> {
  const server = await startRawServer(onSocket)
  const allowHosts = new Set([server.host])
  const reader = openFeedReader({ clock: Date.now, userAgent: 'B', allowHosts, totalMs: 300 })
  onTestFinished(async () => {
    await reader.close()
    server.close()
  })
  const validators = { etag: null, lastModified: null }
  const url = `http://${server.host}/feed?page=1`
  const request = { url, validators, bodyHash: null, isConfigured: true, ...more }
  return reader.readFeed(request, new AbortController().signal)
}

/** An answer; the line stays open after it where the answer itself says how long it is. */
const answer = (text: string) => (socket: Socket) =>
  void socket.once('data', () => (text.includes('ength') ? socket.write(text) : socket.end(text)))

test.each([
  ['lines end in a line feed alone', `HTTP/1.1 200 OK\nContent-Length: ${length}\n\n`],
  ['only some lines end as they should', `HTTP/1.1 200 OK\r\nContent-Length: ${length}\n\r\n`],
  ['nothing says how long it is', 'HTTP/1.0 200 OK\nServer: old\n\n'],
  [
    'it says "continue" first, unasked',
    `HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: ${length}\r\n\r\n`,
  ],
  [
    'a header holds a control character',
    `HTTP/1.1 200 OK\r\nX: a\u0001b\r\nContent-Length: ${length}\r\n\r\n`,
  ],
  ['a blank stands before a colon', `HTTP/1.1 200 OK\r\nContent-Length : ${length}\r\n\r\n`],
  ['a name holds blanks', `HTTP/1.1 200 OK\r\nServed By: us\r\nContent-Length: ${length}\r\n\r\n`],
  ['a line is no header', `HTTP/1.1 200 OK\r\n<b>Warning</b>\r\nContent-Length: ${length}\r\n\r\n`],
  ['a header has no name', `HTTP/1.1 200 OK\r\n: us\r\nContent-Length: ${length}\r\n\r\n`],
  [
    'a header goes on in the next line',
    `HTTP/1.1 200 OK\r\nX: a\r\n  b\r\nContent-Length: ${length}\r\n\r\n`,
  ],
  [
    'the status comes twice',
    `HTTP/1.1 200 OK\r\nHTTP/1.1 200 OK\r\nContent-Length: ${length}\r\n\r\n`,
  ],
  [
    'two lengths differ',
    `HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: ${length}\r\n\r\n`,
  ],
  ['no length is given', 'HTTP/1.1 200 OK\r\nContent-Size: x\r\n: \r\n\r\n'],
  ['the version is none', 'HTTP/2 200 OK\r\nServer: us\r\n\r\n'],
  ['another protocol is named', 'ICY 200 OK\r\nicy-name: us\r\n\r\n'],
  [
    '"continue" comes first',
    `HTTP/1.1 100 Continue\n\nHTTP/1.1 200 OK\nContent-Length: ${length}\n\n`,
  ],
])('an answer in which %s is read', async (_name, head) => {
  const reading = await readFrom(answer(head + document))
  expect(reading).toMatchObject({ kind: 'document', faults: [], requests: 2 })
  expect(reading.kind === 'document' && reading.items).toHaveLength(1)
})

test.each([
  ['chunks', `${size} \n${document}\n0\n\n`],
  ['no chunks', document],
])('where chunks are announced after such a head, %s are read', async (_name, body) => {
  const head = 'HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n'
  expect(await readFrom(answer(head + body))).toMatchObject({ kind: 'document', faults: [] })
})

test('the second request is whole by itself, says the same of us, and sends nothing that the server wrote', async () => {
  const asked: string[] = []
  await readFrom(
    (socket) =>
      socket.once('data', (data) => {
        asked.push(String(data))
        socket.end(`HTTP/1.1 200 OK\n\n${document}`)
      }),
    { validators: { etag: '"one"', lastModified: 'yesterday' } },
  )
  expect(asked).toHaveLength(2)
  const [line, ...headers] = asked[1]?.trimEnd().split('\r\n') ?? []
  expect(line).toBe('GET /feed?page=1 HTTP/1.1')
  expect(headers.map((header) => header.replace(/:.*/, ''))).toEqual([
    'host',
    'user-agent',
    'accept',
    'accept-encoding',
    'connection',
  ])
})

test('a validator is kept without the characters that could not be sent back', async () => {
  const reading = await readFrom(answer(`HTTP/1.1 200 OK\nETag: "o\u0001ne"\n\n${document}`))
  expect(reading).toMatchObject({ validators: { etag: '"one"' } })
})

test('a redirect in such an answer is checked as any other', async () => {
  const location = 'http://169.254.169.254/latest'
  expect(await readFrom(answer(`HTTP/1.1 302 Found\nLocation: ${location}\n\n`))).toMatchObject({
    kind: 'refused',
    reason: 'private_address',
  })
})

test('such an answer that never ends is given up at 10 MB', async () => {
  const endless = (socket: Socket) =>
    void socket.once('data', () => {
      const more = () => {
        while (!socket.destroyed && socket.write(Buffer.alloc(65_536, 'x')));
      }
      socket.on('drain', more)
      socket.write('HTTP/1.1 200 OK\n\n')
      more()
    })
  expect(await readFrom(endless)).toMatchObject({ kind: 'failed' })
})

test('such an answer without an end of its headers is refused at once', async () => {
  const reading = await readFrom(answer(`HTTP/1.1 200 OK\nX-Length: ${'x'.repeat(50_000)}`))
  expect(reading).toMatchObject({ kind: 'failed', reason: 'bad_response' })
})
