import pg from 'pg'
import { withoutSecrets } from './address.ts'
import { settingsOf } from './client.ts'
import { locks } from './locks.ts'

/**
 * One process polls and delivers for a database. The lock lives as long as the connection that took it, which ends with the process.
 */
export async function takePostgresLock(
  url: string,
): Promise<{ kind: 'held'; release(): void } | { kind: 'taken'; sentence: string }> {
  const client = new pg.Client(settingsOf(url))
  client.on('error', () => {})
  await client.connect()
  const { rows } = await client.query('select pg_try_advisory_lock($1) as taken', [locks.serving])
  if (rows[0]?.taken) return { kind: 'held', release: () => void client.end().catch(() => {}) }
  await client.end()
  const sentence = `another process serves "${withoutSecrets(url)}"; one process serves a database: stop it first`
  return { kind: 'taken', sentence }
}
