/**
 * One GET of a server that does not speak proper HTTP: lines that end in a line feed alone, blanks and control characters in headers,
 * lines that are no header, two lengths, chunks that are none. Browsers read all that; undici rightly does not, as it keeps
 * connections. Ours is closed after the one answer, so that nothing of it can be taken for another.
 */

import { connect, type LookupFunction, type Socket } from 'node:net'
import { connect as connectSecurely } from 'node:tls'
import { all, type Headers, one } from './headers.ts'

export interface PlainRequest {
  url: URL
  /** Names and values that are known to be proper: nothing that a stranger wrote. */
  headers: Record<string, string>
  lookup: LookupFunction | undefined
  signal: AbortSignal
}

export interface PlainAnswer {
  status: number
  headers: Headers
  body: Buffer
}

/** Longer ones are refused by undici too. */
const longestHead = 16_384

/** The answer's bytes as they come, up to where it says that it ends, or to where the server hangs up. */
export async function* askPlainly({ url, headers, lookup, signal }: PlainRequest) {
  const socket = open(url, lookup)
  const stop = () => socket.destroy(new Error('feeds: stopped', { cause: signal.reason }))
  signal.addEventListener('abort', stop)
  try {
    socket.write(written(url, headers))
    const isWhole = openEnd()
    for await (const chunk of socket as AsyncIterable<Buffer>) {
      yield chunk
      if (isWhole(chunk)) return
    }
  } finally {
    signal.removeEventListener('abort', stop)
    socket.destroy()
  }
}

function open({ protocol, hostname, port }: URL, lookup: LookupFunction | undefined): Socket {
  const host = hostname.replace(/^\[|\]$/g, '')
  const by = lookup ? { host, lookup } : { host }
  if (protocol === 'http:') return connect({ ...by, port: Number(port || 80) })
  return connectSecurely({ ...by, servername: host, port: Number(port || 443) })
}

function written({ host, pathname, search }: URL, headers: Record<string, string>): string {
  const all = { host, ...headers, connection: 'close' }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`)
  return [`GET ${pathname}${search} HTTP/1.1`, ...lines, '', ''].join('\r\n')
}

/** Whether, with the next chunk, all has come that the answer says it holds, or more than the head of any answer. */
function openEnd(): (chunk: Buffer) => boolean {
  let start: Buffer = Buffer.alloc(0)
  let size = 0
  let head: Head | null = null
  return (chunk) => {
    size += chunk.length
    if (head === null) {
      start = Buffer.concat([start, chunk])
      if (!beginning.test(start.toString('latin1', 0, 200))) return true
      head = headOf(start)
    }
    return head === null ? size > longestHead : size >= head.size + lengthOf(head)
  }
}

/** Of any answer, as far as it has come. */
const beginning = /^\s*(?:\S*|\S+\s*|\S+\s+0*[1-5]\d{0,2}(?!\d).*)$/s

interface Head {
  status: number
  headers: Headers
  /** In bytes, the empty line included. */
  size: number
}

/** What came of {@link askPlainly}; null where not even a status can be made out. */
export function readPlainly(bytes: Buffer): PlainAnswer | null {
  const head = headOf(bytes)
  if (!head) return null
  const { status, headers, size } = head
  const rest = bytes.subarray(size, size + lengthOf(head))
  return { status, headers, body: isChunked(headers) ? joinChunks(rest) : rest }
}

/** Of the answer proper: one that only says "continue" may stand before it. */
function headOf(bytes: Buffer, from = 0): Head | null {
  const text = bytes.toString('latin1', from, from + longestHead)
  const begin = text.search(/\S/)
  const end = /\n\r?\n/.exec(text.slice(begin))
  if (begin < 0 || !end) return null
  const size = from + begin + end.index + end[0].length
  const [first = '', ...lines] = text.slice(begin, begin + end.index).split('\n')
  const status = Number(/^\S+\s+0*([1-5]\d\d)(?!\d)/.exec(first)?.[1])
  if (!status) return null
  return status < 200 ? headOf(bytes, size) : { status, headers: headersOf(lines), size }
}

/** Lines that are no header are passed over. Control characters go: a validator is sent back as it came. */
function headersOf(lines: readonly string[]): Headers {
  const headers = new Map<string, string[]>()
  for (const line of lines) {
    const [, name, value = ''] = /^\s*([\w-]+)\s*:(.*)$/s.exec(line) ?? []
    if (name === undefined) continue
    const key = name.toLowerCase()
    headers.set(key, [...(headers.get(key) ?? []), value.replace(/\p{Cc}/gu, '').trim()])
  }
  return Object.fromEntries(headers)
}

function isChunked(headers: Headers): boolean {
  return /\bchunked\b/i.test(one(headers, 'transfer-encoding') ?? '')
}

/** Of the body: the longer of two; without end where the server's hanging up is what ends it. */
function lengthOf({ headers }: Head): number {
  const lengths = all(headers, 'content-length').filter((written) => /^\d{1,9}$/.test(written))
  if (isChunked(headers) || lengths.length === 0) return Number.POSITIVE_INFINITY
  return Math.max(...lengths.map(Number))
}

/** What is said to come in chunks and does not is taken as it is. */
function joinChunks(bytes: Buffer): Buffer {
  const chunks: Buffer[] = []
  let at = 0
  while (at < bytes.length) {
    const line = /^(?:\r?\n)?([\da-f]{1,7})[ \t]*(?:;[^\n]{0,100})?\r?\n/i.exec(
      bytes.toString('latin1', at, at + 120),
    )
    if (!line) break
    const size = Number.parseInt(line[1] ?? '', 16)
    if (size === 0) return Buffer.concat(chunks)
    const from = at + line[0].length
    chunks.push(bytes.subarray(from, from + size))
    at = from + size
  }
  return chunks.length === 0 ? bytes : Buffer.concat(chunks)
}
