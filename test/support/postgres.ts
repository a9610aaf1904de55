import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { onTestFinished } from 'vitest'

/** A Postgres in which databases may be made and dropped: `scripts/postgres.sh npx vitest run …` starts one. */
export const server = process.env.TEST_DATABASE_URL

/** Of a suite that is left out without one. */
export const needsServer = server === undefined ? ' (left out: TEST_DATABASE_URL is not set)' : ''

/** A database of the test's own, with nothing in it, gone when it ends. */
export async function createDatabase(): Promise<string> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await onServer(`create database ${name}`)
  onTestFinished(() => onServer(`drop database ${name} with (force)`))
  const url = new URL(server ?? '')
  url.pathname = name
  return url.href
}

async function onServer(statement: string): Promise<void> {
  await query(server ?? '', statement)
}

/** On a connection of its own. */
export async function query(url: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client(url)
  await client.connect()
  const { rows } = await client.query(statement)
  await client.end()
  return rows
}
