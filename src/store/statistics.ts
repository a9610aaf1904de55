import { sql } from 'kysely'
import type { Database } from './database.ts'
import type { Schema } from './schema.ts'
import { engineOf } from './sql.ts'

/**
 * Lets Postgres know how much there is now in tables that were just filled. It finds that out by itself in a minute or two, and reads
 * them whole until then where it should have used an index.
 */
export async function countAnew(db: Database, tables: readonly (keyof Schema)[]): Promise<void> {
  if (engineOf(db) === 'sqlite') return
  for (const table of tables) {
    // One that is known to be empty would be believed so when it is filled.
    const { rows } = await sql`select 1 from ${sql.table(table)} limit 1`.execute(db)
    if (rows.length > 0) await sql`analyze ${sql.table(table)}`.execute(db)
  }
}
