import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Leases } from '../../src/ports.ts'
import { everything } from '../../src/store/alone.ts'
import type { Database } from '../../src/store/database.ts'
import { openPostgres } from '../../src/store/postgres/database.ts'
import { openLeases } from '../../src/store/postgres/leases.ts'
import { openDatabase } from '../../src/store/sqlite/database.ts'
import { borrowDatabase } from './postgres.ts'

/** A folder of the test's own, gone when it ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bellwether-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Tests that need no file run on a Postgres where TEST_STORE says so. */
const onPostgres = process.env.TEST_STORE === 'postgres'

/** A database of the test's own: on disk as in life, or in a Postgres. */
export async function openTestDatabase(path?: string): Promise<Database> {
  const outcome =
    onPostgres && path === undefined
      ? await openPostgres(await borrowDatabase(), null)
      : await openDatabase(path ?? join(temporaryFolder(), 'test.db'), null)
  if (outcome.kind === 'fault') throw new Error(outcome.sentence)
  const { db } = outcome
  onTestFinished(() => db.destroy().catch(() => {}))
  return db
}

/** The right to everything, or what a Postgres gives. */
export function openTestLeases(db: Database): Leases {
  if (!onPostgres) return everything
  const leases = openLeases(db, 30_000, async () => {})
  onTestFinished(() => leases.close().catch(() => {}))
  return leases
}

/** Likewise, in memory or in a Postgres. The caller closes it. */
export async function openFastDatabase(): Promise<Database> {
  const outcome = onPostgres
    ? await openPostgres(await borrowDatabase(), 'preview')
    : await openDatabase(':memory:', 'preview')
  if (outcome.kind === 'fault') throw new Error(outcome.sentence)
  return outcome.db
}
