import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { CompanyKey, TeamId } from '../../src/core/ids.ts'
import { openHistory } from '../../src/store/history.ts'
import { openHistoryThread } from '../../src/store/history-thread.ts'
import { hour, openTestPoller } from '../support/poller.ts'
import { openTestDatabase, temporaryFolder } from '../support/store.ts'

const teamId = 'T1' as TeamId
const rates = { date: '2026-11-20', perUsd: {} }
const all = { teamId, company: null, category: null, since: null, until: null }

test('the thread answers as the history itself does, also with more than one portion', async () => {
  const path = join(temporaryFolder(), 'x.db')
  const db = await openTestDatabase(path)
  const poller = openTestPoller(db)
  await poller.configure('wire')
  poller.documents.set(
    'wire',
    Array.from({ length: 700 }, (_, at) => ({
      title: `Firm${at} cuts 1,000 jobs`,
      publishedAt: poller.now - at * hour,
    })),
  )
  await poller.pass()
  const thread = openHistoryThread(path)
  onTestFinished(() => thread.close())
  const direct = openHistory(db)
  const events = await thread.findEvents(all)
  expect(events).toHaveLength(700)
  expect(events).toEqual(await direct.findEvents(all))
  expect(await thread.findCoverage(teamId)).toEqual(await direct.findCoverage(teamId))
  expect(await thread.findUnlisted(teamId)).toEqual(await direct.findUnlisted(teamId))
  const known = { rates, sectors: new Map([[events[0]?.company?.key as CompanyKey, 'search']]) }
  const asked = { category: null, days: 30, now: poller.now, allIndustries: false }
  const trends = await thread.findTrends(teamId, asked, known)
  expect(trends.sectors).toMatchObject([{ sector: 'search' }])
  expect(trends).toEqual(await direct.findTrends(teamId, asked, known))
  const largest = {
    what: 'layoffs',
    by: 'event',
    since: 0,
    until: null,
    allIndustries: true,
  } as const
  const ranking = await thread.findRanking(teamId, largest, rates)
  expect(ranking.rows).toHaveLength(10)
  expect(ranking).toEqual(await direct.findRanking(teamId, largest, rates))
})

test('a thread that breaks down fails its questions and is begun anew with the next', async () => {
  const path = join(temporaryFolder(), 'none', 'x.db')
  const thread = openHistoryThread(path)
  onTestFinished(() => thread.close())
  await expect(thread.findEvents(all)).rejects.toThrow('store: the history thread')
  await expect(thread.findEvents(all)).rejects.toThrow('store: the history thread')
})
