import pg from 'pg'
import type { Database } from '../../src/store/database.ts'
import { isPostgres } from '../../src/store/postgres/address.ts'
import { openPostgres } from '../../src/store/postgres/database.ts'
import { openDatabase } from '../../src/store/sqlite/database.ts'

/** A statement, or several, on a connection of its own. */
export async function onServer(url: string, statement: string): Promise<Record<string, string>[]> {
  const client = new pg.Client(url)
  // A server that is being restarted cuts it off.
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}

/** The address of a new database on the server. */
export async function createOn(server: string, name: string, options = ''): Promise<string> {
  await onServer(server, `create database ${name} ${options}`)
  const url = new URL(server)
  url.pathname = name
  return url.href
}

/** @param database a Postgres by its address, or the path of a file; it is claimed for nobody */
export async function openAt(database: string): Promise<Database> {
  const opened = isPostgres(database)
    ? await openPostgres(database, null)
    : await openDatabase(database, null)
  if (opened.kind === 'fault') throw new Error(opened.sentence)
  return opened.db
}
