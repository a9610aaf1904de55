/**
 * A row of a history file: a public layoff tracker's, in either common spelling of its columns and any order, or our own export's.
 *
 * Columns are known by their letters alone ("# Laid Off", "total_laid_off" and "Laid_Off_Count" are one). A tracker's percentage is
 * a share ("0.15", "1" is everyone) or written with its sign; ours is 0 to 100. A tracker knows only layoffs. What a cell says
 * beyond these fields is kept as the story's summary.
 */

import type {
  AiInvestmentFacts,
  Cause,
  Company,
  InvestmentKind,
  LayoffFacts,
  Scale,
  Stance,
} from '../facts.ts'
import type { Directory } from '../reading/company.ts'
import { dayMs } from '../text/calendar.ts'
import { hostOf, isLink, isUnknown, readCount, readDay, readPercent } from './cell.ts'

const spellings = {
  company: ['company', 'companyname'],
  date: ['date', 'datelayoffs', 'layoffdate'],
  headcount: ['totallaidoff', 'laidoff', 'laidoffcount', 'numberlaidoff', 'headcount', 'jobs'],
  percent: ['percentagelaidoff', 'percentlaidoff', 'percentage', 'percent'],
  location: ['location', 'locationhq', 'hq'],
  industry: ['industry'],
  stage: ['stage'],
  country: ['country'],
  fundsRaised: ['fundsraised', 'fundsraisedmillions', 'raised', 'raisedmm'],
  source: ['source', 'sourceurl', 'sources'],
  links: ['link', 'links'],
  category: ['category'],
  derived: ['jobsderived'],
  scale: ['scale'],
  cause: ['cause'],
  aiSide: ['aiside'],
  amount: ['amount'],
  currency: ['currency'],
  valuation: ['valuation'],
  kind: ['kind'],
  round: ['round'],
  investor: ['investor'],
  stance: ['stance'],
  approximate: ['approximate'],
} as const
type Field = keyof typeof spellings

const fieldOf: ReadonlyMap<string, Field> = new Map(
  Object.entries(spellings).flatMap(([field, names]) =>
    names.map((name): [string, Field] => [name, field as Field]),
  ),
)

/** For each column its field; null for one that says nothing to us. */
export type Header = readonly (Field | null)[]

export function readHeader(names: readonly string[]): Header | { fault: string } {
  const header = names.map((name) => fieldOf.get(fold(name)) ?? null)
  const missing = (['company', 'date'] as const).filter((field) => !header.includes(field))
  if (missing.length === 0) return header
  return { fault: `no column is named ${missing.join(' or ')}; there are: ${names.join(', ')}` }
}

/** The sign alone names the percentage in one of the spellings. */
function fold(name: string): string {
  return name.trim() === '%' ? 'percent' : name.toLowerCase().replace(/\(.*\)|[^a-z]/g, '')
}

export interface HistoryRow {
  facts: LayoffFacts | AiInvestmentFacts
  title: string
  summary: string
  /** Noon of its day, UTC: the same day in most of the world. */
  at: number
  /** Who told it; empty where the row does not say. */
  sources: readonly { name: string; link: string | null }[]
}

type Cells = Partial<Record<Field, string>>

export function readRow(
  header: Header,
  values: readonly string[],
  directory: Directory,
  now: number,
): HistoryRow | { fault: string } {
  const cells: Cells = {}
  for (const [at, field] of header.entries()) {
    const value = values[at]?.trim() ?? ''
    if (field !== null && !isUnknown(value)) cells[field] = value
  }
  const faults: string[] = []
  const read = reader(cells, header.includes('category'), faults)
  const at = read.day('date', now)
  const company = cells.company ? directory.resolve(cells.company) : null
  if (!company) faults.push('it names no company')
  const category = read.word('category', ['layoff', 'ai_investment']) ?? 'layoff'
  if (at === null || !company || faults.length > 0) return { fault: faults.join('; ') }
  const facts = category === 'layoff' ? readLayoff(read, company) : readInvestment(read, company)
  if (faults.length > 0) return { fault: faults.join('; ') }
  const title =
    facts.category === 'layoff' ? titleLayoff(facts, company) : titleInvestment(facts, company)
  return { facts, title, summary: readSummary(cells), at, sources: readSources(cells) }
}

function readSummary(cells: Cells): string {
  const said = (['location', 'country', 'industry', 'stage'] as const).flatMap((field) =>
    cells[field] ? [`${field}: ${cells[field]}`] : [],
  )
  const funds = cells.fundsRaised ? [`funds raised: $${cells.fundsRaised} m`] : []
  return [...said, ...funds].join('; ')
}

function readLayoff(read: Reader, company: Company): LayoffFacts {
  const jobs = read.count('headcount')
  const isDerived = read.word('derived', ['yes']) !== null
  return {
    ...common(read, company),
    category: 'layoff',
    headcount: isDerived ? null : jobs,
    headcountDerived: isDerived ? jobs : null,
    scale: read.word('scale', scales),
    percent: read.percent('percent'),
    cause: read.word('cause', causes),
    ordinal: null,
    aiSide: read.text('aiSide'),
  }
}

function readInvestment(read: Reader, company: Company): AiInvestmentFacts {
  const [amount, valuation] = [read.count('amount'), read.count('valuation')]
  return {
    ...common(read, company),
    category: 'ai_investment',
    investor: read.text('investor'),
    amount,
    currency: amount === null && valuation === null ? null : (read.text('currency') ?? 'USD'),
    valuation,
    kind: read.word('kind', kinds) ?? 'other',
    round: read.text('round'),
  }
}

function common(read: Reader, company: Company) {
  return {
    company,
    companiesOther: [],
    stance: read.word('stance', stances) ?? ('reported' as const),
    approximate: read.word('approximate', ['yes']) !== null,
  }
}

const stances: readonly Stance[] = ['denied', 'rumoured', 'reported', 'announced']
const scales: readonly Scale[] = ['dozens', 'hundreds', 'thousands', 'tens_of_thousands']
const causes: readonly Cause[] = [
  'ai',
  'cost',
  'restructuring',
  'closure',
  'merger',
  'lost_contract',
  'funding_cut',
]
const kinds: readonly InvestmentKind[] = [
  'round',
  'stake',
  'acquisition',
  'capex',
  'fund',
  'programme',
  'ipo',
  'other',
]

type Reader = ReturnType<typeof reader>

/** Reads cells; what cannot be read is null and a fault. */
function reader(cells: Cells, isOurs: boolean, faults: string[]) {
  const read = <T>(
    field: Field,
    parse: (text: string) => T | undefined,
    wanted: string,
  ): T | null => {
    const text = cells[field]
    const value = text === undefined ? null : parse(text)
    if (value === undefined) faults.push(`"${text}" is no ${wanted}`)
    return value ?? null
  }
  return {
    text: (field: Field) => cells[field] ?? null,
    word: <W extends string>(field: Field, words: readonly W[]) =>
      read(field, (text) => words.find((word) => word === text), `${field} (${words.join(', ')})`),
    count: (field: Field) => read(field, readCount, 'number'),
    percent: (field: Field) => read(field, (text) => readPercent(text, !isOurs), 'percentage'),
    day(field: Field, now: number) {
      const at = read(field, readDay, 'date')
      if (cells[field] === undefined) faults.push('it gives no date')
      if (at !== null && at > now + dayMs) faults.push(`${cells[field]} is in the future`)
      return at
    },
  }
}

function titleLayoff({ headcount, headcountDerived, percent }: LayoffFacts, { name }: Company) {
  const jobs = headcount ?? headcountDerived
  if (jobs !== null) return `${name} lays off ${jobs.toLocaleString('en-US')} people`
  return percent === null ? `${name} lays off staff` : `${name} lays off ${percent}% of its staff`
}

function titleInvestment({ amount, currency, kind }: AiInvestmentFacts, { name }: Company) {
  const money = amount === null ? '' : `, ${currency} ${amount.toLocaleString('en-US')}`
  return `${name}: AI investment (${kind}${money})`
}

/** Ours lists names and links side by side ("-" where there is none); a tracker gives links, or a name, or both. */
function readSources({ source = '', links = '' }: Cells): HistoryRow['sources'] {
  const given = links.split(/\s+/)
  const inSource = source.split(/[\s;,]+/).filter(isLink)
  const names = inSource.length > 0 ? [] : source.split('; ').filter(Boolean)
  if (names.length === 0) {
    return [...inSource, ...given.filter(isLink)].map((link) => ({ name: hostOf(link), link }))
  }
  return names.map((name, at) => {
    const link = given[at] ?? ''
    return { name, link: isLink(link) ? link : null }
  })
}
