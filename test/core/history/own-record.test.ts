import { expect, test } from 'vitest'
import { recordOf, type ToldEvent } from '../../../src/core/history/own-record.ts'
import { ownRecordRows, ownRecordSentence } from '../../../src/views/own-record.ts'

const told = (event: Partial<ToldEvent> = {}): ToldEvent => ({
  sources: 1,
  hasNumber: false,
  alertedAt: null,
  publishedAt: null,
  corrected: [],
  ...event,
})
const wait = (minutes: number) => told({ publishedAt: 1000, alertedAt: 1000 + minutes * 60_000 })

test('an event that was wrong twice over counts once among the corrected', () => {
  const events = [
    told({ corrected: ['company', 'headcount'] }),
    told({ corrected: ['amount'] }),
    told({ corrected: ['dismissed'] }),
    told(),
  ]
  expect(recordOf(events).corrected).toEqual({ events: 3, company: 1, number: 2, dismissed: 1 })
})

test('the usual wait is the middle one, so that one late story does not speak for all', () => {
  expect(recordOf([wait(2), wait(600), wait(4)]).wait).toEqual({ usualMs: 240_000, events: 3 })
})

test('a story dated after its alert did not wait', () => {
  expect(recordOf([wait(-30)]).wait?.usualMs).toBe(0)
})

test('a wait is not known of what has no date, nor of what only came in a digest', () => {
  expect(recordOf([told({ alertedAt: 5 }), told({ publishedAt: 5 })]).wait).toBeNull()
})

test('it says over how many events the wait is known, and what it cannot know', () => {
  const says = Object.fromEntries(
    ownRecordRows(recordOf([wait(4), told()])).map(({ label, says }) => [label, says]),
  )
  expect(says['Usual wait']).toBe('4 min from publication to alert (of the 1 event that tell it)')
  expect(says['Corrected by people']).toBe('none of 2')
  expect(says['Not known']).toContain('whether anybody looked')
})

test('where nothing was told there is no share and no wait', () => {
  expect(ownRecordRows(recordOf([]))).toHaveLength(1)
  expect(ownRecordSentence(recordOf([]))).toBe('Nothing was told here in that time.')
  expect(ownRecordSentence(recordOf([told()]))).toBe(
    '1 event told here, 0 of them corrected by people (0%).',
  )
})
