import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isServed, takeLock } from '../../src/store/sqlite/lock.ts'
import { openTestDatabase, temporaryFolder } from '../support/store.ts'

const holder = { pid: 1234, since: Date.UTC(2026, 10, 23, 7) }

test('a second process is told who serves the database, and since when', async () => {
  const path = join(temporaryFolder(), 'x.db')
  const db = await openTestDatabase(path)
  const first = await takeLock(db, path, holder)
  const second = await takeLock(db, path, { pid: 99, since: 0 })
  expect(second).toEqual({
    kind: 'taken',
    sentence: `process 1234 has been serving "${path}" since 2026-11-23T07:00:00Z; stop it first`,
  })
  expect(isServed(path)).toBe(true)
  if (first.kind === 'held') first.release()
  expect(isServed(path)).toBe(false)
  expect(await takeLock(db, path, holder)).toMatchObject({ kind: 'held' })
})

test('the system drops the lock of a process that is killed', async () => {
  const path = join(temporaryFolder(), 'x.db')
  const db = await openTestDatabase(path)
  const script = `
    const { openDatabase } = await import('${new URL('../../src/store/sqlite/database.ts', import.meta.url)}')
    const { takeLock } = await import('${new URL('../../src/store/sqlite/lock.ts', import.meta.url)}')
    const { db } = await openDatabase(process.argv[1], null)
    const lock = await takeLock(db, process.argv[1], { pid: process.pid, since: 0 })
    process.stdout.write(lock.kind)
    setInterval(() => lock, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script, path])
  const [said] = await once(child.stdout, 'data')
  expect(String(said)).toBe('held')
  expect(await takeLock(db, path, holder)).toMatchObject({
    kind: 'taken',
    sentence: expect.stringContaining(`process ${child.pid} `),
  })
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(await takeLock(db, path, holder)).toMatchObject({ kind: 'held' })
})
