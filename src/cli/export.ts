import { once } from 'node:events'
import { stringify } from 'csv-stringify/sync'
import { type AiInvestmentFacts, type LayoffFacts, roundingOf } from '../core/facts.ts'
import { guardFormula } from '../core/history/formula.ts'
import { type OwnField, ownFields } from '../core/history/header.ts'
import { factsJson } from '../core/judge/verdict-json.ts'
import type { WholeCorrection, WholeEvent, WholeTold } from '../store/export.ts'
import { openToRead } from '../store/open-to-read.ts'
import { command, type ExitCode, type Terminal } from './command.ts'
import { readConfiguration } from './configured.ts'

export const exportHistory = command({
  usage: `usage: bellwether export [--csv|--json]

Writes every event with its facts, stories and corrections to standard output: as CSV (a row an event; "bellwether import" makes the
same events of it, each with its stories and corrections), or as JSON Lines (with what each story says). Facts are as the stories tell them; corrections stand beside them.
Exit code: 0 done; 1 it failed; 2 bad usage or bad configuration.`,

  options: { csv: { type: 'boolean' }, json: { type: 'boolean' } },
  async run({ csv, json }, { env, stdout, stderr, signal }) {
    if (csv && json) return { badUsage: 'one of --csv and --json' }
    const config = readConfiguration({ env, stderr })
    if (config === null) return 2
    const path = config.environment.database
    const outcome = await openToRead(path, Date.now)
    if (outcome.kind === 'fault') {
      stderr.write(`bellwether: ${outcome.sentence}\n`)
      return 1
    }
    const { store } = outcome
    try {
      if (!json) stdout.write(stringify([ownFields]))
      return await writeEach(store.readWholeEvents(), json ? jsonLine : csvLine, { stdout, signal })
    } finally {
      await store.close()
    }
  },
})

/** No faster than whoever reads takes them. */
async function writeEach(
  events: AsyncIterable<WholeEvent>,
  lineOf: (event: WholeEvent) => string,
  { stdout, signal }: Pick<Terminal, 'stdout' | 'signal'>,
): Promise<ExitCode> {
  for await (const event of events) {
    if (signal.aborted) return 1
    if (!stdout.write(lineOf(event))) await once(stdout, 'drain', { signal })
  }
  return 0
}

const jsonLine = (event: WholeEvent): string => `${JSON.stringify(eventJson(event))}\n`

/** No cell that a spreadsheet would run. */
function csvLine(event: WholeEvent): string {
  const row = csvRow(event)
  return stringify([ownFields.map((column) => guarded(row[column] ?? ''))])
}

function guarded(cell: string | number): string | number {
  return typeof cell === 'string' ? guardFormula(cell) : cell
}

type Cells = Partial<Record<OwnField, string | number | null>>

function csvRow(event: WholeEvent): Cells {
  const { facts, told, corrections } = event
  const linkOf = new Map(told.map(({ source, link }) => [source, link]))
  const others = facts.companiesOther.map(({ name }) => name)
  return {
    event_id: event.id,
    team: event.teamId,
    date: new Date(event.happenedAt).toISOString().slice(0, 10),
    company: facts.company?.name ?? null,
    company_key: facts.company?.key ?? null,
    companies_other: jsonList(others),
    category: facts.category,
    ...(facts.category === 'layoff' && layoffCells(facts)),
    ...(facts.category === 'ai_investment' && investmentCells(facts)),
    stance: facts.stance,
    approximate: facts.approximate ? 'yes' : null,
    bound: roundingOf(facts).bound ?? null,
    sure: facts.sure ?? null,
    stories: told.length,
    sources: [...linkOf.keys()].join('; '),
    links: [...linkOf.values()].map((link) => link ?? '-').join(' '),
    told: jsonList(told.map(storyJson)),
    corrections: jsonList(corrections.map(correctionJson)),
  }
}

function layoffCells(facts: LayoffFacts): Cells {
  return {
    jobs: facts.headcount ?? facts.headcountDerived,
    jobs_derived: facts.headcount === null && facts.headcountDerived ? 'yes' : null,
    scale: facts.scale,
    percent: facts.percent,
    cause: facts.cause,
    ai_side: facts.aiSide,
    industry: facts.industry?.trade ?? null,
    industry_by: facts.industry?.by ?? null,
    follow_up: facts.followUp ? 'yes' : null,
    round_number: facts.ordinal?.round ?? null,
    within_months: facts.ordinal?.withinMonths ?? null,
  }
}

function investmentCells(facts: AiInvestmentFacts): Cells {
  const { amount, currency, valuation, kind, round, payers, recipient } = facts
  const listed = payers.map(({ company, ...payer }) => ({ name: company.name, ...payer }))
  return {
    ...{ amount, currency, valuation, kind, round },
    payers: jsonList(listed),
    recipient: recipient?.name ?? null,
  }
}

function jsonList(list: readonly unknown[]): string | null {
  return list.length > 0 ? JSON.stringify(list) : null
}

function storyJson({ source, title, summary, link, publishedAt, seenAt }: WholeTold) {
  const published = publishedAt === null ? null : instant(publishedAt)
  return { source, title, summary, link, published, seen: instant(seenAt) }
}

function eventJson(event: WholeEvent) {
  const { category, company } = event.facts
  return {
    event_id: event.id,
    team: event.teamId,
    happened: instant(event.happenedAt),
    last_told: instant(event.lastAt),
    event: { category, company_key: company?.key ?? null, ...factsJson(event.facts) },
    stories: event.told.map(({ storyId, source, title, link, publishedAt, facts, why }) => ({
      story_id: storyId,
      source,
      title,
      link,
      published: publishedAt === null ? null : instant(publishedAt),
      says: factsJson(facts),
      joined_because: why,
    })),
    corrections: event.corrections.map(correctionJson),
  }
}

function correctionJson({ teamId, userId, at, kind, value, general, undoneAt }: WholeCorrection) {
  return {
    team: teamId,
    user: userId,
    at: instant(at),
    kind,
    value,
    general,
    undone: undoneAt === null ? null : instant(undoneAt),
  }
}

function instant(at: number): string {
  return new Date(at).toISOString()
}
