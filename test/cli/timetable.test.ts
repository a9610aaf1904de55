import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openTimetable, type Timetable } from '../../src/cli/timetable.ts'
import { silent } from '../support/bot.ts'

const noon = Date.parse('2026-11-23T12:00:00Z')
const minute = 60_000
let timetable: Timetable
let lines: object[]
beforeEach(() => {
  vi.useFakeTimers({ now: noon })
  lines = []
  timetable = openTimetable({ ...silent, error: (fields) => lines.push(fields) })
})
afterEach(async () => {
  await timetable.close()
  vi.useRealTimers()
})

test('a task that fails is logged under its name, and runs again at its next time', async () => {
  let runs = 0
  timetable.add('poll', '* * * * *', async () => {
    if (runs++ === 0) throw new Error('database is locked')
  })
  await vi.advanceTimersByTimeAsync(2 * minute)
  expect(runs).toBe(2)
  expect(lines).toMatchObject([{ task: 'poll', err: { message: 'database is locked' } }])
})

test('a clock that is set back by a day stops nothing', async () => {
  let runs = 0
  timetable.add('poll', '* * * * *', async () => runs++)
  await vi.advanceTimersByTimeAsync(minute)
  expect(runs).toBe(1)
  vi.setSystemTime(noon - 86_400_000)
  await vi.advanceTimersByTimeAsync(3 * minute)
  expect(runs).toBeGreaterThanOrEqual(3)
})

test('a timetable that is closed starts nothing more', async () => {
  let runs = 0
  timetable.add('poll', '* * * * *', async () => runs++)
  await timetable.close()
  await vi.advanceTimersByTimeAsync(3 * minute)
  expect(runs).toBe(0)
})
