import { Kysely } from 'kysely'
import type pg from 'pg'
import type { Database, DatabaseFault, OpenedDatabase, Owner } from '../database.ts'
import { withoutSecrets } from './address.ts'
import { isPooledByTransaction, openPool, settingsOf, withClient } from './client.ts'
import { postgresDialect } from './dialect.ts'
import { locks } from './locks.ts'
import { migrations } from './migrations.ts'

/** What a process holds open at most: reading, recording and delivering wait for each other beyond it. */
export const mostConnections = 10

/** A migration takes as long as it takes, and whoever starts meanwhile waits for it; a server that is gone is noticed all the same. */
const patience = { query_timeout: 0, keepAliveInitialDelayMillis: 10_000 }

/**
 * Opens the database at `url` and brings it to this version; however many start at once, one migrates and the others wait.
 * `owner` null asks only to read and write history: it neither claims the database nor minds whose it is.
 */
export async function openPostgres(url: string, owner: Owner | null): Promise<OpenedDatabase> {
  const shown = withoutSecrets(url)
  try {
    const fault = await withClient({ ...settingsOf(url), ...patience }, async (client) =>
      (await isPooledByTransaction(client, url)) ? pooled(shown) : prepare(client, shown, owner),
    )
    if (fault) return fault
  } catch (error) {
    const fault = explain(error, shown)
    if (fault) return fault
    throw new Error(`store: cannot open "${shown}"`, { cause: error })
  }
  const dialect = postgresDialect(openPool(url, mostConnections))
  return { kind: 'opened', db: new Kysely({ dialect }) }
}

/** One connection, which only reads. */
export function openPostgresReader(url: string): Database {
  return new Kysely({ dialect: postgresDialect(openPool(url, 1)) })
}

async function prepare(
  client: pg.Client,
  shown: string,
  owner: Owner | null,
): Promise<DatabaseFault | null> {
  await client.query('begin')
  await client.query(`set local statement_timeout = 0; set local lock_timeout = '300s'`)
  await client.query('select pg_advisory_xact_lock($1)', [locks.migration])
  const fault = (await migrate(client, shown)) ?? (await claim(client, shown, owner))
  await client.query(fault ? 'rollback' : 'commit')
  return fault
}

async function migrate(client: pg.Client, shown: string): Promise<DatabaseFault | null> {
  const { rows } = await client.query(
    `select to_regclass('meta') is not null as is_ours, exists (
       select 1 from pg_tables where schemaname = current_schema()) as has_tables,
       current_setting('server_encoding') as encoding`,
  )
  const [{ is_ours: isOurs, has_tables: hasTables, encoding }] = rows
  if (encoding !== 'UTF8') {
    return fault(
      'not_ours',
      `"${shown}" keeps text as ${encoding}, which not every headline fits; create it with encoding UTF8`,
    )
  }
  if (!isOurs && hasTables) {
    return fault('not_ours', `"${shown}" holds tables of another program; give another database`)
  }
  if (!isOurs) {
    await client.query(`
      create table meta (key text primary key, value text not null);
      insert into meta values ('version', '0');`)
  }
  const version = await readVersion(client)
  if (version > migrations.length) {
    return fault(
      'newer',
      `"${shown}" was written by a newer Bellwether (version ${version}, this one knows ${migrations.length}); update Bellwether`,
    )
  }
  for (const migration of migrations.slice(version)) await client.query(migration)
  await client.query(`update meta set value = $1 where key = 'version' and value <> $1`, [
    String(migrations.length),
  ])
  return null
}

async function readVersion(client: pg.Client): Promise<number> {
  const { rows } = await client.query(`select value from meta where key = 'version'`)
  return Number(rows[0]?.value)
}

async function claim(
  client: pg.Client,
  shown: string,
  owner: Owner | null,
): Promise<DatabaseFault | null> {
  if (owner === null) return null
  await client.query(`insert into meta values ('owner', $1) on conflict do nothing`, [owner])
  const { rows } = await client.query(`select value from meta where key = 'owner'`)
  if (rows[0]?.value === owner) return null
  const [has, wants] =
    rows[0]?.value === 'slack' ? ['a real Slack', 'the preview'] : ['the preview', 'a real Slack']
  return fault(
    'other_owner',
    `"${shown}" belongs to ${has} for life; give ${wants} a DATABASE_URL of its own`,
  )
}

export function pooled(shown: string): DatabaseFault {
  return fault(
    'unreachable',
    `"${shown}" is a pooler that pools by transaction; give DATABASE_URL an address that pools by session, or the server's own`,
  )
}

/** What Postgres' or the network's error means for whoever gave the address; null where it is none of those. */
export function explain(error: unknown, shown: string): DatabaseFault | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (['28P01', '28000'].includes(code)) {
    return fault('unreachable', `"${shown}" refuses user or password; correct DATABASE_URL`)
  }
  if (code === '3D000') {
    return fault('unreachable', `there is no database "${shown}"; create it`)
  }
  if (code === '55P03') {
    return fault('away', `"${shown}" is being brought to a new version; start again in a minute`)
  }
  if (code === '42501' || code === '25006') {
    return fault('read_only', `"${shown}" cannot be written; grant this user the right to create`)
  }
  // Of the network (ECONNREFUSED), or of a server that starts or stops (57P03, 53300).
  if (/^E[A-Z]+$/.test(code) || /^(57|53|08)/.test(code) || isTimeout(error)) {
    return fault('away', `"${shown}" cannot be reached (${whyAway(error, code)})`)
  }
  return null
}

/** A pooler has one code for everything. */
function whyAway(error: unknown, code: string): string {
  return code === '08P01' ? (error as Error).message : code || 'no answer'
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && /timeout|terminated/i.test(error.message)
}

function fault(kind: DatabaseFault['fault'], sentence: string): DatabaseFault {
  return { kind: 'fault', fault: kind, sentence }
}
