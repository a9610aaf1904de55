import { CompiledQuery } from 'kysely'
import type { Database } from './database.ts'
import { engineOf } from './sql.ts'

/** One text that both engines read, or one for each. */
type Text = string | { sqlite: string; postgres: string }

/**
 * A statement of the hot paths, written out so that nothing has to compile it each time: that costs more than running it.
 * Parameters stand in the order of the question marks, which may be numbered. Every other statement goes through Kysely's builder.
 */
export function statement<Row = never>(text: Text) {
  const { sqlite, postgres } = typeof text === 'string' ? { sqlite: text, postgres: text } : text
  const texts = { sqlite, postgres: numbered(postgres) }
  return async (
    db: Database,
    ...parameters: readonly (string | number | null)[]
  ): Promise<Row[]> => {
    const { rows } = await db.executeQuery(CompiledQuery.raw(texts[engineOf(db)], [...parameters]))
    return rows as Row[]
  }
}

function numbered(text: string): string {
  let count = 0
  return text.replaceAll(/\?(\d*)/g, (_, number) => `$${number || ++count}`)
}
