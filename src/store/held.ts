import { sql } from 'kysely'
import type { Lease } from '../ports.ts'
import type { Database } from './database.ts'
import { engineOf } from './sql.ts'

/**
 * Whether it is ours still, and will be until the transaction ends: whoever takes it next waits. Without the lock a claim that is under
 * way would not be seen, and what is written here would come after it. Whoever has a file has it alone.
 */
export async function isHeld(tx: Database, { name, number }: Lease): Promise<boolean> {
  if (engineOf(tx) === 'sqlite') return true
  const { rows } = await sql`
    select 1 from lease where name = ${name} and number = ${number} for share`.execute(tx)
  return rows.length > 0
}
