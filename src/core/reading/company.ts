import type { Company, Industry } from '../facts.ts'
import type { CompanyKey } from '../ids.ts'
import { fold, type Token } from '../text/text.ts'
import type { CompanyEntry } from './company-entry.ts'
import type { ReadBy } from './maker.ts'
import { findMentions, indexNames, isOtherThing, type Mention } from './mention.ts'

/** What the directory knows of a company's trade, by its sector; null where it knows nothing. */
export function knownIndustry({ key }: Company, directory: Directory): Industry | null {
  const entry = directory.entry(key)
  return entry?.trade ? { trade: entry.trade, by: entry.sector ?? entry.name } : null
}

/** The known companies, found by any of their names. */
export interface Directory {
  /** Every company and unit, in the order of the file. */
  readonly companies: readonly Company[]
  /** By name, alias or ticker; case, accents, punctuation and legal suffixes are ignored. Null when unknown. */
  find(name: string): Company | null
  /** The same of a name that is folded already, as the tokens of a text are, but by no ticker: "Spot" is a word. */
  findFolded(words: readonly string[]): Company | null
  /** Whether the tokens from `at` on begin with a known name and mean another thing. */
  isOtherThing(tokens: readonly Token[], at: number): boolean
  /** As `find`, but an unknown name becomes a company of its own, with a "~" key. */
  resolve(name: string): Company
  get(key: CompanyKey): Company | null
  /** The outermost owner's key: a company's history covers its units. */
  root(key: CompanyKey): CompanyKey
  entry(key: CompanyKey): CompanyEntry | null
  /** The known companies that a text names, in order. */
  mentions(tokens: readonly Token[], read: ReadBy): Mention[]
}

const legalSuffixes = new Set(
  (
    'inc incorporated corp corporation co company ltd limited private pvt llc llp lp plc ag se sa sas nv bv gmbh kg ab asa oyj spa pty ' +
    'pte kk holding holdings group'
  ).split(' '),
)

/**
 * The form under which two spellings of a name are the same company: lower case, without accents, punctuation, a "The" in
 * front and legal suffixes ("Amazon.com, Inc." is "amazon com").
 */
export function foldCompanyName(name: string): string {
  return withoutSuffixes(fold(name).split(' '))
}

/** "Inc.", "Holdings Ltd": what follows a name and is none. */
export function isLegalSuffix(words: string): boolean {
  return words.trim() !== '' && foldCompanyName(`x ${words}`) === 'x'
}

function withoutSuffixes(words: readonly string[]): string {
  const start = words.length > 1 && words[0] === 'the' ? 1 : 0
  let end = words.length
  while (end > start + 1 && legalSuffixes.has(words[end - 1] ?? '')) end--
  return words.slice(start, end).join(' ')
}

/**
 * A company that no directory knows, keyed by its folded name, "Carsales.com" as "Carsales"; `folded` are the words of it, where they
 * are known.
 */
export function unknownCompany(
  name: string,
  folded: readonly string[] = fold(name).split(' '),
): Company {
  const key = withoutSuffixes(folded).replace(/(?<=.) com$/, '')
  return { key: `~${key}` as CompanyKey, name, parent: null }
}

/** The first to have a name keeps it. */
function note(known: Map<string, Company>, names: readonly string[], company: Company): void {
  for (const name of names.map(foldCompanyName)) {
    if (!known.has(name)) known.set(name, company)
  }
}

export function compileCompanies(entries: readonly CompanyEntry[]): Directory {
  const companies: Company[] = []
  const byKey = new Map<CompanyKey, { company: Company; entry: CompanyEntry }>()
  const byName = new Map<string, Company>()
  const byTicker = new Map<string, Company>()

  const add = (entry: CompanyEntry, parent: CompanyKey | null) => {
    const key = entry.id as CompanyKey
    const company: Company = { key, name: entry.name, parent }
    companies.push(company)
    byKey.set(key, { company, entry })
    note(byName, [entry.name, entry.id, ...entry.aliases], company)
    note(byTicker, entry.tickers, company)
    for (const unit of entry.units) add(unit, key)
  }
  for (const entry of entries) add(entry, null)

  const index = indexNames([...byKey.values()])
  const find = (name: string) => {
    const folded = foldCompanyName(name)
    return byName.get(folded) ?? byTicker.get(folded) ?? null
  }
  return {
    companies,
    find,
    findFolded: (words) => byName.get(withoutSuffixes(words)) ?? null,
    resolve: (name) => find(name) ?? unknownCompany(name),
    get: (key) => byKey.get(key)?.company ?? null,
    root(key) {
      let at = key
      for (let up = byKey.get(at)?.company.parent; up; up = byKey.get(at)?.company.parent) at = up
      return at
    },
    entry: (key) => byKey.get(key)?.entry ?? null,
    isOtherThing: (tokens, at) => isOtherThing(tokens, at, index),
    mentions: (tokens, by) => findMentions(tokens, by, index),
  }
}
