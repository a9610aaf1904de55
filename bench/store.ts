/**
 * What recording costs: one story to 10,000 channels, an event told thirty times in an hour, and a pass over feeds with a small
 * and a large history behind it. Files are on disk, synchronous=full, as in life.
 *
 *   npm run bench -- store
 */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { sql } from 'kysely'
import { expandEntry } from '../src/core/channel/channel-entry.ts'
import { timings } from '../src/core/delivery/delivery.ts'
import { nextUpdateAt } from '../src/core/delivery/settlement.ts'
import type { LayoffFacts } from '../src/core/facts.ts'
import { startState } from '../src/core/feed/schedule.ts'
import type { FeedId, TeamId } from '../src/core/ids.ts'
import { textKey } from '../src/core/text/text-key.ts'
import type { FeedOutcome, JudgedItem, PolledFeed } from '../src/poll/ports.ts'
import { recorder } from '../src/poll/record.ts'
import type { Database } from '../src/store/database.ts'
import { openTransact } from '../src/store/records.ts'
import { openDatabase } from '../src/store/sqlite/database.ts'
import { company, layoff } from '../test/support/claims.ts'

const now = Date.UTC(2026, 10, 23, 9)
const minute = 60_000
const team = 'T1' as TeamId
/** In the histories, over ten years: one event each in the small one, ten in the large one, five stories an event. */
const companiesOf = { 10000: 2_000, 1000000: 20_000 }
type Size = keyof typeof companiesOf

await manyChannels()
await longHistory()

async function manyChannels() {
  await withDatabase(async (db) => {
    await addChannels(db, 10_000)
    const record = openRecorder(db)
    const tookMs = await timed(() => record([pass('outlet-0', [tell(0, now, {})])], now))
    say(`one story to 10,000 channels, recorded: ${tookMs.toFixed(0)} ms (aim: under 1,000)`)

    const cost = { posts: 0, shown: 0, updates: 0 }
    await deliver(db, now, cost)
    for (let at = 1; at <= 60; at++) {
      const time = now + at * minute
      if (at % 2 === 0) await record([pass(`outlet-${at}`, [tell(at, time, toldAt(at))])], time)
      await deliver(db, time, cost)
    }
    const each = (count: number) => (count / 10_000).toFixed(1)
    say(
      `thirty more stories in an hour, for each channel: ${each(cost.posts)} post, ` +
        `${each(cost.shown)} lines shown in the channel, ${each(cost.updates)} updates (aim: 1 post, a handful)`,
    )
  })
}

/** No number at first, then a rumoured one, the company's own, and repetitions of both. */
function toldAt(at: number): Partial<LayoffFacts> {
  if (at < 10) return {}
  if (at < 20) return { headcount: 30_000, stance: 'rumoured' }
  return at % 6 === 0 ? {} : { headcount: 16_000, stance: 'announced' }
}

interface Cost {
  posts: number
  shown: number
  updates: number
}

/** Settles everything that is due, as if Slack took it at once. */
async function deliver(db: Database, at: number, cost: Cost) {
  const due = sql`((state = 'waiting') or (state = 'sent' and wanted > shown)) and next_at <= ${at}`
  const { rows } = await sql<{ kind: string; state: string; count: number }>`
    select kind, state, count(*) as count from delivery join message on message.id = message_id
    where ${due} group by kind, state`.execute(db)
  for (const { kind, state, count } of rows) {
    if (state === 'sent') cost.updates += count
    else if (kind === 'thread') cost.shown += count
    else cost.posts += count
  }
  const nextAt = nextUpdateAt({ createdAt: now }, at, timings)
  await sql`
    update delivery set state = 'sent', shown = wanted, ts = id, material = 0,
      next_at = case when state = 'sent' then ${nextAt} else next_at end
    where ${due}`.execute(db)
}

/** Both histories take turns, so that a busy machine slows both. */
async function longHistory() {
  const sizes: Size[] = [10_000, 1_000_000]
  await withDatabase(async (small) => {
    await withDatabase(async (large) => {
      const madeMs = await timed(async () => {
        for (const [index, db] of [small, large].entries()) {
          await addHistory(db, sizes[index] ?? 10_000)
          await addChannels(db, 100)
        }
      })
      const passes: number[][] = [[], []]
      for (let turn = 0; turn < 25; turn++) {
        for (const [index, db] of [small, large].entries()) {
          const at = now + turn * minute
          const outcomes = nextPass(turn, at)
          passes[index]?.push(await timed(() => openRecorder(db)(outcomes, at)))
        }
      }
      const [few = 0, many = 0] = passes.map((ms) => median(ms.slice(5)))
      say(
        `a pass of 50 feeds with 200 new stories, 50 of them layoffs, to 100 channels: ${few.toFixed(0)} ms with 10,000 stories and ` +
          `2,000 events before it, ${many.toFixed(0)} ms with 1,000,000 and 200,000 (made in ${(madeMs / 1000).toFixed(0)} s): ` +
          `${(many / few).toFixed(2)} times (aim: at most 1.5)`,
      )
    })
  })
}

/** A quarter of the stories tells of a company that the history knows, each of another. */
function nextPass(turn: number, at: number): FeedOutcome[] {
  return Array.from({ length: 50 }, (_, feed) => {
    const first = (turn * 50 + feed) * 4
    const about = company(`company-${turn * 50 + feed}`)
    return pass(`feed-${feed}`, [
      tell(first, at, { company: about, headcount: 500 }),
      ...[1, 2, 3].map((more) => plain(first + more, at)),
    ])
  })
}

async function addHistory(db: Database, stories: Size) {
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

async function addChannels(db: Database, count: number) {
  const settings = JSON.stringify(expandEntry({ watches: [{ types: ['layoff'] }] }))
  await sql`
    with recursive n(i) as (select 1 union all select i + 1 from n where i < ${count})
    insert into channel (team_id, id, settings) select ${team}, 'C' || i, ${settings} from n`.execute(
    db,
  )
}

function openRecorder(db: Database) {
  return recorder(openTransact(db, { teamId: team, channels: new Map() }), {
    rulesHash: 'bench',
    findAudience: async (records) => ({
      listeners: await records.findListeners(),
      hearsAll: false,
      hear: (facts) => ({ facts, amountUsd: null, matched: new Set() }),
    }),
  })
}

function pass(name: string, fresh: JudgedItem[]): FeedOutcome {
  const id = name as FeedId
  const url = `https://feeds.example/${name}`
  const feed: PolledFeed = {
    id,
    url,
    name,
    everyMs: null,
    teamId: null,
    isFirstPass: false,
    state: startState(url, now),
  }
  const items = fresh.map((item) => ({ ...item, story: { ...item.story, feedId: id } }))
  return { feed, fresh: items, edited: [], stillShown: [], isRead: true, state: feed.state }
}

function tell(index: number, at: number, facts: Partial<LayoffFacts>): JudgedItem {
  const told = layoff({ company: company('acme'), ...facts })
  const item = plain(index, at)
  return { ...item, verdict: { categories: ['layoff'], facts: [told], why: [], held: [] } }
}

function plain(index: number, at: number): JudgedItem {
  const title = `Fresh story number ${index} of the hour at ${at}`
  return {
    story: {
      feedId: 'feed' as FeedId,
      teamId: null,
      title,
      summary: '',
      source: `Outlet ${index}`,
      link: null,
      publishedAt: at,
      seenAt: at,
    },
    verdict: { categories: [], facts: [], why: [], held: [] },
    keys: [textKey({ title, source: '' })],
    mark: '',
  }
}

async function withDatabase(run: (db: Database) => Promise<void>) {
  const folder = mkdtempSync(join(tmpdir(), 'bellwether-bench-'))
  const opened = await openDatabase(join(folder, 'bench.db'), null)
  if (opened.kind === 'fault') throw new Error(opened.sentence)
  const { db } = opened
  try {
    await sql`
      with recursive n(i) as (select 0 union all select i + 1 from n where i < 99)
      insert into feed (id, url, name, active, state)
      select name, 'https://feeds.example/' || name, name, 1, '{}'
      from (select 'feed-' || i as name from n union all select 'outlet-' || i from n)`.execute(db)
    await run(db)
  } finally {
    await db.destroy()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await run()
  return performance.now() - from
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

function say(line: string) {
  console.log(line)
}
