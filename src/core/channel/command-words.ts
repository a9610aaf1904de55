/** A command's text cut into words: what stands in quotes is one word, and a word may have a key before it (`type:ai`). */

export interface Word {
  /** Of `keys`, lower case; null for a word by itself. */
  key: string | null
  /** Without key and quotes. */
  text: string
  quoted: boolean
  /** As typed. */
  raw: string
}

/** What may close a quotation, by its opening mark, in the typography of any language. */
const closing: Readonly<Record<string, string>> = {
  '"': '"”“',
  '“': '”"',
  '”': '”',
  '„': '“”"',
  '«': '»',
  "'": "'",
  '‘': '’',
  '‚': '‘’',
}

/** @param keys words that may stand before a colon. Any other colon is part of its word. */
export function cut(text: string, keys: readonly string[]): Word[] {
  const words: Word[] = []
  let at = 0
  while (at < text.length) {
    const space = /\s*/y
    space.lastIndex = at
    at += space.exec(text)?.[0].length ?? 0
    if (at >= text.length) break
    const word = readWord(text, at, keys)
    words.push(word)
    at += word.raw.length
  }
  return words
}

function readWord(text: string, at: number, keys: readonly string[]): Word {
  const key = keys.find((one) => text.slice(at, at + one.length + 1).toLowerCase() === `${one}:`)
  const start = key === undefined ? at : valueAt(text, at + key.length + 1)
  const quote = text[start] ?? ''
  // An apostrophe opens a quotation only after a key: `'n` is a word.
  const isQuote = closing[quote] !== undefined && (key !== undefined || /["“”„«]/.test(quote))
  const end = isQuote ? quoteEnd(text, start) : null
  if (end !== null) {
    const raw = text.slice(at, end + 1)
    return { key: key ?? null, text: text.slice(start + 1, end).trim(), quoted: true, raw }
  }
  const [plain = ''] = /^\S*/.exec(text.slice(start)) ?? []
  return { key: key ?? null, text: plain, quoted: false, raw: text.slice(at, start) + plain }
}

/** "type: ai" means what "type:ai" does, but where another key follows. */
function valueAt(text: string, colon: number): number {
  const [space = ''] = /^\s+(?=\S)(?!\w+:(?!\/\/))/.exec(text.slice(colon)) ?? []
  return colon + space.length
}

/** Where the quotation that opens at `start` closes: its mark, with a space or the end behind it. Null where it never does. */
function quoteEnd(text: string, start: number): number | null {
  const marks = closing[text.charAt(start)] ?? ''
  for (let at = start + 1; at < text.length; at++) {
    if (
      marks.includes(text.charAt(at)) &&
      (at + 1 === text.length || /\s/.test(text[at + 1] ?? ''))
    )
      return at
  }
  return null
}

/** What stands in quotation marks, without them; anything else as it is. */
export function unquoted(text: string): string {
  const inner = text.slice(1, -1)
  return closing[text.charAt(0)]?.includes(text.slice(-1)) && text.length > 1 ? inner.trim() : text
}
