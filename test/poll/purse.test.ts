import { expect, test } from 'vitest'
import type { FeedId } from '../../src/core/ids.ts'
import type { FeedStore, PolledFeed } from '../../src/poll/ports.ts'
import { openPurse } from '../../src/poll/purse.ts'
import { watchRounds } from '../support/rounds.ts'

test('the price over very many feeds is found in many rounds of the event loop', async () => {
  const state = { rhythm: null } as PolledFeed['state']
  let looked = 0
  const feed = {
    id: 'feed' as FeedId,
    get state() {
      looked++
      return state
    },
  } as PolledFeed
  const feeds = {
    findAll: async () => Array<PolledFeed>(20_000).fill(feed),
    findFirstTellers: async () => [],
  } as Partial<FeedStore> as FeedStore
  const purse = openPurse({ feeds, clock: Date.now, requestsPerDay: 144 })
  const rounds = watchRounds(() => looked)
  await purse.price()
  expect(rounds.stop()).toBeLessThan(10_000)
  expect(purse.spendingOn('feed' as FeedId).price).toBeGreaterThan(0)
})
