import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { silentSettings } from '../../src/core/channel/settings.ts'
import { move } from '../../src/store/move.ts'
import { openStore, type Store } from '../../src/store/open-store.ts'
import { onServer } from '../support/databases.ts'
import { createDatabase, needsServer, server } from '../support/postgres.ts'
import { temporaryFolder } from '../support/store.ts'
import { addEvent, addStory, alert, now, place, team, wire } from './contract/given.ts'

async function open(database: string): Promise<Store> {
  const opened = await openStore(database, { owner: null, clock: () => now })
  if (opened.kind === 'fault') throw new Error(opened.sentence)
  onTestFinished(() => opened.store.close())
  return opened.store
}

/** A file that holds something of everything, with more stories than are carried at a time. */
async function fill(path: string): Promise<void> {
  const store = await open(path)
  await store.feeds.configure([wire], now)
  await store.transact(async (records) => {
    for (let at = 0; at < 1_100; at += 1)
      await addStory(records, { title: `Story ${at}` }, [`k${at}`])
    const { event } = await addEvent(records)
    await records.addMessages([alert([event])], now)
  })
  const settings = { settings: silentSettings, userId: 'U1', at: now, what: 'watch' }
  await store.settings.recordSettings(place, settings)
  await store.installs.recordInstall(team, 'Acme', 'sealed', now)
  await store.close()
}

async function contents(store: Store) {
  return {
    events: await Array.fromAsync(store.readWholeEvents()),
    shown: [...(await store.feeds.findShown(wire.id, ['k0', 'k1099']))],
    pending: (await store.outbox.findQueue(place, now, 0)).pending,
    settings: await store.settings.findSettings(place),
    changes: await store.settings.findChanges(place, 10),
    feeds: await store.feeds.findAll(),
    install: await store.installs.findInstall(team),
  }
}

const ignore = () => {}

describe.skipIf(server === undefined)(`a move${needsServer}`, () => {
  test('carries everything into a Postgres, and back into a file', async () => {
    const folder = temporaryFolder()
    const [first, last, url] = [join(folder, 'a.db'), join(folder, 'b.db'), await createDatabase()]
    await fill(first)
    const counted: Record<string, number> = {}
    const moved = await move(first, url, (table, rows) => {
      counted[table] = rows
    })
    expect(moved).toMatchObject({ kind: 'moved' })
    expect(counted).toMatchObject({ story: 1_101, feed_item: 1_100, delivery: 1, installation: 1 })
    expect(await move(url, last, ignore)).toEqual(moved)
    const [before, between, after] = [await open(first), await open(url), await open(last)]
    expect(await contents(between)).toEqual(await contents(before))
    expect(await contents(after)).toEqual(await contents(before))
  })

  test('leaves a Postgres that goes on counting where the file was', async () => {
    const [path, url] = [join(temporaryFolder(), 'a.db'), await createDatabase()]
    await fill(path)
    await move(path, url, ignore)
    const store = await open(url)
    const { id } = await store.transact((records) => addStory(records))
    expect(id).toBe(1_102)
  })

  test('leaves a Postgres that knows how much it has, and takes nothing for empty for good', async () => {
    const [path, url] = [join(temporaryFolder(), 'a.db'), await createDatabase()]
    await fill(path)
    await move(path, url, ignore)
    const known = await onServer(
      url,
      `select relname as table, reltuples as rows from pg_class where relname in ('story', 'correction') order by relname`,
    )
    expect(known).toEqual([
      { table: 'correction', rows: -1 },
      { table: 'story', rows: 1_101 },
    ])
  })

  test('that was broken off goes on, and one into another’s news is refused', async () => {
    const [path, url] = [join(temporaryFolder(), 'a.db'), await createDatabase()]
    await fill(path)
    const breaking = move(path, url, (table) => {
      if (table === 'feed_item') throw new Error('broken off')
    })
    await expect(breaking).rejects.toThrow('broken off')
    expect(await move(path, url, ignore)).toMatchObject({ kind: 'moved' })
    expect(await move(path, url, ignore)).toMatchObject({
      kind: 'refused',
      sentence: expect.stringContaining('holds news already'),
    })
  })

  test('is refused while a process serves the file', async () => {
    const [path, url] = [join(temporaryFolder(), 'a.db'), await createDatabase()]
    const lock = await (await open(path)).takeLock()
    expect(await move(path, url, ignore)).toMatchObject({
      sentence: expect.stringContaining('stop it first'),
    })
    if (lock.kind === 'held') lock.release()
  })
})

test('a move makes nothing of a database that is not there', async () => {
  const path = join(temporaryFolder(), 'none.db')
  expect(await move(path, `${path}.2`, ignore)).toMatchObject({ kind: 'refused' })
  expect(existsSync(path)).toBe(false)
})
