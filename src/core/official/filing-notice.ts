import { type Industry, roundingOf } from '../facts.ts'
import type { Notice } from '../notice.ts'
import { type FilingNumbers, readFiling } from './filing.ts'

/** One Form 8-K with item 2.05, as the list of current filings names it. */
export interface Filing {
  accession: string
  form: string
  /** Those who file it together, as EDGAR spells them. */
  registrants: readonly { name: string; cik: string }[]
  link: string
  /** When the SEC accepted it. */
  at: number
}

/** Its documents as plain text, and what the cover says of the registrant whose securities are listed. */
export interface FilingText {
  report: string
  /** Press releases and letters that come with it. */
  exhibits: readonly string[]
  tickers: readonly string[]
  cik: string | null
  /** The registrant's trade as the SEC names it, with its number: "SERVICES-PREPACKAGED SOFTWARE [7372]". */
  trade: string | null
}

/** How an entry of the list is titled: names hold brackets, so it is read from its end. */
const entryTitle = /^(8-K(?:\/A)?) - (.+) \((\d{10})\) \([A-Z][A-Za-z ]*\)$/

export interface FilingEntry {
  title: string
  summary: string
  /** "urn:…accession-number=0000000000-26-000001". */
  guid: string | null
  link: string | null
  publishedAt: number | null
}

/** The filings of a list that have item 2.05, each once, whoever files it together. */
export function filingsIn(entries: readonly FilingEntry[], now: number): Filing[] {
  const filings = new Map<string, Filing>()
  for (const { title, summary, guid, link, publishedAt } of entries) {
    const [, form = '', name = '', cik = ''] = entryTitle.exec(title) ?? []
    const accession = /accession-number=(\d{10}-\d\d-\d{6})/.exec(guid ?? '')?.[1]
    if (form === '' || accession === undefined || link === null) continue
    if (!/\bItem 2\.05\b/.test(summary)) continue
    const known = filings.get(accession)
    const registrants = [...(known?.registrants ?? []), { name, cik }]
    filings.set(accession, { accession, form, link, at: publishedAt ?? now, ...known, registrants })
  }
  return [...filings.values()]
}

/** What the filing tells: item 2.05, and where that gives no number the items and exhibits that it leaves the numbers to. */
export function noticeOfFiling(filing: Filing, text: FilingText): Notice {
  const sections = sectionsOf(text.report)
  const own = readFiling(sections.get('2.05') ?? '')
  const elsewhere = ['8.01', '7.01', '2.02'].map((item) => sections.get(item) ?? '')
  const found = hasNumber(own) ? own : withNumbersOf(own, [...elsewhere, ...text.exhibits])
  return {
    employer: employerOf(filing, text.cik),
    tickers: text.tickers,
    ciks: filing.registrants.map(({ cik }) => Number(cik)),
    industry: industryOf(text.trade),
    isCut: found.isCut,
    headcount: found.headcount,
    percent: found.percent,
    ...roundingOf(found),
    wording: found.wording,
    official: {
      register: 'sec-8k',
      notice: filing.accession,
      at: filing.at,
      place: null,
      effectiveAt: null,
      cost: found.cost,
      link: filing.link,
      change: filing.form.endsWith('/A') ? 'amended' : 'none',
    },
  }
}

function hasNumber({ headcount, percent }: FilingNumbers): boolean {
  return headcount !== null || percent !== null
}

/** The first text that gives a number of jobs has it; the cost stays what item 2.05 says. */
function withNumbersOf(own: FilingNumbers, texts: readonly string[]): FilingNumbers {
  for (const text of texts) {
    const other = readFiling(text)
    if (!hasNumber(other)) continue
    return { ...other, cost: own.cost ?? other.cost, isCut: true }
  }
  return own
}

/** Computers, semiconductors, electronic and telephone equipment, telecommunications, software and services for computers. */
const technology = /^(357\d|366\d|367\d|48[1-4]\d|737\d)$/

function industryOf(written: string | null): Industry | null {
  const [, by = '', number] = /^(.{1,80}?)\s*\[(\d{4})\]$/.exec(written ?? '') ?? []
  if (number === undefined) return null
  return { trade: technology.test(number) ? 'tech' : 'other', by: by.toLowerCase() }
}

/** The registrant that the cover names first is the parent; else whoever has the shortest name. */
function employerOf({ registrants }: Filing, cik: string | null): string {
  const onCover = registrants.find((one) => cik !== null && Number(one.cik) === Number(cik))
  const shortest = registrants.toSorted((a, b) => a.name.length - b.name.length)[0]
  return (onCover ?? shortest)?.name ?? ''
}

/** The headings of a Form 8-K: a number alone may be a reference in a sentence. */
const heading =
  /\bItem\s?(\d\.\d\d)\.?\W{0,4}(?=(?:Entry|Termination|Bankruptcy|Mine|Completion|Results|Creation|Triggering|Costs?|Material|Notice|Unregistered|Changes|Non|Departure|Amendments?|Temporary|Change|Submission|Shareholder|Regulation|Other|Financial)\b)/gi
/** What stands behind the items. */
const behind =
  /\b(?:Cautionary (?:Note|Statement)|Forward[- ]Looking Statements|FORWARD[- ]LOOKING STATEMENTS|SIGNATURES?\b)/

function sectionsOf(report: string): Map<string, string> {
  const headings = [...report.matchAll(heading)]
  const sections = new Map<string, string>()
  headings.forEach((found, at) => {
    const [whole, item = ''] = found
    const from = found.index + whole.length
    const section = report.slice(from, headings[at + 1]?.index)
    const end = section.slice(ofHeading).search(behind)
    if (!sections.has(item))
      sections.set(item, end < 0 ? section : section.slice(0, end + ofHeading))
  })
  return sections
}

/** The longest heading of an item, which may speak of statements. */
const ofHeading = 60
