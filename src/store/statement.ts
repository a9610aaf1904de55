import { CompiledQuery } from 'kysely'
import type { Database } from './database.ts'

/**
 * A statement of the hot paths, written out so that nothing has to compile it each time: that costs more than running it.
 * Parameters stand in the order of the question marks. Every other statement goes through Kysely's builder.
 */
export function statement<Row = never>(text: string) {
  return async (
    db: Database,
    ...parameters: readonly (string | number | null)[]
  ): Promise<Row[]> => {
    const { rows } = await db.executeQuery(CompiledQuery.raw(text, [...parameters]))
    return rows as Row[]
  }
}
