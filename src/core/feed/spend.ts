/**
 * Where requests are spent. An item waits from its publication to the next request. With news at a steady rate λ and requests
 * every T, items wait λT²/2 in each interval; if a request costs as much as μ of an item's waiting, the sum of waiting and requests
 * is least at T = √(2μ/λ): intervals in inverse proportion to the square root of the rate. Where the rate changes from minute to
 * minute the same sum is made least by dynamic programming over the minutes ahead. One price μ holds for all feeds, so that
 * the next request is spent where it saves the most waiting, and it is set so that they keep to the budget together.
 */

import { minuteMs } from '../text/calendar.ts'
import { hourlyRates, type Rhythm, ratesFrom } from './rhythm.ts'

/** So many minutes ahead are planned at least: the last interval of a plan is cut short by its end. */
const leastAhead = 180

/** In minutes. */
export interface Bounds {
  floor: number
  ceiling: number
}

/**
 * A minute between two requests is the least. An hour is the most, unless so few requests are allowed that three times their mean
 * interval is longer.
 */
export function boundsOf(requestsPerDay: number): Bounds {
  return { floor: 1, ceiling: Math.max(60, Math.round((3 * 24 * 60) / requestsPerDay)) }
}

/** What many feeds bring together, hour by hour of a week: whatever of it is asked, it is not gone through again feed by feed. */
export interface Demand {
  add(rhythm: Rhythm): void
  /**
   * The price of a request, in minutes that an item waits, at which these feeds are asked `requestsPerDay` times a day on average.
   */
  priceFor(requestsPerDay: number): number
}

/** Hours whose rates differ by no more than two in a hundred count as one kind. */
const kindsPerDoubling = 32

/** Hours of a kind, and the square roots of their rates summed up: requests go by these. */
interface Alike {
  hours: number
  roots: number
}

export function openDemand(): Demand {
  const kinds = new Map<number, Alike>()
  let feeds = 0
  return {
    add(rhythm) {
      feeds++
      for (const rate of hourlyRates(rhythm)) {
        const kind = Math.floor(Math.log2(rate) * kindsPerDoubling)
        const alike = kinds.get(kind)
        const root = Math.sqrt(rate)
        if (!alike) kinds.set(kind, { hours: 1, roots: root })
        else {
          alike.hours++
          alike.roots += root
        }
      }
    },
    priceFor(requestsPerDay) {
      const bounds = boundsOf(requestsPerDay)
      const budget = requestsPerDay * 7 * feeds
      let low = 1e-3
      let high = 1e5
      for (let step = 0; step < 40; step++) {
        const middle = Math.sqrt(low * high)
        if (requestsAWeek(kinds.values(), middle, bounds) > budget) low = middle
        else high = middle
      }
      return high
    },
  }
}

function requestsAWeek(kinds: Iterable<Alike>, price: number, bounds: Bounds): number {
  let requests = 0
  for (const { hours, roots } of kinds) {
    const interval = (Math.sqrt(2 * price) * hours) / roots
    requests += (hours * 60) / Math.min(Math.max(interval, bounds.floor), bounds.ceiling)
  }
  return requests
}

/** When to ask again, after a request at `now`: in the middle of a minute, when what comes out as it begins is there. */
export function nextRequest(rhythm: Rhythm, now: number, price: number, bounds: Bounds): number {
  const unseen = Math.floor((now + minuteMs / 2) / minuteMs)
  const rates = ratesFrom(rhythm, unseen * minuteMs, Math.max(bounds.ceiling, leastAhead))
  const seen = unseen + firstInterval(rates, price, bounds)
  return Math.max((seen - 1) * minuteMs + minuteMs / 2, now + bounds.floor * minuteMs)
}

/**
 * The first of the intervals, in minutes, that make waiting and requests the least over all minutes of `rates`. What comes before a
 * minute waits too: the earlier an interval begins, the earlier it ends, so that none is looked for behind the end of the next.
 */
function firstInterval(rates: Float64Array, price: number, { floor, ceiling }: Bounds): number {
  const end = rates.length
  const [items, waiting] = cumulate(rates)
  const least = new Float64Array(end + 1)
  let latest = end
  for (let from = end - 1; from >= 0; from--) {
    const already = at(items, from)
    const waited = at(waiting, from)
    const unasked = at(waiting, end) - waited - already * (end - from)
    let best = from + floor > end ? unasked : Number.POSITIVE_INFINITY
    const last = Math.min(from + ceiling, latest)
    for (let to = from + floor; to <= last; to++) {
      const cost = at(waiting, to) - waited - already * (to - from)
      const sum = cost + price + at(least, to)
      if (sum >= best) continue
      best = sum
      latest = to
    }
    least[from] = best
  }
  return latest
}

/** Items that came before each minute, and the sum of these. */
function cumulate(rates: Float64Array): [Float64Array, Float64Array] {
  const items = new Float64Array(rates.length + 1)
  const waiting = new Float64Array(rates.length + 1)
  for (let minute = 0; minute < rates.length; minute++) {
    items[minute + 1] = at(items, minute) + at(rates, minute)
    waiting[minute + 1] = at(waiting, minute) + at(items, minute + 1)
  }
  return [items, waiting]
}

const at = (values: Float64Array, index: number): number => values[index] ?? 0
