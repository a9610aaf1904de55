import pg from 'pg'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { examineDatabase } from '../../src/store/examine.ts'
import { openStore } from '../../src/store/open-store.ts'
import { openPostgres } from '../../src/store/postgres/database.ts'
import { silent } from '../support/bot.ts'
import { onServer } from '../support/databases.ts'
import { needsPooler, openPooler } from '../support/pooler.ts'
import { createDatabase } from '../support/postgres.ts'
import { addEvent, alert, now, place, wire } from './contract/given.ts'

describe.skipIf(needsPooler !== '')(`a Postgres behind PgBouncer${needsPooler}`, () => {
  test('that pools by session is one as any: what is written rings, and jobs begin', async () => {
    const url = await openPooler(await createDatabase(), 'session')
    const opened = await openStore(url, { owner: 'slack', clock: Date.now })
    if (opened.kind === 'fault') throw new Error(opened.sentence)
    const { store } = opened
    const stopping = new AbortController()
    const working = [
      store.bell.listen(silent, stopping.signal),
      store.jobs?.run([], silent, stopping.signal),
    ]
    onTestFinished(async () => {
      stopping.abort()
      await Promise.all(working)
      await store.close()
    })
    await store.feeds.configure([wire], now)
    await store.transact(async (records) => {
      const { event } = await addEvent(records)
      await records.addMessages([alert([event])], now)
    })
    expect((await store.outbox.findQueue(place, now, 0)).pending).toHaveLength(1)
    await vi.waitFor(() => expect(store.findImpaired()).toEqual({ bell: false, jobs: false }), 5000)
    expect(await examineDatabase(url)).toMatchObject({ kind: 'sound', owner: 'slack' })
  })

  test('that pools by transaction is refused, and told so by whoever opens or examines it', async () => {
    const database = await createDatabase()
    const url = await openPooler(database, 'transaction')
    const refused = {
      kind: 'fault',
      fault: 'unreachable',
      sentence: expect.stringContaining('pools by transaction'),
    }
    for (let attempt = 0; attempt < 3; attempt += 1) {
      expect(await openPostgres(url, 'slack')).toMatchObject(refused)
      expect(await examineDatabase(url)).toMatchObject(refused)
    }
    expect(await onServer(database, `select to_regclass('meta') as made`)).toEqual([{ made: null }])
  })

  test('that pools by transaction is refused though others take and give back sessions all the time', async () => {
    const url = await openPooler(await createDatabase(), 'transaction')
    let isOver = false
    const others = Array.from({ length: 8 }, async () => {
      const client = new pg.Client(url)
      await client.connect()
      while (!isOver) await client.query('select pg_sleep(random() / 500)')
      await client.end()
    })
    onTestFinished(async () => {
      isOver = true
      await Promise.all(others)
    })
    for (let attempt = 0; attempt < 20; attempt += 1)
      expect(await openPostgres(url, 'slack')).toMatchObject({ fault: 'unreachable' })
  })
})
