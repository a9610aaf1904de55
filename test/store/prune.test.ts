import { beforeEach, expect, test } from 'vitest'
import { prune } from '../../src/store/prune.ts'
import { day, hour, openTestPoller, type TestPoller } from '../support/poller.ts'
import { openTestDatabase } from '../support/store.ts'

const signal = new AbortController().signal
let poller: TestPoller
beforeEach(async () => {
  poller = openTestPoller(await openTestDatabase())
  await poller.configure('wire')
  poller.documents.set('wire', [
    { title: 'Acme opens a museum', publishedAt: poller.now },
    { title: 'Acme cuts 1,000 jobs', publishedAt: poller.now },
  ])
  await poller.pass()
})

function titles() {
  return poller.db.selectFrom('story').select('title').execute()
}

test('a story that tells no event is forgotten after 90 days, one that does is kept', async () => {
  await prune(poller.db, poller.now + 89 * day, 90 * day, signal)
  expect(await titles()).toHaveLength(2)
  await prune(poller.db, poller.now + 90 * day + hour, 90 * day, signal)
  expect(await titles()).toEqual([{ title: 'Acme cuts 1,000 jobs' }])
})

test('an item that its feed still shows does not come as new when its story was forgotten', async () => {
  await prune(poller.db, poller.now + 100 * day, 90 * day, signal)
  expect(await poller.pass(100 * day)).toMatchObject({ stories: 0 })
  await prune(poller.db, poller.now + 150 * day, 90 * day, signal)
  expect(await poller.pass(150 * day)).toMatchObject({ stories: 0 })
})

test('what a feed has not shown for half a year is forgotten', async () => {
  poller.documents.set('wire', [])
  await prune(poller.db, poller.now + 181 * day, 90 * day, signal)
  const items = await poller.db.selectFrom('feed_item').select('story_id').execute()
  expect(items.every(({ story_id }) => story_id !== null)).toBe(true)
})
