import { isAscii, isUtf8 } from 'node:buffer'
import { TextDecoder } from 'node:util'

/**
 * Bytes to text: by byte order mark, else the header's charset, else the prolog's, else UTF-8, else windows-1252. A
 * declaration that the bytes contradict is passed over: text that is valid UTF-8 beyond ASCII is no single-byte charset,
 * whoever says so, and what is not valid UTF-8 is not UTF-8.
 */
export function decode(bytes: Buffer, contentType: string | null): string {
  const byMark = markOf(bytes)
  if (byMark !== null) return new TextDecoder(byMark).decode(bytes)
  if (isAscii(bytes) && !isStateful(bytes)) return bytes.toString('latin1')
  const names = [charsetOf(contentType), charsetOf(prologOf(bytes)), 'utf-8', 'windows-1252']
  for (const name of names) {
    const decoder = name === null ? null : decoderOf(name)
    if (decoder && !contradicts(bytes, decoder.encoding)) return decoder.decode(bytes)
  }
  return bytes.toString('latin1')
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

function contradicts(bytes: Buffer, encoding: string): boolean {
  switch (encoding) {
    case 'utf-8':
      return !isUtf8(bytes)
    case 'utf-16le':
    case 'utf-16be':
      // Half of the bytes of any markup in UTF-16 are zero.
      return !bytes.subarray(0, 64).includes(0)
    default:
      return isUtf8(bytes) && !isAscii(bytes) && isSingleByte(encoding)
  }
}

function isSingleByte(encoding: string): boolean {
  return /^(windows-|iso-8859|ibm|koi8|macintosh|x-mac)/.test(encoding)
}
