import { describe, expect, onTestFinished, test } from 'vitest'
import type { EventId, MessageId } from '../../src/core/ids.ts'
import { toJson } from '../../src/store/json.ts'
import { openStore, type Store } from '../../src/store/open-store.ts'
import { onServer } from '../support/databases.ts'
import { createDatabase, needsServer, server } from '../support/postgres.ts'
import { acme, alert, now, place } from './contract/given.ts'

/** Of 4,000 layoffs by 400 companies, each told by five stories; a hundred workspaces put 20,000 things right. */
const grown = `
  insert into event (category, company_key, root_key, facts, happened_at, last_at, recorded_at, revision, silent, stories, sources)
  select 'layoff', 'company-' || i % 400, 'company-' || i % 400,
    replace('${toJson(acme)}', '~acme', 'company-' || i % 400), ${now} - i * 60000, ${now}, ${now}, 1, 0, 5, 5
  from generate_series(1, 4000) as i;
  insert into story (feed_id, title, summary, source, seen_at, verdict, rules_hash, told)
  select 'wire', 'Cuts ' || i, repeat('Told once more. ', 20), 'Outlet ' || i % 5, ${now}, '{}', 'one', 1 from generate_series(1, 20000) as i;
  insert into event_story select 1 + id % 4000, id, (select facts from event where event.id = 1 + story.id % 4000), '', ${now} from story;
  insert into correction (team_id, event_id, user_id, at, kind, value, general)
  select 'T' || 1 + i % 100, 1 + i % 4000, 'U1', ${now}, 'dismissed', '{"kind":"dismissed"}', 0 from generate_series(1, 20000) as i;
  analyze`

/** In each of fifty channels of 200 workspaces one message waits, and two stand since long ago. */
const waiting = `
  insert into channel (team_id, id, settings) select 'T' || i / 50, 'C' || i, repeat('x', 400) from generate_series(0, 9999) as i;
  insert into message (team_id, channel_id, kind, created_at) select team_id, id, 'alert', ${now} from channel, generate_series(1, 3);
  insert into delivery (id, team_id, channel_id, message_id, state, wanted, shown, next_at, attempts, material, created_at)
  select 'd' || id, team_id, channel_id, id, case when id % 3 = 0 then 'waiting' else 'sent' end, 1, case when id % 3 = 0 then 0 else 1 end,
    ${now}, 1, 0, ${now} from message;
  analyze`

async function open(grown: string): Promise<{ url: string; store: Store }> {
  const url = await createDatabase()
  const opened = await openStore(url, { owner: null, clock: () => now })
  if (opened.kind === 'fault') throw new Error(opened.sentence)
  onTestFinished(() => opened.store.close())
  await onServer(url, grown)
  return { url, store: opened.store }
}

/** Told once whoever read has closed its connections. */
async function findReadWhole(url: string): Promise<unknown[]> {
  const tables = await onServer(
    url,
    `select relname as table from pg_stat_user_tables
     where schemaname = 'public' and relname <> 'meta' and pg_relation_size(relid) > 65536 and seq_scan > 0`,
  )
  return tables.map(({ table }) => table)
}

describe.skipIf(server === undefined)(`in a Postgres that has grown${needsServer}`, () => {
  test('a message of many events is read without reading any table from end to end', async () => {
    const { url, store } = await open(grown)
    const events = Array.from({ length: 200 }, (_, at) => (1 + at * 20) as EventId)
    await store.transact((records) => records.addMessages([alert(events)], now))
    await onServer(url, 'select pg_stat_reset()')
    const content = await store.outbox.findContent(place, 1 as MessageId)
    expect(content?.events).toHaveLength(200)
    await store.close()
    expect(await findReadWhole(url)).toEqual([])
  })
  test('some of the channels that wait in many workspaces are found without reading all', async () => {
    const { url, store } = await open(waiting)
    await onServer(url, 'select pg_stat_reset()')
    expect(await store.outbox.findDue(now, 400)).toHaveLength(400)
    expect(await store.outbox.findNextDue(now - 1)).toBeNull()
    await store.close()
    expect(await findReadWhole(url)).toEqual([])
  })
})
