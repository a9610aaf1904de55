import { expect, test } from 'vitest'
import { claimOf } from '../../src/core/events/claim.ts'
import { merge } from '../../src/core/events/merge.ts'
import type { AiInvestmentFacts, Company } from '../../src/core/facts.ts'
import type { FeedId, StoryId, TeamId } from '../../src/core/ids.ts'
import type { NewStory } from '../../src/poll/ports.ts'
import { rereadDeals } from '../../src/poll/reread.ts'
import { insertCorrection } from '../../src/store/corrections.ts'
import type { Database } from '../../src/store/database.ts'
import { openTransact } from '../../src/store/records.ts'
import { company, investment } from '../support/claims.ts'
import { readConfig } from '../support/labelled.ts'
import { openTestDatabase } from '../support/store.ts'

const config = readConfig()
const never = new AbortController().signal
const now = Date.UTC(2026, 2, 1)

const named = (key: string, name: string): Company => ({ ...company(key), name })
const google = named('~google llc', 'Google LLC')
const wiz = named('~wiz', 'Wiz')

const storyTold = (title: string): NewStory => ({
  story: {
    feedId: 'wire' as FeedId,
    teamId: null,
    title,
    summary: '',
    source: 'Wire',
    link: null,
    publishedAt: now,
    seenAt: now,
  },
  verdict: { categories: ['ai_investment'], facts: [], why: [], held: [] },
  rulesHash: 'old',
  keys: [],
  mark: 'first',
})

async function openOld(deals: readonly (readonly [string, AiInvestmentFacts])[]) {
  const db = await openTestDatabase()
  const transact = openTransact(db, { teamId: 'T1' as TeamId, channels: new Map() })
  await transact(async (records) => {
    for (const [title, facts] of deals) {
      const story = await records.addStory(storyTold(title))
      const claim = claimOf(story, facts)
      const event = await records.addEvent(null, merge([claim]), now, false)
      await records.addTelling({ event, claim, why: 'first' }, now)
      await records.keepStory(story)
    }
  })
  await db.insertInto('meta').values({ key: 'reread_below', value: '1000' }).execute()
  return { db, parts: { ...config, transact } }
}

async function partiesIn(db: Database) {
  const rows = await db.selectFrom('event').select(['facts', 'root_key']).orderBy('id').execute()
  return rows.map(({ facts, root_key: root }) => {
    const { payers, recipient }: AiInvestmentFacts = JSON.parse(facts)
    return { payers: payers.map((payer) => payer.company.key), recipient: recipient?.key, root }
  })
}

const purchase = investment({ company: wiz, kind: 'acquisition', from: [google] })

test('who pays and who receives become the companies that the directory knows', async () => {
  const { db, parts } = await openOld([
    ['Google to acquire AI security firm Wiz', purchase],
    ['A headline that says nothing of it', purchase],
  ])
  expect(await rereadDeals(parts, never)).toBe(2)
  const known = config.directory.resolve('Wiz').key
  const said = { payers: ['google'], recipient: known, root: known }
  expect(await partiesIn(db)).toEqual([said, said])
  const roles = await db
    .selectFrom('event_company')
    .select(['company', 'role'])
    .where('company', '=', 'google' as never)
    .execute()
  expect(roles.map(({ role }) => role)).toEqual(['payer', 'payer'])
})

test('who is read in the story beside whom it was told of is added', async () => {
  const told = investment({ company: named('~quillmind', 'Quillmind'), kind: 'round' })
  const { db, parts } = await openOld([
    ['AI start-up Quillmind raises $40 million from Intel and Harrow Ventures', told],
  ])
  await rereadDeals(parts, never)
  expect((await partiesIn(db))[0]?.payers).toEqual(['intel', '~harrow ventures'])
})

test('it is done once, and what was told since is left alone', async () => {
  const { db, parts } = await openOld([['Google to acquire AI security firm Wiz', purchase]])
  await db.updateTable('meta').set({ value: '1' }).where('key', '=', 'reread_below').execute()
  expect(await rereadDeals(parts, never)).toBe(0)
  expect((await partiesIn(db))[0]?.payers).toEqual(['~google llc'])
  expect(
    await db.selectFrom('meta').where('key', '=', 'reread_below').selectAll().execute(),
  ).toEqual([])
})

test('stopped half way, it goes on where it was', async () => {
  const deals = Array.from({ length: 150 }, () => ['Google buys AI firm Wiz', purchase] as const)
  const { db, parts } = await openOld(deals)
  const stop = new AbortController()
  const transact: typeof parts.transact = async (run) => {
    const result = await parts.transact(run)
    stop.abort()
    return result
  }
  expect(await rereadDeals({ ...parts, transact }, stop.signal)).toBe(100)
  const half = await partiesIn(db)
  expect(half[0]?.payers).toEqual(['~google llc'])
  expect(half.at(-1)?.payers).toEqual(['google'])
  expect(await rereadDeals(parts, never)).toBe(50)
  expect((await partiesIn(db))[0]?.payers).toEqual(['google'])
})

test('a batch that fails leaves nothing behind, and is read again', async () => {
  const { db, parts } = await openOld([['Google to acquire AI security firm Wiz', purchase]])
  const judge = () => {
    throw new Error('half way')
  }
  await expect(rereadDeals({ ...parts, judge }, never)).rejects.toThrow('half way')
  expect((await partiesIn(db))[0]?.payers).toEqual(['~google llc'])
  expect(await rereadDeals(parts, never)).toBe(1)
})

test('what a person corrected is kept', async () => {
  const { db, parts } = await openOld([['Google to acquire AI security firm Wiz', purchase]])
  const correction = { kind: 'amount', value: 32e9, currency: 'USD' } as const
  const { id: event } = await db.selectFrom('event').select('id').executeTakeFirstOrThrow()
  await insertCorrection(db, 'T1' as TeamId, {
    ...{ event, userId: 'U1', at: now, correction, general: false },
  })
  const before = await db.selectFrom('correction').selectAll().execute()
  await rereadDeals(parts, never)
  expect(await db.selectFrom('correction').selectAll().execute()).toEqual(before)
  const stories = await db.selectFrom('event_story').select('story_id').execute()
  expect(stories.map(({ story_id: story }) => story)).toEqual([1 as StoryId])
})
