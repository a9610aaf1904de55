import { PostgresAdapter, type RawBuilder, sql } from 'kysely'
import type { Database } from './database.ts'
import { toJson } from './json.ts'

/** What the engines say in other words. Whatever they say alike is written down once, in Kysely's builder or in SQL that both read. */

export type Engine = 'sqlite' | 'postgres'

export function engineOf(db: Database): Engine {
  return db.getExecutor().adapter instanceof PostgresAdapter ? 'postgres' : 'sqlite'
}

/** The greater of two that are not null. */
export function greatest(db: Database, a: unknown, b: unknown): RawBuilder<number> {
  return engineOf(db) === 'sqlite' ? sql`max(${a}, ${b})` : sql`greatest(${a}, ${b})`
}

/** Whether a column holds one of these; of none, where there are none. */
export function isIn(
  db: Database,
  column: string,
  values: readonly (string | number)[],
): RawBuilder<boolean> {
  return engineOf(db) === 'sqlite'
    ? sql`${sql.ref(column)} in (select value from json_each(${JSON.stringify(values)}))`
    : sql`${sql.ref(column)} = any(${values})`
}

/** What JSON text has at a path, as text. */
export function jsonText(db: Database, column: string, ...path: string[]): RawBuilder<string> {
  return engineOf(db) === 'sqlite'
    ? sql`${sql.ref(column)} ->> ${sql.lit(`$.${path.join('.')}`)}`
    : sql`${sql.ref(column)}::json #>> ${sql.lit(`{${path.join(',')}}`)}`
}

export function jsonNumber(db: Database, column: string, ...path: string[]): RawBuilder<number> {
  return sql`cast(${jsonText(db, column, ...path)} as double precision)`
}

/** A list of objects as rows: `value`, whose fields are read by `->>`, and `key`, their order. */
export function each(db: Database, objects: readonly object[]): RawBuilder<unknown> {
  const json = toJson(objects)
  return engineOf(db) === 'sqlite'
    ? sql`json_each(${json})`
    : sql`json_array_elements(cast(${json} as json)) with ordinality as each(value, key)`
}

/** A hint for SQLite, which would walk another index; Postgres counts for itself. */
export function indexedBy(db: Database, name: string): RawBuilder<unknown> {
  return engineOf(db) === 'sqlite' ? sql`indexed by ${sql.id(name)}` : sql``
}

/** A column by which SQLite shall not look, though it has an index; Postgres counts for itself. */
export function unindexed<T>(db: Database, column: string): RawBuilder<T> {
  return engineOf(db) === 'sqlite' ? sql`+${sql.ref(column)}` : sql`${sql.ref(column)}`
}

/** An instant or a count, where Postgres could not tell what a parameter is. */
export function integer(value: number): RawBuilder<number> {
  return sql`cast(${value} as bigint)`
}
