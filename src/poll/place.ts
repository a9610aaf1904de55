/**
 * Where the claims of one story go: into an event that is known, or into one of their own. Everything is read inside the
 * transaction that writes it, so that two stories of one pass meet in one event.
 */

import type { EventChange } from '../core/delivery/delivery.ts'
import { compare } from '../core/events/change.ts'
import type { Claim } from '../core/events/claim.ts'
import { cluster } from '../core/events/cluster.ts'
import { type Merged, merge } from '../core/events/merge.ts'
import type { Facts } from '../core/facts.ts'
import type { EventId, FeedId } from '../core/ids.ts'
import type { Story } from '../core/story.ts'
import type { Known, Records } from './ports.ts'

/** What one claim did to its event. */
export interface Placed {
  eventId: EventId
  change: EventChange
  merged: Merged
  /** As it was before this story. */
  silent: boolean
  recordedAt: number
}

export interface Placing {
  story: Story
  /** A new event is recorded without being told, and no change of a known one is material. */
  silent: boolean
  now: number
}

/** Null where the claim changes nothing that can be shown. */
export async function placeClaim(
  records: Records,
  claim: Claim,
  placing: Placing,
): Promise<Placed | null> {
  const candidates = await records.findCandidates(claim, placing.story.teamId)
  const place = cluster(claim, candidates)
  if (place.kind === 'none') return null
  if (place.kind === 'new') {
    const silent = placing.silent || isFollowUp(claim.facts)
    return beginEvent(records, [claim], place.why, { ...placing, silent })
  }
  const joined = candidates.find(({ id }) => id === place.event)
  // What a workspace's own feed says is its own: it never shows in an event that others read.
  if (!joined || joined.teamId !== placing.story.teamId) return null
  if (await isTalkedOut(records, joined, placing.story.feedId)) return null
  return joinEvent(records, [claim], joined, place.why, placing)
}

/**
 * Each story is compared with all that tell its event, and these are folded anew: a feed that tells one event thousands of times
 * would hold up everything else.
 */
const mostOfOneFeed = 100

async function isTalkedOut(records: Records, event: Known, feed: FeedId): Promise<boolean> {
  return (
    event.claims.length >= mostOfOneFeed &&
    (await records.countTellings(event.id, feed)) >= mostOfOneFeed
  )
}

/** What came of a cut that nobody has told is no news of the cut: its event begins quietly, until somebody tells the cut itself. */
export function isFollowUp(facts: Facts): boolean {
  return facts.category === 'layoff' && facts.followUp === true
}

/** One event that all of these claims tell, of stories of one workspace or of none. */
export async function beginEvent(
  records: Records,
  claims: readonly Claim[],
  why: string,
  { story, silent, now }: Omit<Placing, 'story'> & { story: Pick<Story, 'teamId'> },
): Promise<Placed> {
  const merged = merge(claims)
  const id = await records.addEvent(story.teamId, merged, now, silent)
  for (const claim of claims) await records.addTelling({ event: id, claim, why }, now)
  return { eventId: id, change: { kind: 'new' }, merged, silent, recordedAt: now }
}

/** Null where nothing that can be shown changes. */
export async function joinEvent(
  records: Records,
  claims: readonly Claim[],
  event: Known,
  why: string,
  { silent, now }: Pick<Placing, 'silent' | 'now'>,
): Promise<Placed | null> {
  // One story tells an event once, though two of its claims may fit.
  const told = new Set(event.claims.map(({ storyId }) => storyId))
  const fresh = claims.filter(({ storyId }) => !told.has(storyId))
  if (fresh.length === 0) return null
  for (const claim of fresh) await records.addTelling({ event: event.id, claim, why }, now)
  const placed = await settle(records, event, [...event.claims, ...fresh], silent)
  return fresh.every((claim) => isRepeated(claim, event.claims)) ? asRetold(placed) : placed
}

/** One article whose guid, link and date are all new, as some feeds have it at each fetch. */
function isRepeated({ source, textKey }: Claim, told: readonly Claim[]): boolean {
  return told.some((other) => other.source === source && other.textKey === textKey)
}

function asRetold(placed: Placed | null): Placed | null {
  return placed?.change.kind === 'joined' ? { ...placed, change: { kind: 'retold' } } : placed
}

/** Brings the event's row to what its claims now come to. */
async function settle(
  records: Records,
  event: Known,
  claims: readonly Claim[],
  silent: boolean,
): Promise<Placed | null> {
  const merged = merge(claims)
  const change = compare(merge(event.claims), merged)
  if (change.kind === 'none') return null
  const isMaterial = change.kind === 'material' && !silent
  await records.changeEvent(event.id, merged, isMaterial)
  return {
    eventId: event.id,
    change: isMaterial ? change : { kind: 'joined' },
    merged,
    silent: event.silent,
    recordedAt: event.recordedAt,
  }
}

/**
 * A new reading of a story that tells events already: the claim takes the place of what the story said of the same company and
 * category. Where it said nothing of them, the claim is placed like a new one.
 */
export async function replaceClaim(
  records: Records,
  claim: Claim,
  placing: Placing,
): Promise<Placed | null> {
  const known = await records.findTold(claim)
  if (!known) return placeClaim(records, claim, placing)
  await records.changeTelling(known.id, claim)
  const others = known.claims.filter(({ storyId }) => storyId !== claim.storyId)
  return asRetold(await settle(records, known, [...others, claim], placing.silent))
}
