import { existsSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import packageJson from '../../package.json' with { type: 'json' }
import type { Config } from '../config/load.ts'
import { advise, feedHealth } from '../core/feed/health.ts'
import type { Clock } from '../ports.ts'
import { halfMoved } from '../store/database.ts'
import { examineDatabase, readFeeds, whyUnwritable } from '../store/examine.ts'
import { isPostgres, nameOf } from '../store/postgres/address.ts'
import { type Finding, faulty, fine, unknown } from './finding.ts'

/** A day of news is some megabytes; less than this is used up before anybody looks. */
const leastFreeBytes = 256e6

/** Database, disk, feeds and versions, as they are on this machine. */
export async function* examineMachine(
  { environment: { database, slack }, feeds }: Config,
  clock: Clock,
): AsyncGenerator<Finding> {
  yield await databaseFinding(database, slack.kind === 'preview')
  if (!isPostgres(database)) yield await diskFinding(database)
  yield* examineFeeds(database, feeds.length, clock())
  const { node, sqlite } = process.versions
  yield fine('versions', `Bellwether ${packageJson.version}, Node ${node}, SQLite ${sqlite}`)
}

async function databaseFinding(database: string, isPreview: boolean): Promise<Finding> {
  const found = await examineDatabase(database)
  const path = nameOf(database)
  if (found.kind === 'fault') return faulty('database', found.sentence)
  const closed = whyUnwritable(database)
  if (closed !== null) return faulty('database', closed)
  if (found.kind === 'absent') return fine('database', `"${path}" is made at the first start`)
  const { version, knows, bytes, owner, movedFrom, isServed, mayBeDeaf } = found
  if (movedFrom !== null) return faulty('database', halfMoved(path, movedFrom))
  if (owner === 'preview' && !isPreview) {
    return faulty('database', `"${path}" belongs to the preview; give DATABASE_URL another path`)
  }
  const migrated = version === knows ? '' : ', brought to this version at the next start'
  const served = isServed ? 'a process serves it' : 'no process serves it'
  const sound = `"${path}" is sound, ${megabytes(bytes)}${migrated}; ${served}`
  return mayBeDeaf ? unknown('database', `${sound}${deaf}`) : fine('database', sound)
}

const deaf =
  ', but not all that deliver listen for its ring: "poll" never does, nor does what was killed a moment ago; where one says so in `notices` of its /healthz, see that PgBouncer pools by session, and that nothing cuts idle connections'

async function diskFinding(path: string): Promise<Finding> {
  let folder = dirname(resolve(path))
  // The database's folder is made at the first start.
  while (!existsSync(folder)) folder = dirname(folder)
  const { bavail, bsize } = await statfs(folder)
  const free = bavail * bsize
  const says = `${megabytes(free)} are free in ${folder}`
  return free < leastFreeBytes
    ? faulty('disk', `${says}: make room, or nothing can be recorded soon`)
    : fine('disk', says)
}

async function* examineFeeds(
  path: string,
  configured: number,
  now: number,
): AsyncGenerator<Finding> {
  const feeds = await readFeeds(path)
  if (feeds.length === 0) {
    yield unknown('feeds', `none of the ${configured} has been read yet`)
    return
  }
  let ill = 0
  for (const { id, state } of feeds) {
    const health = feedHealth(state, now)
    const { kind } = health.health
    if (kind !== 'failing' && kind !== 'stopped') continue
    ill++
    yield faulty('feeds', `${id} is ${kind}: ${advise(health)}`)
  }
  yield fine('feeds', `${feeds.length - ill} of ${feeds.length} can be read`)
}

const megabytes = (bytes: number): string =>
  bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(1)} GB`
