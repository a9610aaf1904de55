import { chmodSync, existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { openStore } from '../../src/store/open-store.ts'
import { openDatabase } from '../../src/store/sqlite/database.ts'
import { migrations } from '../../src/store/sqlite/migrations.ts'
import { openTestDatabase, temporaryFolder } from '../support/store.ts'

let folder: string
beforeEach(() => {
  folder = temporaryFolder()
})

test('a database is made where there is none, folders included, and opens again', async () => {
  const path = join(folder, 'deep', 'er', 'x.db')
  const db = await openTestDatabase(path)
  await db.insertInto('meta').values({ key: 'a', value: 'b' }).execute()
  await db.destroy()
  const again = await openTestDatabase(path)
  expect(await again.selectFrom('meta').selectAll().execute()).toEqual([{ key: 'a', value: 'b' }])
})

test('two that open one new database at once both find it whole', async () => {
  const path = join(folder, 'x.db')
  const both = await Promise.all([openTestDatabase(path), openTestDatabase(path)])
  for (const db of both) {
    expect(await db.selectFrom('event').selectAll().execute()).toEqual([])
  }
})

test('it is kept in WAL, each commit on disk', async () => {
  const path = join(folder, 'x.db')
  await (await openTestDatabase(path)).destroy()
  const file = new DatabaseSync(path)
  expect(file.prepare('pragma journal_mode').get()).toEqual({ journal_mode: 'wal' })
  file.close()
})

test('a file that is no database is refused in one sentence', async () => {
  const path = join(folder, 'x.db')
  writeFileSync(path, 'not a database\n'.repeat(500))
  expect(await openDatabase(path, null)).toMatchObject({ kind: 'fault', fault: 'not_ours' })
})

test('a database whose tables are not those it says it has is held open by nobody once it failed', async () => {
  const path = join(temporaryFolder(), 'bent.db')
  const db = await openTestDatabase(path)
  await sql`drop table meta`.execute(db)
  await db.destroy()
  await expect(openStore(path, { owner: null, clock: Date.now })).rejects.toThrow('no such table')
  // The last that has it open takes it along.
  expect(existsSync(`${path}-wal`)).toBe(false)
})

test("another program's database is refused and left alone", async () => {
  const path = join(folder, 'x.db')
  const other = new DatabaseSync(path)
  other.exec('create table theirs (a)')
  expect(await openDatabase(path, null)).toMatchObject({ kind: 'fault', fault: 'not_ours' })
  expect(other.prepare('select name from sqlite_schema').all()).toEqual([{ name: 'theirs' }])
  other.close()
})

test('a database from a newer version is refused, with both versions named', async () => {
  const path = join(folder, 'x.db')
  await (await openTestDatabase(path)).destroy()
  const file = new DatabaseSync(path)
  file.exec(`pragma user_version = ${migrations.length + 7}`)
  file.close()
  const outcome = await openDatabase(path, null)
  expect(outcome).toMatchObject({ kind: 'fault', fault: 'newer' })
  expect(outcome.kind === 'fault' && outcome.sentence).toContain(`version ${migrations.length + 7}`)
})

test('a path that cannot be opened is refused', async () => {
  expect(await openDatabase(folder, null)).toMatchObject({ kind: 'fault', fault: 'unreachable' })
  writeFileSync(join(folder, 'file'), '')
  expect(await openDatabase(join(folder, 'file', 'x.db'), null)).toMatchObject({
    kind: 'fault',
    fault: 'unreachable',
  })
})

test.skipIf(!existsSync('/proc/self'))(
  'a folder that the system denies is refused, and not tried for ever',
  async () => {
    expect(await openDatabase('/proc/nope/deeper/x.db', null)).toMatchObject({
      kind: 'fault',
      fault: 'unreachable',
    })
  },
)

test.skipIf(process.getuid?.() === 0)('a database that cannot be written is refused', async () => {
  const path = join(folder, 'x.db')
  await (await openTestDatabase(path)).destroy()
  chmodSync(path, 0o444)
  expect(await openDatabase(path, null)).toMatchObject({ kind: 'fault', fault: 'read_only' })
})

test('a database that another program keeps locked is refused after a while', async () => {
  const path = join(folder, 'x.db')
  const other = new DatabaseSync(path)
  other.exec('create table t (a); begin exclusive')
  expect(await openDatabase(path, null, 50)).toMatchObject({ kind: 'fault', fault: 'locked' })
  other.close()
})

test('a database belongs to the preview or to Slack for life', async () => {
  const path = join(folder, 'x.db')
  for (const owner of ['preview', 'preview', null] as const) {
    const outcome = await openDatabase(path, owner)
    expect(outcome.kind).toBe('opened')
    if (outcome.kind === 'opened') await outcome.db.destroy()
  }
  expect(await openDatabase(path, 'slack')).toMatchObject({ kind: 'fault', fault: 'other_owner' })
})

test('a transaction waits for another process without holding the event loop', async () => {
  const path = join(folder, 'x.db')
  const db = await openTestDatabase(path)
  const other = new DatabaseSync(path)
  other.exec('begin immediate')
  // Were the loop held, the other would never come to its end, and the wait for it would fail.
  let turns = 0
  const ticking = setInterval(() => {
    if (++turns === 6) other.exec('commit')
  }, 5)
  await db
    .transaction()
    .execute((tx) => tx.insertInto('meta').values({ key: 'a', value: 'b' }).execute())
  clearInterval(ticking)
  expect(turns).toBeGreaterThanOrEqual(6)
  other.close()
})

test('a value that the binding would change in silence is refused', async () => {
  const db = await openTestDatabase(join(folder, 'x.db'))
  for (const value of [new Date(0), Number.NaN, undefined, true]) {
    const row = { key: 'a', value: value as never }
    await expect(db.insertInto('meta').values(row).execute()).rejects.toThrow()
  }
  expect(await db.selectFrom('meta').selectAll().execute()).toEqual([])
})

test('a transaction that fails leaves nothing, and the next one works', async () => {
  const db = await openTestDatabase(join(folder, 'x.db'))
  const failing = db.transaction().execute(async (tx) => {
    await tx.insertInto('meta').values({ key: 'a', value: 'b' }).execute()
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  await db
    .transaction()
    .execute((tx) => tx.insertInto('meta').values({ key: 'c', value: 'd' }).execute())
  expect(await db.selectFrom('meta').select('key').execute()).toEqual([{ key: 'c' }])
})
