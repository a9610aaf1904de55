import { expect, test } from 'vitest'
import type { EventId, TeamId } from '../../src/core/ids.ts'
import { findShownEvents } from '../../src/store/content.ts'
import { day, openTestPoller } from '../support/poller.ts'
import { openTestDatabase } from '../support/store.ts'

test('a message says which round it is though no story does', async () => {
  const poller = openTestPoller(await openTestDatabase())
  await poller.configure('wire')
  const tell = (...titles: string[]) =>
    poller.documents.set(
      'wire',
      titles.map((title) => ({ title, publishedAt: poller.now })),
    )
  tell('Acme cuts 1,000 jobs')
  await poller.pass()
  poller.now += 92 * day
  tell('Acme cuts 2,000 jobs', 'Bolt cuts 50 jobs')
  await poller.pass()
  const events = await findShownEvents(poller.db, 'T1' as TeamId, [1, 2, 3] as EventId[])
  expect(events.map(({ merged: { facts } }) => facts)).toMatchObject([
    { headcount: 1_000, ordinal: null },
    { headcount: 2_000, ordinal: { round: 2, withinMonths: 3 } },
    { headcount: 50, ordinal: null },
  ])
})
