import { randomUUID } from 'node:crypto'
import { onTestFinished } from 'vitest'
import { createOn, onServer } from './databases.ts'

/** A Postgres in which databases may be made and dropped: `scripts/postgres.sh npx vitest run …` starts one. */
export const server = process.env.TEST_DATABASE_URL

/** Of a suite that is left out without one. */
export const needsServer = server === undefined ? ' (left out: TEST_DATABASE_URL is not set)' : ''

/**
 * A database of the test's own, with nothing in it, gone when it ends.
 *
 * @param options of `create database`
 */
export async function createDatabase(options = ''): Promise<string> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const url = await createOn(server ?? '', name, options)
  onTestFinished(async () => {
    await onServer(server ?? '', `drop database ${name} with (force)`)
  })
  return url
}
