import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { silentSettings } from '../../src/core/channel/settings.ts'
import { examineDatabase } from '../../src/store/examine.ts'
import { move } from '../../src/store/move.ts'
import { openStore, type Store } from '../../src/store/open-store.ts'
import { openPostgres } from '../../src/store/postgres/database.ts'
import { onServer, openAt } from '../support/databases.ts'
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

/** The command as a process of its own, killed while it writes that row; the server drops what it was writing. */
async function killAt(path: string, url: string, table: string, when: string): Promise<void> {
  const empty = await openPostgres(url, null)
  if (empty.kind === 'opened') await empty.db.destroy()
  await onServer(
    url,
    `create or replace function wait_there() returns trigger language plpgsql as $$
       begin
         perform pg_advisory_xact_lock(1);
         return new;
       end $$;
     create trigger waits before insert on ${table} for each row
       when (${when}) execute function wait_there()`,
  )
  const gate = new pg.Client(url)
  gate.on('error', () => {})
  await gate.connect()
  await gate.query('select pg_advisory_lock(1)')
  const bin = join(import.meta.dirname, '../../bin/bellwether.js')
  const moving = spawn(process.execPath, [bin, 'move', '--to', url], {
    env: { DATABASE_URL: `sqlite:${path}` },
    stdio: 'ignore',
  })
  const waiting = `select pid from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and wait_event = 'advisory'`
  await vi.waitFor(async () => expect(await onServer(url, waiting)).toHaveLength(1), 30_000)
  moving.kill('SIGKILL')
  await once(moving, 'exit')
  const [held] = await onServer(url, waiting)
  await onServer(url, `select pg_terminate_backend(${held?.pid}); drop trigger waits on ${table}`)
  await gate.end()
}

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

  test('is done when it says so: one that fails at its very end is no database to serve, and begins anew', async () => {
    const [path, url] = [join(temporaryFolder(), 'a.db'), await createDatabase()]
    await fill(path)
    await (await openAt(url)).destroy()
    await onServer(
      url,
      `create function refuse_to_be_counted(bigint) returns bigint immutable language plpgsql as $$
         begin
           if current_query() ilike 'analyze%' then raise 'not counted'; end if;
           return 0;
         end $$;
       create index uncountable on story (refuse_to_be_counted(id))`,
    )
    await expect(move(path, url, ignore)).rejects.toThrow('not counted')
    expect(await examineDatabase(url)).toMatchObject({ movedFrom: path })
    await onServer(url, 'drop index uncountable')
    expect(await move(path, url, ignore)).toMatchObject({ kind: 'moved' })
  })

  test('that was broken off begins anew, and one into another’s news is refused', async () => {
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

  test('that is killed in the midst of a table begins anew, and nobody serves what is there until it is done', async () => {
    const [path, url] = [join(temporaryFolder(), 'a.db'), await createDatabase()]
    await fill(path)
    const rows = { story: 'new.id = 700', delivery: 'true' }
    for (const [table, when] of Object.entries(rows)) {
      await killAt(path, url, table, when)
      expect(await openStore(url, { owner: 'slack', clock: () => now })).toMatchObject({
        kind: 'fault',
        fault: 'half_moved',
        sentence: expect.stringContaining('run "move" again'),
      })
      expect(await move(url, join(temporaryFolder(), 'b.db'), ignore)).toMatchObject({
        kind: 'refused',
        sentence: expect.stringContaining('holds a part of'),
      })
    }
    expect(await move(path, url, ignore)).toMatchObject({ kind: 'moved' })
    expect(await contents(await open(url))).toEqual(await contents(await open(path)))
  }, 90_000)

  test('out of a Postgres is refused in the end where a process began to serve it', async () => {
    const [path, url] = [join(temporaryFolder(), 'a.db'), await createDatabase()]
    await fill(path)
    await move(path, url, ignore)
    const served = await open(url)
    const back = move(url, join(temporaryFolder(), 'b.db'), (table) => {
      if (table === 'feed') void served.leases.hold(['team T1'])
    })
    expect(await back).toMatchObject({
      kind: 'refused',
      sentence: expect.stringContaining('meanwhile'),
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

test('a move that was broken off leaves a database that nobody opens until all is there', async () => {
  const folder = temporaryFolder()
  const [first, second] = [join(folder, 'a.db'), join(folder, 'b.db')]
  await fill(first)
  const breaking = move(first, second, () => {
    throw new Error('broken off')
  })
  await expect(breaking).rejects.toThrow('broken off')
  expect(await openStore(second, { owner: 'slack', clock: () => now })).toMatchObject({
    fault: 'half_moved',
  })
  expect(await examineDatabase(second)).toMatchObject({ movedFrom: first })
  const store = await open(first)
  await store.transact((records) => addStory(records, {}, ['of later']))
  const read = { ...place, channelId: 'C2' as never }
  await store.settings.recordSettings(read, {
    settings: silentSettings,
    userId: 'U2',
    at: now,
    what: 'of later',
  })
  await store.feeds.configure([{ ...wire, name: 'Another name' }], now)
  await store.close()
  expect(await move(first, second, ignore)).toMatchObject({ kind: 'moved' })
  expect(await examineDatabase(second)).toMatchObject({ movedFrom: null })
  expect(await contents(await open(second))).toEqual(await contents(await open(first)))
})

test('a move makes nothing of a database that is not there', async () => {
  const path = join(temporaryFolder(), 'none.db')
  expect(await move(path, `${path}.2`, ignore)).toMatchObject({ kind: 'refused' })
  expect(existsSync(path)).toBe(false)
})
