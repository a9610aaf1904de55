/**
 * How long people wait: the acknowledgement of a command and its whole answer, through Bolt's Socket Mode and the small Slack, with
 * 1,000,000 stories and 200,000 events stored and a pass over feeds being recorded twenty times a second.
 *
 *   npm run bench -- slack
 */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { startState } from '../src/core/feed/schedule.ts'
import type { FeedId, TeamId } from '../src/core/ids.ts'
import { compileCompanies } from '../src/core/reading/company.ts'
import { openReader } from '../src/core/reading/read-story.ts'
import { openDesk } from '../src/desk/desk.ts'
import type { FeedOutcome, JudgedItem } from '../src/poll/ports.ts'
import { recorder } from '../src/poll/record.ts'
import type { Log } from '../src/ports.ts'
import { openSlack as openSmallSlack } from '../src/preview/slack.ts'
import { oneWorkspace, openSlack } from '../src/slack/app.ts'
import { openPeople } from '../src/slack/people.ts'
import { signIn } from '../src/slack/sign-in.ts'
import type { Database } from '../src/store/database.ts'
import { toJson } from '../src/store/json.ts'
import { openStore } from '../src/store/open-store.ts'
import { openDatabase } from '../src/store/sqlite/database.ts'
import { company, layoff } from '../test/support/claims.ts'
import { wordless } from '../test/support/knowledge.ts'

const counts = { stories: 1_000_000, events: 200_000, companies: 2_000 }
const rounds = 20
const yearMs = 365 * 86_400_000

const log: Log = { debug() {}, info() {}, warn() {}, error: (fields) => console.error(fields) }
const folder = mkdtempSync(join(tmpdir(), 'bellwether-bench-'))
const path = join(folder, 'bench.db')
const empty = await openDatabase(path, null)
if (empty.kind === 'fault') throw new Error(empty.sentence)
await fill(empty.db)
await empty.db.destroy()

const slack = await openSmallSlack({ rateLimits: false })
const { botToken, appToken, apiUrl: slackApiUrl } = slack
const signedIn = await signIn({ botToken, slackApiUrl, log })
if (signedIn.kind === 'refused') throw new Error(signedIn.sentence)
const { workspace } = signedIn
const configured = { teamId: workspace.teamId, channels: new Map() }
const opened = await openStore(path, { owner: null, clock: Date.now, configured })
if (opened.kind === 'fault') throw new Error(opened.sentence)
const { store } = opened
const directory = compileCompanies([])
const bot = openSlack({
  reach: { appToken },
  authorize: oneWorkspace(botToken, workspace),
  installer: null,
  slackApiUrl,
  answered: store.answered,
  commandPrefix: '',
  clock: Date.now,
  log,
  desk: openDesk({
    history: store.history,
    archive: store.archive,
    corrections: store.corrections,
    membership: store.membership,
    signOut: async () => {},
    operators: [],
    labelled: async () => [],
    settings: store.settings,
    feeds: store.teamFeeds,
    people: openPeople(async () => workspace.client, store.cache('zones')),
    tryFeed: () => Promise.reject(new Error('no feed is asked for')),
    editors: store.editors,
    directory,
    readStory: openReader(wordless(directory)),
    judge: () => ({ categories: [], facts: [], why: [], held: [] }),
    rates: { date: '', perUsd: {} },
    newId: () => crypto.randomUUID().slice(0, 8),
  }),
})
await bot.start()
await slack.until(() => slack.link.connections() > 0, 'the socket')

const stopping = new AbortController()
const recording = recordPasses(stopping.signal)
const asked: [string, (at: number) => string][] = [
  ['/company, known', (at) => `/company company ${at * 7}`],
  ['/company, misspelt', (at) => `/company compny ${at * 7}`],
  ['/trends 30d', () => '/trends'],
  ['/trends 1y', () => '/trends 1y'],
  ['/watch list', () => '/watch list'],
  ['/watch add, tried on 30 days', (at) => `/watch add "words ${at}" type:layoffs`],
]
const acknowledged: number[] = []
for (const [name, line] of asked) {
  const answered: number[] = []
  for (let at = 0; at < rounds; at++) {
    await slack.until(() => slack.link.connections() > 0, 'the socket', 60_000)
    const began = performance.now()
    const interaction = await slack.command(line(at), { channel: 'layoffs' })
    if (interaction.complaint !== undefined) {
      throw new Error(`bench: ${line(at)}: ${interaction.complaint}`)
    }
    acknowledged.push(performance.now() - began)
    await slack.answer(interaction, 30_000)
    answered.push(performance.now() - began)
  }
  console.log(`${name.padEnd(30)} answered: ${quantiles(answered)} (aim: p99 under 1,000)`)
}
console.log(`${'all'.padEnd(30)} acknowledged: ${quantiles(acknowledged)} (aim: p99 under 200)`)
stopping.abort()
console.log(`passes recorded meanwhile: ${await recording}`)
await bot.stop()
await slack.close()
await store.close()
rmSync(folder, { recursive: true })

function quantiles(ms: readonly number[]): string {
  const sorted = ms.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.ceil(sorted.length * share) - 1]?.toFixed(0)
  return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`
}

/** Five stories an event, spread over ten years, a hundred events a company; what was told lately is as dense as what is old. */
async function fill(db: Database): Promise<void> {
  const facts = toJson(layoff({ company: company('~company'), headcount: 1200 }))
  const verdict = toJson({ categories: ['layoff'], facts: [JSON.parse(facts)], why: [], held: [] })
  const now = Date.now()
  const step = Math.floor((10 * yearMs) / counts.events)
  await sql`
    with recursive n(i) as (select 1 union all select i + 1 from n where i < ${counts.events})
    insert into event (id, category, company_key, root_key, company_name, facts, happened_at, last_at,
      recorded_at, revision, silent, stories, sources)
    select i, 'layoff', '~company ' || (i % ${counts.companies}), '~company ' || (i % ${counts.companies}),
      'Company ' || (i % ${counts.companies}),
      json_set(${facts}, '$.company.key', '~company ' || (i % ${counts.companies}), '$.company.name', 'Company ' || (i % ${counts.companies})),
      ${now} - i * ${step}, ${now} - i * ${step}, ${now} - i * ${step}, 1, 0, 5, 5 from n`.execute(
    db,
  )
  await sql`
    with recursive n(i) as (select 1 union all select i + 1 from n where i < ${counts.stories})
    insert into story (id, feed_id, title, summary, source, link, published_at, seen_at, verdict, rules_hash, told)
    select i, 'bench', 'Company ' || i || ' cuts 1,200 jobs', 'A summary of some length, as feeds have them.', 'Outlet ' || (i % 5),
      'https://news.example/' || i, ${now} - (${counts.stories} - i) / 5 * ${step}, ${now} - (${counts.stories} - i) / 5 * ${step},
      ${verdict}, 'bench', 1 from n`.execute(db)
  await sql`
    insert into event_story (event_id, story_id, facts, why, joined_at)
    select 1 + (${counts.stories} - id) / 5 % ${counts.events}, id, '{}', 'bench', seen_at from story`.execute(
    db,
  )
  const state = toJson(startState('https://feed.example', now))
  await sql`
    with recursive n(i) as (select 0 union all select i + 1 from n where i < 1999)
    insert into feed (id, url, name, next_at, first_read_at, active, state)
    select 'feed-' || i, 'https://feed.example/' || i, 'Feed ' || i, ${now}, ${now}, 1, ${state} from n`.execute(
    db,
  )
  await sql`analyze`.execute(db)
}

/** As the poller does it: a feed with a new item, a transaction. */
async function recordPasses(signal: AbortSignal): Promise<number> {
  const record = recorder(store.transact, {
    rulesHash: 'bench',
    findAudience: async () => ({
      listeners: [],
      hearsAll: false,
      hear: (facts) => ({ facts, amountUsd: null, matched: new Set() }),
    }),
  })
  let passes = 0
  while (!signal.aborted) {
    await record([outcome(passes++)], Date.now())
    await pause(50)
  }
  return passes

  function outcome(pass: number): FeedOutcome {
    const now = Date.now()
    const url = `https://feed.example/${pass % 2_000}`
    const state = { ...startState(url, now), nextAt: now + 60_000 }
    const id = `feed-${pass % 2_000}` as FeedId
    const feed = { id, url, name: 'A feed', everyMs: null, teamId: null, isFirstPass: false, state }
    const who = company(`~newcomer ${pass}`)
    const item: JudgedItem = {
      story: {
        feedId: id,
        teamId: null as TeamId | null,
        title: `Newcomer ${pass} cuts 90 jobs`,
        summary: '',
        source: 'A feed',
        link: `${url}/${pass}`,
        publishedAt: now,
        seenAt: now,
      },
      verdict: {
        categories: ['layoff'],
        facts: [layoff({ company: who, headcount: 90 })],
        why: [],
        held: [],
      },
      keys: [`${pass}`],
      mark: '',
    }
    return { feed, fresh: [item], edited: [], stillShown: [], isRead: true, state }
  }
}
