import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { noDatabase } from './database.ts'
import { examineFile } from './examine.ts'
import { isBusy } from './sqlite/driver.ts'

export type BackedUp = { kind: 'done'; bytes: number } | Refused
interface Refused {
  kind: 'refused'
  sentence: string
}

/** One instant of the database in one file, while others read and write it; it holds sealed tokens, so only its owner may read it. */
export function backUp(path: string, target: string): BackedUp {
  const found = examineFile(path)
  if (found.kind === 'absent') return refused(noDatabase(path))
  if (found.kind === 'fault') return refused(found.sentence)
  if (existsSync(target)) return refused(`"${target}" is there already; name another file`)
  // A backup that was broken off must not pass for one.
  const partial = `${target}.partial`
  try {
    rmSync(partial, { force: true })
    const db = new DatabaseSync(path, { readOnly: true, timeout: 10_000 })
    try {
      db.prepare('vacuum into ?').run(partial)
    } finally {
      db.close()
    }
    chmodSync(partial, 0o600)
    sync(partial)
    renameSync(partial, target)
  } catch (error) {
    rmSync(partial, { force: true })
    return refused(`cannot write "${target}": ${(error as Error).message}`)
  }
  const made = examineFile(target)
  if (made.kind === 'sound') return { kind: 'done', bytes: made.bytes }
  return refused(made.kind === 'fault' ? made.sentence : `"${target}" is gone`)
}

export type Restored =
  /** `aside` is where the database went that stood there; `looked` counts messages that are looked for before they are posted. */
  { kind: 'done'; aside: string | null; looked: number } | Refused

/**
 * Puts a backup in the place of the database, which is moved aside. A message that waited when the backup was made may have been posted
 * since: it counts as under way, so that the deliverer looks for it in Slack before it posts it.
 */
export function restore(file: string, path: string, now: number): Restored {
  const found = examineFile(file)
  if (found.kind === 'absent') return refused(`there is no file "${file}"`)
  if (found.kind === 'fault') return refused(found.sentence)
  mkdirSync(dirname(path), { recursive: true })
  const lock = new DatabaseSync(`${path}.lock`, { timeout: 0 })
  try {
    lock.exec('begin exclusive')
  } catch (error) {
    lock.close()
    if (isBusy(error)) return refused(`a process serves "${path}"; stop it first`)
    throw new Error(`store: cannot lock "${path}.lock"`, { cause: error })
  }
  try {
    const partial = `${path}.partial`
    copyFileSync(file, partial)
    const looked = doubtWaiting(partial)
    sync(partial)
    const aside = moveAside(path, now)
    renameSync(partial, path)
    return { kind: 'done', aside, looked }
  } finally {
    lock.close()
  }
}

function doubtWaiting(path: string): number {
  const db = new DatabaseSync(path)
  try {
    const { changes } = db
      .prepare(
        `update delivery set state = 'sending', attempted_at = created_at, attempts = max(attempts, 1)
         where state = 'waiting' and next_at < 9000000000000000`,
      )
      .run()
    return Number(changes)
  } finally {
    db.close()
  }
}

/** With its log of what was not yet written into it. */
function moveAside(path: string, now: number): string | null {
  if (!existsSync(path)) return null
  const aside = `${path}.before-restore-${new Date(now).toISOString().slice(0, 19).replaceAll(':', '')}`
  for (const suffix of ['-shm', '-wal', '']) {
    if (existsSync(path + suffix)) renameSync(path + suffix, aside + suffix)
  }
  return aside
}

function sync(path: string): void {
  const file = openSync(path, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

const refused = (sentence: string): Refused => ({ kind: 'refused', sentence })
