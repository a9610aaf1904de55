import { beforeEach, expect, test } from 'vitest'
import type { FailureReason } from '../../src/core/feed/fetched.ts'
import { startState } from '../../src/core/feed/schedule.ts'
import type { FeedId } from '../../src/core/ids.ts'
import { type Lookout, openLookout } from '../../src/poll/lookout.ts'

let said: string[]
let lookout: Lookout
beforeEach(() => {
  said = []
  const warn = (_about: object, text: string) => void said.push(text)
  lookout = openLookout({ debug() {}, info() {}, warn, error() {} })
})

/** One pass over feeds at these addresses, each with why it could not be read; null was read. */
function pass(feeds: Record<string, FailureReason | null>) {
  for (const [url, reason] of Object.entries(feeds)) {
    const lastError = reason && { at: 1, reason, sentence: '' }
    lookout.note({
      feed: {
        id: url as FeedId,
        url,
        name: url,
        teamId: null,
        everyMs: null,
        isFirstPass: false,
        state: startState(url, 0),
      },
      state: { ...startState(url, 0), lastError },
      isRead: reason === null,
      fresh: [],
      edited: [],
      stillShown: [],
    })
  }
  lookout.endPass()
}

const lost = {
  'https://a.example/rss': 'unknown_host',
  'https://b.example/rss': 'no_lookup',
  'https://c.example/rss': 'unknown_host',
} as const

test('where no name is known, it is said once that the network is missing', () => {
  pass(lost)
  pass(lost)
  expect(said).toEqual([expect.stringContaining('this machine seems to have no network')])
})

test('feeds of this machine and of numbers say nothing of names', () => {
  pass({ ...lost, 'http://localhost:8080/rss': null, 'http://127.0.0.1/rss': null })
  expect(said).toHaveLength(1)
})

test.each([
  ['read', null],
  ['answered', 'timeout'],
  ['refused', 'forbidden'],
] as const)('where one feed is %s, the others are mistyped', (_what, reason) => {
  pass({ ...lost, 'https://d.example/rss': reason })
  expect(said).toEqual([])
})

test('two servers alone may be mistyped, over however many feeds and passes', () => {
  const { 'https://c.example/rss': _, ...two } = lost
  pass({ ...two, 'https://a.example/other': 'unknown_host' })
  pass(two)
  expect(said).toEqual([])
})

test('it is said again where the network was back meanwhile', () => {
  pass(lost)
  pass({ ...lost, 'https://a.example/rss': null })
  pass(lost)
  expect(said).toHaveLength(2)
})
