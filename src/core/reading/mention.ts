import type { Company } from '../facts.ts'
import { type Token, tokenize } from '../text/text.ts'
import type { CompanyEntry } from './company-entry.ts'
import { functionWords } from './function-words.ts'

/** A known company named between two token indexes (`end` excluded). */
export interface Mention {
  company: Company
  start: number
  end: number
}

interface Name {
  /** Null of what is no company: "Amazon rainforest". */
  company: Company | null
  words: readonly string[]
  /** As the directory writes it, first word. */
  written: string
  /** Of each word, whether the directory writes it with one. */
  capitals: readonly boolean[]
  /** Needs evidence in the text. */
  plain: boolean
  /** Counts in capitals only, in brackets or after its exchange. */
  ticker: boolean
}

/** The directory's names by their first word, the longest first. */
export type NameIndex = ReadonlyMap<string, readonly Name[]>

export function indexNames(
  entries: readonly { company: Company; entry: CompanyEntry }[],
): NameIndex {
  const index = new Map<string, Name[]>()
  const add = (company: Company | null, name: string, plain: boolean, ticker: boolean) => {
    const tokens = tokenize(name)
    const first = tokens[0]
    if (!first) return
    const words = tokens.map((token) => token.text)
    const names = index.get(first.text) ?? []
    const capitals = tokens.map(({ capital }) => capital)
    names.push({ company, words, written: first.raw, capitals, plain, ticker })
    index.set(first.text, names)
  }
  for (const { company, entry } of entries) {
    add(company, entry.name, entry.plainWord, false)
    for (const alias of entry.aliases) add(company, alias, entry.plainWord, false)
    for (const ticker of entry.tickers) add(company, ticker, false, true)
    for (const other of entry.notIn ?? []) add(null, other, false, false)
  }
  for (const names of index.values()) names.sort((a, b) => b.words.length - a.words.length)
  return index
}

/**
 * The known companies that a text names, in order, none overlapping.
 *
 * A name needs a capital (or the spelling of the directory: "n8n"). A name that is also a word needs its exact spelling and a
 * sign that a company is meant: what companies do or have after it ("Target cuts", "Block's staff"), "at" or "startup"
 * before it, another company beside it, or a capital where the sentence would not have one.
 */
export function findMentions(tokens: readonly Token[], style: Style, index: NameIndex): Mention[] {
  const found: Mention[] = []
  for (let at = 0; at < tokens.length; ) {
    const name = index
      .get(tokens[at]?.text ?? '')
      ?.find((one) => isNamed(tokens, at, one, style, found.at(-1)))
    if (!name) {
      at++
      continue
    }
    const end = at + name.words.length
    if (name.company) found.push({ company: name.company, start: at, end })
    at = end
  }
  return found
}

/** Whether what stands at `at` begins with a known name and means another thing: "Amazon rainforest". */
export function isOtherThing(tokens: readonly Token[], at: number, index: NameIndex): boolean {
  const names = index.get(tokens[at]?.text ?? '') ?? []
  return names.some((one) => one.company === null && isNamed(tokens, at, one, 'title', undefined))
}

function isNamed(
  tokens: readonly Token[],
  at: number,
  name: Name,
  style: Style,
  last: Mention | undefined,
): boolean {
  const first = tokens[at]
  if (!first) return false
  if (!isSpelled(tokens, at, name)) return false
  if (name.ticker) return isTicker(first, name)
  if (!name.plain) return style === 'lower' || hasCapitals(tokens, at, name)
  if (name.words.length > 1) return first.capital && (tokens[at + 1]?.capital ?? false)
  if (isPartOf(tokens, at)) return false
  return isWritten(first, name) && hasEvidence(tokens, at, at + name.words.length, style, last)
}

/** "First round of cuts" is not First Round: each word has a capital that the directory writes with one. */
function hasCapitals(tokens: readonly Token[], at: number, { capitals }: Name): boolean {
  return capitals.every((has, word) => !has || tokens[at + word]?.capital)
}

/** Whether all words of a name whose first word stands at `at` follow there. */
function isSpelled(tokens: readonly Token[], at: number, { words }: Name): boolean {
  for (let word = 1; word < words.length; word++) {
    const token = tokens[at + word]
    if (token?.text !== words[word] || token?.pause === 'sentence') return false
  }
  return true
}

function isWritten({ raw, possessive }: Token, { written }: Name): boolean {
  const bare = possessive ? raw.slice(0, -2) : raw
  return bare === written || bare === written.toUpperCase()
}

function isTicker(token: Token, name: Name): boolean {
  if (token.raw !== name.written) return false
  return /[(:$]$/.test(token.before)
}

function hasEvidence(
  tokens: readonly Token[],
  at: number,
  end: number,
  style: Style,
  last: Mention | undefined,
): boolean {
  const token = tokens[at]
  const next = tokens[end]
  const before = tokens[at - 1]
  if (token?.possessive) return true
  if (next && next.pause !== 'sentence' && deeds.has(next.text)) return true
  if (before && token?.pause === 'none' && leads.has(before.text)) return true
  if (last && at - last.end <= 1 && (at === last.end || before?.text === 'and')) return true
  const inside = token?.pause === 'none' || token?.pause === 'comma'
  return style === 'sentence' && inside && !token?.before.includes('"')
}

/** "Its Venture Arm", "a Robot Arm": a part of something; "Jasper Health" is not Jasper. */
function isPartOf(tokens: readonly Token[], at: number): boolean {
  const [before, name, next] = [tokens[at - 1], tokens[at], tokens[at + 1]]
  if (name?.pause === 'none' && owners.has(before?.text ?? '')) return true
  return next?.pause === 'none' && next.capital && trades.has(next.text)
}

const trades = new Set(
  'health healthcare bank energy therapeutics pharma pharmaceuticals foods hospital university college school insurance motors'.split(
    ' ',
  ),
)

const owners = new Set(
  'venture capital investment lending financing publishing consulting research retail media services gaming trading advertising marketing robot robotic'.split(
    ' ',
  ),
)

/** What a company does or has: the word after its name. */
export const deeds: ReadonlySet<string> = new Set(
  (
    'lays laid laying layoff layoffs lay cuts cut cutting slashes slashing axes axing sheds shedding fires fired firing eliminates ' +
    'furloughs offers offered plans planning announces announced says said confirms confirmed denies warns tells told reports ' +
    'reported reportedly posts posted unveils launches launched begins starts will would could may might is was has had are to ' +
    'raises raised raising secures secured lands bags nabs closes closed gets wins acquires acquired acquiring buys bought buying ' +
    'invests invested investing backs spends spending pours commits pledges bets eyes seeks weighs mulls considers nears hits ' +
    'hires sells sold signs agrees inks joins targets aims expects sets set just reportedly quietly attracts completes finalises finalizes grabs extends emerges collects picks scoops snaps leads leading boosts hikes doubles triples files prices valued ceo cfo ' +
    'cto chief founder cofounder executives employees employee workers worker staff staffers job jobs workforce headcount shares ' +
    'stock ipo earnings inc corp ltd plc llc group holdings platforms technologies labs systems exec boss memo severance'
  ).split(' '),
)

/** What stands before a company's name. */
const leads = new Set(
  (
    'at by from owner parent giant maker startup company firm platform chipmaker automaker retailer lender bank developer ' +
    'provider operator unicorn group backs backed acquires acquire acquired buys buy buying bought into rival employer ' +
    'ex former subsidiary brand app studio'
  ).split(' '),
)

export type Style = 'title' | 'sentence' | 'lower'

/** How a text uses capitals: on most words, as sentences do, or not at all. */
export function readStyle(tokens: readonly Token[]): Style {
  const first = tokens[0]
  let words = 0
  let capitals = 0
  for (const token of tokens) {
    if (token === first || !isTelling(token)) continue
    words++
    if (token.capital) capitals++
  }
  if (capitals === 0) return first?.capital ? 'sentence' : 'lower'
  return capitals > 0.72 * words ? 'title' : 'sentence'
}

/** Whether a headline would give the word a capital, and a sentence would not. */
function isTelling({ kind, text }: Token): boolean {
  return kind === 'word' && text.length >= 4 && !functionWords.has(text)
}
