/**
 * Whose jobs go, from the name that a register has for an employer.
 *
 * The employer's name ends where a client, a site, another name or an address begins: "Acme Foods at Globex", "Acme dba Globex Theater",
 * "Acme - Globex Station". So what is known of Globex is never said of its contractors.
 */

import type { Company } from '../facts.ts'
import type { Notice } from '../notice.ts'
import { type Directory, unknownCompany } from '../reading/company.ts'
import { fold } from '../text/text.ts'

/** What an everyday name leaves out. "Holdings" and "Group" stay: another company may be called so without them. */
const legalForms =
  /[,\s]+(?:inc|incorporated|corp|corporation|co|company|llc|l\.l\.c|llp|lp|l\.p|ltd|limited|plc|s\.?a|n\.?v|a\.?g|s\.?e)\.?$/i
/** "/DE/", "\DE\", "/NEW/": where the SEC has two of one name. */
const stateTail = /\s*[/\\]\s*[A-Z]{0,5}[/\\]?$/

/** The SEC's full name cut to an everyday one: "FMC CORP /DE/" is "FMC", "ACME WIDGETS, INC." is "Acme Widgets". */
export function everydayName(legal: string): string {
  let name = legal.replace(/\s+/g, ' ').trim().replace(stateTail, '')
  for (let shorter = name; ; name = shorter) {
    shorter = name.replace(legalForms, '').replace(/[\s,&]+$/, '')
    if (shorter === name || shorter === '') break
  }
  return /\p{Ll}/u.test(name) ? name : unshouted(name)
}

const small = new Set(['OF', 'AND', 'THE', 'FOR', 'IN', 'DE'])

function unshouted(name: string): string {
  const words = name.split(' ')
  return words
    .map((word, at) => {
      const letters = word.replace(/[^A-Z]/g, '')
      const isInitials = words.length === 1 ? letters.length < 4 : !/[AEIOUY]/.test(letters)
      if (isInitials) return word
      if (at > 0 && small.has(word)) return word.toLowerCase()
      return word
        .toLowerCase()
        .replace(/^\P{L}*\p{L}|(?<=-)\p{L}/gu, (first) => first.toUpperCase())
    })
    .join(' ')
}

/** Words that say what became of a notice, wherever they stand in the cell of the employer. */
const remarks = [
  /\(\*\)/g,
  /["“(*-]*\s*(?:notice\s+)?\b(?:rescinded|rescission|withdrawn)\b["”)*]*/gi,
  /["“(*-]*\s*\b(?:updated?|revised|revision|amended|amendment)\b(?:\s*\d{1,2}\b)?(?:\s*\([\d/]+\))?["”)*]*/gi,
]
const isAmended = /\b(?:updated?|revised|revision|amended|amendment)\b|\(\*\)/i
const isTakenBack = /\b(?:rescinded|rescission|withdrawn)\b/i

/** Behind these stands somebody else, or a place. */
const behind =
  /\s+(?:@|at|operations at|for|d\/?b\/?a|aka|a\/k\/a|c\/o)\s|\s*@|\s+[-–—]+\s|(?<=\b(?:Company|Co|Inc|LLC|Corp|Corporation|Ltd)\.?)-|-(?=[A-Z]{2,4}\d)|\s*\(|\s+\d{3,6}\s+\S|;/i

export interface NoticeName {
  employer: string
  change: 'none' | 'amended' | 'rescinded'
}

/** A cell that holds an address too is seldom longer. */
const longestCell = 300

/** A cell of a state's list: the employer alone, and what the cell says of the notice. */
export function readNoticeName(cell: string): NoticeName {
  const written = cell.slice(0, longestCell).replace(/\s+/g, ' ').trim()
  const change = isTakenBack.test(written)
    ? 'rescinded'
    : isAmended.test(written)
      ? 'amended'
      : 'none'
  const bare = remarks.reduce((text, remark) => text.replace(remark, ' '), written)
  const name = bare.replace(/\s+/g, ' ').trim()
  const [employer = name] = name.split(behind)
  return { employer: employer.replace(/[\s,"*-]+$/, '') || name, change }
}

/** Words that name a part of a company and no other: "Acme Logistics", "Acme Services", "Acme America". */
const ownParts = new Set(
  'services service technology communications automotive wholesale video global logistics america usa us north operations fulfillment technologies platforms retail payments manufacturing products'.split(
    ' ',
  ),
)
const contractor = /\b(?:dsp|delivery service partner|contractors?)\b/i

/**
 * The company that a register means: by its number at the SEC, else by its symbol, else by its name. A known company that is listed under
 * other symbols is not meant. "Frontier Group" is no Frontier, where that is a word too.
 */
export function companyOf(
  { employer, tickers, ciks }: Pick<Notice, 'employer' | 'tickers' | 'ciks'>,
  directory: Directory,
): Company {
  const filer = directory.companies.find(({ key }) => {
    const cik = directory.entry(key)?.cik
    return cik !== undefined && ciks.includes(cik)
  })
  if (filer) return filer
  const listed = tickers.flatMap((ticker) => {
    const company = directory.find(ticker)
    return company && tickersOf(company, directory).includes(ticker) ? [company] : []
  })
  const name = everydayName(employer)
  const named = contractor.test(name) ? null : findNamed(name, directory)
  const isListed = named !== null && tickersOf(named, directory).length > 0
  const isOther = isListed && tickers.length > 0 && listed.length === 0
  return listed[0] ?? (isOther ? null : named) ?? unknownCompany(name)
}

function tickersOf(company: Company, directory: Directory): readonly string[] {
  return directory.entry(company.key)?.tickers ?? []
}

function findNamed(name: string, directory: Directory): Company | null {
  const words = fold(name).split(' ')
  const whole = directory.find(name)
  if (whole) return isSafe(whole, words, directory) ? whole : null
  let end = words.length
  while (end > 1 && ownParts.has(words[end - 1] ?? '')) end--
  const owner = end < words.length ? directory.find(words.slice(0, end).join(' ')) : null
  return owner && !directory.entry(owner.key)?.plainWord ? owner : null
}

/** `find` ignores "Group" and "Holdings", which tell a name that is also a word from another's. */
function isSafe(company: Company, words: readonly string[], directory: Directory): boolean {
  const entry = directory.entry(company.key)
  if (!entry?.plainWord) return true
  if (entry.aliases.some((alias) => fold(alias) === words.join(' '))) return true
  return !words.some((word) => ['group', 'holding', 'holdings'].includes(word))
}
