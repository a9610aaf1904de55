/**
 * Which of what a pass recorded is told to the channels.
 *
 * Of a feed's first pass: what changes events that are known already, and of its own events the three newest that began within a
 * day. Where all are older and nobody was ever told anything, the newest event of the past week, marked as older, so that a
 * newcomer sees one.
 */

import type { Telling } from '../core/delivery/delivery.ts'
import type { Story } from '../core/story.ts'
import { dayMs } from '../core/text/calendar.ts'
import type { Audience } from './audience.ts'
import { isFollowUp, type Placed } from './place.ts'
import { planDeliveries } from './plan-deliveries.ts'
import type { Records } from './ports.ts'

export interface Work {
  records: Records
  now: number
  rulesHash: string
  audience: Audience
}

/** A story of this pass and what its claims did. */
export interface Told {
  story: Story
  placed: readonly Placed[]
  /** How many events it began besides, which nobody is to be told of. */
  quiet: number
}

const firstPassAtMost = 3

/** How many events it began of which nobody is told. */
export async function announceFirst(work: Work, told: readonly Told[]): Promise<number> {
  const begun = told.map(onlyBegun(told)).filter(({ placed }) => placed.length > 0)
  const newestFirst = begun.toSorted((a, b) => lastAt(b) - lastAt(a))
  const fresh = newestFirst.filter(({ placed }) =>
    placed.every(({ merged }) => merged.firstAt >= work.now - dayMs),
  )
  const picked = new Map(
    fresh.slice(0, firstPassAtMost).map((one) => [one.story.id, { ...one, older: false }]),
  )
  const [older] = newestFirst
  if (
    fresh.length === 0 &&
    older &&
    lastAt(older) >= work.now - 7 * dayMs &&
    !(await work.records.hasTold())
  ) {
    picked.set(older.story.id, { ...older, older: true })
  }
  let left = 0
  for (const one of told) {
    const pick = picked.get(one.story.id)
    const joined = one.placed.filter((placed) => !isNew(placed))
    left += one.placed.length - joined.length + one.quiet - (pick?.placed.length ?? 0)
    if (pick) await unveil(work, { ...pick, placed: [...joined, ...pick.placed] }, pick.older)
    else await announce(work, one)
  }
  return left
}

/** Of a story, the events that it began, as they stand after the whole pass. */
function onlyBegun(told: readonly Told[]): (one: Told) => Told {
  const merged = new Map(
    told.flatMap(({ placed }) => placed.map((one) => [one.eventId, one.merged])),
  )
  return (one) => ({
    ...one,
    placed: one.placed
      .filter((begun) => isNew(begun) && !isFollowUp(begun.merged.facts))
      .map((begun) => ({ ...begun, merged: merged.get(begun.eventId) ?? begun.merged })),
  })
}

function lastAt({ placed }: Told): number {
  return Math.max(...placed.map(({ merged }) => merged.lastAt))
}

/** Tells of the events that a story began, together with those that it joined. */
async function unveil(work: Work, told: Told, older: boolean): Promise<void> {
  const begun = told.placed.filter(isNew).map(({ eventId }) => eventId)
  await work.records.unveil(begun)
  const unveiled = told.placed.map((one) => (isNew(one) ? { ...one, silent: false } : one))
  await announce(work, { ...told, placed: unveiled }, older)
}

/** What one story did, to all who hear of it. A silent event is not told before it changes materially. */
export async function announce(
  { records, now, audience }: Work,
  { story, placed }: Told,
  older = false,
): Promise<void> {
  const heard = placed.filter(({ silent, change }) => !silent || change.kind === 'material')
  if (heard.length === 0) return
  const telling: Telling = {
    storyId: story.id,
    at: instant(story),
    teamId: story.teamId,
    older,
    events: heard.map(({ eventId, change, merged, silent, recordedAt }) => ({
      id: eventId,
      change,
      heard: audience.hear(merged.facts, story),
      silent,
      recordedAt,
    })),
  }
  await planDeliveries(records, telling, audience.listeners, now)
}

export function isNew({ change }: Placed): boolean {
  return change.kind === 'new'
}

/** When a story counts as told. */
export function instant({ publishedAt, seenAt }: Pick<Story, 'publishedAt' | 'seenAt'>): number {
  return publishedAt ?? seenAt
}
