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
import { timings } from '../src/core/delivery/delivery.ts'
import { nextUpdateAt } from '../src/core/delivery/settlement.ts'
import type { LayoffFacts } from '../src/core/facts.ts'
import type { Database } from '../src/store/database.ts'
import { nobody } from '../src/store/listeners.ts'
import { openTransact } from '../src/store/records.ts'
import { openDatabase } from '../src/store/sqlite/database.ts'
import { addHistory, type Size } from './support/history.ts'
import { addChannels, nextPass, openRecorder, pass, tell } from './support/recording.ts'

const now = Date.UTC(2026, 10, 23, 9)
const minute = 60_000

await manyChannels()
await longHistory()

async function manyChannels() {
  await withDatabase(async (db) => {
    await addChannels(db, [10_000])
    const record = openRecorder(openTransact(db, nobody))
    const tookMs = await timed(() => record([pass('outlet-0', [tell(0, now, {})], now)], now))
    say(`one story to 10,000 channels, recorded: ${tookMs.toFixed(0)} ms (aim: under 1,000)`)

    const cost = { posts: 0, shown: 0, updates: 0 }
    await deliver(db, now, cost)
    for (let at = 1; at <= 60; at++) {
      const time = now + at * minute
      if (at % 2 === 0)
        await record([pass(`outlet-${at}`, [tell(at, time, toldAt(at))], now)], time)
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
          await addHistory(db, sizes[index] ?? 10_000, now)
          await addChannels(db, [100])
        }
      })
      const passes: number[][] = [[], []]
      for (let turn = 0; turn < 25; turn++) {
        for (const [index, db] of [small, large].entries()) {
          const at = now + turn * minute
          const outcomes = nextPass(turn, at)
          passes[index]?.push(
            await timed(() => openRecorder(openTransact(db, nobody))(outcomes, at)),
          )
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
