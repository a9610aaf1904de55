import { startRhythm } from '../core/feed/rhythm.ts'
import type { Spending } from '../core/feed/schedule.ts'
import { boundsOf, openDemand } from '../core/feed/spend.ts'
import type { FeedId } from '../core/ids.ts'
import { hourMs, minuteMs } from '../core/text/calendar.ts'
import type { Clock } from '../ports.ts'
import { takeTurn } from '../turns.ts'
import type { FeedStore } from './ports.ts'

/** What requests cost follows the rhythms of the feeds, which change slowly. */
const pricedForMs = hourMs
/** For so long after a new event, the feeds that tell such events first are asked as if a request cost a quarter. */
const hurryMs = hourMs
const hurry = 0.25
/** The first of these hurried requests. */
const hurriedWithinMs = 2 * minuteMs

/** What requests cost, for all feeds alike and for those that tell first. */
export interface Purse {
  /** Sets the price anew where it is old, and looks again who tells first. */
  price(): Promise<void>
  spendingOn(feedId: FeedId): Spending
  /** A new event was recorded: others will tell it soon. */
  hurry(): Promise<void>
}

interface PurseParts {
  feeds: FeedStore
  clock: Clock
  /** Of a feed, on average over all. */
  requestsPerDay: number
}

export function openPurse({ feeds, clock, requestsPerDay }: PurseParts): Purse {
  const bounds = boundsOf(requestsPerDay)
  let price = 0
  let pricedAt = Number.NEGATIVE_INFINITY
  let first: ReadonlySet<FeedId> = new Set()
  let hurriedUntil = 0
  return {
    async price() {
      const now = clock()
      if (Math.abs(now - pricedAt) < pricedForMs) return
      const demand = openDemand()
      for (const { state } of await feeds.findAll()) {
        await takeTurn()
        demand.add(state.rhythm ?? startRhythm(now))
      }
      price = demand.priceFor(requestsPerDay)
      first = new Set(await feeds.findFirstTellers(now))
      pricedAt = now
    },
    spendingOn: (feedId) => {
      const leftMs = hurriedUntil - clock()
      const isHurried = leftMs > 0 && leftMs <= hurryMs && first.has(feedId)
      return { price: isHurried ? price * hurry : price, bounds }
    },
    async hurry() {
      const now = clock()
      hurriedUntil = now + hurryMs
      await feeds.hasten([...first], now + hurriedWithinMs)
    },
  }
}
