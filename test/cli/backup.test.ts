import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { backup, restore } from '../../src/cli/backup.ts'
import type { FeedId } from '../../src/core/ids.ts'
import { nobody } from '../../src/store/listeners.ts'
import { openTransact } from '../../src/store/records.ts'
import { takeLock } from '../../src/store/sqlite/lock.ts'
import { companyOf, now, openBot } from '../support/bot.ts'
import { layoff } from '../support/claims.ts'
import { openRun } from '../support/command.ts'
import { delivered } from '../support/delivered.ts'
import { openTestDatabase, temporaryFolder } from '../support/store.ts'

const story = (n: number) => `Acme cuts ${n},000 jobs`

async function layOut() {
  const folder = temporaryFolder()
  const path = join(folder, 'x.db')
  const db = await openTestDatabase(path)
  const tell = (n: number) =>
    openTransact(
      db,
      nobody,
    )((records) =>
      records.addStory({
        story: {
          feedId: 'wire' as FeedId,
          teamId: null,
          title: story(n),
          summary: '',
          source: 'Wire',
          link: null,
          publishedAt: n,
          seenAt: n,
        },
        verdict: { categories: [], facts: [], why: [], held: [] },
        rulesHash: '',
        keys: [],
        mark: '',
      }),
    )
  return { folder, path, db, tell, run: openRun(folder), file: join(folder, 'copy.bak') }
}

async function titlesIn(path: string): Promise<string[]> {
  const db = await openTestDatabase(path)
  const rows = await db.selectFrom('story').select('title').orderBy('id').execute()
  await db.destroy()
  return rows.map(({ title }) => title)
}

test('a backup holds what was committed, also while another writes, and nobody else may read it', async () => {
  const { db, tell, run, file } = await layOut()
  await tell(1)
  await db.transaction().execute(async (tx) => {
    await tx.updateTable('story').set({ title: 'half written' }).execute()
    expect(await run(backup, file)).toMatchObject({ code: 0, stderr: '' })
  })
  expect(await titlesIn(file)).toEqual([story(1)])
  expect(statSync(file).mode & 0o777).toBe(0o600)
})

test('a backup never writes over a file, and leaves nothing half done', async () => {
  const { tell, run, file, folder } = await layOut()
  await tell(1)
  writeFileSync(file, 'precious')
  expect(await run(backup, file)).toMatchObject({ code: 1, stdout: '' })
  expect(readFileSync(file, 'utf8')).toBe('precious')
  const nowhere = join(folder, 'none', 'copy.bak')
  expect((await run(backup, nowhere)).stderr).toContain('cannot write')
  expect(existsSync(`${nowhere}.partial`)).toBe(false)
})

test('restoring brings back what was, and keeps what stood there', async () => {
  const { db, tell, run, file, path } = await layOut()
  await tell(1)
  await run(backup, file)
  await tell(2)
  await db.destroy()
  const { code, stdout } = await run(restore, file)
  expect(code).toBe(0)
  expect(await titlesIn(path)).toEqual([story(1)])
  const aside = /what was there is now "([^"]+)"/.exec(stdout)?.[1] ?? ''
  expect(await titlesIn(aside)).toEqual([story(1), story(2)])
  expect(await titlesIn(file)).toEqual([story(1)])
})

test('nothing is restored under a process that serves the database', async () => {
  const { db, tell, run, file, path } = await layOut()
  await tell(1)
  await run(backup, file)
  const lock = await takeLock(db, path, { pid: 1, since: 0 })
  expect((await run(restore, file)).stderr).toContain('a process serves')
  if (lock.kind === 'held') lock.release()
})

test('a file that is no backup is refused, and the database stays', async () => {
  const { db, tell, run, file, path } = await layOut()
  await tell(1)
  await db.destroy()
  expect((await run(restore, file)).stderr).toContain('there is no file')
  writeFileSync(
    file,
    'not a database, though long enough to look like the first page of one. '.repeat(20),
  )
  expect((await run(restore, file)).stderr).toContain('is no SQLite database')
  writeFileSync(file, '')
  expect((await run(restore, file)).stderr).toContain('is empty; name a database')
  expect((await run(restore, temporaryFolder())).stderr).toContain('is a folder; name a database')
  expect(await titlesIn(path)).toEqual([story(1)])
})

test('there must be a database to back up', async () => {
  const folder = temporaryFolder()
  const { code, stderr } = await openRun(folder)(backup, join(folder, 'copy.bak'))
  expect(code).toBe(1)
  expect(stderr).toContain('there is no database')
})

test('a message that waited may have been posted since: it is under way again, what is held stays so', async () => {
  const folder = temporaryFolder()
  const bot = await openBot({ databasePath: join(folder, 'x.db') })
  const event = await bot.tell(layoff({ company: companyOf('Amazon') }), 0)
  await delivered(bot, 'layoffs', event, {})
  await delivered(bot, 'ai-money', event, { state: 'held', hold: 'quiet' })
  const [run, file] = [openRun(folder), join(folder, 'copy.bak')]
  await run(backup, file)
  await bot.db.destroy()
  expect((await run(restore, file)).stdout).toContain('1 message will be looked for')
  const db = await openTestDatabase(join(folder, 'x.db'))
  const rows = await db.selectFrom('delivery').selectAll().orderBy('message_id').execute()
  expect(rows.map(({ state, attempted_at }) => ({ state, attempted_at }))).toEqual([
    { state: 'sending', attempted_at: now },
    { state: 'held', attempted_at: null },
  ])
})
