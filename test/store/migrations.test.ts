import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import type { Facts } from '../../src/core/facts.ts'
import { partsOf } from '../../src/core/roles.ts'
import { migrations } from '../../src/store/sqlite/migrations.ts'
import { company, investment, layoff } from '../support/claims.ts'
import { openTestDatabase, temporaryFolder } from '../support/store.ts'

/** A database as an older version left it, with rows of its own. */
function databaseOf(version: number, rows: string): string {
  const path = join(temporaryFolder(), 'old.db')
  mkdirSync(dirname(path), { recursive: true })
  const file = new DatabaseSync(path)
  for (const migration of migrations.slice(0, version)) file.exec(migration)
  file.exec(`pragma application_id = ${0x42454c4c}; pragma user_version = ${version}`)
  file.exec(rows)
  file.close()
  return path
}

const delivery = (id: string, state: string, error: string | null) => `
  insert into message (id, team_id, channel_id, kind, body, created_at)
    values (${id}, 'T1', 'C1', 'alert', null, 1);
  insert into delivery (id, team_id, channel_id, message_id, parent_id, state, wanted, shown, ts, next_at, attempts,
      attempted_at, error, material, created_at)
    values ('d${id}', 'T1', 'C1', ${id}, null, '${state}', 1, 0, null, 1, 0, null, ${error ? `'${error}'` : 'null'}, 0, 1);`

test('what is held, undone and said in messages is carried over from its words', async () => {
  const path = databaseOf(
    1,
    `${delivery('1', 'held', 'paused')}
     ${delivery('2', 'held', 'unknown: missing_scope')}
     ${delivery('3', 'refused', 'channel_not_found')}
     insert into message (id, team_id, channel_id, kind, body, created_at) values
       (4, 'T1', 'C1', 'thread', '{"eventId":7,"storyId":9,"change":{"kind":"joined"}}', 1),
       (5, 'T1', 'C1', 'note', '{"text":"A feed is lost."}', 1),
       (6, 'T1', 'C1', 'alert', '{"older":true}', 1);
     insert into setting_change (team_id, channel_id, user_id, at, before, after, what) values
       ('T1', 'C1', 'U1', 1, null, null, 'paused'),
       ('T1', 'C1', 'U1', 2, null, null, 'undid #1: paused');`,
  )
  const db = await openTestDatabase(path)
  expect(await db.selectFrom('delivery').select(['hold', 'error']).orderBy('id').execute()).toEqual(
    [
      { hold: 'paused', error: null },
      { hold: 'unknown', error: 'missing_scope' },
      { hold: null, error: 'channel_not_found' },
    ],
  )
  expect(await db.selectFrom('setting_change').select('undoes').orderBy('id').execute()).toEqual([
    { undoes: null },
    { undoes: 1 },
  ])
  const bodies = await db
    .selectFrom('message')
    .select('body')
    .where('id', '>', 3 as never)
    .execute()
  expect(bodies.map(({ body }) => JSON.parse(body ?? 'null'))).toEqual([
    { kind: 'line', line: { eventId: 7, storyId: 9, change: { kind: 'joined' } } },
    { kind: 'note', text: 'A feed is lost.' },
    { kind: 'older' },
  ])
})

/** An event as it was kept while an investor was a bare name. */
function namedInvestor(id: number, facts: Record<string, unknown>): string {
  const json = JSON.stringify({ category: 'ai_investment', ...facts }).replaceAll("'", "''")
  const verdict = JSON.stringify({ categories: ['ai_investment'], facts: [JSON.parse(json)] })
  return `
    insert into story (id, feed_id, title, summary, source, seen_at, verdict, rules_hash, told)
      values (${id}, 'feed', 'A deal', '', 'Wire', 1, '${verdict}', 'x', 1);
    insert into event (id, category, facts, happened_at, last_at, recorded_at, revision, silent, stories, sources)
      values (${id}, 'ai_investment', '${json}', 1, 1, 1, 1, 0, 1, 1);
    insert into event_story (event_id, story_id, facts, why, joined_at) values (${id}, ${id}, '${json}', '', 1);`
}

test('who pays and who receives is carried over from the company and the name of its investor', async () => {
  const acme = { key: '~acme', name: 'Acme', parent: null }
  const globex = { key: '~globex corp', name: 'Globex Corp', parent: null }
  const path = databaseOf(
    7,
    namedInvestor(1, { kind: 'stake', company: acme, investor: 'Globex Corp' }) +
      namedInvestor(2, { kind: 'capex', company: acme, investor: null }) +
      namedInvestor(3, { kind: 'acquisition', company: null, investor: 'Globex Corp' }),
  )
  const db = await openTestDatabase(path)
  const events = await db
    .selectFrom('event')
    .select(['facts', 'company_key', 'name_words'])
    .execute()
  const parties = (json: string) => {
    const { company, payers, recipient, investor } = JSON.parse(json)
    return { company, payers, recipient, investor }
  }
  const bought = {
    company: globex,
    payers: [{ company: globex, amount: null, lead: false }],
    recipient: null,
  }
  expect(events.map(({ facts }) => parties(facts))).toEqual([
    { company: acme, payers: [{ company: globex, amount: null, lead: false }], recipient: acme },
    { company: acme, payers: [{ company: acme, amount: null, lead: false }], recipient: null },
    bought,
  ])
  expect(events[2]).toMatchObject({ company_key: '~globex corp', name_words: ' globex corp ' })
  const told = await db.selectFrom('event_story').select('facts').execute()
  expect(told.map(({ facts }) => parties(facts))).toEqual(events.map(({ facts }) => parties(facts)))
  const stories = await db.selectFrom('story').select('verdict').execute()
  expect(
    stories.map(({ verdict }) => parties(JSON.stringify(JSON.parse(verdict).facts[0]))),
  ).toEqual(events.map(({ facts }) => parties(facts)))
})

/** An event of the time before `event_company`. */
function eventOf(id: number, facts: Facts): string {
  const json = JSON.stringify(facts).replaceAll("'", "''")
  return `
    insert into event (id, category, facts, happened_at, last_at, recorded_at, revision, silent, stories, sources)
      values (${id}, '${facts.category}', '${json}', 1, 1, 1, 1, 0, 1, 1);`
}

test('who takes part is listed of the events that there are', async () => {
  const [acme, globex] = [company('acme'), company('globex-cloud', 'globex')]
  const told: readonly Facts[] = [
    layoff({ company: acme, companiesOther: [globex] }),
    layoff({ company: null }),
    investment({ company: acme, kind: 'acquisition', from: [globex] }),
    investment({ company: globex, kind: 'capex' }),
  ]
  const db = await openTestDatabase(
    databaseOf(8, told.map((facts, at) => eventOf(at + 1, facts)).join('')),
  )
  const rows = await db
    .selectFrom('event_company')
    .select(['event_id as event', 'company', 'role', 'root'])
    .execute()
  const parts = told.flatMap((facts, at) =>
    partsOf(facts).map(({ company: { key, parent }, role }) => ({
      ...{ event: at + 1, company: key, role, root: parent ?? key },
    })),
  )
  const sorted = (all: readonly object[]) => all.map((one) => JSON.stringify(one)).toSorted()
  expect(sorted(rows)).toEqual(sorted(parts))
})

test('the deals that there are will be read again, and of an empty database none', async () => {
  const acme = { key: '~acme', name: 'Acme', parent: null }
  const old = await openTestDatabase(
    databaseOf(7, namedInvestor(41, { kind: 'stake', company: acme, investor: 'Globex' })),
  )
  const noted = (db: typeof old) =>
    db.selectFrom('meta').select('value').where('key', '=', 'reread_below').execute()
  expect(await noted(old)).toEqual([{ value: '42' }])
  expect(await noted(await openTestDatabase())).toEqual([])
})

test('the stories that each feed told so far are counted', async () => {
  const feed = (id: string) => `
    insert into feed (id, url, name, active, state) values ('${id}', 'https://${id}.example', '${id}', 1, '{}');`
  const story = (id: number) => `
    insert into story (id, feed_id, title, summary, source, seen_at, verdict, rules_hash, told)
      values (${id}, 'wire', '', '', '', 1, '{}', '', 0);`
  const db = await openTestDatabase(
    databaseOf(10, `${feed('wire')} ${feed('desk')} ${story(1)} ${story(2)}`),
  )
  const feeds = await db.selectFrom('feed').select(['id', 'stories']).orderBy('id').execute()
  expect(feeds).toEqual([
    { id: 'desk', stories: 0 },
    { id: 'wire', stories: 2 },
  ])
})
