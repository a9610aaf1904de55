import { stemOf } from './plural.ts'

/**
 * Text as everything in core/ reads it: a row of tokens, folded so that spellings which a reader takes for the same are
 * the same, each with its place in the text as written.
 *
 * - Letters: Unicode width and compatibility forms (NFKC), lower case, accents dropped, invisible characters ignored.
 * - A possessive 's is dropped ("Amazon's" is `amazon`), other apostrophes stay ("won't"), dotted letters close up
 *   ("A.I." is `ai`, "U.S." is `us`), an ampersand stays inside a name ("AT&T"). A dot between words parts them
 *   ("Amazon.com" is `amazon` `com`).
 * - A hyphen parts words ("job-cuts" is `job` `cuts`); the first of the two also carries them written as one (`joined`:
 *   "lay-offs" is `lay` `offs`, joined `layoffs`).
 * - A number is one token with what is written against it: "16,000", "1,00,000", "16.000", "16K", "$2bn", "US$2bn",
 *   "10%", "1.6万". "10 %", "€ 5" and "$1.5 billion" are two tokens each: a percent or currency sign that stands alone is one.
 * - Scripts without spaces (Chinese, Japanese, Thai and their kin) give a token a character, so a word of theirs is a phrase.
 *
 * One pass, linear in the text; no text makes it throw.
 */
export interface Token {
  /** Folded: what patterns compare. Never empty, never with spaces. */
  text: string
  /** `text` without the ending of a plural: a key for comparing, see `stemOf`. */
  stem: string
  /** As written: `text.slice(start, end)` of the text given. */
  raw: string
  start: number
  end: number
  kind: 'word' | 'number' | 'sign'
  /** How far the reader pauses before it. The first token stands after a `sentence`. */
  pause: Pause
  /** The punctuation before it, without spaces, quotes and dashes unified (`'`, `"`, `-`, `—`), the last few marks at most. */
  before: string
  /** Written with a capital somewhere. */
  capital: boolean
  /** Written with 's. */
  possessive: boolean
  /** Folded, together with the next token, when a hyphen alone stands between the two. */
  joined: string | null
}

/**
 * What stands before a token, weakest first: nothing, space, quotes, a hyphen or slash; a comma; a dash, colon, semicolon,
 * bracket or bar; the end of a sentence.
 */
type Pause = 'none' | 'comma' | 'clause' | 'sentence'

export function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  let previous: Token | undefined
  let at = 0
  while (at < text.length) {
    const gap = readGap(text, at)
    if (gap.end >= text.length) break
    const token = readToken(text, gap.end)
    at = token.end
    if (token.text === '') continue
    token.before = gap.marks
    token.pause = previous ? pauseBefore(gap, previous, token) : 'sentence'
    if (previous && gap.hyphen) previous.joined = joinedWord(previous, token)
    tokens.push(token)
    previous = token
  }
  return tokens
}

/** A name as it is compared: its tokens with one space between. "Amazon.com, Inc." is `amazon com inc`. */
export function fold(text: string): string {
  return tokenize(text)
    .map((token) => token.text)
    .join(' ')
}

type Class = number
const Unknown = 0
const Other = 1
const Letter = 2
const Digit = 3
const Space = 4
const Invisible = 5
/** A character that is a token of its own. */
const Alone = 6
const Currency = 7
const Percent = 8
const Apostrophe = 9
const Hyphen = 10
const Dot = 11
const Comma = 12
const Ampersand = 13

const classes = new Uint8Array(0x10000)

function classAt(text: string, at: number): Class {
  const unit = text.charCodeAt(at)
  const known = classes[unit]
  if (known) return known
  if (at >= text.length) return Unknown
  if (unit >= 0xd800 && unit <= 0xdbff) return classify(text.codePointAt(at) ?? unit)
  const found = classify(unit)
  classes[unit] = found
  return found
}

function widthAt(text: string, at: number): 1 | 2 {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1
}

const punctuation: Record<string, Class> = {
  '%': Percent,
  '‰': Percent,
  "'": Apostrophe,
  '’': Apostrophe,
  '‘': Apostrophe,
  ʼ: Apostrophe,
  '`': Apostrophe,
  '´': Apostrophe,
  '-': Hyphen,
  '‐': Hyphen,
  '‑': Hyphen,
  '–': Hyphen,
  '−': Hyphen,
  '.': Dot,
  ',': Comma,
  '٬': Comma,
  '&': Ampersand,
}

const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]/u

function classify(code: number): Class {
  const written = String.fromCodePoint(code)
  if (/\p{Default_Ignorable_Code_Point}/u.test(written)) return Invisible
  if (/[\s\p{Cc}]/u.test(written)) return Space
  const folded = written.normalize('NFKC')
  const mark = punctuation[written] ?? punctuation[folded]
  if (mark) return mark
  if (/^\p{Sc}/u.test(folded)) return Currency
  if (/^\p{Nd}/u.test(folded) || fraction.test(written)) return Digit
  if (unspaced.test(folded)) return Alone
  return /^[\p{L}\p{M}\p{N}]/u.test(folded) ? Letter : Other
}

/** "½": one character. */
const fraction = /[¼-¾⅐-⅞]/

interface Gap {
  end: number
  marks: string
  /** Exactly one hyphen and nothing else. */
  hyphen: boolean
  spaced: boolean
  pause: 'none' | 'comma' | 'clause'
  /** The mark that may have ended a sentence, once space followed it. */
  stop: string
}

const marksKept = 8
const folds: Record<string, string> = {
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '–': '-',
  '⁄': '/',
}
const clauseMarks = new Set([...'—―;:|()[]{}•·…、；：'])
const stopMarks = new Set([...'.!?…。！？．'])
const stopsWithoutSpace = new Set([...'。！？'])

/** From `at` up to the next character that begins a token. */
function readGap(text: string, at: number): Gap {
  const gap: Gap = { end: at, marks: '', hyphen: false, spaced: false, pause: 'none', stop: '' }
  const seen: Seen = { stop: '', lines: 0, marks: 0, hyphens: 0 }
  for (; gap.end < text.length; gap.end += widthAt(text, gap.end)) {
    const kind = classAt(text, gap.end)
    if (beginsToken(text, gap.end, kind)) break
    if (kind === Invisible) continue
    if (kind === Space) noteSpace(gap, seen, text[gap.end] === '\n')
    else noteMark(gap, seen, kind, foldMark(text, gap.end, kind))
  }
  closeGap(gap, seen)
  return gap
}

function closeGap(gap: Gap, { lines, marks, hyphens }: Seen): void {
  if (lines > 1) gap.stop = '\n'
  gap.hyphen = hyphens === 1 && marks === 1 && !gap.spaced
  if (hyphens > 0 && (gap.spaced || hyphens > 1)) gap.pause = 'clause'
}

/** So far in a gap. */
interface Seen {
  /** A mark that ends a sentence if space follows it. */
  stop: string
  lines: number
  marks: number
  hyphens: number
}

function noteSpace(gap: Gap, seen: Seen, isLine: boolean): void {
  gap.spaced = true
  if (isLine) seen.lines++
  if (seen.stop) gap.stop = seen.stop
}

function noteMark(gap: Gap, seen: Seen, kind: Class, mark: string): void {
  seen.marks++
  gap.marks = (gap.marks + mark).slice(-marksKept)
  if (kind === Hyphen) seen.hyphens++
  if (kind === Comma && gap.pause === 'none') gap.pause = 'comma'
  if (clauseMarks.has(mark)) gap.pause = 'clause'
  if (stopMarks.has(mark)) seen.stop = mark
  if (stopsWithoutSpace.has(mark)) gap.stop = mark
}

function foldMark(text: string, at: number, kind: Class): string {
  if (kind === Apostrophe) return "'"
  if (kind === Hyphen) return '-'
  const mark = String.fromCodePoint(text.codePointAt(at) ?? 0)
  return folds[mark] ?? mark
}

function beginsToken(text: string, at: number, kind: Class): boolean {
  if (kind === Currency) return classAt(text, at + 1) !== Letter
  if (kind === Dot) return isBarePoint(text, at)
  return kind === Letter || kind === Digit || kind === Alone || kind === Percent
}

/** Of ".5%". */
function isBarePoint(text: string, at: number): boolean {
  return classAt(text, at + 1) === Digit && (at === 0 || classAt(text, at - 1) === Space)
}

const abbreviations = new Set(
  (
    'inc corp co ltd llc plc bros mr mrs ms dr st vs jr sr gov sen rep gen approx est dept rs mil bil ' +
    'jan feb mar apr jun jul aug sep sept oct nov dec'
  ).split(' '),
)

function pauseBefore(gap: Gap, previous: Token, token: Token): Pause {
  if (gap.stop === '\n') return 'sentence'
  if (gap.stop === '') return gap.pause
  const isShort = gap.stop === '.' && isAbbreviated(previous, token)
  return isShort || startsLower(token.raw) ? gap.pause : 'sentence'
}

/** "J. Doe", "Acme Inc. cuts", "No. 1". */
function isAbbreviated({ raw, text }: Token, next: Token): boolean {
  return raw.length === 1 || abbreviations.has(text) || (text === 'no' && next.kind === 'number')
}

function startsLower(raw: string): boolean {
  const first = String.fromCodePoint(raw.codePointAt(0) ?? 0)
  return first !== first.toUpperCase()
}

/** Not for "10-15" or "5-year": a number's hyphen is no spelling. */
function joinedWord(left: Token, right: Token): string | null {
  return left.kind === 'word' && right.kind !== 'sign' ? left.text + right.text : null
}

function readToken(text: string, start: number): Token {
  const kind = classAt(text, start)
  if (kind === Alone) return tokenOf(text, start, start + widthAt(text, start), 'word')
  if (kind === Letter) return readWord(text, start)
  if (kind === Digit || kind === Dot) return readNumber(text, start, start)
  const next = start + widthAt(text, start)
  if (kind === Currency && classAt(text, next) === Digit) return readNumber(text, start, next)
  return tokenOf(text, start, next, 'sign')
}

function readWord(text: string, start: number): Token {
  const end = runEnd(text, start)
  if (end - start === 1 && classAt(text, end) === Dot) {
    const dotted = dottedEnd(text, start)
    if (dotted > end) return tokenOf(text, start, dotted, 'word')
  }
  if (classAt(text, end) === Currency && classAt(text, end + 1) === Digit) {
    return readNumber(text, start, end + 1)
  }
  return withPossessive(text, start, end, 'word')
}

/** The end of a run of letters and digits, with an apostrophe or ampersand inside it. */
function runEnd(text: string, start: number): number {
  let end = start
  for (;;) {
    const kind = classAt(text, end)
    if (isAlphanumeric(kind)) end += widthAt(text, end)
    else if (kind === Invisible && classAt(text, end + 1) === Letter) end++
    else if (end > start && joinsLetters(text, end, kind)) end++
    else return end
  }
}

const isAlphanumeric = (kind: Class): boolean => kind === Letter || kind === Digit

function joinsLetters(text: string, at: number, kind: Class): boolean {
  if (kind !== Apostrophe && kind !== Ampersand) return false
  return classAt(text, at + 1) === Letter && !(kind === Apostrophe && isPossessive(text, at))
}

/** Whether 's and then no letter stands at `at`. */
function isPossessive(text: string, at: number): boolean {
  if (classAt(text, at) !== Apostrophe) return false
  const letter = text.charCodeAt(at + 1) | 32
  if (letter !== 115) return false
  const after = classAt(text, at + 2)
  return after !== Letter && after !== Digit
}

/** The end of "A.I." or "U.S", or `start + 1` where no second dotted letter follows. */
function dottedEnd(text: string, start: number): number {
  let end = start + 1
  while (
    classAt(text, end) === Dot &&
    classAt(text, end + 1) === Letter &&
    classAt(text, end + 2) !== Letter &&
    classAt(text, end + 2) !== Digit
  ) {
    end += 2
  }
  return end > start + 1 && classAt(text, end) === Dot ? end + 1 : end
}

const magnitudes = new Set([...'百千万萬億亿兆만억'])

/** `digits` is where the digits begin, after any currency. */
function readNumber(text: string, start: number, digits: number): Token {
  let end = digitsEnd(text, digits)
  if (classAt(text, end) === Letter) end = runEnd(text, end)
  else while (magnitudes.has(text[end] ?? '')) end++
  const sign = classAt(text, end)
  if (sign === Percent || (sign === Currency && classAt(text, end + 1) !== Digit)) end++
  return withPossessive(text, start, end, 'number')
}

/** The end of digits with the marks between them. */
function digitsEnd(text: string, start: number): number {
  let end = start
  for (;;) {
    const kind = classAt(text, end)
    const isMark = kind === Comma || kind === Dot || kind === Apostrophe
    if (kind === Digit) end += widthAt(text, end)
    else if (isMark && classAt(text, end + 1) === Digit) end++
    else return end
  }
}

function withPossessive(text: string, start: number, end: number, kind: Token['kind']): Token {
  const token = tokenOf(text, start, end, kind)
  if (!isPossessive(text, end)) return token
  token.possessive = true
  token.end = end + 2
  token.raw = text.slice(start, token.end)
  return token
}

function tokenOf(text: string, start: number, end: number, kind: Token['kind']): Token {
  const raw = text.slice(start, end)
  const { text: folded, stem, capital } = spellingOf(raw, kind)
  return {
    text: folded,
    stem,
    raw,
    capital,
    start,
    end,
    kind,
    pause: 'none',
    before: '',
    possessive: false,
    joined: null,
  }
}

type Spelling = Pick<Token, 'text' | 'stem' | 'capital'>

/**
 * Words met so far: a few thousand make most of the news, and whoever looks a word up again and again is quicker when it is the
 * same string. No more than so many, nor longer, so that odd texts fill no memory.
 */
const spellings = new Map<string, Spelling>()
const remembered = 20_000
const longestRemembered = 12

function spellingOf(raw: string, kind: Token['kind']): Spelling {
  if (kind !== 'word') {
    const text = foldWord(inDecimals(raw))
    return { text, stem: text, capital: hasCapital(raw, text) }
  }
  const known = spellings.get(raw)
  if (known) return known
  const text = foldWord(raw)
  const spelling = { text, stem: stemOf(text), capital: hasCapital(raw, text) }
  if (spellings.size >= remembered) spellings.clear()
  if (raw.length <= longestRemembered) spellings.set(raw, spelling)
  return spelling
}

/** ".5" is 0.5; "2½" 2.5000: with four decimals, three would be a group. "300¹" is 300 with a note. */
function inDecimals(raw: string): string {
  const bare = raw.replace(/(?<=\d)[⁰¹²³⁴-⁹]+/, '')
  const written = bare.startsWith('.') ? `0${bare}` : bare
  if (!fraction.test(written)) return written
  return written.replace(/(\d*)([¼-¾⅐-⅞])/g, (_all, whole, part) => {
    const [above, below] = part.normalize('NFKC').split('⁄')
    return (Number(whole) + Number(above) / Number(below)).toFixed(4)
  })
}

function hasCapital(raw: string, folded: string): boolean {
  return raw !== folded && raw !== raw.toLowerCase()
}

const plainWord = /^[A-Za-z0-9,$%&]+$/
const kept: Record<string, string> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
  ı: 'i',
}

function foldWord(raw: string): string {
  if (plainWord.test(raw)) return raw.toLowerCase()
  const folded = raw
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\p{Default_Ignorable_Code_Point}\s]/gu, '')
    .normalize('NFKC')
    .replace(/[øłđðþæœßı]/g, (letter) => kept[letter] ?? letter)
    .replace(/[’‘ʼ`´]/g, "'")
    .replace(/٬/g, ',')
    .replace(/⁄/g, '/')
  return /^\p{L}\./u.test(folded) ? folded.replace(/\./g, '') : folded
}
