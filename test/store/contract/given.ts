import { draft, type NewMessage } from '../../../src/core/delivery/plan.ts'
import { type Claim, claimOf } from '../../../src/core/events/claim.ts'
import { merge } from '../../../src/core/events/merge.ts'
import type { Facts } from '../../../src/core/facts.ts'
import type { ChannelId, EventId, FeedId, TeamId } from '../../../src/core/ids.ts'
import type { Story } from '../../../src/core/story.ts'
import type { Records } from '../../../src/poll/ports.ts'
import type { Store, StoreOptions } from '../../../src/store/open-store.ts'
import { company, layoff } from '../../support/claims.ts'

/** A store with nothing in it, closed when the test ends. */
export type OpenEmpty = (options: StoreOptions) => Promise<Store>

export const now = Date.UTC(2026, 2, 1, 9)
export const team = 'T1' as TeamId
export const other = 'T2' as TeamId
export const place = { teamId: team, channelId: 'C1' as ChannelId }
export const elsewhere = { teamId: other, channelId: 'C2' as ChannelId }
export const wire = {
  id: 'wire' as FeedId,
  url: 'https://wire.example/feed',
  name: 'Wire',
  everyMs: null,
}

/** A store that knows the feed `wire`. */
export async function openWithFeed(open: OpenEmpty): Promise<Store> {
  const store = await open({ owner: null, clock: () => now })
  await store.feeds.configure([wire], now)
  return store
}

function storyOf(given: Partial<Story> = {}): Omit<Story, 'id'> {
  return {
    feedId: wire.id,
    teamId: null,
    title: 'Acme cuts 300 jobs',
    summary: '',
    source: 'Wire',
    link: null,
    publishedAt: now,
    seenAt: now,
    ...given,
  }
}

export const unjudged = { categories: [], facts: [], why: [], held: [] }

export function addStory(
  records: Records,
  given: Partial<Story> = {},
  keys: readonly string[] = [],
): Promise<Story> {
  return records.addStory({
    story: storyOf(given),
    verdict: unjudged,
    rulesHash: 'one',
    keys,
    mark: 'first',
  })
}

export const acme = layoff({ company: company('~acme'), headcount: 300 })

/** An event that one new story tells. */
export async function addEvent(
  records: Records,
  facts: Facts = acme,
  given: Partial<Story> = {},
): Promise<{ event: EventId; claim: Claim; story: Story }> {
  const story = await addStory(records, given)
  const claim = claimOf(story, facts)
  const event = await records.addEvent(story.teamId, merge([claim]), now, false)
  await records.addTelling({ event, claim, why: 'first to tell it' }, now)
  await records.keepStory(story)
  return { event, claim, story }
}

/** An alert that waits in `place`, unless it is given another. */
export function alert(events: readonly EventId[], given: Partial<NewMessage> = {}): NewMessage {
  return draft(place, 'alert', now, { events, ...given })
}
