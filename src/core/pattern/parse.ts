import { stemOf } from '../text/plural.ts'
import { type Token, tokenize } from '../text/text.ts'
import { contradictionIn } from './contradiction.ts'
import { fault, type Lexeme, readLexemes } from './lexemes.ts'
import { choice, mayBeEmpty, nodeCount, sequence } from './node.ts'
import type { Node, Pattern, PatternFault, Phrase, Term, WordLists, Words } from './pattern.ts'

const longest = 4_000
const deepest = 8
/** Of a pattern with its lists written out; a choice of single words counts once. */
const mostNodes = 400
const shortestEnding = 2
const noLists: WordLists = new Map()

/** Reads a pattern. `lists` are the words that it may name in braces. */
export function parsePattern(text: string, lists: WordLists = noLists): Pattern | PatternFault {
  try {
    if (text.length > longest) throw fault(longest, `a pattern has at most ${longest} characters`)
    const pattern = readPattern({ text, lists, lexemes: readLexemes(text), next: 0, depth: 0 })
    const contradiction = contradictionIn(pattern)
    return contradiction ? fault(0, contradiction) : pattern
  } catch (thrown) {
    if (isFault(thrown)) return thrown
    throw thrown
  }
}

/** Reads one term: words and alternatives, with no AND and no NOT. */
export function parseTerm(text: string, lists: WordLists = noLists): Term | PatternFault {
  const pattern = parsePattern(text, lists)
  if (pattern.kind === 'fault') return pattern
  const [term, ...more] = pattern.required
  const isOne = more.length + pattern.excluded.length === 0
  if (term && isOne && term.notNear.length + term.notWithin.length === 0) return term
  return fault(0, 'AND and NOT have no place here: one line is one phrase or its alternatives')
}

/** Reads a list of words, or an exception: a term that may stand anywhere. */
export function parsePhrase(text: string, lists: WordLists = noLists): Phrase | PatternFault {
  const term = parseTerm(text, lists)
  return 'kind' in term || !term.titleOnly ? term : fault(0, 'title: has no place here')
}

function isFault(thrown: unknown): thrown is PatternFault {
  return (
    typeof thrown === 'object' && thrown !== null && 'kind' in thrown && thrown.kind === 'fault'
  )
}

interface Reader {
  text: string
  lists: WordLists
  lexemes: readonly Lexeme[]
  next: number
  depth: number
}

function peek(reader: Reader): Lexeme | undefined {
  return reader.lexemes[reader.next]
}

function accept(reader: Reader, kind: Lexeme['kind']): Lexeme | undefined {
  const lexeme = peek(reader)
  if (lexeme?.kind !== kind) return undefined
  reader.next++
  return lexeme
}

/** Where the next lexeme stands, or the end. */
function place(reader: Reader): number {
  return peek(reader)?.at ?? reader.text.length
}

interface OpenTerm extends Term {
  notNear: Phrase[]
  notWithin: Phrase[]
}

function readPattern(reader: Reader): Pattern {
  if (reader.lexemes.length === 0) throw fault(0, 'a pattern needs a word to look for')
  let about: OpenTerm = { ...readTerm(reader), notNear: [], notWithin: [] }
  const required = [about]
  const excluded: Term[] = []
  while (peek(reader)) {
    if (accept(reader, 'AND')) {
      about = { ...readTerm(reader), notNear: [], notWithin: [] }
      required.push(about)
    } else if (accept(reader, 'NOT')) readNot(reader, about, excluded)
    else throw fault(place(reader), unexpected(peek(reader)))
  }
  const terms = [...required, ...excluded]
  if (terms.reduce((count, term) => count + nodeCount(term.node), 0) > mostNodes) {
    throw fault(0, `this pattern, its lists written out, has more than ${mostNodes} parts`)
  }
  return { kind: 'pattern', text: reader.text, required, excluded }
}

/** What stands after NOT: an exception to the term before it, or a term that rules out. */
function readNot(reader: Reader, about: OpenTerm, excluded: Term[]): void {
  if (accept(reader, 'NEAR')) about.notNear.push(readException(reader))
  else if (accept(reader, 'WITHIN')) about.notWithin.push(readException(reader))
  else excluded.push(readTerm(reader))
}

function unexpected(lexeme: Lexeme | undefined): string {
  if (lexeme?.kind === ')') return 'this bracket closes nothing: drop it'
  if (lexeme?.kind === 'title') return 'title: stands before the words: title: layoffs'
  return 'NEAR and WITHIN stand after NOT: job cuts NOT NEAR denies'
}

function readException(reader: Reader): Phrase {
  const { titleOnly, ...phrase } = readTerm(reader)
  if (titleOnly) throw fault(place(reader), 'an exception is near its words: drop title: here')
  return phrase
}

function readTerm(reader: Reader): Term {
  const titleOnly = accept(reader, 'title') !== undefined
  const at = place(reader)
  const node = readChoice(reader)
  if (mayBeEmpty(node)) {
    throw fault(at, 'all of this may be absent: drop one ? so that there is a word to find')
  }
  return { text: reader.text.slice(at, endOf(reader)), node, titleOnly }
}

function endOf(reader: Reader): number {
  return reader.lexemes[reader.next - 1]?.end ?? 0
}

function readChoice(reader: Reader): Node {
  const options = [readSequence(reader)]
  while (accept(reader, '|')) options.push(readSequence(reader))
  return choice(options)
}

function readSequence(reader: Reader): Node {
  const start = place(reader)
  const parts: Node[] = []
  for (;;) {
    const at = place(reader)
    const part = readPart(reader)
    if (part === null) break
    if (part.kind === 'gap' && (parts.length === 0 || parts.at(-1)?.kind === 'gap')) {
      throw fault(at, 'a gap stands between two words')
    }
    parts.push(part)
  }
  if (parts.length === 0) throw fault(start, missing(peek(reader)))
  if (parts.at(-1)?.kind === 'gap') throw fault(endOf(reader), 'a word is missing after the gap')
  return sequence(parts)
}

function missing(lexeme: Lexeme | undefined): string {
  if (lexeme?.kind === '?') return 'a ? stands after the word or bracket that may be absent'
  if (lexeme?.kind === 'NOT') return 'say what to look for before NOT'
  return 'a word is missing here'
}

/** One part with its `?`; null where the sequence ends. */
function readPart(reader: Reader): Node | null {
  const lexeme = peek(reader)
  if (!lexeme) return null
  const node = readBare(reader, lexeme)
  if (node === null || node.kind === 'gap') return node
  return accept(reader, '?') ? { kind: 'optional', part: node } : node
}

function readBare(reader: Reader, lexeme: Lexeme): Node | null {
  if (lexeme.kind === '(') return readBracket(reader, lexeme)
  const node = readAtom(reader, lexeme)
  if (node) reader.next++
  return node
}

function readAtom(reader: Reader, lexeme: Lexeme): Node | null {
  switch (lexeme.kind) {
    case 'word':
      return readWord(lexeme.text, lexeme.at)
    case 'quoted':
      return readQuoted(lexeme.text, lexeme.at)
    case 'slot':
      return { kind: 'slot', slot: lexeme.slot }
    case 'gap':
      return { kind: 'gap', most: lexeme.most }
    case 'list': {
      const list = reader.lists.get(lexeme.name)
      if (!list) throw fault(lexeme.at, `there is no list of words {${lexeme.name}}`)
      return list
    }
    default:
      return null
  }
}

function readBracket(reader: Reader, open: Lexeme): Node {
  reader.next++
  if (++reader.depth > deepest) throw fault(open.at, `brackets nest at most ${deepest} deep`)
  const node = readChoice(reader)
  if (!accept(reader, ')')) throw fault(place(reader), 'a ) is missing')
  reader.depth--
  return node
}

function readQuoted(text: string, at: number): Node {
  const tokens = tokenize(text)
  if (tokens.length === 0) throw fault(at, 'there is no word between these quotes')
  return spelled(tokens, 'exact', 'exact')
}

function readWord(text: string, at: number): Node {
  if (text === '&') return { kind: 'optional', part: wordOf('and', 'and', 'exact') }
  const star = text.indexOf('*')
  const stem = star < 0 ? text : text.slice(0, star)
  if (star >= 0 && star < text.length - 1) {
    throw fault(at + star, 'a * stands at the end of a word: layoff*')
  }
  const tokens = tokenize(stem)
  const last = tokens.at(-1)
  if (!last) throw fault(at, star < 0 ? `"${text}" is no word` : 'a * needs a word before it')
  if (star < 0) return spelled(tokens, 'plain', 'plain')
  if (last.end < stem.length || last.text.length < shortestEnding) {
    throw fault(at + star, `a * needs at least ${shortestEnding} letters before it`)
  }
  return spelled(tokens, 'plain', 'ending')
}

/** A plain word with a capital is a name, and names have no plural. */
type As = 'exact' | 'plain' | 'ending'

/** A row of words, the last of them read as `lastAs`; "lay-offs" is also "layoffs". */
function spelled(tokens: readonly Token[], as: As, lastAs: As): Node {
  const row = tokens.map((token, index) =>
    wordOf(token.text, token.raw, index === tokens.length - 1 ? lastAs : as),
  )
  const [left, right] = tokens
  const compound = tokens.length === 2 && left && right && left.joined
  if (!compound) return sequence(row)
  return choice([sequence(row), wordOf(compound, left.raw + right.raw, lastAs)])
}

function wordOf(text: string, raw: string, as: As): Words {
  const isExact = as === 'exact' || (as === 'plain' && raw !== raw.toLowerCase())
  return {
    kind: 'words',
    exact: isExact ? new Set([text]) : none,
    stems: isExact || as === 'ending' ? none : new Set([stemOf(text)]),
    endings: as === 'ending' ? [text] : [],
  }
}

const none: ReadonlySet<string> = new Set()
