/**
 * How long an item waits from its publication to the request that sees it, by the schedule and by fixed intervals, over months of
 * publication times. `npm run bench -- freshness` makes up eight publishers by a fixed seed; with TIMES=FILE.json it takes real
 * ones, `{publisher: [ISO instants]}`.
 */

import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { observe, startRhythm } from '../src/core/feed/rhythm.ts'
import { boundsOf, nextRequest, openDemand } from '../src/core/feed/spend.ts'
import { chance as chanceOf } from './support/chance.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

const publishers = process.env.TIMES ? readTimes(process.env.TIMES) : madeUp()
const first = Math.min(...publishers.flatMap((dates) => dates[0] ?? []))
const last = Math.max(...publishers.flatMap((dates) => dates.at(-1) ?? []))

interface Result {
  waits: number[]
  requests: number
}

const rows = [24, 48, 96, 144, 288, 720].flatMap((requestsPerDay) => [
  row(`${requestsPerDay} requests a day, fixed`, fixed((24 * hourMs) / requestsPerDay)),
  row(`${requestsPerDay} requests a day, by rhythm`, byRhythm(requestsPerDay)),
])
console.log(`${publishers.length} publishers, ${publishers.flat().length} items`)
console.table(Object.fromEntries(rows))

function row(name: string, { waits, requests }: Result) {
  const sorted = waits.toSorted((a, b) => a - b)
  const at = (share: number) =>
    Number(((sorted[Math.floor(sorted.length * share)] ?? 0) / minuteMs).toFixed(1))
  const spent = requests / publishers.length / ((last - first) / dayMs)
  return [
    name,
    { spent: Math.round(spent), 'median min': at(0.5), '90 % within min': at(0.9) },
  ] as const
}

function fixed(intervalMs: number): Result {
  const waits = publishers.flatMap((dates, publisher) => {
    const offset = first + (intervalMs * publisher) / publishers.length
    return dates.map(
      (date) => intervalMs - ((((date - offset) % intervalMs) + intervalMs) % intervalMs),
    )
  })
  return { waits, requests: (publishers.length * (last - first)) / intervalMs }
}

function byRhythm(requestsPerDay: number): Result {
  const bounds = boundsOf(requestsPerDay)
  const feeds = publishers.map((dates, at) => ({
    dates,
    seen: 0,
    rhythm: startRhythm(first),
    nextAt: first + at * minuteMs,
  }))
  const waits: number[] = []
  let requests = 0
  let price = 0
  let pricedAt = Number.NEGATIVE_INFINITY
  for (;;) {
    const feed = feeds.reduce((one, other) => (other.nextAt < one.nextAt ? other : one))
    const now = feed.nextAt
    if (now > last) return { waits, requests }
    const from = feed.seen
    while ((feed.dates[feed.seen] ?? Number.POSITIVE_INFINITY) <= now) feed.seen++
    const items = feed.dates.slice(from, feed.seen)
    waits.push(...items.map((date) => now - date))
    requests++
    feed.rhythm = observe(feed.rhythm, items, now)
    if (now - pricedAt > hourMs) {
      const demand = openDemand()
      for (const { rhythm } of feeds) demand.add(rhythm)
      price = demand.priceFor(requestsPerDay)
      pricedAt = now
    }
    feed.nextAt = nextRequest(feed.rhythm, now, price, bounds)
  }
}

function readTimes(file: string): number[][] {
  const bytes = readFileSync(file)
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString()
  const times: Record<string, string[]> = JSON.parse(text)
  return Object.values(times).map((dates) =>
    dates.map((date) => Date.parse(date)).sort((a, b) => a - b),
  )
}

/** From 4 to 70 items a day, with office hours of their own, quiet weekends, and a quarter let go on the hour. */
function madeUp(): number[][] {
  const { next: chance } = chanceOf(14)
  const start = Date.UTC(2026, 2, 1)
  return [4, 5, 6, 7, 9, 11, 13, 70].map((daily, publisher) => {
    const opens = (publisher * 5) % 24
    const dates: number[] = []
    for (let day = 0; day < 120; day++) {
      const midnight = start + day * dayMs
      const isWeekend = [0, 6].includes(new Date(midnight).getUTCDay())
      const items = Math.round(daily * (isWeekend ? 0.5 : 1.2) * (0.5 + chance()))
      for (let item = 0; item < items; item++) {
        const hour = chance() < 0.8 ? opens + 10 * chance() : 24 * chance()
        const at = chance() < 0.25 ? Math.floor(hour) : hour
        dates.push(midnight + Math.round(at * hourMs))
      }
    }
    return dates.sort((a, b) => a - b)
  })
}
