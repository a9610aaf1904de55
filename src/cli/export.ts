import { once } from 'node:events'
import { stringify } from 'csv-stringify/sync'
import { printFaults } from '../config/faults.ts'
import { loadConfig } from '../config/load.ts'
import { factsJson } from '../core/judge/verdict-json.ts'
import { openDatabase } from '../store/database.ts'
import { readWholeEvents, type WholeCorrection, type WholeEvent } from '../store/export.ts'
import type { Command } from './command.ts'

export const exportHistory: Command = {
  summary: 'write out the history as CSV or JSON Lines',
  usage: `usage: bellwether export [--csv|--json]

Writes every event with its facts, sources and corrections to standard output: as CSV (a row an event, which "bellwether import"
takes back), or as JSON Lines (with what each story says). Facts are as the stories tell them; corrections stand beside them.
Exit code: 0 done; 1 it failed; 2 bad usage or bad configuration.`,

  async run(args, { env, stdout, stderr, signal }) {
    const [form = '--csv', ...rest] = args
    if (rest.length > 0 || (form !== '--csv' && form !== '--json')) {
      stderr.write('usage: bellwether export [--csv|--json]\n')
      return 2
    }
    const result = loadConfig(env)
    if (result.kind === 'faults') {
      stderr.write(printFaults(result.faults))
      return 2
    }
    const outcome = await openDatabase(result.config.environment.databasePath, null)
    if (outcome.kind === 'fault') {
      stderr.write(`bellwether: ${outcome.sentence}\n`)
      return 1
    }
    const { db } = outcome
    try {
      if (form === '--csv') stdout.write(stringify([columns]))
      for await (const event of readWholeEvents(db)) {
        if (signal.aborted) return 1
        const line = form === '--csv' ? csvLine(event) : `${JSON.stringify(eventJson(event))}\n`
        if (!stdout.write(line)) await once(stdout, 'drain', { signal })
      }
    } finally {
      await db.destroy()
    }
    return 0
  },
}

const columns = [
  'event_id',
  'team',
  'date',
  'company',
  'company_key',
  'category',
  'jobs',
  'jobs_derived',
  'percent',
  'scale',
  'cause',
  'ai_side',
  'amount',
  'currency',
  'valuation',
  'kind',
  'round',
  'investor',
  'stance',
  'approximate',
  'stories',
  'sources',
  'links',
  'corrections',
] as const

/** No cell that a spreadsheet would run. */
function csvLine(event: WholeEvent): string {
  const row = csvRow(event)
  return stringify([columns.map((column) => row[column] ?? '')], { escape_formulas: true })
}

type Cells = Partial<Record<(typeof columns)[number], string | number | null>>

function csvRow(event: WholeEvent): Cells {
  const { facts, told, corrections } = event
  const linkOf = new Map(told.map(({ source, link }) => [source, link]))
  const layoff = facts.category === 'layoff' ? facts : null
  const investment = facts.category === 'ai_investment' ? facts : null
  return {
    event_id: event.id,
    team: event.teamId,
    date: new Date(event.happenedAt).toISOString().slice(0, 10),
    company: facts.company?.name ?? null,
    company_key: facts.company?.key ?? null,
    category: facts.category,
    jobs: layoff?.headcount ?? layoff?.headcountDerived ?? null,
    jobs_derived: layoff && layoff.headcount === null && layoff.headcountDerived ? 'yes' : null,
    percent: layoff?.percent ?? null,
    scale: layoff?.scale ?? null,
    cause: layoff?.cause ?? null,
    ai_side: layoff?.aiSide ?? null,
    amount: investment?.amount ?? null,
    currency: investment?.currency ?? null,
    valuation: investment?.valuation ?? null,
    kind: investment?.kind ?? null,
    round: investment?.round ?? null,
    investor: investment?.investor ?? null,
    stance: facts.stance,
    approximate: facts.approximate ? 'yes' : null,
    stories: told.length,
    sources: [...linkOf.keys()].join('; '),
    links: [...linkOf.values()].map((link) => link ?? '-').join(' '),
    corrections: corrections.length > 0 ? JSON.stringify(corrections.map(correctionJson)) : null,
  }
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
