/** A row of our own export, or of the table that /company gives. Machines wrote it: a cell that cannot be read is a fault. */

import { partyOf, subjectOf } from '../direction.ts'
import {
  type AiInvestmentFacts,
  bounds,
  type Company,
  categories,
  causes,
  type Facts,
  investmentKinds,
  type LayoffFacts,
  type Payer,
  scales,
  stances,
  sureness,
  trades,
} from '../facts.ts'
import type { CompanyKey, TeamId } from '../ids.ts'
import type { Directory } from '../reading/company.ts'
import { dayMs } from '../text/calendar.ts'
import { type Columns, openRow, type RowReader } from './columns.ts'
import { isLink } from './link.ts'
import { readCorrections, readNames, readPayers, readTellings } from './own-lists.ts'
import type { RowReading, Telling } from './row.ts'
import { readPast, titleOf, unnamed } from './tracker-row.ts'

const eventCategories = [...categories, 'other'] as const

export function readOwnRow(
  columns: Columns,
  values: readonly string[],
  directory: Directory,
  now: number,
): RowReading {
  const read = openRow(columns, values, now)
  const day = readPast(read, now)
  const facts = readFacts(read, directory)
  const told = read.parsed('told', readTellings, 'list of stories as export writes it')
  const corrections = read.parsed('corrections', readCorrections, 'list as export writes it')
  if (day === null || read.faults.length > 0) return { kind: 'faults', faults: read.faults }
  const tellings = told ? datedTo(day, told) : listedTellings(read, facts, day)
  const times = tellings.flatMap(({ publishedAt, seenAt }) => publishedAt ?? seenAt ?? [])
  const row = {
    facts,
    at: Math.min(...(times.length > 0 ? times : [day])),
    tellings,
    origin: 'export' as const,
    part: read.text('event_id'),
    teamId: read.text('team') as TeamId | null,
    corrections: corrections ?? [],
  }
  return { kind: 'row', row, remarks: [] }
}

/** Where somebody changed the day of the row, it holds for the stories too. */
function datedTo(day: number, tellings: readonly Telling[]): readonly Telling[] {
  const times = tellings.flatMap(({ publishedAt, seenAt }) => publishedAt ?? seenAt ?? [])
  const isSame = Math.floor(Math.min(...times) / dayMs) === Math.floor(day / dayMs)
  return isSame ? tellings : tellings.map((telling) => ({ ...telling, publishedAt: day }))
}

/** Names and links side by side, "-" where there is no link. */
function listedTellings(read: RowReader, facts: Facts, day: number): Telling[] {
  const links = (read.text('links') ?? '').split(/\s+/)
  const names = (read.text('sources') ?? '').split('; ').filter(Boolean)
  const sources = names.map((source, at) => {
    const link = links[at] ?? ''
    return { source, link: isLink(link) ? link : null }
  })
  const told = { title: titleFor(facts), summary: '', publishedAt: day, seenAt: null }
  return (sources.length > 0 ? sources : [unnamed]).map((source) => ({ ...source, ...told }))
}

function titleFor(facts: Facts): string {
  const name = facts.company?.name ?? 'A company'
  if (facts.category === 'layoff') return titleOf(facts, { name } as Company)
  if (facts.category === 'other') return name
  const { amount, currency, kind } = facts
  const money = amount === null ? '' : `, ${currency} ${amount.toLocaleString('en-US')}`
  return `${name}: AI investment (${kind}${money})`
}

function readFacts(read: RowReader, directory: Directory): Facts {
  const sure = read.word('sure', sureness)
  const bound = read.word('bound', bounds)
  const names = read.parsed('companies_other', readNames, 'list of names as export writes it')
  const common = {
    company: readCompany(read, directory),
    companiesOther: (names ?? []).map(directory.resolve),
    stance: read.word('stance', stances) ?? ('reported' as const),
    approximate: read.word('approximate', ['yes']) !== null,
    ...(bound && { bound }),
    ...(sure && { sure }),
  }
  switch (read.word('category', eventCategories) ?? 'layoff') {
    case 'layoff':
      return { ...common, category: 'layoff', ...readLayoff(read) }
    case 'ai_investment':
      return { ...common, ...readInvestment(read, common.company, directory) }
    case 'other':
      return { ...common, category: 'other' }
  }
}

/** By its name; one that is not in companies.yaml keeps the key it had. */
function readCompany(read: RowReader, directory: Directory): Company | null {
  const name = read.text('company')
  if (name === null) return null
  const key = read.text('company_key') as CompanyKey | null
  const known = directory.find(name) ?? (key && directory.get(key))
  return known ?? (key?.startsWith('~') ? { key, name, parent: null } : directory.resolve(name))
}

type Own<F extends Facts> = Omit<
  F,
  'category' | 'company' | 'companiesOther' | 'stance' | 'approximate' | 'bound' | 'sure'
>

function readLayoff(read: RowReader): Own<LayoffFacts> {
  const jobs = read.number('jobs')
  const isDerived = read.word('jobs_derived', ['yes']) !== null
  const round = read.number('round_number')
  const trade = read.word('industry', trades)
  return {
    headcount: isDerived ? null : jobs,
    headcountDerived: isDerived ? jobs : null,
    scale: read.word('scale', scales),
    percent: read.percent('percent'),
    cause: read.word('cause', causes),
    ordinal: round === null ? null : { round, withinMonths: read.number('within_months') },
    aiSide: read.text('ai_side'),
    ...(trade && { industry: { trade, by: read.text('industry_by') ?? '' } }),
    ...(read.word('follow_up', ['yes']) && { followUp: true as const }),
  }
}

function readInvestment(
  read: RowReader,
  company: Company | null,
  directory: Directory,
): Pick<AiInvestmentFacts, 'category' | 'company'> & Own<AiInvestmentFacts> {
  const amount = read.number('amount')
  const parties = readParties(read, company, directory)
  return {
    category: 'ai_investment',
    ...parties,
    company: subjectOf(parties),
    amount,
    currency: read.text('currency') ?? (amount === null ? null : 'USD'),
    valuation: read.number('valuation'),
    round: read.text('round'),
  }
}

/** A row that names only its company means the one side that its kind is told of. */
function readParties(read: RowReader, company: Company | null, directory: Directory) {
  const kind = read.word('kind', investmentKinds) ?? 'other'
  const named = (name: string) => (name === company?.name ? company : directory.resolve(name))
  const listed = read.parsed('payers', readPayers, 'list of payers as export writes it') ?? []
  const payers = listed.map(({ name, ...payer }): Payer => ({ company: named(name), ...payer }))
  const name = read.text('recipient')
  const recipient = name === null ? null : named(name)
  if (company === null || subjectOf({ kind, payers, recipient })) return { kind, payers, recipient }
  return { kind, ...partyOf(kind, company) }
}
