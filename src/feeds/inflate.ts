import { promisify } from 'node:util'
import { brotliDecompress, constants, gunzip, inflate, inflateRaw, zstdDecompress } from 'node:zlib'

const asGzip = promisify(gunzip)
const asZlib = promisify(inflate)
const asRaw = promisify(inflateRaw)
const asBrotli = promisify(brotliDecompress)
const asZstd = promisify(zstdDecompress)

/** More than `Content-Encoding: gzip, br` is nobody's honest answer. */
const mostCodings = 3

export type Inflated =
  | { kind: 'bytes'; bytes: Buffer }
  | { kind: 'too_large' }
  | { kind: 'bad_encoding' }

/**
 * Undoes `Content-Encoding` with at most `limit` bytes of result. The bytes are believed before the header: what is not
 * gzip though it says so is taken as it is, and gzip that nothing announced is undone all the same. A stream that breaks
 * off gives what it held.
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
  try {
    for (const coding of named.reverse()) bytes = await undo(bytes, coding, limit)
    if (isGzip(bytes)) bytes = await undo(bytes, 'gzip', limit)
  } catch (error) {
    const isBomb =
      error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
    return { kind: isBomb ? 'too_large' : 'bad_encoding' }
  }
  return bytes.length > limit ? { kind: 'too_large' } : { kind: 'bytes', bytes }
}

function undo(bytes: Buffer, coding: string, maxOutputLength: number): Promise<Buffer> {
  const tolerant = { maxOutputLength, finishFlush: constants.Z_SYNC_FLUSH }
  switch (coding) {
    case 'gzip':
    case 'x-gzip':
      return isGzip(bytes) ? asGzip(bytes, tolerant) : plain(bytes)
    case 'deflate':
      // RFC 9110 §8.4.1.2 means zlib's format; some servers send the bare stream.
      return isZlib(bytes) ? asZlib(bytes, tolerant) : asRaw(bytes, tolerant)
    case 'br':
      return asBrotli(bytes, {
        maxOutputLength,
        finishFlush: constants.BROTLI_OPERATION_FLUSH,
      }).catch((error) => (looksPlain(bytes) ? bytes : Promise.reject(error)))
    case 'zstd':
      return isZstd(bytes)
        ? asZstd(bytes, { maxOutputLength, finishFlush: constants.ZSTD_e_flush })
        : plain(bytes)
    default:
      return plain(bytes)
  }
}

async function plain(bytes: Buffer): Promise<Buffer> {
  return bytes
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

function looksPlain(bytes: Buffer): boolean {
  return /^\s*[<{]/.test(bytes.toString('latin1', 0, 64))
}
