import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { watchFiles } from '../../src/store/sqlite/in-place.ts'
import { openTestDatabase, temporaryFolder } from '../support/store.ts'

const write = (db: Awaited<ReturnType<typeof openTestDatabase>>, key: string) =>
  db.insertInto('meta').values({ key, value: 'x' }).execute()

test('a database that is written to stays in its place', async () => {
  const path = join(temporaryFolder(), 'x.db')
  const db = await openTestDatabase(path)
  const isInPlace = watchFiles(path)
  await write(db, 'a')
  expect(isInPlace()).toBe(true)
})

test('a log that is deleted under it is missed', async () => {
  const path = join(temporaryFolder(), 'x.db')
  const db = await openTestDatabase(path)
  await write(db, 'a')
  const isInPlace = watchFiles(path)
  rmSync(`${path}-wal`)
  expect(isInPlace()).toBe(false)
})

test('another file of its name is not taken for it', async () => {
  const path = join(temporaryFolder(), 'x.db')
  const db = await openTestDatabase(path)
  const isInPlace = watchFiles(path)
  await write(db, 'a')
  renameSync(path, `${path}.old`)
  writeFileSync(path, '')
  expect(isInPlace()).toBe(false)
})
