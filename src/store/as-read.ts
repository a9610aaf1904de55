import type { ExpressionBuilder, UpdateObject } from 'kysely'
import type { AsRead, HeldPlace } from '../deliver/ports.ts'
import type { Database } from './database.ts'
import { isHeld } from './held.ts'
import type { Schema } from './schema.ts'
import { engineOf } from './sql.ts'

/** Compare and set: what was decided for rows is written only where each is still as it was read. */

class Changed extends Error {}

/** A transaction that is undone, and false, where a row that it writes about has changed, or its place is another's by now. */
export async function unlessChanged(
  db: Database,
  { lease }: HeldPlace,
  run: (tx: Database) => Promise<void>,
): Promise<boolean> {
  try {
    await db.transaction().execute(async (tx) => {
      if (lease && !(await isHeld(tx, lease))) throw new Changed()
      await run(tx)
    })
    return true
  } catch (error) {
    if (error instanceof Changed) return false
    throw error
  }
}

export async function updateAsRead(
  tx: Database,
  rows: readonly AsRead[],
  set: UpdateObject<Schema, 'delivery'>,
): Promise<void> {
  const written = await tx
    .updateTable('delivery')
    .set(set)
    .where((delivery) => areAsRead(delivery, rows))
    .returning('id')
    .execute()
  if (written.length < rows.length) throw new Changed()
}

/** Nobody changes them before the transaction ends. */
export async function lockAsRead(tx: Database, rows: readonly AsRead[]): Promise<void> {
  const found = await tx
    .selectFrom('delivery')
    .select('id')
    .where((delivery) => areAsRead(delivery, rows))
    .$if(engineOf(tx) === 'postgres', (query) => query.forUpdate())
    .execute()
  if (found.length < rows.length) throw new Changed()
}

function areAsRead(delivery: ExpressionBuilder<Schema, 'delivery'>, rows: readonly AsRead[]) {
  const alike = Map.groupBy(rows, ({ state, attempts }) => `${state} ${attempts}`)
  return delivery.or(
    [...alike.values()].flatMap((some) => {
      const [first] = some
      if (!first) return []
      const ids = some.map(({ id }) => id)
      return delivery.and([
        delivery('id', 'in', ids),
        delivery('state', '=', first.state),
        delivery('attempts', '=', first.attempts),
      ])
    }),
  )
}
