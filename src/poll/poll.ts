/**
 * One pass over the feeds that are due: read → tell what is new → judge → record. A feed that cannot be read has a state that
 * says so; a fault of our own stops that feed's pass alone. Outcomes that are ready together are recorded in one transaction.
 */

import { doubling } from '../core/doubling.ts'
import type { FeedReading } from '../core/feed/fetched.ts'
import { openHours } from '../core/feed/hours.ts'
import { addVersion, type Identified, identify, isLastVersion } from '../core/feed/identity.ts'
import { planNext, validatorsFor } from '../core/feed/schedule.ts'
import type { FeedId, StoryId } from '../core/ids.ts'
import type { Notice } from '../core/notice.ts'
import { newsAt } from '../core/official/news.ts'
import type { Item, Told } from '../core/story.ts'
import { dayMs, minuteMs } from '../core/text/calendar.ts'
import type { Verdict } from '../core/verdict.ts'
import type { Clock, Log } from '../ports.ts'
import { takeTurn } from '../turns.ts'
import { openBatches } from './batch.ts'
import { type Lookout, openLookout } from './lookout.ts'
import type {
  FeedOutcome,
  FeedStore,
  JudgedItem,
  PolledFeed,
  ReadFeed,
  Recorded,
  RecordOutcomes,
  Shown,
} from './ports.ts'
import { openPurse, type Purse } from './purse.ts'

export interface PollerParts {
  feeds: FeedStore
  record: RecordOutcomes
  readFeed: ReadFeed
  /** `notice` is what a register states. */
  classify(told: Told, notice?: Notice): Verdict
  clock: Clock
  /** 0 to 1: spreads the feeds. */
  chance(): number
  /** Of a feed, on average over all. */
  requestsPerDay: number
  log: Log
}

/** What a pass came to. */
interface Pass extends Omit<Recorded, 'untold'> {
  feeds: number
  /** Feeds that gave nothing to read. */
  failed: number
}

export interface Poller {
  /** Every feed that is due and not under way already. */
  pollDue(signal: AbortSignal): Promise<Pass>
  /** Every feed, due or not, but for those that their publisher has closed. */
  pollAll(signal: AbortSignal): Promise<Pass>
}

/** Feeds under way at a time, most of them waiting for their host's turn, for a socket, or to be recorded. */
const atOnce = 100
/**
 * Feeds recorded in one transaction: a hundred that are unchanged, or fewer with their new items. Each transaction costs a flush of
 * the disk, and a large one holds up the event loop while it is flushed.
 */
const batches = {
  capacity: 100,
  lingerMs: 25,
  weigh: ({ fresh, edited }: FeedOutcome) => 1 + fresh.length + edited.length,
}
/** An item that is shown for so long without a change is noted again, so that it is not forgotten. */
const noteAgainMs = 30 * dayMs
/** After a fault of our own, in a row: it may be the feed's, which comes back at every pass, or the disk's, which passes. */
const restMs = (faults: number) => doubling(faults, minuteMs, 15 * minuteMs)

export function openPoller(parts: PollerParts): Poller {
  const underWay = new Set<FeedId>()
  const rests = openRests(parts)
  const purse = openPurse(parts)
  const lookout = openLookout(parts.log)

  const pass = async (feeds: readonly PolledFeed[], signal: AbortSignal): Promise<Pass> => {
    const sum: Pass = { feeds: 0, failed: 0, stories: 0, events: 0 }
    const idle = feeds.filter(({ id }) => !underWay.has(id))
    for (const { id } of idle) underWay.add(id)
    const record = openBatches(batches, async (outcomes) => {
      const { stories, events, untold } = await parts.record(outcomes, parts.clock())
      sum.stories += stories
      sum.events += events
      sayUntold(untold, parts.log)
      if (events > 0) await purse.hurry()
    })
    const passParts = { ...parts, record, rests, purse, lookout }
    await purse.price()
    const queue = idle.values()
    const worker = async () => {
      for (const feed of queue) {
        try {
          if (!signal.aborted) await pollOne(passParts, feed, signal, sum)
        } finally {
          underWay.delete(feed.id)
        }
      }
    }
    await Promise.all(Array.from({ length: Math.min(atOnce, idle.length) }, worker))
    lookout.endPass()
    return sum
  }
  return {
    async pollDue(signal) {
      const now = parts.clock()
      const due = await parts.feeds.findDue(now)
      return pass(
        due.filter(({ id }) => !rests.isResting(id, now)),
        signal,
      )
    },
    pollAll: async (signal) => {
      const asked: PolledFeed[] = []
      for (const feed of await parts.feeds.findAll()) {
        await takeTurn()
        if (feed.state.nextAt !== null) asked.push(feed)
      }
      return pass(asked, signal)
    },
  }
}

function sayUntold(untold: Recorded['untold'], log: Log): void {
  for (const [feed, left] of untold) {
    log.info({ feed }, `${left} recorded without being told: first reading of this feed`)
  }
}

interface Rests {
  /** Never rejects. */
  begin(id: FeedId): Promise<void>
  /** It was read and recorded. */
  end(id: FeedId): void
  isResting(id: FeedId, now: number): boolean
}

/**
 * Feeds that are left alone after a fault of our own. The store keeps that over a restart; where the fault is the store's own (a full
 * disk), the feed is not asked at every pass all the same.
 */
function openRests({ feeds, clock, log }: PollerParts): Rests {
  const faults = new Map<FeedId, number>()
  const unwritten = new Map<FeedId, number>()
  return {
    async begin(id) {
      const inRow = (faults.get(id) ?? 0) + 1
      faults.set(id, inRow)
      const until = clock() + restMs(inRow)
      try {
        await feeds.postpone(id, until)
        unwritten.delete(id)
      } catch (error) {
        unwritten.set(id, until)
        log.error({ feed: id, err: error }, 'cannot write down that it rests')
      }
    },
    end(id) {
      faults.delete(id)
      unwritten.delete(id)
    },
    isResting(id, now) {
      const leftMs = (unwritten.get(id) ?? now) - now
      // More than a rest is left only where the clock was set back.
      return leftMs > 0 && leftMs <= restMs(faults.get(id) ?? 1)
    },
  }
}

interface PassParts extends Omit<PollerParts, 'record'> {
  record(outcome: FeedOutcome): Promise<void>
  rests: Rests
  purse: Purse
  lookout: Lookout
}

/** The net around one feed: never rejects. */
async function pollOne(
  parts: PassParts,
  feed: PolledFeed,
  signal: AbortSignal,
  sum: Pass,
): Promise<void> {
  const { log, record, rests, lookout } = parts
  try {
    const outcome = await readOne(parts, feed, signal)
    lookout.note(outcome)
    if (!outcome.isRead) {
      sum.failed++
      log.info({ feed: feed.id }, `cannot read it: ${outcome.state.lastError?.sentence}`)
    }
    await record(outcome)
    rests.end(feed.id)
  } catch (error) {
    if (signal.aborted) return
    sum.failed++
    log.error({ feed: feed.id, err: error }, 'pass failed')
    await rests.begin(feed.id)
  }
  sum.feeds++
}

async function readOne(
  parts: PassParts,
  feed: PolledFeed,
  signal: AbortSignal,
): Promise<FeedOutcome> {
  const { state } = feed
  const request = {
    url: state.movedTo ?? feed.url,
    validators: validatorsFor(state, parts.clock()),
    bodyHash: state.bodyHash,
    isConfigured: feed.teamId === null,
    teamId: feed.teamId,
    ...(feed.register && { register: feed.register }),
  }
  const reading = await parts.readFeed(request, signal)
  // Answers come in heaps.
  await takeTurn()
  const now = parts.clock()
  const items = reading.kind === 'document' ? await tellNew(parts, feed, reading.items, now) : none
  return {
    feed,
    ...items,
    isRead: isRead(reading),
    state: planNext(state, {
      reading,
      newAt: items.fresh.map(({ story }) => story.publishedAt ?? now),
      now,
      everyMs: feed.everyMs,
      hours: openHours(feed.register?.kind),
      chance: parts.chance(),
      spending: parts.purse.spendingOn(feed.id),
    }),
  }
}

const none = { fresh: [], edited: [], stillShown: [] }

function isRead({ kind }: FeedReading): boolean {
  return kind === 'document' || kind === 'unchanged'
}

/** What of a document is to be recorded. Unknown and edited items are judged, the others only noted where that is due. */
async function tellNew(
  parts: Pick<PollerParts, 'feeds' | 'classify'>,
  feed: PolledFeed,
  items: readonly Item[],
  now: number,
): Promise<Pick<FeedOutcome, 'fresh' | 'edited' | 'stillShown'>> {
  const identified = identify(items)
  const shown = await parts.feeds.findShown(
    feed.id,
    identified.flatMap(({ keys }) => keys),
  )
  const fresh: JudgedItem[] = []
  const edited: (JudgedItem & { storyId: StoryId })[] = []
  const stillShown: string[] = []
  for (const each of identified) {
    await takeTurn()
    const before = firstShown(each, shown)
    if (!before) {
      fresh.push(judge(parts, feed, each, now, ''))
    } else if (!isLastVersion(before.mark, each.mark) && before.storyId !== null) {
      edited.push({ ...judge(parts, feed, each, now, before.mark), storyId: before.storyId })
    } else if (before.seenAt < now - noteAgainMs) {
      stillShown.push(...each.keys)
    }
  }
  return { fresh, edited, stillShown }
}

function firstShown({ keys }: Identified, shown: Map<string, Shown>): Shown | undefined {
  for (const key of keys) {
    const before = shown.get(key)
    if (before) return before
  }
  return undefined
}

function judge(
  { classify }: Pick<PollerParts, 'classify'>,
  feed: PolledFeed,
  { item, keys, mark }: Identified,
  now: number,
  versions: string,
): JudgedItem {
  const { title, summary, link, notice } = item
  const publishedAt = notice ? newsAt(item, feed.isFirstPass, now) : item.publishedAt
  const source = item.publisher ?? feed.name
  const told = { title, summary, source, publishedAt }
  const story = { ...told, feedId: feed.id, teamId: feed.teamId, link, seenAt: now }
  const verdict = classify(told, notice)
  const version = addVersion(versions, mark, JSON.stringify([verdict.facts, verdict.denied]))
  const isCorrection =
    notice !== undefined &&
    (notice.official.change !== 'none' || versions !== '' || feed.isFirstPass)
  const isQuiet = version.isReturn || item.isDateGuessed === true || isCorrection
  return { story, verdict, keys, mark: version.versions, isQuiet }
}
