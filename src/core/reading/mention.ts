import type { Company } from '../facts.ts'
import type { CompanyKey } from '../ids.ts'
import type { Stretch } from '../text/sentences.ts'
import { fold, type Token, tokenize } from '../text/text.ts'
import type { CompanyEntry } from './company-entry.ts'
import { deeds } from './deeds.ts'
import { makerAt, ownerAt, type ReadBy } from './maker.ts'
import type { Style } from './style.ts'

/** A known company named between two token indexes (`end` excluded). */
export interface Mention {
  company: Company
  start: number
  end: number
}

interface Name {
  /** Null of what is no company: "Amazon rainforest". */
  company: Company | null
  /** Of a unit. */
  owner: Company | null
  /** It is what the company makes, and names it only with a word for that: "ChatGPT maker". */
  product: boolean
  words: readonly string[]
  /** As the directory writes it, first word. */
  written: string
  /** Of each word, whether it needs a capital: where the directory writes it with one, but not in "Google cloud", behind its house's. */
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
  const byKey = new Map(entries.map(({ company }) => [company.key, company]))
  const houses = new Map(entries.map(({ company }) => [fold(company.name), houseOf(company)]))
  const add = (
    company: Company | null,
    name: string,
    { plain = false, ticker = false, product = false } = {},
  ) => {
    const tokens = tokenize(name)
    const first = tokens[0]
    if (!first) return
    const words = tokens.map((token) => token.text)
    const names = index.get(first.text) ?? []
    const owner = byKey.get(company?.parent ?? ('' as CompanyKey)) ?? null
    const isOfHouse = owner !== null && houses.get(first.text) === owner.key
    const capitals = tokens.map(({ capital }, word) => capital && !(isOfHouse && word > 0))
    names.push({ company, owner, words, written: first.raw, capitals, plain, ticker, product })
    index.set(first.text, names)
  }
  for (const { company, entry } of entries) {
    const { plainWord: plain, aliases, tickers, products = [], notIn = [] } = entry
    for (const name of [entry.name, ...aliases]) add(company, name, { plain })
    for (const name of tickers) add(company, name, { ticker: true })
    for (const name of products) add(company, name, { product: true })
    for (const name of notIn) add(null, name)
  }
  for (const names of index.values()) names.sort((a, b) => b.words.length - a.words.length)
  return index
}

const houseOf = ({ key, parent }: Company): CompanyKey => parent ?? key

/**
 * The known companies that a text names, in order, none overlapping.
 *
 * A name needs a capital (or the spelling of the directory: "n8n"). A name that is also a word needs its exact spelling and a
 * sign that a company is meant: what companies do or have after it ("Target cuts", "Block's staff"), "at" or "startup"
 * before it, another company beside it, or a capital where the sentence would not have one.
 */
export function findMentions(tokens: readonly Token[], by: ReadBy, index: NameIndex): Mention[] {
  const found: Mention[] = []
  for (let at = 0; at < tokens.length; ) {
    const names = index.get(tokens[at]?.text ?? '')
    const meant = names && meantAt(tokens, at, by, names, found.at(-1))
    if (meant?.company) found.push({ ...meant, company: meant.company })
    at = meant?.end ?? at + 1
  }
  return found
}

/** Null of what is no company. */
type Meant = Stretch & Pick<Name, 'company'>

function meantAt(
  tokens: readonly Token[],
  at: number,
  by: ReadBy,
  names: readonly Name[],
  last: Mention | undefined,
): Meant | null {
  for (const name of names) {
    const meant = isNamed(tokens, at, name, by, last) ? meantBy(tokens, at, name, by) : null
    if (meant) return meant
  }
  return null
}

/** Null where a product stands alone, which names nobody. */
function meantBy(
  tokens: readonly Token[],
  at: number,
  { company, owner, product, words }: Name,
  by: ReadBy,
): Meant | null {
  const place = { start: at, end: at + words.length }
  if (product) {
    const maker = makerAt(tokens, place, by)
    return maker && { company, ...maker }
  }
  const owned = owner && ownerAt(tokens, place, by)
  return owned ? { company: owner, ...owned } : { company, ...place }
}

/** Whether what stands at `at` begins with a known name and means another thing: "Amazon rainforest". */
export function isOtherThing(tokens: readonly Token[], at: number, index: NameIndex): boolean {
  const names = index.get(tokens[at]?.text ?? '') ?? []
  return names.some(
    (one) => one.company === null && isSpelled(tokens, at, one) && hasCapitals(tokens, at, one),
  )
}

function isNamed(
  tokens: readonly Token[],
  at: number,
  name: Name,
  by: ReadBy,
  last: Mention | undefined,
): boolean {
  const first = tokens[at]
  if (!first || !isSpelled(tokens, at, name)) return false
  if (name.ticker) return isTicker(first, name)
  if (name.plain) return isPlainNamed(tokens, at, name, by, last)
  return by.style === 'lower' || hasCapitals(tokens, at, name)
}

/** Of a name that is also a word. */
function isPlainNamed(
  tokens: readonly Token[],
  at: number,
  name: Name,
  by: ReadBy,
  last: Mention | undefined,
): boolean {
  const [first, second] = tokens.slice(at, at + 2)
  if (!first) return false
  if (isWritten(first, name) && isOwned(tokens, at, name, by)) return true
  if (name.words.length > 1) return first.capital && (second?.capital ?? false)
  if (isPartOf(tokens, at) || !isWritten(first, name)) return false
  return hasEvidence(tokens, at, at + name.words.length, by.style, last)
}

/** "Slack owner": of a unit called by a word that is evidence enough. */
function isOwned(
  tokens: readonly Token[],
  at: number,
  { owner, words }: Name,
  by: ReadBy,
): boolean {
  return owner !== null && ownerAt(tokens, { start: at, end: at + words.length }, by) !== null
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

/** What stands before a company's name. */
const leads = new Set(
  (
    'at by from owner parent giant maker startup company firm platform chipmaker automaker retailer lender bank developer ' +
    'provider operator unicorn group backs backed acquires acquire acquired buys buy buying bought into rival employer ' +
    'ex former subsidiary brand app studio'
  ).split(' '),
)
