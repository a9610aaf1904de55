import { sql } from 'kysely'
import type { TeamId } from '../core/ids.ts'
import type { Installs } from '../desk/ports.ts'
import type { Database } from './database.ts'
import { locks } from './postgres/locks.ts'
import { engineOf } from './sql.ts'

export function openInstalls(db: Database): Installs {
  const inProcess = oneAtATime()
  return {
    async findInstall(teamId) {
      const row = await db
        .selectFrom('installation')
        .select('sealed')
        .where('team_id', '=', teamId)
        .executeTakeFirst()
      return row?.sealed ?? null
    },
    async recordInstall(teamId, name, sealed, at) {
      await db
        .insertInto('installation')
        .values({ team_id: teamId, name, sealed, installed_at: at, updated_at: at })
        .onConflict((conflict) =>
          conflict.column('team_id').doUpdateSet({ name, sealed, updated_at: at }),
        )
        .execute()
    },
    async removeInstall(teamId) {
      await db.deleteFrom('installation').where('team_id', '=', teamId).execute()
    },
    async listInstalls() {
      const rows = await db.selectFrom('installation').select('team_id').execute()
      return rows.map(({ team_id: teamId }) => teamId)
    },
    exclusively: (teamId, run) => inProcess(teamId, () => amongAll(db, teamId, run)),
  }
}

function oneAtATime() {
  const last = new Map<TeamId, Promise<unknown>>()
  return <T>(teamId: TeamId, run: () => Promise<T>): Promise<T> => {
    const before = last.get(teamId) ?? Promise.resolve()
    const mine = before.catch(() => {}).then(run)
    last.set(teamId, mine)
    return mine
  }
}

/** Whoever has a file has it alone. */
async function amongAll<T>(db: Database, teamId: TeamId, run: () => Promise<T>): Promise<T> {
  if (engineOf(db) === 'sqlite') return run()
  return db.transaction().execute(async (tx) => {
    // Slack may take its time.
    await sql`set local idle_in_transaction_session_timeout = '60s'`.execute(tx)
    await sql`select pg_advisory_xact_lock(${locks.installation}, hashtext(${teamId}))`.execute(tx)
    return run()
  })
}
