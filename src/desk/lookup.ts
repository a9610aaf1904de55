import { distance } from 'fastest-levenshtein'
import type { Company } from '../core/facts.ts'
import { type Dossier, dossierOf } from '../core/history/dossier.ts'
import { patternsOf } from '../core/history/history.ts'
import { parseCompanyQuery, parseTrends, type Query } from '../core/history/query.ts'
import type { ToUsd } from '../core/history/totals.ts'
import { trendsOf } from '../core/history/trends.ts'
import { type Directory, foldCompanyName } from '../core/reading/company.ts'
import { dayMs } from '../core/text/calendar.ts'
import { companyHelp, trendsHelp } from '../views/asked-wrongly.ts'
import type { Page } from '../views/clicks.ts'
import { dossierView } from '../views/company.ts'
import { comparisonView } from '../views/comparison.ts'
import { patternWords } from '../views/pattern.ts'
import type { Answer, Reply } from '../views/reply.ts'
import { trendsView } from '../views/trends.ts'
import { type UnknownName, unknownView } from '../views/unknown-company.ts'
import { eventsCsv } from './events-csv.ts'
import type { Asker, Click, Command, History } from './ports.ts'

export interface LookupNeeds {
  history: History
  directory: Directory
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
  if (found.kind === 'unclear') return companyHelp(question, found.because)
  const { toUsd } = needs
  const [first, ...others] = found.dossiers
  if (!first || found.unknown.length > 0) {
    const coverage = await needs.history.findCoverage(asker.teamId)
    return unknownView({ names: found.unknown, coverage, isPartly: first !== undefined })
  }
  if (others.length > 0) return comparisonView({ dossiers: found.dossiers, question, toUsd })
  if (first.events.length === 0) {
    const coverage = await needs.history.findCoverage(asker.teamId)
    return unknownView({
      names: [{ name: first.company.name, company: first.company, near: [] }],
      coverage,
      isPartly: false,
    })
  }
  const patterns = patternsOf(first.events).map(patternWords)
  return dossierView({ dossier: first, from, patterns, question, toUsd })
}

type Found =
  | { kind: 'found'; dossiers: readonly Dossier[]; unknown: readonly UnknownName[] }
  | { kind: 'unclear'; because: string }

async function findCompanies(needs: LookupNeeds, asker: Asker, question: string): Promise<Found> {
  const { directory, history, toUsd } = needs
  const isName = (words: string) => directory.find(words) !== null
  const parsed = parseCompanyQuery(question, asker.now, isName)
  if (parsed.kind === 'unclear') return parsed
  const { query } = parsed
  const named = await Promise.all(query.names.map((name) => identify(needs, asker, name)))
  const dossiers = await Promise.all(
    named.flatMap((name) => (name.kind === 'company' ? [open(name.company, query)] : [])),
  )
  return { kind: 'found', dossiers, unknown: named.filter((name) => name.kind === 'unknown') }

  async function open(company: Company, { category, since }: Query): Promise<Dossier> {
    const { teamId, now } = asker
    const question = { teamId, company: company.key, category, since, until: null }
    return dossierOf(company, await history.findEvents(question), since, now, toUsd)
  }
}

type Identified = { kind: 'company'; company: Company } | ({ kind: 'unknown' } & UnknownName)

/** By name, alias or ticker; a company that only the news has named, by its folded name. */
async function identify(
  { directory, history }: LookupNeeds,
  { teamId }: Asker,
  name: string,
): Promise<Identified> {
  const { key } = directory.resolve(name)
  const company = directory.find(name) ?? (await history.findUnlistedOne(teamId, key))
  if (company) return { kind: 'company', company }
  const unlisted = await history.findUnlisted(teamId)
  return { kind: 'unknown', name, company: null, near: nearMisses(name, directory, unlisted) }
}

/** At most three names a few typing errors away, the nearest first. */
function nearMisses(name: string, directory: Directory, unlisted: readonly Company[]): string[] {
  const asked = foldCompanyName(name)
  const most = Math.max(1, Math.floor(asked.length / 4))
  const near = new Map<string, number>()
  const consider = (company: Company, spelling: string) => {
    const folded = foldCompanyName(spelling)
    if (Math.abs(folded.length - asked.length) > most && !folded.startsWith(`${asked} `)) return
    const away = folded.startsWith(`${asked} `) ? 1 : distance(asked, folded)
    if (away <= most) near.set(company.name, Math.min(away, near.get(company.name) ?? away))
  }
  for (const company of directory.companies) {
    const aliases = directory.entry(company.key)?.aliases ?? []
    for (const spelling of [company.name, ...aliases]) consider(company, spelling)
  }
  for (const company of unlisted) consider(company, company.name)
  return [...near]
    .sort(([, a], [, b]) => a - b)
    .slice(0, 3)
    .map(([spelling]) => spelling)
}

async function trendsReply(needs: LookupNeeds, asker: Asker, question: string): Promise<Reply> {
  const { history, directory, toUsd } = needs
  const parsed = parseTrends(question, asker.now)
  if (parsed.kind === 'unclear') return trendsHelp(question, parsed.because)
  const { category, days } = parsed
  const since = asker.now - 2 * days * dayMs
  const { teamId, now } = asker
  const events = await history.surveyEvents({ teamId, company: null, category, since, until: null })
  const sectorOf = ({ key }: Company) => directory.entry(directory.root(key))?.sector ?? null
  const trends = trendsOf(events, days, now, toUsd, sectorOf)
  const largest = await history.withSources(trends.largest)
  return trendsView({ trends: { ...trends, largest }, days, category, question, toUsd })
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
