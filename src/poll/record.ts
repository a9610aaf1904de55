/**
 * What a pass over feeds leaves behind, in one transaction: stories with their verdicts, events, what is to be sent, and at last
 * the feeds' new states.
 *
 * - A story older than two days is no news: its event is recorded silently, and it changes no event materially.
 * - A feed's first pass is recorded silently too, but for what tell.ts picks of it.
 * - Nor is what came of a cut that nobody has told.
 * - Nor is an item whose date is a guess, or an edit back to what the item said before.
 * - An edit that changes what a story tells is a new reading of the same story; any other edit is only noted.
 */

import { route } from '../core/channel/route.ts'
import { staleAfterMs } from '../core/delivery/delivery.ts'
import { type Claim, claimOf, claimsOf } from '../core/events/claim.ts'
import { unrecognised } from '../core/facts.ts'
import { lossNotice } from '../core/feed/health.ts'
import type { FeedId, StoryId } from '../core/ids.ts'
import type { Story } from '../core/story.ts'
import type { Verdict } from '../core/verdict.ts'
import type { Audience } from './audience.ts'
import { type Placed, placeClaim, replaceClaim } from './place.ts'
import type {
  FeedOutcome,
  JudgedItem,
  Recorded,
  RecordOutcomes,
  Records,
  Transact,
} from './ports.ts'
import { announce, announceFirst, instant, isNew, type Told, type Work } from './tell.ts'
import { tellLoss } from './tell-loss.ts'

export interface RecorderParts {
  /** Names the rules that gave the verdicts. */
  rulesHash: string
  /** Who hears of events, as it stands in this transaction. */
  findAudience(records: Records): Promise<Audience>
}

const nobody: Audience = {
  listeners: [],
  hearsAll: false,
  hear: (facts) => ({ facts, amountUsd: null, matched: new Set() }),
}

export function recorder(transact: Transact, parts: RecorderParts): RecordOutcomes {
  return (outcomes, now) =>
    transact(async (records) => {
      const hasNews = outcomes.some((outcome) => isNews(outcome, now))
      const audience = hasNews ? await parts.findAudience(records) : nobody
      const work = { records, now, rulesHash: parts.rulesHash, audience }
      const untold = new Map<FeedId, number>()
      const sum: Recorded = { stories: 0, events: 0, untold }
      for (const outcome of outcomes) {
        const { told, left } = await recordOutcome(work, outcome)
        if (left > 0) untold.set(outcome.feed.id, left)
        sum.stories += outcome.fresh.length
        sum.events += told.flatMap(({ placed }) => placed).filter(isNew).length
      }
      return sum
    })
}

/** Most outcomes tell nothing to anybody, and need not know who listens. */
function isNews({ feed, fresh, edited, state }: FeedOutcome, now: number): boolean {
  return fresh.length + edited.length > 0 || lossNotice(feed.name, state, now) !== null
}

/** `left` counts the events of a first pass that are not told. */
async function recordOutcome(
  work: Work,
  outcome: FeedOutcome,
): Promise<{ told: Told[]; left: number }> {
  const { feed, fresh, edited } = outcome
  const told: Told[] = []
  let left = 0
  // Another process has read it by now, or will.
  if (feed.lease && !(await work.records.isHeld(feed.lease))) return { told, left }
  for (const item of fresh.toSorted((a, b) => instant(a.story) - instant(b.story))) {
    told.push(await recordFresh(work, item, feed.isFirstPass))
  }
  for (const item of edited) told.push(await recordEdit(work, item))
  if (feed.isFirstPass) left = await announceFirst(work, told)
  else for (const one of told) await announce(work, one)
  await work.records.noteShown(feed.id, outcome.stillShown, work.now)
  await work.records.settleFeed(feed.id, {
    state: await tellLoss(work, outcome),
    readAt: outcome.isRead ? work.now : null,
    stories: fresh.length,
  })
  return { told, left }
}

async function recordFresh(work: Work, item: JudgedItem, isFirstPass: boolean): Promise<Told> {
  const { records, now, rulesHash } = work
  const story = await records.addStory({ ...item, rulesHash })
  const silent = isFirstPass || isStale(story, now) || item.isQuiet === true
  const placed: Placed[] = []
  for (const claim of claimsToPlace(work, story, item, silent)) {
    const one = await placeClaim(records, claim, { story, silent, now })
    if (one) placed.push(one)
  }
  if (placed.length > 0) await records.keepStory(story)
  // Nor is what it begins picked from a first pass.
  const quiet = item.isQuiet ? placed.filter(isNew) : []
  return { story, placed: placed.filter((one) => !quiet.includes(one)), quiet: quiet.length }
}

/** A story of neither category is an event of its own, but only where somebody asked for any such story. */
function claimsToPlace(
  work: Work,
  story: Story,
  { verdict }: JudgedItem,
  silent: boolean,
): Claim[] {
  const claims = claimsOf(story, verdict)
  if (claims.length > 0 || silent || !work.audience.hearsAll) return claims
  const heard = work.audience.hear(unrecognised, story)
  const isAsked = work.audience.listeners.some(({ settings }) => {
    const { kind } = route(settings, heard, work.now)
    return kind === 'now' || kind === 'held'
  })
  return isAsked ? [claimOf(story, unrecognised)] : []
}

async function recordEdit(work: Work, item: JudgedItem & { storyId: StoryId }): Promise<Told> {
  const { records, now } = work
  const { storyId, verdict, keys, mark } = item
  const story = { ...item.story, id: storyId }
  await records.markItem(story.feedId, keys, mark, now)
  const before = await records.findReading(storyId)
  if (!before || hasSameFacts(before.verdict, verdict)) return { story, placed: [], quiet: 0 }
  await records.changeReading(story, verdict, work.rulesHash, now)
  const reading = { ...story, seenAt: before.seenAt }
  const silent = isStale(reading, now) || item.isQuiet === true
  const placed: Placed[] = []
  for (const claim of claimsOf(reading, verdict)) {
    const one = await replaceClaim(records, claim, { story: reading, silent, now })
    if (one) placed.push(one)
  }
  if (placed.length > 0) await records.keepStory(reading)
  return { story: reading, placed, quiet: 0 }
}

function hasSameFacts(a: Verdict, b: Verdict): boolean {
  return JSON.stringify([a.facts, a.denied]) === JSON.stringify([b.facts, b.denied])
}

function isStale(story: Story, now: number): boolean {
  return now - instant(story) > staleAfterMs
}
