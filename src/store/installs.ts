import type { Installs } from '../desk/ports.ts'
import type { Database } from './database.ts'

export function openInstalls(db: Database): Installs {
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
  }
}
