import { isAscii, isUtf8 } from 'node:buffer'
import { TextDecoder } from 'node:util'

/**
 * Bytes to text: by byte order mark, else the header's charset, else the prolog's, else UTF-8, else windows-1252. A
 * declaration that the bytes contradict is passed over: text that is UTF-8 beyond ASCII is no single-byte charset, whoever
 * says so, and what has more bad sequences than good ones is not UTF-8.
 */
export function decode(bytes: Buffer, contentType: string | null): string {
  const byMark = markOf(bytes)
  if (byMark !== null) return new TextDecoder(byMark).decode(bytes)
  if (isAscii(bytes) && !isStateful(bytes)) return bytes.toString('latin1')
  const asUtf8 = readUtf8(bytes)
  const names = [charsetOf(contentType), charsetOf(prologOf(bytes)), 'utf-8', 'windows-1252']
  const decoders = names.flatMap((name) => (name === null ? [] : (decoderOf(name) ?? [])))
  const decoder = decoders.find(({ encoding }) => !contradicts(bytes, asUtf8, encoding))
  if (decoder?.encoding === 'utf-8') return asUtf8.text
  return decoder ? decoder.decode(bytes) : bytes.toString('latin1')
}

function markOf(bytes: Buffer): string | null {
  const [a, b, c] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  // No mark, but `<` in two bytes.
  if (a === 0x00 && b === 0x3c) return 'utf-16be'
  if (a === 0x3c && b === 0x00) return 'utf-16le'
  return null
}

/** ISO-2022-JP writes its Japanese in ASCII bytes, between escapes. */
function isStateful(bytes: Buffer): boolean {
  return bytes.includes(0x1b)
}

function prologOf(bytes: Buffer): string {
  return /^\s*<\?xml[^>]*>/.exec(bytes.toString('latin1', 0, 256))?.[0] ?? ''
}

function charsetOf(declaration: string | null): string | null {
  return (
    /(?:charset|encoding)\s*=\s*["']?([\w.:-]{1,40})/i
      .exec(declaration ?? '')?.[1]
      ?.toLowerCase() ?? null
  )
}

function decoderOf(name: string): TextDecoder | null {
  try {
    return new TextDecoder(name)
  } catch {
    return null
  }
}

function contradicts(bytes: Buffer, { good, bad }: Utf8, encoding: string): boolean {
  switch (encoding) {
    case 'utf-8':
      return bad > good
    case 'utf-16le':
    case 'utf-16be':
      // Half of the bytes of any markup in UTF-16 are zero.
      return !bytes.subarray(0, 64).includes(0)
    default:
      return isSingleByte(encoding) && good > 0 && bad * 3 <= good
  }
}

function isSingleByte(encoding: string): boolean {
  return /^(windows-|iso-8859|ibm|koi8|macintosh|x-mac)/.test(encoding)
}

interface Utf8 {
  /** Bad bytes left out, but for those that are plainly a quotation mark or a dash of windows-1252. */
  text: string
  /** Characters beyond ASCII. */
  good: number
  bad: number
}

/** A document that was cut in mid-character ends in no bad sequence. */
function readUtf8(bytes: Buffer): Utf8 {
  if (isUtf8(bytes)) return { text: bytes.toString('utf8'), good: isAscii(bytes) ? 0 : 1, bad: 0 }
  const read: Utf8 = { text: '', good: 0, bad: 0 }
  for (let from = 0; from < bytes.length; ) {
    const { end, good } = goodFrom(bytes, from)
    read.text += bytes.toString('utf8', from, end)
    read.good += good
    if (end < bytes.length) noteBad(read, bytes, end)
    from = end + 1
  }
  return read
}

/** Where the next bad byte stands, and how many characters beyond ASCII before it. */
function goodFrom(bytes: Buffer, start: number): { end: number; good: number } {
  let good = 0
  let end = start
  while (end < bytes.length) {
    const size = (bytes[end] ?? 0) < 0x80 ? 1 : sequenceAt(bytes, end)
    if (size === 0) break
    if (size > 1) good++
    end += size
  }
  return { end, good }
}

function noteBad(read: Utf8, bytes: Buffer, at: number): void {
  if (isAlone(bytes, at)) read.text += latin.decode(bytes.subarray(at, at + 1))
  if (!isCutOff(bytes, at)) read.bad++
}

/** The length of a whole sequence beyond ASCII; 0 where there is none. */
function sequenceAt(bytes: Buffer, at: number): number {
  const size = sizeOf(bytes[at] ?? 0)
  return size > 0 && isUtf8(bytes.subarray(at, at + size)) && at + size <= bytes.length ? size : 0
}

function sizeOf(lead: number): number {
  if (lead >= 0xc2 && lead <= 0xdf) return 2
  if (lead >= 0xe0 && lead <= 0xef) return 3
  return lead >= 0xf0 && lead <= 0xf4 ? 4 : 0
}

function isCutOff(bytes: Buffer, at: number): boolean {
  const size = sizeOf(bytes[at] ?? 0)
  const rest = bytes.subarray(at + 1)
  return size > 0 && rest.length < size - 1 && rest.every(isWithin)
}

/** One of what windows-1252 writes as … ‘ ’ “ ” • – —, and no remnant of a longer sequence. */
function isAlone(bytes: Buffer, at: number): boolean {
  const byte = bytes[at] ?? 0
  const isMark = byte === 0x85 || (byte >= 0x91 && byte <= 0x97)
  return isMark && !isWithin(bytes[at + 1] ?? 0) && (bytes[at - 1] ?? 0) < 0x80
}

function isWithin(byte: number): boolean {
  return byte >= 0x80 && byte <= 0xbf
}

const latin = new TextDecoder('windows-1252')
