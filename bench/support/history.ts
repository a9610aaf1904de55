import { sql } from 'kysely'
import type { Database } from '../../src/store/database.ts'
import { company, layoff } from '../../test/support/claims.ts'

/** Companies of a history of so many stories, over ten years: one event each in the small one, ten in the large one. */
const companiesOf = { 10000: 2_000, 100000: 10_000, 1000000: 20_000 }
export type Size = keyof typeof companiesOf

/** Five stories an event, told over the ten years before `now`, in SQLite. */
export async function addHistory(db: Database, stories: Size, now: number) {
  const events = stories / 5
  const companies = companiesOf[stories]
  const years = 10 * 365 * 86_400_000
  const facts = JSON.stringify(layoff({ company: company('company-0'), headcount: 500 }))
  const told = (n: ReturnType<typeof sql>) =>
    sql`replace(${facts}, 'company-0', 'company-' || ((${n}) % ${companies}))`
  const numbers = (count: number) =>
    sql`with recursive n(i) as (select 0 union all select i + 1 from n where i < ${count - 1})`
  await db.transaction().execute(async (tx) => {
    await sql`
      insert into event (category, company_key, root_key, company_name, facts, happened_at, last_at, recorded_at,
        revision, silent, stories, sources)
      ${numbers(events)}
      select 'layoff', 'company-' || (i % ${companies}), 'company-' || (i % ${companies}), 'Company ' || (i % ${companies}),
        ${told(sql`i`)}, at, at + 86400000, at, 5, 0, 5, 5
      from (select i, ${now} - ${years} + i * (${years} / ${events}) as at from n)`.execute(tx)
    await sql`
      insert into story (feed_id, title, summary, source, link, published_at, seen_at, verdict, rules_hash, text_key, told)
      ${numbers(stories)}
      select 'feed-' || (i % 50), 'Company ' || (i / 5 % ${companies}) || ' cuts 500 jobs, story ' || i, 'Told once more.', 'Outlet ' || (i % 30),
        'https://news.example/' || i, at, at, '{"categories":[],"facts":[],"why":[],"held":[]}', 'bench', 'story ' || i, 1
      from (select i, ${now} - ${years} + i * (${years} / ${stories}) as at from n)`.execute(tx)
    await sql`
      insert into event_story (event_id, story_id, facts, why, joined_at)
      select (id - 1) / 5 + 1, id, ${told(sql`(id - 1) / 5`)}, 'same company', seen_at from story`.execute(
      tx,
    )
    await sql`
      insert into feed_item (feed_id, key, story_id, mark, seen_at)
      select feed_id, link, id, '', seen_at from story`.execute(tx)
  })
}
