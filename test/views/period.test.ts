import { expect, test } from 'vitest'
import { inDays, inMonths, spanBefore, spanWords } from '../../src/views/period.ts'
import { wordsOf } from '../../src/views/rich.ts'

test.each([
  [365, '1 year', 'year before'],
  [84, '12 weeks', '12 weeks before'],
  [90, '90 days', '90 days before'],
  [7, '7 days', '7 days before'],
])('%i days are %s', (days, words, before) => {
  expect(spanWords(days)).toBe(words)
  expect(spanBefore(days)).toBe(before)
})

test.each([
  ['2026-01-01', '2027-01-01', 'in 2026', 'in 2026'],
  ['2026-03-01', '2026-04-01', 'in Mar 2026', 'in Mar 2026'],
  ['2026-03-05', '2026-03-06', 'on 2026-03-05', 'in Mar 2026'],
  ['2025-01-01', '2026-04-01', 'from 2025-01-01 to 2026-03-31', 'from Jan 2025 to Mar 2026'],
  ['2026-03-05', null, 'since 2026-03-05', 'since Mar 2026'],
  ['1970-01-01', '2025-01-01', 'until 2024-12-31', 'from Jan 1970 to Dec 2024'],
])('the time from %s to %s reads "%s", by months "%s"', (from, to, days, months) => {
  const bounds = { since: Date.parse(from), until: to === null ? null : Date.parse(to) }
  expect(wordsOf(inDays(bounds))).toBe(days)
  expect(inMonths(bounds)).toBe(months)
})

test('the first and the last day are those of the calendar in zones on both sides of Greenwich', () => {
  const bounds = { since: Date.parse('2025-01-01'), until: Date.parse('2026-04-01') }
  const days = inDays(bounds).flatMap((piece) =>
    typeof piece !== 'string' && piece.type === 'date' ? [piece.timestamp * 1000] : [],
  )
  const inZone = (timeZone: string) =>
    days.map((at) => new Date(at).toLocaleDateString('sv-SE', { timeZone }))
  for (const zone of ['America/Los_Angeles', 'Asia/Tokyo']) {
    expect(inZone(zone)).toEqual(['2025-01-01', '2026-03-31'])
  }
})
