import { expect, test } from 'vitest'
import type { PastEvent } from '../../src/core/events/past-event.ts'
import { eventTable } from '../../src/views/event-table.ts'
import { wordsOf } from '../support/bot.ts'
import { eventId } from '../support/claims.ts'
import { cut, noon } from '../support/shown.ts'

const event = (sources: PastEvent['sources']): PastEvent => ({
  id: eventId(1),
  company: cut.company,
  facts: cut,
  happenedAt: noon,
  sources,
  stories: sources.length,
})
const wordsIn = (...events: PastEvent[]) =>
  wordsOf({
    blocks: [eventTable({ caption: '', events, withCompany: false, toUsd: (amount) => amount })],
  } as never)

test('what registers say stands apart from the press', () => {
  const filed = { name: 'SEC EDGAR', link: 'https://sec.example/8k', register: 'SEC 8-K' }
  const words = wordsIn(event([{ name: 'The Wire', link: null }, filed]))
  expect(words).toMatch(/Official.*Sources/s)
  expect(words).toMatch(/SEC 8-K.*The Wire/s)
  expect(words).not.toContain('SEC EDGAR')
  expect(wordsIn(event([{ name: 'The Wire', link: null }]))).not.toContain('Official')
})
