import { setImmediate } from 'node:timers/promises'
import type { PastEvent } from '../core/events/past-event.ts'
import { categories } from '../core/facts.ts'
import { categoryOf, type Ranking, rankingOf } from '../core/history/ranking.ts'
import { type Rates, toUsdBy } from '../core/history/rates.ts'
import type { RankingQuestion } from '../core/history/talk.ts'
import { type Trends, trendsOf } from '../core/history/trends.ts'
import type { CompanyKey, TeamId } from '../core/ids.ts'
import { dayMs } from '../core/text/calendar.ts'
import type { HistoryQuestion, TrendsKnowledge, TrendsQuestion } from '../desk/ports.ts'
import type { Database } from './database.ts'
import {
  type EventRow,
  findCorrections,
  pastEvent,
  regroup,
  selectEvents,
  withSources,
} from './past-events.ts'
import { findRegrouped } from './regrouped.ts'

/** What the industry comes to, added up beside the rows: there are many thousands of them, and a few sums. */

export async function findTrends(
  db: Database,
  teamId: TeamId,
  asked: TrendsQuestion,
  { rates, sectors }: TrendsKnowledge,
): Promise<Trends> {
  const { category, days, now } = asked
  const since = now - 2 * days * dayMs
  const events = await surveyEvents(db, { teamId, company: null, category, since, until: null })
  const sectorOf = (key: CompanyKey) => sectors.get(key) ?? null
  const before = { teamId, company: null, category, since: null, until: since }
  const by = { ...asked, reachesBack: await isAnything(db, before) }
  const trends = trendsOf(events, by, { toUsd: toUsdBy(rates), sectorOf })
  return { ...trends, largest: await withSources(db, trends.largest) }
}

/** Of companies without the sources of their events. */
export async function findRanking(
  db: Database,
  teamId: TeamId,
  asked: RankingQuestion,
  rates: Rates,
): Promise<Ranking> {
  const { what, by, since, until } = asked
  const category = categoryOf(what)
  const events = await surveyEvents(db, { teamId, company: null, category, since, until })
  const ranking = rankingOf(events, asked, toUsdBy(rates))
  if (by === 'company') return ranking
  const sourced = await withSources(
    db,
    ranking.rows.flatMap((row) => row.events),
  )
  const rows = ranking.rows.map((row, at) => ({ ...row, events: sourced.slice(at, at + 1) }))
  return { ...ranking, rows }
}

/** Without their sources. */
async function surveyEvents(db: Database, question: HistoryQuestion): Promise<PastEvent[]> {
  const corrections = await findCorrections(db, question.teamId, null)
  const regrouped = await findRegrouped(db, question.teamId)
  const found: PastEvent[] = []
  for (const category of categoriesOf(question)) {
    for await (const rows of pages(db, { ...question, category })) {
      const told = await regroup(db, regrouped, rows)
      found.push(...told.flatMap((row) => pastEvent(row, question, corrections.get(row.id))))
    }
  }
  return found.sort((a, b) => b.happenedAt - a.happenedAt || b.id - a.id)
}

async function isAnything(db: Database, question: HistoryQuestion): Promise<boolean> {
  for (const category of categoriesOf(question)) {
    const found = await selectEvents(db, { ...question, category })
      .limit(1)
      .execute()
    if (found.length > 0) return true
  }
  return false
}

/** One after another: each is found by an index. */
const categoriesOf = ({ category }: HistoryQuestion) => (category ? [category] : categories)

/** So many rows are read and understood in some ten milliseconds. */
const pageRows = 1_000

/** One category, newest first; others get their turn between the pages. */
async function* pages(db: Database, question: HistoryQuestion): AsyncGenerator<EventRow[]> {
  let last: EventRow | undefined
  do {
    const rows = await selectEvents(db, question, last).limit(pageRows).execute()
    yield rows
    last = rows.length === pageRows ? rows.at(-1) : undefined
    await setImmediate()
  } while (last)
}
