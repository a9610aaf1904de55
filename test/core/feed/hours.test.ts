import { expect, test } from 'vitest'
import { openHours, openingAfter } from '../../../src/core/feed/hours.ts'

const edgar = openHours('sec-8k')
const at = (text: string) => Date.parse(text)
const opening = (text: string) =>
  edgar && new Date(openingAfter(at(text), edgar)).toISOString().slice(0, 16)

test('the SEC takes filings on weekdays from 6:00 to 22:00 in New York, in summer and winter', () => {
  expect(opening('2026-07-15T14:00:00Z')).toBe('2026-07-15T14:00')
  expect(opening('2026-07-15T09:00:00Z')).toBe('2026-07-15T10:00')
  expect(opening('2026-01-15T09:00:00Z')).toBe('2026-01-15T11:00')
  expect(opening('2026-01-16T02:30:00Z')).toBe('2026-01-16T02:30')
})

test('after Friday evening comes Monday morning', () => {
  expect(opening('2026-01-17T03:30:00Z')).toBe('2026-01-19T11:00')
})

test('other registers are asked at any time', () => {
  expect(openHours('warn')).toBeNull()
  expect(openHours(undefined)).toBeNull()
})
