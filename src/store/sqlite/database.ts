import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Kysely } from 'kysely'
import type { Database, DatabaseFault, OpenedDatabase, Owner } from '../database.ts'
import { isBusy, sqliteCode, sqliteDialect, whenFree } from './driver.ts'
import { migrations } from './migrations.ts'

/** "BELL": marks the file as ours, so that another program's database is not migrated. */
const applicationId = 0x42454c4c

/**
 * Opens the database at `path`, made where there is none, and brings it to this version.
 * `owner` null asks only to read and write history (import, export): it neither claims the database nor minds whose it is.
 */
export async function openDatabase(
  path: string,
  owner: Owner | null,
  patienceMs = 10_000,
): Promise<OpenedDatabase> {
  let opened: DatabaseSync | undefined
  try {
    if (path !== ':memory:') makeFolder(dirname(path))
    const file = new DatabaseSync(path, { timeout: 0 })
    opened = file
    const fault = await whenFree(
      async () => prepare(file, path) ?? claim(file, path, owner),
      patienceMs,
    )
    if (!fault) return { kind: 'opened', db: new Kysely({ dialect: sqliteDialect(file) }) }
    file.close()
    return fault
  } catch (error) {
    opened?.close()
    const fault = explainDatabase(error, path)
    if (fault) return fault
    throw new Error(`store: cannot open the database "${path}"`, { cause: error })
  }
}

/** Node's own `recursive` never ends where the system denies that a folder's parent is there (/proc). */
function makeFolder(path: string): void {
  if (existsSync(path)) return
  makeFolder(dirname(path))
  try {
    mkdirSync(path)
  } catch (error) {
    if (!existsSync(path)) throw error
  }
}

/** A second connection that only reads: it sees the last commit, and never waits for a writer. */
export function openReader(path: string): Database {
  const file = new DatabaseSync(path, { timeout: 0, readOnly: true })
  return new Kysely({ dialect: sqliteDialect(file) })
}

/** Whose file this is and how far it has been migrated. Changes nothing. */
export function inspect(
  file: DatabaseSync,
  path: string,
): { kind: 'ours'; version: number; knows: number } | DatabaseFault {
  const id = pragma(file, 'application_id')
  const version = pragma(file, 'user_version')
  const knows = migrations.length
  if (id !== applicationId && !isEmpty(file)) {
    return fault('not_ours', `"${path}" is a database of another program; give another path`)
  }
  if (version > knows) {
    return fault(
      'newer',
      `"${path}" was written by a newer Bellwether (version ${version}, this one knows ${knows}); update Bellwether`,
    )
  }
  return { kind: 'ours', version, knows }
}

function prepare(file: DatabaseSync, path: string): DatabaseFault | null {
  const found = inspect(file, path)
  if (found.kind === 'fault') return found
  file.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on')
  file.exec('pragma cache_size = -8000; pragma temp_store = memory')
  file.exec('begin immediate')
  try {
    migrate(file)
    file.exec('commit')
  } catch (error) {
    if (file.isTransaction) file.exec('rollback')
    throw error
  }
  return null
}

function migrate(file: DatabaseSync): void {
  // Read again inside the transaction: another process may have come first.
  const version = pragma(file, 'user_version')
  if (version === migrations.length) {
    // Writes nothing, and still fails where the file cannot be written.
    file.exec(`pragma user_version = ${version}`)
    return
  }
  for (const migration of migrations.slice(version)) file.exec(migration)
  file.exec(`pragma application_id = ${applicationId}; pragma user_version = ${migrations.length}`)
}

function claim(file: DatabaseSync, path: string, owner: Owner | null): DatabaseFault | null {
  if (owner === null) return null
  file.prepare("insert into meta values ('owner', ?) on conflict do nothing").run(owner)
  const row = file.prepare("select value from meta where key = 'owner'").get()
  if (row?.value === owner) return null
  const [has, wants] =
    row?.value === 'slack' ? ['a real Slack', 'the preview'] : ['the preview', 'a real Slack']
  return fault(
    'other_owner',
    `"${path}" belongs to ${has} for life; give ${wants} a DATABASE_URL of its own`,
  )
}

function pragma(file: DatabaseSync, name: 'application_id' | 'user_version'): number {
  return Number(file.prepare(`pragma ${name}`).get()?.[name])
}

function isEmpty(file: DatabaseSync): boolean {
  return file.prepare('select count(*) as tables from sqlite_schema').get()?.tables === 0
}

function fault(kind: DatabaseFault['fault'], sentence: string): DatabaseFault {
  return { kind: 'fault', fault: kind, sentence }
}

/** What SQLite's or the system's error means for whoever gave the path; null where it is none of those. */
export function explainDatabase(error: unknown, path: string): DatabaseFault | null {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error
  if (isBusy(cause)) {
    return fault('locked', `"${path}" is locked by another program; close it, then start again`)
  }
  const code = sqliteCode(cause)
  if (code === 8) return fault('read_only', `"${path}" cannot be written; give it write permission`)
  if (code === 11 || code === 26) {
    return fault(
      'not_ours',
      `"${path}" is no SQLite database, or a damaged one; restore a copy or give another path`,
    )
  }
  if (code === 14 || isFileFault(cause)) {
    return fault(
      'unreachable',
      `"${path}" cannot be opened; make sure that its folder exists and can be written`,
    )
  }
  return null
}

function isFileFault(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error
}
