import { accessSync, constants, existsSync, type Stats, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { adviceFor } from '../core/delivery/retry.ts'
import type { ChannelId, TeamId } from '../core/ids.ts'
import type { PolledFeed } from '../poll/ports.ts'
import { type Database, type DatabaseFault, type ExaminedDatabase, noDatabase } from './database.ts'
import { openReader } from './engine.ts'
import { feedStore } from './feeds.ts'
import { movedFrom } from './meta.ts'
import { isPostgres, nameOf } from './postgres/address.ts'
import { examinePostgres } from './postgres/examine.ts'
import { explainDatabase, inspect } from './sqlite/database.ts'
import { isServed } from './sqlite/lock.ts'

/** Reads it and changes nothing: it is neither made, nor brought to this version, nor claimed. A file is read whole. */
export async function examineDatabase(database: string): Promise<ExaminedDatabase> {
  return isPostgres(database) ? examinePostgres(database) : examineFile(database)
}

/** Whether there is nothing at all yet, where whoever opens it to write begins a database. */
export async function isAbsent(database: string): Promise<boolean> {
  if (isPostgres(database)) return (await examinePostgres(database)).kind === 'absent'
  return (statSync(database, { throwIfNoEntry: false })?.size ?? 0) === 0
}

/** Why a file cannot be made or written at its path: a sentence. Null where it can, and of a Postgres. */
export function whyUnwritable(path: string): string | null {
  if (isPostgres(path)) return null
  let folder = dirname(resolve(path))
  // Folders are made at the first start.
  while (!existsSync(folder)) folder = dirname(folder)
  if (!statSync(folder).isDirectory()) {
    return `"${path}" cannot be made: "${folder}" is no folder; give DATABASE_URL another path`
  }
  const closed = [folder, path].find((place) => existsSync(place) && !isWritable(place))
  if (closed === undefined) return null
  return `"${path}" cannot be written: give write permission on "${closed}" to whoever runs Bellwether`
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK)
    return true
  } catch {
    return false
  }
}

export function examineFile(path: string): ExaminedDatabase {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (!stats) return { kind: 'absent' }
  return findNothing(path, stats) ?? examineContent(path, stats)
}

function findNothing(path: string, stats: Stats): DatabaseFault | null {
  const nothing = stats.isDirectory() ? 'is a folder' : stats.size === 0 ? 'is empty' : null
  if (nothing === null) return null
  return { kind: 'fault', fault: 'not_ours', sentence: `"${path}" ${nothing}; name a database` }
}

function examineContent(path: string, { size }: Stats): ExaminedDatabase {
  let file: DatabaseSync | undefined
  try {
    file = new DatabaseSync(path, { readOnly: true, timeout: 1_000 })
    const found = inspect(file, path)
    if (found.kind === 'fault') return found
    const check = Object.values(file.prepare('pragma quick_check(1)').get() ?? {})[0]
    if (check !== 'ok') {
      const sentence = `"${path}" is damaged (${check}); stop Bellwether and restore a backup`
      return { kind: 'fault', fault: 'not_ours', sentence }
    }
    const noted = file.prepare('select value from meta where key = ?')
    const owner = noted.get('owner')?.value
    const from = noted.get(movedFrom)?.value
    return {
      kind: 'sound',
      version: found.version,
      knows: found.knows,
      bytes: size,
      owner: owner === 'slack' || owner === 'preview' ? owner : null,
      movedFrom: typeof from === 'string' ? from : null,
      isServed: isServed(path),
      mayBeDeaf: false,
    }
  } catch (error) {
    const fault = explainDatabase(error, path)
    if (fault) return fault
    throw new Error(`store: cannot examine the database "${path}"`, { cause: error })
  } finally {
    file?.close()
  }
}

export interface SeenPlaces {
  installs: { teamId: TeamId; sealed: string }[]
  /** Channels that were set in Slack, that the bot is in, or that refused it. `blocked` is the advice for Slack's word. */
  channels: { teamId: TeamId; id: ChannelId; blocked: string | null }[]
}

/** Where the bot is, by what was recorded; nothing where there is no database of this version. */
export async function readPlaces(database: string): Promise<SeenPlaces> {
  const seen = await withReader(database, async (db) => {
    const installs = await db
      .selectFrom('installation')
      .select(['team_id as teamId', 'sealed'])
      .execute()
    const channels = await db
      .selectFrom('channel')
      .select(['team_id as teamId', 'id', 'blocked'])
      .where(({ or, eb }) =>
        or([eb('settings', 'is not', null), eb('member', '=', 1), eb('blocked', 'is not', null)]),
      )
      .execute()
    return { installs, channels }
  })
  if (seen === null) return { installs: [], channels: [] }
  const channels = seen.channels.map((channel) => ({
    ...channel,
    blocked: channel.blocked === null ? null : adviceFor(channel.blocked),
  }))
  return { ...seen, channels }
}

/** The feeds that are read, as the last passes left them; none where there is no database of this version. */
export async function readFeeds(database: string): Promise<PolledFeed[]> {
  return (await withReader(database, (db) => feedStore(db).findAll())) ?? []
}

/** Reads and changes nothing; null where there is no database of this version. */
export async function withReader<T>(
  database: string,
  read: (db: Database) => Promise<T>,
): Promise<T | null> {
  if (!(await isCurrent(database))) return null
  const db = await openReader(database)
  try {
    return await read(db)
  } finally {
    await db.destroy()
  }
}

/** Why `withReader` has nothing: a sentence. */
export async function whyUnread(database: string): Promise<string> {
  const found = await examineDatabase(database)
  if (found.kind === 'fault') return found.sentence
  if (found.kind === 'absent') return noDatabase(nameOf(database))
  return `"${nameOf(database)}" is no database of this version: run "start" once`
}

async function isCurrent(database: string): Promise<boolean> {
  if (!isPostgres(database)) return isCurrentFile(database)
  const found = await examinePostgres(database)
  return found.kind === 'sound' && found.version === found.knows
}

function isCurrentFile(path: string): boolean {
  if (!existsSync(path)) return false
  const file = new DatabaseSync(path, { readOnly: true, timeout: 1_000 })
  try {
    const found = inspect(file, path)
    return found.kind === 'ours' && found.version === found.knows
  } catch {
    // What is wrong with it is told by `examineDatabase`.
    return false
  } finally {
    file.close()
  }
}
