import { expandEntry } from '../../src/core/channel/channel-entry.ts'
import type { LayoffFacts } from '../../src/core/facts.ts'
import { startState } from '../../src/core/feed/schedule.ts'
import type { FeedId } from '../../src/core/ids.ts'
import { textKey } from '../../src/core/text/text-key.ts'
import type { FeedOutcome, JudgedItem, RecordOutcomes, Transact } from '../../src/poll/ports.ts'
import { recorder } from '../../src/poll/record.ts'
import type { Database } from '../../src/store/database.ts'
import { toJson } from '../../src/store/json.ts'
import { company, layoff } from '../../test/support/claims.ts'

/** Every channel hears of every layoff. */
export function openRecorder(transact: Transact): RecordOutcomes {
  return recorder(transact, {
    rulesHash: 'bench',
    findAudience: async (records) => ({
      listeners: await records.findListeners(),
      hearsAll: false,
      hear: (facts) => ({ facts, amountUsd: null, matched: new Set() }),
    }),
  })
}

/** A workspace of each size, which is how many channels of it hear of layoffs. */
export async function addChannels(db: Database, sizes: readonly number[]): Promise<void> {
  const settings = toJson(expandEntry({ watches: [{ types: ['layoff'] }] }))
  const teams = sizes.flatMap((size, at) => Array<string>(size).fill(`T${1 + at}`))
  const rows = teams.map((team, at) => ({
    team_id: team as never,
    id: `C${at + 1}` as never,
    settings,
    not_before: 0,
  }))
  await db.transaction().execute(async (tx) => {
    for (let at = 0; at < rows.length; at += 1000) {
      await tx
        .insertInto('channel')
        .values(rows.slice(at, at + 1000))
        .execute()
    }
  })
}

/** A quarter of the stories tells of a company that the history knows, each of another. */
export function nextPass(turn: number, at: number): FeedOutcome[] {
  return Array.from({ length: 50 }, (_, feed) => {
    const first = (turn * 50 + feed) * 4
    const about = company(`company-${turn * 50 + feed}`)
    const items = [1, 2, 3].map((more) => plain(first + more, at))
    return pass(`feed-${feed}`, [tell(first, at, { company: about, headcount: 500 }), ...items], at)
  })
}

/** What one feed brought. */
export function pass(name: string, fresh: JudgedItem[], now: number): FeedOutcome {
  const id = name as FeedId
  const url = `https://feeds.example/${name}`
  const feed = {
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

/** A story of a layoff, of Acme unless `facts` say otherwise. */
export function tell(index: number, at: number, facts: Partial<LayoffFacts>): JudgedItem {
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
