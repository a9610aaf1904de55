import { sql } from 'kysely'
import type { Answered } from '../../ports.ts'
import type { Database } from '../database.ts'

/** Of two processes that claim the same at once, the second waits for the first and is told no. */
export function openAnswered(db: Database): Answered {
  return {
    async claim(key) {
      const { rows } = await sql`
        insert into answered (key) values (${key}) on conflict do nothing returning key`.execute(db)
      return rows.length > 0
    },
  }
}

/** Slack sends nothing again after an hour. */
export async function forgetAnswered(db: Database): Promise<void> {
  await sql`delete from answered where at < clock_timestamp() - interval '1 day'`.execute(db)
}
