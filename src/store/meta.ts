import type { Database } from './database.ts'

/** Under this stands what a database is being filled from, until all of it is there. */
export const movedFrom = 'moved_from'

/** What a database knows of itself, a word a key. Null where nothing was noted under it. */
export async function readMeta(db: Database, key: string): Promise<string | null> {
  const row = await db.selectFrom('meta').select('value').where('key', '=', key).executeTakeFirst()
  return row?.value ?? null
}

/** In the place of what stood there. */
export async function writeMeta(db: Database, key: string, value: string): Promise<void> {
  await db
    .insertInto('meta')
    .values({ key, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute()
}
