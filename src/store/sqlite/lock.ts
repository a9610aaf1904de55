import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import type { Database } from '../database.ts'
import { fromJson, type Json, toJson } from '../json.ts'
import { readMeta, writeMeta } from '../meta.ts'
import { isBusy } from './driver.ts'

/** Who polls and delivers for a database. `since` is an instant. */
interface Holder {
  pid: number
  since: number
}

export type Lock = { kind: 'held'; release(): void } | { kind: 'taken'; sentence: string }

/**
 * One process polls and delivers for a database. It holds an exclusive transaction on a file beside it, which the system drops
 * when the process ends, however it ends; who holds it stands in the database, for the one who finds it taken.
 */
export async function takeLock(db: Database, path: string, holder: Holder): Promise<Lock> {
  const file = new DatabaseSync(`${path}.lock`, { timeout: 0 })
  try {
    file.exec('begin exclusive')
  } catch (error) {
    file.close()
    if (isBusy(error)) return { kind: 'taken', sentence: describe(await findHolder(db), path) }
    throw new Error(`store: cannot lock "${path}.lock"`, { cause: error })
  }
  await writeMeta(db, 'holder', toJson(holder))
  return { kind: 'held', release: () => file.close() }
}

async function findHolder(db: Database): Promise<Holder | null> {
  const kept = await readMeta(db, 'holder')
  return kept === null ? null : fromJson(kept as Json<Holder>)
}

function describe(holder: Holder | null, path: string): string {
  if (!holder) return `another process is starting to serve "${path}"`
  const since = new Date(holder.since).toISOString().replace(/\.\d+Z$/, 'Z')
  return `process ${holder.pid} has been serving "${path}" since ${since}; stop it first`
}

/** Whether a process serves the database at `path` at this moment. */
export function isServed(path: string): boolean {
  if (!existsSync(`${path}.lock`)) return false
  const file = new DatabaseSync(`${path}.lock`, { timeout: 0 })
  try {
    file.exec('begin exclusive')
    return false
  } catch (error) {
    if (isBusy(error)) return true
    throw new Error(`store: cannot look at "${path}.lock"`, { cause: error })
  } finally {
    file.close()
  }
}
