import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Database } from '../../src/store/database.ts'
import { openDatabase } from '../../src/store/sqlite/database.ts'

/** A folder of the test's own, gone when it ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bellwether-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A database of the test's own, on disk as in life. */
export async function openTestDatabase(
  path = join(temporaryFolder(), 'test.db'),
): Promise<Database> {
  const outcome = await openDatabase(path, null)
  if (outcome.kind === 'fault') throw new Error(outcome.sentence)
  const { db } = outcome
  onTestFinished(() => db.destroy().catch(() => {}))
  return db
}
