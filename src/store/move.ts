import { sql } from 'kysely'
import { type Database, halfMoved, noDatabase } from './database.ts'
import { openEngine } from './engine.ts'
import { examineDatabase } from './examine.ts'
import { type Json, toJson } from './json.ts'
import { movedFrom, readMeta, writeMeta } from './meta.ts'
import { nameOf } from './postgres/address.ts'
import type { Schema } from './schema.ts'
import { engineOf } from './sql.ts'
import { countAnew } from './statistics.ts'

type Table = keyof Schema

/** What is carried over, each after what it refers to, with its key. What the cache holds may be lost; `revision` counts anew. */
const tables: readonly (readonly [Table, readonly string[]])[] = [
  ['feed', ['id']],
  ['story', ['id']],
  ['feed_item', ['feed_id', 'key']],
  ['event', ['id']],
  ['event_company', ['event_id', 'company', 'role']],
  ['event_story', ['event_id', 'story_id']],
  ['channel', ['team_id', 'id']],
  ['setting_change', ['id']],
  ['message', ['id']],
  ['message_event', ['message_id', 'event_id']],
  ['delivery', ['id']],
  ['correction', ['id']],
  ['installation', ['team_id']],
]
/** Their ids are given by the database. */
const counted = ['story', 'event', 'setting_change', 'message', 'correction'] as const
const json = [
  'state',
  'register',
  'verdict',
  'facts',
  'settings',
  'before',
  'after',
  'body',
  'value',
]
/** Of `meta`, what is about the news and not about the database. */
const carried = ['owner', 'clock', 'reread_below']
const pageRows = 500

export type Moved = { kind: 'moved'; rows: number } | { kind: 'refused'; sentence: string }

/**
 * Carries everything from one database into another, which is empty or was being filled from this one. What was broken off is done all
 * over: what came over then may be another by now. Nothing may serve either meanwhile.
 */
export async function move(
  from: string,
  to: string,
  told: (table: string, rows: number) => void,
): Promise<Moved> {
  const fault = (await refuseSource(from)) ?? (await refuseTarget(to))
  if (fault) return { kind: 'refused', sentence: fault }
  const [source, target] = [await open(from), await open(to)]
  try {
    if (!(await claimTarget(target.db, nameOf(from)))) {
      const sentence = `"${nameOf(to)}" holds news already; name an empty database`
      return { kind: 'refused', sentence }
    }
    const served = await countClaims(source.db)
    let sum = 0
    for (const [table, key] of tables) {
      const rows = await copy(source.db, target.db, table, key)
      told(table, rows)
      sum += rows
    }
    if ((await countClaims(source.db)) !== served) {
      const sentence = `a process served "${nameOf(from)}" meanwhile; stop it, and run "move" again`
      return { kind: 'refused', sentence }
    }
    const differing = await findDiffering(source.db, target.db)
    if (differing) return { kind: 'refused', sentence: differing }
    await countAnew(
      target.db,
      tables.map(([table]) => table),
    )
    // The last of all: what fails is begun anew, what does not is there to be served.
    await finish(source.db, target.db)
    return { kind: 'moved', rows: sum }
  } finally {
    await source.close()
    await target.close()
  }
}

async function refuseSource(from: string): Promise<string | null> {
  const found = await examineDatabase(from)
  if (found.kind === 'absent') return noDatabase(nameOf(from))
  if (found.kind === 'fault') return found.sentence
  if (found.movedFrom !== null) return halfMoved(nameOf(from), found.movedFrom)
  return found.isServed ? `a process serves "${nameOf(from)}"; stop it first` : null
}

async function refuseTarget(to: string): Promise<string | null> {
  const found = await examineDatabase(to)
  if (found.kind === 'fault') return found.sentence
  const isServed = found.kind === 'sound' && found.isServed
  return isServed ? `a process serves "${nameOf(to)}"; stop it first` : null
}

/** Nobody may begin to serve a file meanwhile. */
async function open(database: string) {
  const opened = await openEngine(database, null, Date.now, 30_000)
  if (opened.kind === 'fault') throw new Error(opened.sentence)
  const { db, takeLock, close } = opened.engine
  const lock = await takeLock()
  if (lock.kind === 'taken') throw new Error(lock.sentence)
  return {
    db,
    async close() {
      lock.release()
      await close()
    },
  }
}

async function claimTarget(target: Database, from: string): Promise<boolean> {
  const begun = await readMeta(target, movedFrom)
  if (begun === from) await clear(target)
  if (begun !== null) return begun === from
  const stands = await target.selectFrom('feed').select('id').limit(1).executeTakeFirst()
  if (stands) return false
  // An insert: of two moves into one database the second fails.
  await target.insertInto('meta').values({ key: movedFrom, value: from }).execute()
  return true
}

async function clear(db: Database): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const names = tables.map(([table]) => table)
    if (engineOf(tx) === 'postgres') {
      await sql`truncate ${sql.join(names.map((name) => sql.table(name)))}`.execute(tx)
      return
    }
    for (const name of names.toReversed()) await tx.deleteFrom(name).execute()
  })
}

async function copy(
  source: Database,
  target: Database,
  table: Table,
  key: readonly string[],
): Promise<number> {
  const columns = sql.join(key.map((column) => sql.ref(column)))
  let sum = 0
  for (let last: Record<string, unknown> | undefined; ; ) {
    const after = last && sql`where (${columns}) > (${sql.join(key.map((one) => last?.[one]))})`
    const { rows } = await sql<Record<string, unknown>>`
      select * from ${sql.table(table)} ${after ?? sql``} order by ${columns} limit ${pageRows}`.execute(
      source,
    )
    if (rows.length > 0) {
      await target
        .insertInto(table)
        .values(rows.map(storable) as never)
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    }
    sum += rows.length
    last = rows.at(-1)
    if (rows.length < pageRows) return sum
  }
}

/** An older file may hold JSON with a NUL, which Postgres does not read. */
function storable(row: Record<string, unknown>): Record<string, unknown> {
  const dirty = json.filter((column) => String(row[column]).includes('\\u0000'))
  const clean = dirty.map((column) => [column, toJson(JSON.parse(row[column] as Json<unknown>))])
  return dirty.length === 0 ? row : { ...row, ...Object.fromEntries(clean) }
}

/** Grows where a process begins to serve a Postgres; nobody can begin to serve a file that we hold. */
async function countClaims(db: Database): Promise<number> {
  if (engineOf(db) === 'sqlite') return 0
  const { rows } = await sql<{ claims: number }>`
    select coalesce(sum(number), 0) as claims from lease`.execute(db)
  return rows[0]?.claims ?? 0
}

async function findDiffering(source: Database, target: Database): Promise<string | null> {
  for (const [table] of tables) {
    const [ours, theirs] = [await count(source, table), await count(target, table)]
    if (ours !== theirs) {
      return `${table} has ${ours} rows, and ${theirs} where they were moved to; begin again with an empty database`
    }
  }
  return null
}

async function count(db: Database, table: Table): Promise<number> {
  const { rows } = await sql<{ rows: number }>`
    select count(*) as rows from ${sql.table(table)}`.execute(db)
  return rows[0]?.rows ?? 0
}

async function finish(source: Database, target: Database): Promise<void> {
  const kept = await source.selectFrom('meta').selectAll().where('key', 'in', carried).execute()
  await target.transaction().execute(async (tx) => {
    if (engineOf(tx) === 'postgres') {
      for (const table of counted) {
        await sql`
          select setval(pg_get_serial_sequence(${table}, 'id'), (select coalesce(max(id), 0) + 1 from ${sql.table(table)}), false)`.execute(
          tx,
        )
      }
    }
    for (const { key, value } of kept) await writeMeta(tx, key, value)
    await tx.deleteFrom('meta').where('key', '=', movedFrom).execute()
  })
}
