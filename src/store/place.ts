/**
 * Where the claims of one story go: into an event that is known, or into one of their own. Everything is read inside the
 * transaction that writes it, so that two stories of one pass meet in one event.
 */

import type { EventChange } from '../core/delivery/delivery.ts'
import { compare } from '../core/events/change.ts'
import { type Claim, rootKey } from '../core/events/claim.ts'
import { cluster } from '../core/events/cluster.ts'
import { type Merged, merge } from '../core/events/merge.ts'
import { nameOf } from '../core/events/same-company.ts'
import type { Facts } from '../core/facts.ts'
import type { EventId } from '../core/ids.ts'
import type { Story } from '../core/story.ts'
import { findCandidates, findClaims, type Known, toKnown } from './candidates.ts'
import type { Database } from './database.ts'
import { toJson } from './json.ts'
import { statement } from './statement.ts'

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
  tx: Database,
  claim: Claim,
  placing: Placing,
): Promise<Placed | null> {
  const candidates = await findCandidates(tx, claim, placing.story.teamId)
  const place = cluster(claim, candidates)
  if (place.kind === 'none') return null
  if (place.kind === 'new') {
    const silent = placing.silent || isFollowUp(claim.facts)
    return beginEvent(tx, [claim], place.why, { ...placing, silent })
  }
  const joined = candidates.find(({ id }) => id === place.event)
  // What a workspace's own feed says is its own: it never shows in an event that others read.
  if (!joined || joined.teamId !== placing.story.teamId) return null
  return joinEvent(tx, [claim], joined, place.why, placing)
}

/** What came of a cut that nobody has told is no news of the cut: its event begins quietly, until somebody tells the cut itself. */
export function isFollowUp(facts: Facts): boolean {
  return facts.category === 'layoff' && facts.followUp === true
}

const insertEvent = statement<{ id: EventId }>(`
  insert into event (team_id, category, company_key, root_key, company_name, facts, happened_at, last_at, recorded_at,
    name_words, silent, revision, stories, sources)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?) returning id`)
const insertTold = statement(`
  insert into event_story (event_id, story_id, facts, why, joined_at) values (?, ?, ?, ?, ?)`)

/** One event that all of these claims tell, of stories of one workspace or of none. */
export async function beginEvent(
  tx: Database,
  claims: readonly Claim[],
  why: string,
  { story, silent, now }: Placing,
): Promise<Placed> {
  const merged = merge(claims)
  const row = summary(merged)
  const [event] = await insertEvent(
    tx,
    story.teamId,
    merged.facts.category,
    row.company_key,
    row.root_key,
    row.company_name,
    row.facts,
    row.happened_at,
    row.last_at,
    now,
    row.name_words,
    silent ? 1 : 0,
    row.stories,
    row.sources,
  )
  if (!event) throw new Error('store: an event was inserted without an id')
  const { id } = event
  for (const claim of claims) await tell(tx, id, claim, why, now)
  return { eventId: id, change: { kind: 'new' }, merged, silent, recordedAt: now }
}

/** Null where nothing that can be shown changes. */
export async function joinEvent(
  tx: Database,
  claims: readonly Claim[],
  event: Known,
  why: string,
  { silent, now }: Pick<Placing, 'silent' | 'now'>,
): Promise<Placed | null> {
  // One story tells an event once, though two of its claims may fit.
  const told = new Set(event.claims.map(({ storyId }) => storyId))
  const fresh = claims.filter(({ storyId }) => !told.has(storyId))
  if (fresh.length === 0) return null
  for (const claim of fresh) await tell(tx, event.id, claim, why, now)
  return settle(tx, event, [...event.claims, ...fresh], silent)
}

/** Brings the event's row to what its claims now come to. */
async function settle(
  tx: Database,
  event: Known,
  claims: readonly Claim[],
  silent: boolean,
): Promise<Placed | null> {
  const merged = merge(claims)
  const change = compare(merge(event.claims), merged)
  if (change.kind === 'none') return null
  const isMaterial = change.kind === 'material' && !silent
  await tx
    .updateTable('event')
    .set((eb) => ({ ...summary(merged), revision: eb('revision', '+', 1) }))
    .$if(isMaterial, (query) => query.set({ silent: 0 }))
    .where('id', '=', event.id)
    .execute()
  return {
    eventId: event.id,
    change: isMaterial ? change : { kind: 'joined' },
    merged,
    silent: event.silent,
    recordedAt: event.recordedAt,
  }
}

function summary(merged: Merged) {
  const { company } = merged.facts
  const root = rootKey(company)
  return {
    company_key: company?.key ?? null,
    root_key: root,
    company_name: company?.name ?? null,
    facts: toJson(merged.facts),
    happened_at: merged.firstAt,
    last_at: merged.lastAt,
    stories: merged.stories,
    sources: merged.sources.length,
    name_words: root && ` ${nameOf(root)} `,
  }
}

async function tell(tx: Database, eventId: EventId, claim: Claim, why: string, now: number) {
  await insertTold(tx, eventId, claim.storyId, toJson(claim.facts), why, now)
}

/**
 * A new reading of a story that tells events already: the claim takes the place of what the story said of the same company and
 * category. Where it said nothing of them, the claim is placed like a new one.
 */
export async function replaceClaim(
  tx: Database,
  claim: Claim,
  placing: Placing,
): Promise<Placed | null> {
  const root = rootKey(claim.facts.company)
  const event = await tx
    .selectFrom('event_story as told')
    .innerJoin('event', 'event.id', 'told.event_id')
    .select(['event.id', 'event.category', 'event.team_id', 'event.silent', 'event.recorded_at'])
    .where('told.story_id', '=', claim.storyId)
    .where('event.category', '=', claim.facts.category)
    .where('event.root_key', root === null ? 'is' : '=', root)
    .executeTakeFirst()
  if (!event) return placeClaim(tx, claim, placing)
  const known = toKnown(event, (await findClaims(tx, [event.id])).get(event.id) ?? [])
  await tx
    .updateTable('event_story')
    .set({ facts: toJson(claim.facts) })
    .where('event_id', '=', event.id)
    .where('story_id', '=', claim.storyId)
    .execute()
  const others = known.claims.filter(({ storyId }) => storyId !== claim.storyId)
  return settle(tx, known, [...others, claim], placing.silent)
}
