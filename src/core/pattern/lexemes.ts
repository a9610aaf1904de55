import type { PatternFault, Slot } from './pattern.ts'

/** The parts of a pattern's text. `at` and `end` are offsets in it. */
export type Lexeme = { at: number; end: number } & (
  | { kind: 'word'; text: string }
  | { kind: 'quoted'; text: string }
  | { kind: 'slot'; slot: Slot }
  | { kind: 'list'; name: string }
  | { kind: 'gap'; most: number }
  | { kind: 'title' }
  | { kind: '(' | ')' | '|' | '?' | 'AND' | 'NOT' | 'NEAR' | 'WITHIN' }
)

const slots: readonly string[] = [
  'number',
  'bare number',
  'percent',
  'money',
  'company',
  'ai company',
  'name',
] satisfies Slot[]
const defaultGap = 5
const widestGap = 20

/** What may close a quotation, by its opening mark. */
const closing: Record<string, string> = { '"': '"', '“': '”"', '„': '“”"', '«': '»' }
const special = new Set([...'()|?[]{}"“”„«»…'])

/** Throws a `PatternFault`, which `parsePattern` catches. */
export function readLexemes(text: string): Lexeme[] {
  const lexemes: Lexeme[] = []
  let at = skipSpace(text, 0)
  while (at < text.length) {
    const lexeme = readLexeme(text, at, lexemes.at(-1))
    lexemes.push(lexeme)
    at = skipSpace(text, lexeme.end)
  }
  return lexemes
}

export function fault(at: number, message: string): PatternFault {
  return { kind: 'fault', at, message }
}

function skipSpace(text: string, from: number): number {
  let at = from
  while (at < text.length && isSpace(text, at)) at++
  return at
}

function isSpace(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  return unit < 128 ? unit <= 32 : /\s/.test(text.charAt(at))
}

function readLexeme(text: string, at: number, before: Lexeme | undefined): Lexeme {
  const first = text.charAt(at)
  if (first === '(' || first === ')' || first === '|' || first === '?') {
    return { kind: first, at, end: at + 1 }
  }
  if (first === '[') return readSlot(text, at)
  if (first === '{') {
    const end = closingAt(text, at, '}', 'list of words')
    return { kind: 'list', name: listName(text.slice(at + 1, end)), at, end: end + 1 }
  }
  if (first === '…' || text.startsWith('...', at)) return readGap(text, at)
  const close = closing[first]
  if (close) return readQuoted(text, at, close)
  if (special.has(first)) throw fault(at, `a "${first}" closes nothing: drop it`)
  return readWord(text, at, before)
}

/** List names are compared without regard to case and spacing. */
export function listName(written: string): string {
  return written.trim().toLowerCase().replace(/\s+/g, ' ')
}

function closingAt(text: string, at: number, mark: string, what: string): number {
  const end = text.indexOf(mark, at + 1)
  if (end < 0) throw fault(at, `this ${what} is not closed: add ${mark}`)
  return end
}

function readQuoted(text: string, at: number, close: string): Lexeme {
  const ends = [...close].map((mark) => text.indexOf(mark, at + 1)).filter((end) => end > 0)
  if (ends.length === 0) throw fault(at, `this quotation is not closed: add ${close.charAt(0)}`)
  const end = Math.min(...ends)
  return { kind: 'quoted', text: text.slice(at + 1, end), at, end: end + 1 }
}

function readSlot(text: string, at: number): Lexeme {
  const end = closingAt(text, at, ']', 'slot')
  const slot = text
    .slice(at + 1, end)
    .trim()
    .toLowerCase()
  if (!isSlot(slot)) {
    throw fault(at, `there is no [${slot}]; there are [${slots.join('], [')}]`)
  }
  return { kind: 'slot', slot, at, end: end + 1 }
}

function isSlot(name: string): name is Slot {
  return slots.includes(name)
}

/** `...`, `…`, `...3`. */
function readGap(text: string, at: number): Lexeme {
  let end = at
  while (text[end] === '.' || text[end] === '…') end++
  const digits = end
  while (/[0-9]/.test(text.charAt(end))) end++
  const most = end > digits ? Number(text.slice(digits, end)) : defaultGap
  if (most < 1 || most > widestGap) {
    throw fault(at, `a gap is 1 to ${widestGap} words wide, as in ...${defaultGap}`)
  }
  return { kind: 'gap', most, at, end }
}

function wordEnd(text: string, at: number): number {
  let end = at
  while (end < text.length && !isSpace(text, end) && !special.has(text.charAt(end))) {
    if (text.startsWith('...', end)) break
    end++
  }
  return end
}

function readWord(text: string, at: number, before: Lexeme | undefined): Lexeme {
  const end = wordEnd(text, at)
  const word = text.slice(at, end)
  if (word === 'AND' || word === 'NOT') return { kind: word, at, end }
  if (word === 'OR') return { kind: '|', at, end }
  if ((word === 'NEAR' || word === 'WITHIN') && before?.kind === 'NOT') {
    return { kind: word, at, end }
  }
  if (word.toLowerCase().startsWith('title:')) return { kind: 'title', at, end: at + 6 }
  const slip = slipIn(word)
  if (slip) throw fault(at, slip)
  return { kind: 'word', text: word, at, end }
}

/** What people write who know another search language. */
function slipIn(word: string): string | null {
  if (word === 'or') {
    return 'between alternatives write | or OR; for the word itself write "or" in quotes'
  }
  if (/^-\p{L}/u.test(word)) return `write NOT ${word.slice(1)} for what must be absent`
  if (/^\+\p{L}/u.test(word)) return `write AND ${word.slice(1)} for what must be there too`
  if (/^<\p{L}+>?$/u.test(word)) return 'a slot is written in square brackets: [number]'
  if (/[,;](?![0-9])/.test(word)) {
    return 'a comma means nothing here: write | between alternatives, or quote the phrase'
  }
  return null
}
