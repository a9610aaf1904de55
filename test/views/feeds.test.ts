import { expect, test } from 'vitest'
import { startState } from '../../src/core/feed/schedule.ts'
import { minuteMs } from '../../src/core/text/calendar.ts'
import { waitsLine } from '../../src/views/feeds.ts'

const feed = (name: string, minutes: number | null) => ({
  name,
  own: false,
  state: {
    ...startState('https://a.example', 0),
    usualWaitMs: minutes === null ? null : minutes * minuteMs,
  },
})

test('the wait of each feed is said, the soonest first, where it is known', () => {
  expect(waitsLine([feed('Slow', 130), feed('New', null), feed('Quick', 1)])).toBe(
    'Quick 1 minute, Slow 2 hours.',
  )
  expect(waitsLine([feed('New', null)])).toBeNull()
})

test('a long list ends in how many more there are', () => {
  const feeds = Array.from({ length: 43 }, (_, index) => feed(`Feed ${index}`, index + 1))
  expect(waitsLine(feeds)).toMatch(/^Feed 0 1 minute, .*Feed 39 40 minutes, and 3 more\.$/)
})
