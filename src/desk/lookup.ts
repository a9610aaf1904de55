import type { Company } from '../core/facts.ts'
import { type Dossier, dossierOf } from '../core/history/dossier.ts'
import { recurrencesOf } from '../core/history/history.ts'
import { recordOf } from '../core/history/own-record.ts'
import { parseCompanyQuery, parseTrends, type Query } from '../core/history/query.ts'
import type { Rates, ToUsd } from '../core/history/rates.ts'
import type { CompanyKey } from '../core/ids.ts'
import { type Directory, foldCompanyName } from '../core/reading/company.ts'
import { dayMs } from '../core/text/calendar.ts'
import { companyHelp, notUnderstood, trendsHelp } from '../views/asked-wrongly.ts'
import type { Page } from '../views/clicks.ts'
import { dossierView } from '../views/company.ts'
import { comparisonView } from '../views/comparison.ts'
import { emptyPeriodView, ownerView } from '../views/empty-dossier.ts'
import { recurrenceWords } from '../views/recurrence.ts'
import type { Answer, Reply } from '../views/reply.ts'
import { trendsView } from '../views/trends.ts'
import { type UnknownName, unknownView } from '../views/unknown-company.ts'
import { eventsCsv } from './events-csv.ts'
import { nearNames } from './near-names.ts'
import type { Asker, Click, Command, History } from './ports.ts'

export interface LookupNeeds {
  history: History
  directory: Directory
  rates: Rates
  toUsd: ToUsd
}

/** `/company NAME…`: what is known of a company, or of several beside one another. */
export async function lookUpCompany(
  needs: LookupNeeds,
  { text, ...asker }: Command,
): Promise<Answer> {
  return { kind: 'reply', reply: await companyReply(needs, asker, { question: text, from: 0 }) }
}

/** The next rows, in the place of those that are shown. */
export async function showMore(needs: LookupNeeds, click: Click<Page>): Promise<Answer> {
  const reply = await companyReply(needs, click, click.value)
  return { kind: 'reply', reply, replace: true }
}

export async function shareCompany(needs: LookupNeeds, click: Click<Page>): Promise<Answer> {
  const reply = await companyReply(needs, click, click.value)
  return { kind: 'share', reply: shared(reply, click) }
}

/** All that is known of the companies, as a file for the person who asked. */
export async function downloadCompany(needs: LookupNeeds, click: Click): Promise<Answer> {
  const found = await findCompanies(needs, click, click.value)
  if (found.kind !== 'found') return { kind: 'nothing' }
  const events = found.dossiers.flatMap((dossier) => dossier.events)
  const names = found.dossiers.map(({ company }) => company.name)
  return {
    kind: 'file',
    name: `${foldCompanyName(names.join(' ')).replaceAll(' ', '-').slice(0, 60)}.csv`,
    title: `What Bellwether knows of ${names.join(', ')}`,
    content: eventsCsv(events, needs.toUsd),
  }
}

/** `/trends [30d|90d|1y] [layoffs|ai]`. */
export async function lookUpTrends(needs: LookupNeeds, command: Command): Promise<Answer> {
  return { kind: 'reply', reply: await trendsReply(needs, command, command.text) }
}

export async function shareTrends(needs: LookupNeeds, click: Click): Promise<Answer> {
  return { kind: 'share', reply: shared(await trendsReply(needs, click, click.value), click) }
}

async function companyReply(
  needs: LookupNeeds,
  asker: Asker,
  { question, from }: Page,
): Promise<Reply> {
  const found = await findCompanies(needs, asker, question)
  if (found.kind === 'help') return companyHelp('', null)
  if (found.kind === 'unclear') return companyHelp(question, found.because)
  const reply = await dossierReply(needs, asker, found, { question, from })
  return found.ignored.length === 0 ? reply : notUnderstood(reply, found.ignored)
}

async function dossierReply(
  needs: LookupNeeds,
  asker: Asker,
  found: FoundCompanies,
  { question, from }: Page,
): Promise<Reply> {
  const { toUsd, history } = needs
  const [first, ...others] = found.dossiers
  if (!first || found.unknown.length > 0) {
    const coverage = await history.findCoverage(asker.teamId)
    return unknownView({ names: found.unknown, coverage, isPartly: first !== undefined })
  }
  if (others.length > 0) return comparisonView({ dossiers: found.dossiers, question, toUsd })
  if (first.events.length === 0) return emptyReply(needs, asker, first.company, found.query)
  const recurrences = recurrencesOf(first.events).map(recurrenceWords)
  return dossierView({ dossier: first, from, recurrences, question, toUsd })
}

/** Nothing in the time that was asked for, or nothing at all: then of its owner, where it has one. */
async function emptyReply(
  needs: LookupNeeds,
  asker: Asker,
  company: Company,
  query: Query,
): Promise<Reply> {
  const ever = { category: null, since: null, until: null }
  const isNarrow = query.since !== null || query.category !== null
  const all = isNarrow ? await openDossier(needs, asker, company, ever) : null
  if (all && all.events.length > 0) return emptyPeriodView(all)
  const parent = company.parent && needs.directory.get(company.parent)
  const owned = parent ? await openDossier(needs, asker, parent, ever) : null
  if (owned && owned.events.length > 0) return ownerView(company, owned)
  const coverage = await needs.history.findCoverage(asker.teamId)
  const names = [{ name: company.name, company, near: [] }]
  return unknownView({ names, coverage, isPartly: false })
}

interface FoundCompanies {
  kind: 'found'
  query: Query
  dossiers: readonly Dossier[]
  unknown: readonly UnknownName[]
  /** Words beside a name that were not understood. */
  ignored: readonly string[]
}

type Found = FoundCompanies | { kind: 'help' } | { kind: 'unclear'; because: string }

async function findCompanies(needs: LookupNeeds, asker: Asker, question: string): Promise<Found> {
  const isName = (words: string) => needs.directory.find(words) !== null
  const parsed = parseCompanyQuery(question, asker.now, isName)
  if (parsed.kind !== 'query') return parsed
  const { query } = parsed
  const named = await Promise.all(query.names.map((name) => identify(needs, asker, name)))
  const dossiers = await Promise.all(
    named.flatMap((name) =>
      name.kind === 'company' ? [openDossier(needs, asker, name.company, query)] : [],
    ),
  )
  const ignored = named.flatMap((name) => (name.kind === 'company' ? (name.ignored ?? []) : []))
  const unknown = named.filter((name) => name.kind === 'unknown')
  return { kind: 'found', query, dossiers, unknown, ignored }
}

async function openDossier(
  { history, toUsd }: LookupNeeds,
  { teamId, now }: Asker,
  company: Company,
  { category, since, until }: Omit<Query, 'names'>,
): Promise<Dossier> {
  const question = { teamId, company: company.key, category, since, until }
  return dossierOf(company, await history.findEvents(question), { since, until }, now, toUsd)
}

type Identified =
  | { kind: 'company'; company: Company; ignored?: string }
  | ({ kind: 'unknown' } & UnknownName)

/**
 * By name, alias or ticker; a company that only the news has named, by its folded name. Where only the first words are a name, what
 * follows them is left aside.
 */
async function identify(
  { directory, history }: LookupNeeds,
  { teamId }: Asker,
  name: string,
): Promise<Identified> {
  const { key } = directory.resolve(name)
  const company = directory.find(name) ?? (await history.findUnlistedOne(teamId, key))
  if (company) return { kind: 'company', company }
  const words = name.split(' ')
  for (let count = words.length - 1; count > 0; count--) {
    const begun = directory.find(words.slice(0, count).join(' '))
    if (begun) return { kind: 'company', company: begun, ignored: words.slice(count).join(' ') }
  }
  const within = namedWithin(words, directory)
  if (within) return { kind: 'company', ...within }
  const unlisted = await history.findUnlisted(teamId)
  return { kind: 'unknown', name, company: null, near: nearNames(name, directory, unlisted) }
}

/** "what about amazon": the longest name among the words that no other word could be. */
function namedWithin(words: readonly string[], directory: Directory) {
  for (let count = words.length - 1; count > 0; count--) {
    for (let start = 1; start + count <= words.length; start++) {
      const company = directory.find(words.slice(start, start + count).join(' '))
      if (!company || directory.entry(company.key)?.plainWord) continue
      const ignored = [...words.slice(0, start), ...words.slice(start + count)].join(' ')
      return { company, ignored }
    }
  }
  return null
}

async function trendsReply(needs: LookupNeeds, asker: Asker, question: string): Promise<Reply> {
  const { history, rates, toUsd } = needs
  const parsed = parseTrends(question, asker.now)
  if (parsed.kind === 'help') return trendsHelp('', null)
  if (parsed.kind === 'unclear') return trendsHelp(question, parsed.because, parsed.isName)
  const { category, days, allIndustries } = parsed
  const { teamId, now } = asker
  const known = { rates, sectors: sectorsOf(needs.directory) }
  const [trends, told] = await Promise.all([
    history.findTrends(teamId, { category, days, now, allIndustries }, known),
    history.findTold(teamId, now - days * dayMs),
  ])
  return trendsView({ trends, record: recordOf(told), days, category, question, toUsd })
}

function sectorsOf({ companies, entry, root }: Directory): Map<CompanyKey, string> {
  const known = companies.map(({ key }) => ({ key, sector: entry(root(key))?.sector ?? null }))
  return new Map(known.flatMap(({ key, sector }) => (sector === null ? [] : [[key, sector]])))
}

/** What was asked for by one and is seen by all says who asked; its buttons were for the one. */
function shared(reply: Reply, { userId }: Asker): Reply {
  return {
    text: reply.text,
    blocks: [
      ...reply.blocks.filter(({ type }) => type !== 'actions'),
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: [
              { type: 'text', text: 'Shared by ' },
              { type: 'user', user_id: userId },
            ],
          },
        ],
      },
    ],
  }
}
