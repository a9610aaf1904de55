import { describe, expect, test } from 'vitest'
import { hourlyRates, observe, type Rhythm, startRhythm } from '../../../src/core/feed/rhythm.ts'
import { boundsOf, nextRequest, openDemand } from '../../../src/core/feed/spend.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
/** A Monday, midnight. */
const monday = Date.UTC(2026, 10, 23)
const bounds = boundsOf(144)

/** After four weeks of `items` a day at these hours, on the minute given. */
function rhythmOf(hours: readonly number[], minuteOfHour = (n: number) => (n * 17) % 60): Rhythm {
  let rhythm = startRhythm(monday - 28 * day)
  for (let at = 0; at < 28; at++) {
    const midnight = monday - (28 - at) * day
    const dates = hours.map((h, n) => midnight + h * hour + minuteOfHour(n + at) * minute)
    rhythm = observe(rhythm, dates, midnight + day)
  }
  return rhythm
}

function priceOf(rhythms: readonly Rhythm[], requestsPerDay: number): number {
  const demand = openDemand()
  for (const rhythm of rhythms) demand.add(rhythm)
  return demand.priceFor(requestsPerDay)
}

/** Requests of one day, by the hour. */
function dayOf(rhythm: Rhythm, price: number): number[] {
  const hours = Array<number>(24).fill(0)
  for (let at = monday; at < monday + day; at = nextRequest(rhythm, at, price, bounds)) {
    const hourOfDay = new Date(at).getUTCHours()
    hours[hourOfDay] = (hours[hourOfDay] ?? 0) + 1
  }
  return hours
}

const office = rhythmOf([9, 9, 10, 11, 13, 14, 14, 15, 16, 17])

describe('requests', () => {
  test('are spent in the hours that bring news', () => {
    const hours = dayOf(office, priceOf([office], 144))
    expect(hours[14]).toBeGreaterThan(2 * (hours[3] ?? 0))
  })

  test('come right after the minute in which an editor lets news go', () => {
    const onTheHour = rhythmOf([9, 10, 11, 12, 13, 14, 15, 16], () => 0)
    const price = priceOf([onTheHour], 96)
    const minutes = new Set<number>()
    for (let at = monday + 9 * hour; at < monday + 15 * hour; ) {
      at = nextRequest(onTheHour, at, price, bounds)
      minutes.add(new Date(at).getUTCMinutes())
    }
    expect(minutes).toContain(0)
  })

  test('of many feeds keep to the budget together, the busy ones asked oftener', () => {
    const quiet = rhythmOf([12])
    const rhythms = [office, quiet, quiet, quiet]
    for (const requestsPerDay of [48, 144, 288]) {
      const price = priceOf(rhythms, requestsPerDay)
      const spent = rhythms.map((rhythm) => dayOf(rhythm, price).reduce((a, b) => a + b, 0))
      const mean = spent.reduce((a, b) => a + b, 0) / rhythms.length
      expect(mean / requestsPerDay).toBeGreaterThan(0.8)
      expect(mean / requestsPerDay).toBeLessThan(1.15)
      expect(spent[0]).toBeGreaterThan(spent[1] ?? 0)
    }
  })

  test('may be further apart than an hour where few are allowed', () => {
    expect(boundsOf(144).ceiling).toBe(60)
    expect(boundsOf(24).ceiling).toBe(180)
  })
})

describe('a rhythm', () => {
  test('knows the weekend from the week', () => {
    let rhythm = startRhythm(monday - 28 * day)
    for (let at = monday - 28 * day; at < monday; at += day) {
      const isWeekend = [0, 6].includes(new Date(at).getUTCDay())
      const dates = isWeekend ? [] : Array.from({ length: 8 }, (_, n) => at + (9 + n) * hour)
      rhythm = observe(rhythm, dates, at + day)
    }
    const rates = hourlyRates(rhythm)
    expect(rates[12]).toBeGreaterThan(5 * (rates[5 * 24 + 12] ?? 0))
  })

  test('fades: what was three weeks ago counts half', () => {
    const later = observe(office, [], monday + 21 * day)
    expect(later.items / office.items).toBeCloseTo(0.5)
  })
})
