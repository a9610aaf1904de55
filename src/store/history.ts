import { sql } from 'kysely'
import type { CompanyKey, TeamId } from '../core/ids.ts'
import type { Coverage, History } from '../desk/ports.ts'
import { importFeed } from '../poll/ports.ts'
import type { Database } from './database.ts'
import { findPast, isSeenBy, withSources } from './past-events.ts'
import { findRegrouped } from './regrouped.ts'
import { findRanking, findTrends } from './survey.ts'
import { findTold } from './told.ts'

export function openHistory(db: Database): History {
  return {
    async findEvents(question) {
      const regrouped = await findRegrouped(db, question.teamId)
      return withSources(db, await findPast(db, regrouped, question), regrouped)
    },
    findTrends: (teamId, asked, known) => findTrends(db, teamId, asked, known),
    findRanking: (teamId, asked, rates) => findRanking(db, teamId, asked, rates),
    async findUnlistedOne(teamId, key) {
      const row = await db
        .selectFrom('event')
        .innerJoin('event_company', 'event_company.event_id', 'event.id')
        .select('name')
        .where('company', '=', key)
        .where((event) => isSeenBy(event, teamId))
        .limit(1)
        .executeTakeFirst()
      return row?.name ? { key, name: row.name, parent: null } : null
    },
    async findUnlisted(teamId) {
      const rows = await db
        .selectFrom('event')
        .innerJoin('event_company', 'event_company.event_id', 'event.id')
        .select(['company as key', 'name'])
        .distinct()
        .where('company', '>=', '~' as CompanyKey)
        .where((event) => isSeenBy(event, teamId))
        .limit(20_000)
        .execute()
      return rows.map(({ key, name }) => ({ key, name, parent: null }))
    },
    findTold: (teamId, since) => findTold(db, teamId, since),
    findCoverage: (teamId) => findCoverage(db, teamId),
  }
}

async function findCoverage(db: Database, teamId: TeamId): Promise<Coverage> {
  const isSeen = sql`(team_id is null or team_id = ${teamId})`
  // Each instant by an end of the index: all stories are too many to look at.
  const seen = (end: 'asc' | 'desc') => sql`(
    select seen_at from story where feed_id <> ${importFeed} and ${isSeen} order by seen_at ${sql.raw(end)} limit 1)`
  const { rows } = await sql<Coverage>`
    select count(case when active = 1 then 1 end) as feeds, cast(coalesce(sum(stories), 0) as bigint) as stories,
      ${seen('asc')} as since, ${seen('desc')} as "readAt"
    from feed where id <> ${importFeed} and ${isSeen}`.execute(db)
  return rows[0] ?? { feeds: 0, stories: 0, since: null, readAt: null }
}
