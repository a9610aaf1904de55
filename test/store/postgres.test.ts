import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import { sql } from 'kysely'
import pg from 'pg'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { examineDatabase, withReader } from '../../src/store/examine.ts'
import { openStore } from '../../src/store/open-store.ts'
import { openPostgres, openPostgresReader } from '../../src/store/postgres/database.ts'
import { locks } from '../../src/store/postgres/locks.ts'
import { migrations } from '../../src/store/postgres/migrations.ts'
import { onServer, openAt } from '../support/databases.ts'
import { borrowDatabase, createDatabase, needsServer, server } from '../support/postgres.ts'
import { storeContract } from './contract/contract.ts'
import { acme, addEvent, alert, now, openWithFeed, place, team, wire } from './contract/given.ts'

const ignore = () => {}

const openEmpty = async (options: Parameters<typeof openStore>[1]) =>
  open(await borrowDatabase(), options)

async function open(url: string, options: Parameters<typeof openStore>[1]) {
  const opened = await openStore(url, options)
  if (opened.kind === 'fault') throw new Error(opened.sentence)
  onTestFinished(() => opened.store.close())
  return opened.store
}

const ofEachTable = (change: string) => `
  do $$ declare one text; begin
    for one in select tablename from pg_tables where schemaname = 'public' loop
      execute format('alter table %I ${change}', one);
    end loop;
  end $$`

/** As a newer version does it that sets itself up while others run. */
const widening = `${ofEachTable('add column of_a_newer_version text')};
  update meta set value = '99' where key = 'version'`
const narrowing = `${ofEachTable('drop column of_a_newer_version')};
  update meta set value = '${migrations.length}' where key = 'version'`

const openWidened: typeof openEmpty = async (options) => {
  const url = await borrowDatabase()
  onTestFinished(async () => void (await onServer(url, narrowing)))
  const store = await open(url, options)
  await onServer(url, widening)
  return store
}

test('a migration only adds: whoever runs goes on beside it', () => {
  for (const migration of migrations.slice(1)) {
    expect(migration).not.toMatch(/\b(drop|rename|truncate|alter column|delete from)\b/i)
    expect(migration).not.toMatch(/add column [^,;]* not null(?![^,;]* default)/i)
  }
})

describe.skipIf(server === undefined)(`on a real server${needsServer}`, () => {
  storeContract('Postgres', openEmpty)
  storeContract('a Postgres to which a newer version added since it was opened', openWidened)

  describe('a Postgres', () => {
    test('is set up once, however many open it at the same moment', async () => {
      const url = await createDatabase()
      const opened = await Promise.all(Array.from({ length: 5 }, () => openPostgres(url, 'slack')))
      expect(opened.map(({ kind }) => kind)).toEqual(Array.from({ length: 5 }, () => 'opened'))
      for (const one of opened) if (one.kind === 'opened') await one.db.destroy()
      expect(await onServer(url, 'select audience from revision')).toEqual([{ audience: '0' }])
    })

    test('that another process brings to a new version is waited for, however long no answer comes', async () => {
      const url = await createDatabase()
      const migrating = new pg.Client(url)
      await migrating.connect()
      onTestFinished(() => migrating.end())
      await migrating.query('select pg_advisory_lock($1)', [locks.migration])
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
      onTestFinished(() => void vi.useRealTimers())
      const opening = openPostgres(url, null)
      const waiting = `select from pg_locks where locktype = 'advisory' and not granted`
      while ((await migrating.query(waiting)).rowCount === 0);
      await vi.advanceTimersByTimeAsync(240_000)
      await migrating.query('select pg_advisory_unlock($1)', [locks.migration])
      const opened = await opening
      expect(opened.kind).toBe('opened')
      if (opened.kind === 'opened') await opened.db.destroy()
    })

    test('belongs to the preview or to Slack for life', async () => {
      const url = await createDatabase()
      await open(url, { owner: 'slack', clock: Date.now })
      expect(await openPostgres(url, 'preview')).toMatchObject({ fault: 'other_owner' })
    })

    test('that fails as it is opened leaves no connection open', async () => {
      const url = await createDatabase()
      await (await openAt(url)).destroy()
      await onServer(
        url,
        `create function public.clock_timestamp() returns timestamptz language plpgsql as $$
           begin raise 'no time'; end $$;
         alter database ${new URL(url).pathname.slice(1)} set search_path = public, pg_catalog`,
      )
      await expect(openStore(url, { owner: null, clock: Date.now })).rejects.toThrow('no time')
      const others = `select from pg_stat_activity
        where datname = current_database() and application_name = 'bellwether'`
      await vi.waitFor(async () => expect(await onServer(url, others)).toEqual([]), 5000)
    })

    test('knows how much it has once history was taken in', async () => {
      const url = await createDatabase()
      const store = await open(url, { owner: null, clock: Date.now })
      await store.feeds.configure([wire], now)
      const history = await store.openHistoryStore()
      await history.transact((records) => addEvent(records))
      await history.finish()
      const known = await onServer(
        url,
        `select reltuples as rows from pg_class where oid = 'story'::regclass`,
      )
      expect(known).toEqual([{ rows: 1 }])
    })

    test('forgets after a day what was answered', async () => {
      const url = await createDatabase()
      const store = await open(url, { owner: null, clock: Date.now })
      for (const key of ['old', 'new']) expect(await store.answered.claim(key)).toBe(true)
      await onServer(url, `update answered set at = at - interval '25 hours' where key = 'old'`)
      await store.prune(0, new AbortController().signal)
      expect(await store.answered.claim('new')).toBe(false)
      expect(await store.answered.claim('old')).toBe(true)
    })

    test('from a newer version is refused, with both versions named', async () => {
      const url = await createDatabase()
      await open(url, { owner: null, clock: Date.now })
      await onServer(url, `update meta set value = '99' where key = 'version'`)
      const outcome = await openPostgres(url, null)
      expect(outcome).toMatchObject({ kind: 'fault', fault: 'newer' })
      expect(outcome.kind === 'fault' && outcome.sentence).toContain('version 99')
    })

    test('to which a newer version adds fails what was planned before at most once', async () => {
      const url = await createDatabase()
      const store = await open(url, { owner: null, clock: Date.now })
      await store.feeds.configure([wire], now)
      const find = async () => (await store.feeds.findAll()).map(({ id }) => id)
      expect(await find()).toEqual([wire.id])
      await onServer(url, widening)
      await expect(find()).rejects.toMatchObject({ code: '0A000' })
      expect(await find()).toEqual([wire.id])
    })

    test('of another language, which keeps transactions farther apart, is one as any', async () => {
      const url = await createDatabase(
        `template template0 encoding 'UTF8' locale_provider icu icu_locale 'tr-TR' locale 'C'`,
      )
      await onServer(
        url,
        `do $$ begin execute format('alter database %I set default_transaction_isolation = %L', current_database(), 'serializable'); end $$`,
      )
      expect(await onServer(url, `select upper('i') as dotted, 'ı' < 'j' as is_turkish`)).toEqual([
        { dotted: 'İ', is_turkish: true },
      ])
      const reader = openPostgresReader(url)
      const { rows } = await sql`show transaction_isolation`.execute(reader)
      await reader.destroy()
      expect(rows).toEqual([{ transaction_isolation: 'read committed' }])
      const store = await openWithFeed((options) => open(url, options))
      const names = ['Izmir', 'ILIK', 'istanbul', 'Şişli', 'İnci']
      const add = (name: string) =>
        store.transact(async (records) => {
          const company = { key: `~${name.toLowerCase()}` as never, name, parent: null }
          const { event } = await addEvent(records, { ...acme, company })
          await records.addMessages([alert([event])], now)
        })
      await Promise.all(names.map(add))
      const question = { teamId: team, category: null, since: null, until: now + 1 }
      for (const name of names) {
        const company = `~${name.toLowerCase()}` as never
        expect(await store.history.findEvents({ ...question, company })).toMatchObject([
          { company: { name } },
        ])
      }
    })

    test('that keeps text otherwise than as UTF-8 is refused', async () => {
      const url = await createDatabase(`template template0 encoding 'LATIN1' locale 'C'`)
      expect(await openPostgres(url, null)).toMatchObject({
        fault: 'not_ours',
        sentence: expect.stringContaining('LATIN1'),
      })
    })

    test('with the tables of another program is refused and left alone', async () => {
      const url = await createDatabase()
      await onServer(url, 'create table theirs (a int)')
      expect(await openPostgres(url, null)).toMatchObject({ fault: 'not_ours' })
      expect(
        await onServer(url, `select tablename from pg_tables where schemaname = 'public'`),
      ).toEqual([{ tablename: 'theirs' }])
    })

    test('that cannot be reached, or is not there, is named without its password', async () => {
      const gone = new URL(server ?? '')
      gone.pathname = 'no_such_database'
      expect(await openPostgres(gone.href, null)).toMatchObject({
        fault: 'unreachable',
        sentence: expect.stringContaining('create it'),
      })
      const nowhere = await openPostgres('postgres://me:secret@127.0.0.1:1/x', null)
      expect(nowhere).toMatchObject({ fault: 'away' })
      expect(JSON.stringify(nowhere)).not.toContain('secret')
    })

    test('that is lost as soon as it is opened is waited for, as one that is not there', async () => {
      const { hostname, port } = new URL(server ?? '')
      let left = 2
      // As many as opening takes; the next is a session's own.
      const way = createServer((near) => {
        left -= 1
        if (left < 0) return near.destroy()
        const far = connect(Number(port), hostname)
        return far.on('error', ignore).pipe(near.on('error', ignore)).pipe(far)
      }).listen(0, '127.0.0.1')
      await once(way, 'listening')
      onTestFinished(() => void way.close())
      const url = new URL(await createDatabase())
      url.port = String((way.address() as AddressInfo).port)
      expect(await openStore(url.href, { owner: null, clock: Date.now })).toMatchObject({
        kind: 'fault',
        fault: 'away',
      })
    })

    test('is examined without being changed', async () => {
      const url = await createDatabase()
      expect(await examineDatabase(url)).toEqual({ kind: 'absent' })
      expect(await withReader(url, async () => 'read')).toBeNull()
      const store = await open(url, { owner: 'slack', clock: Date.now })
      await store.leases.hold(['team T1'])
      const [version, knows] = [migrations.length, migrations.length]
      expect(await examineDatabase(url)).toMatchObject({
        version,
        knows,
        owner: 'slack',
        isServed: true,
      })
      expect(await withReader(url, async () => 'read')).toBe('read')
    })

    test('keeps no NUL, in a text or in JSON', async () => {
      const store = await openWithFeed(openEmpty)
      const link = 'https://wire.example/nul'
      const company = { key: '~ac\u0000me' as never, name: 'Ac\u0000me', parent: null }
      await store.transact(async (records) => {
        await addEvent(records, { ...acme, company }, { title: 'Acme\u0000 cuts', link })
      })
      expect(await store.archive.findStory(place, link)).toMatchObject({
        story: { title: 'Acme cuts' },
      })
      const question = { teamId: team, company: null, category: null, since: null, until: now + 1 }
      expect(await store.history.findEvents(question)).toMatchObject([
        { company: { key: '~acme', name: 'Acme' } },
      ])
    })
  })
})
