import { randomUUID } from 'node:crypto'
import { afterAll, onTestFinished } from 'vitest'
import { createOn, onServer, openAt } from './databases.ts'

/** A Postgres in which databases may be made and dropped: `scripts/postgres.sh npx vitest run --isolate …` starts one. */
export const server = process.env.TEST_DATABASE_URL

/** Of a suite that is left out without one. */
export const needsServer = server === undefined ? ' (left out: TEST_DATABASE_URL is not set)' : ''

/**
 * A database of the test's own, with nothing in it, gone when it ends.
 *
 * @param options of `create database`
 */
export async function createDatabase(options = ''): Promise<string> {
  const url = await create(options)
  onTestFinished(() => drop(url))
  return url
}

/** Set up, and used by no test now. Each file drops its own (`--isolate`). */
const free: string[] = []
afterAll(async () => {
  for (const url of free.splice(0)) await drop(url)
})

/** A database of the test's own, set up and without a row. The next test gets it: its tables must stay as they are. */
export async function borrowDatabase(): Promise<string> {
  const url = free.pop() ?? (await createSetUp())
  onTestFinished(async () => {
    await onServer(url, emptying)
    free.push(url)
  })
  return url
}

const create = (options = '') =>
  createOn(server ?? '', `test_${randomUUID().replaceAll('-', '')}`, options)

async function drop(url: string): Promise<void> {
  await onServer(server ?? '', `drop database ${new URL(url).pathname.slice(1)} with (force)`)
}

async function createSetUp(): Promise<string> {
  const url = await create()
  await (await openAt(url)).destroy()
  return url
}

/** Deleted, not truncated: of few rows that takes half of the time. Triggers and references are left out of it. */
const emptying = `
  select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid();
  set session_replication_role = replica;
  do $$ declare one text; begin
    for one in select tablename from pg_tables where schemaname = 'public' and tablename not in ('meta', 'revision') loop
      execute format('delete from %I', one);
    end loop;
    for one in select sequencename from pg_sequences where schemaname = 'public' loop
      perform setval(one, 1, false);
    end loop;
  end $$;
  delete from meta where key <> 'version';
  update revision set audience = 0`
