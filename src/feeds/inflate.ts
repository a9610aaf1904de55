import type { Transform } from 'node:stream'
import {
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
} from 'node:zlib'

/** More than `Content-Encoding: gzip, br` is nobody's honest answer. */
const mostCodings = 3

export type Inflated =
  | { kind: 'bytes'; bytes: Buffer }
  | { kind: 'too_large' }
  | { kind: 'bad_encoding' }

/**
 * Undoes `Content-Encoding` with at most `limit` bytes of result. The bytes are believed before the header: what is not
 * gzip though it says so is taken as it is, and what nothing announced is undone all the same. A stream that breaks
 * off, or goes on in something else, gives what it held.
 */
export async function inflateBody(
  body: Buffer,
  contentEncoding: string | null,
  limit: number,
): Promise<Inflated> {
  const codings = (contentEncoding ?? '')
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
  const named = codings.filter((coding) => coding !== '' && coding !== 'identity')
  if (named.length > mostCodings) return { kind: 'bad_encoding' }
  let bytes = body
  for (const coding of [...named.reverse(), null, null]) {
    const undone = await undo(bytes, coding, limit)
    if (undone === null) return { kind: 'too_large' }
    if (undone.isCut && undone.bytes.length === 0) return { kind: 'bad_encoding' }
    bytes = undone.bytes
  }
  return bytes.length > limit ? { kind: 'too_large' } : { kind: 'bytes', bytes }
}

interface Undone {
  bytes: Buffer
  /** By an error, after these bytes. */
  isCut: boolean
}

const tolerant = { finishFlush: constants.Z_SYNC_FLUSH }

/** `coding` is null where none is announced (any more). Null where the result is beyond the limit. */
async function undo(bytes: Buffer, coding: string | null, limit: number): Promise<Undone | null> {
  const plain = { bytes, isCut: false }
  switch (coding) {
    case null:
      return undoUnnamed(bytes, limit)
    case 'gzip':
    case 'x-gzip':
      return isGzip(bytes) ? undoGzip(bytes, limit) : plain
    case 'deflate':
      // RFC 9110 §8.4.1.2 means zlib's format; some servers send the bare stream.
      return drain(
        isZlib(bytes) ? createInflate(tolerant) : createInflateRaw(tolerant),
        bytes,
        limit,
      )
    case 'br': {
      const options = { finishFlush: constants.BROTLI_OPERATION_FLUSH }
      return looksPlain(bytes) ? plain : drain(createBrotliDecompress(options), bytes, limit)
    }
    case 'zstd': {
      const options = { finishFlush: constants.ZSTD_e_flush }
      return isZstd(bytes) ? drain(createZstdDecompress(options), bytes, limit) : plain
    }
    default:
      return plain
  }
}

/** Brotli has no mark of its own: it is what becomes a document by it. */
async function undoUnnamed(bytes: Buffer, limit: number): Promise<Undone | null> {
  if (isGzip(bytes)) return undo(bytes, 'gzip', limit)
  if (isZstd(bytes)) return undo(bytes, 'zstd', limit)
  const asIs = { bytes, isCut: false }
  if (looksPlain(bytes) || !looksBinary(bytes)) return asIs
  const undone = await undo(bytes, 'br', limit)
  return undone === null || looksPlain(undone.bytes) ? undone : asIs
}

/** For what follows its end, or for a wrong checksum, Node withholds what it has undone; the bare stream within knows of neither. */
async function undoGzip(bytes: Buffer, limit: number): Promise<Undone | null> {
  const undone = await drain(createGunzip(tolerant), bytes, limit)
  return undone?.isCut
    ? drain(createInflateRaw(tolerant), bytes.subarray(gzipHeaderLength(bytes)), limit)
    : undone
}

/** RFC 1952 §2.3: ten bytes, and what four flags announce. */
function gzipHeaderLength(bytes: Buffer): number {
  const flags = bytes[3] ?? 0
  const behindText = (from: number) => bytes.indexOf(0, from) + 1
  let length = 10
  if (flags & 4) length += 2 + (length + 2 <= bytes.length ? bytes.readUInt16LE(length) : 0)
  if (flags & 8) length = behindText(length)
  if (flags & 16) length = behindText(length)
  return flags & 2 ? length + 2 : length
}

async function drain(stream: Transform, bytes: Buffer, limit: number): Promise<Undone | null> {
  const chunks: Buffer[] = []
  let size = 0
  let isCut = false
  stream.end(bytes)
  try {
    for await (const chunk of stream) {
      chunks.push(chunk)
      size += chunk.length
      if (size > limit) return null
    }
  } catch {
    isCut = true
  }
  return { bytes: Buffer.concat(chunks), isCut }
}

function isGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b
}

function isZlib(bytes: Buffer): boolean {
  return ((bytes[0] ?? 0) & 0x0f) === 8 && bytes.length > 1 && bytes.readUInt16BE(0) % 31 === 0
}

function isZstd(bytes: Buffer): boolean {
  return bytes.length > 3 && bytes.readUInt32LE(0) === 0xfd2fb528
}

function looksBinary(bytes: Buffer): boolean {
  return bytes.subarray(0, 64).some((byte) => byte < 9 || (byte > 13 && byte < 32))
}

function looksPlain(bytes: Buffer): boolean {
  return /^\s*[<{]/.test(bytes.toString('latin1', 0, 64))
}
