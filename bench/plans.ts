/**
 * How the statements that take most of the time of a process on a Postgres find their rows, in a database that has grown: 100,000
 * stories, 50,000 messages, 20,000 corrections. Fails where one reads a whole table that grows.
 *
 *   scripts/postgres.sh npm run bench -- plans
 */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { openStore } from '../src/store/open-store.ts'
import { settingsOf, setUp } from '../src/store/postgres/client.ts'
import { onServer } from '../test/support/databases.ts'
import { tasks } from './replicas/tasks.ts'
import { hearStatements, type Scan } from './support/hottest.ts'
import { makeHistory } from './support/moved-history.ts'

const server = process.env.TEST_DATABASE_URL
const workedMs = 10_000
/** Half a megabyte: read from end to end sooner than some dozens of rows are looked up, and rightly so. */
const fewPages = 64

/** What stands in the channels since long ago, and what people of a hundred workspaces corrected. */
const grown = `
  insert into message (team_id, channel_id, kind, created_at)
  select 'T1', 'C' || (1 + i % 100), 'alert', 1700000000000 + i * 1000 from generate_series(0, 49999) as i;
  insert into message_event (message_id, event_id) select id, 1 + id % 20000 from message;
  insert into delivery (id, team_id, channel_id, message_id, state, wanted, shown, ts, next_at, attempts, material, created_at)
  select gen_random_uuid(), team_id, channel_id, id, 'sent', 1, 1, created_at / 1000 || '.000100', created_at, 1, 0, created_at from message;
  insert into correction (team_id, event_id, user_id, at, kind, value, general)
  select 'T' || (1 + i % 100), 1 + i % 20000, 'U1', 1700000000000 + i, kind, case kind
      when 'company' then '{"kind":"company","company":{"key":"company-' || i % 10000 || '","name":"Company","parent":null}}'
      when 'joined' then '{"kind":"joined","into":' || 1 + (i + 7) % 20000 || '}'
      else '{"kind":"dismissed"}' end, case when i % 100 = 0 and kind <> 'joined' then 1 else 0 end
  from (select i, (array['company', 'dismissed', 'joined'])[1 + i % 3] as kind from generate_series(0, 19999) as i) as made;
  analyze message; analyze message_event; analyze delivery; analyze correction`

async function measure(at: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bellwether-bench-'))
  try {
    const { postgres } = await makeHistory(folder, at)
    await onServer(postgres, grown)
    await explain(postgres)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Of a process that records, delivers and polls, one after another. */
async function explain(postgres: string): Promise<void> {
  const before = await readWhole(postgres)
  const heard = hearStatements()
  const opened = await openStore(postgres, { owner: 'preview', clock: Date.now })
  if (opened.kind === 'fault') throw new Error(opened.sentence)
  for (const task of ['record', 'deliver', 'poll'] as const) {
    let done = 0
    await tasks[task](opened.store, AbortSignal.timeout(workedMs), (more) => {
      done += more
    })
    console.log(`${task}: ${((done * 1000) / workedMs).toFixed(0)} a second`)
  }
  await opened.store.close()
  const after = await readWhole(postgres)
  const pages = new Map([...after].map(([table, one]) => [table, one.pages]))
  await show(postgres, heard, pages)
  for (const [table, { scans, rows }] of after) {
    const times = scans - (before.get(table)?.scans ?? 0)
    if (times > 0) {
      const read = rows - (before.get(table)?.rows ?? 0)
      console.log(
        `  ${table}, of ${pages.get(table)} pages, was read whole ${times} times: ${read} rows`,
      )
    }
  }
}

async function show(
  postgres: string,
  heard: ReturnType<typeof hearStatements>,
  pages: ReadonlyMap<string, number>,
): Promise<void> {
  const isBad = ({ whole }: Scan) => whole !== null && (pages.get(whole) ?? 0) > fewPages
  const listed = (scans: readonly Scan[]) =>
    scans
      .map(({ says, whole }) => (whole ? `${says} (${pages.get(whole)} pages)` : says))
      .join(', ') || 'no table'
  const client = new pg.Client(settingsOf(postgres))
  await client.connect()
  await setUp(client)
  for (const { text, calls, share, plans } of await heard.explainHottest(client, 10)) {
    const shown = text.replace(/\s+/g, ' ').trim().slice(0, 90)
    console.log(`  ${(share * 100).toFixed(0).padStart(2)} % of the time, ${calls} times: ${shown}`)
    for (const [values, scans] of Object.entries(plans)) {
      const word = scans.some(isBad) ? 'READS A WHOLE TABLE: ' : ''
      if (word) process.exitCode = 1
      console.log(`    ${values} values: ${word}${listed(scans)}`)
    }
  }
  await client.end()
}

/** Of each table, how large it is, how often it was read from end to end, and how many rows that were. */
async function readWhole(postgres: string) {
  const rows = await onServer(
    postgres,
    `select relname as table, pg_relation_size(relid) / current_setting('block_size')::int as pages,
      seq_scan as scans, seq_tup_read as rows
     from pg_stat_user_tables where schemaname = 'public' order by 1`,
  )
  return new Map(
    rows.map(({ table = '', pages, scans, rows }) => [
      table,
      { pages: Number(pages), scans: Number(scans), rows: Number(rows) },
    ]),
  )
}

if (server) await measure(server)
else console.log('left out: TEST_DATABASE_URL is not set')
