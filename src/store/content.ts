import type { Place, ThreadLine } from '../core/delivery/delivery.ts'
import type { Content, ShownEvent, ShownLine, ShownStory } from '../core/delivery/shown.ts'
import type { Claim } from '../core/events/claim.ts'
import { applyCorrections } from '../core/events/correction.ts'
import { merge } from '../core/events/merge.ts'
import { historyMs, ordinalOf } from '../core/history/history.ts'
import type { EventId, MessageId, StoryId, TeamId } from '../core/ids.ts'
import type { Database } from './database.ts'
import { fromJson } from './json.ts'
import { findCorrections, findPast } from './past-events.ts'
import { findRegrouped, type Regrouped } from './regrouped.ts'

/** What a message says, from what is stored now. Null where the message is gone. */
export async function findContent(
  db: Database,
  place: Place,
  messageId: MessageId,
): Promise<Content | null> {
  const { teamId } = place
  const message = await db
    .selectFrom('message')
    .select(['kind', 'body', 'created_at'])
    .where('id', '=', messageId)
    .executeTakeFirst()
  if (!message) return null
  const body = message.body && fromJson(message.body)
  const told = body?.kind === 'line' ? body.line : null
  const listed = await db
    .selectFrom('message_event')
    .select('event_id as id')
    .where('message_id', '=', messageId)
    .orderBy('event_id')
    .execute()
  const ids = told ? [told.eventId] : listed.map(({ id }) => id)
  const events = await findShownEvents(db, teamId, ids)
  const lineOf = (line: ThreadLine): ShownLine => ({
    told: line,
    story: storyOf(events, line.storyId),
  })
  return {
    kind: message.kind,
    events,
    older: body?.kind === 'older',
    line: told && lineOf(told),
    changes: body?.kind === 'digest' ? body.changes.map(lineOf) : [],
    follows: message.kind === 'burst' && (await followsOther(db, place, messageId)),
    note: body?.kind === 'note' ? body.text : null,
    createdAt: message.created_at,
  }
}

/** Whether something stands in the channel that was posted before this message, or before there was one of it. */
async function followsOther(
  db: Database,
  { teamId, channelId }: Place,
  messageId: MessageId,
): Promise<boolean> {
  const posted = () =>
    db
      .selectFrom('delivery')
      .where('delivery.team_id', '=', teamId)
      .where('delivery.channel_id', '=', channelId)
      .where('delivery.ts', 'is not', null)
  const own = await posted()
    .select('delivery.ts')
    .where('delivery.message_id', '=', messageId)
    .executeTakeFirst()
  const other = await posted()
    .select('delivery.id')
    .where('delivery.message_id', '<>', messageId)
    .where('delivery.parent_id', 'is', null)
    .$if(Boolean(own?.ts), (query) => query.where('delivery.ts', '<', own?.ts ?? ''))
    .executeTakeFirst()
  return other !== undefined
}

function storyOf(events: readonly ShownEvent[], id: StoryId): ShownStory | null {
  return events.flatMap(({ stories }) => stories).find((story) => story.id === id) ?? null
}

/** Events as they stand for one workspace, in the order of `ids`. */
export async function findShownEvents(
  db: Database,
  teamId: TeamId,
  ids: readonly EventId[],
): Promise<ShownEvent[]> {
  if (ids.length === 0) return []
  const regrouped = await findRegrouped(db, teamId)
  const rows = await storiesTelling(
    db,
    regrouped.withJoined(ids.flatMap((id) => [id, regrouped.rootOf(id)])),
  )
  const corrections = await findCorrections(db, teamId, ids)
  const toldOf = (id: EventId) => {
    const counted = rows.filter((row) => regrouped.counts(id, row))
    const once = new Map(counted.map((row) => [row.story_id, toldBy(row)]))
    return [...once.values()].sort(
      (a, b) => a.claim.at - b.claim.at || a.claim.storyId - b.claim.storyId,
    )
  }
  const shown = ids.flatMap((id): ShownEvent[] => {
    const told = toldOf(id)
    if (told.length === 0) return []
    const merged = merge(told.map(({ claim }) => claim))
    const corrected = applyCorrections(merged, corrections.get(id) ?? [])
    const stories = told.map(({ story }) => story)
    const root = regrouped.rootOf(id)
    const sameAs = root === id ? null : (toldOf(root)[0]?.story.title ?? null)
    return [{ id, merged: corrected ?? merged, isDismissed: corrected === null, sameAs, stories }]
  })
  const counted: ShownEvent[] = []
  // One after another: a message of fifty events takes not all connections.
  for (const event of shown) counted.push(await withOrdinal(db, regrouped, teamId, event))
  return counted
}

function storiesTelling(db: Database, ids: readonly EventId[]) {
  return db
    .selectFrom('event_story')
    .innerJoin('story', 'story.id', 'event_story.story_id')
    .select(['event_story.event_id', 'event_story.facts', 'event_story.story_id', 'story.title'])
    .select(['story.summary', 'story.source', 'story.link', 'story.published_at', 'story.seen_at'])
    .where('event_story.event_id', 'in', ids)
    .execute()
}

type ToldRow = Awaited<ReturnType<typeof storiesTelling>>[number]

/** What one story says of an event, for the event and for the reader. */
function toldBy(row: ToldRow): { claim: Claim; story: ShownStory } {
  const { story_id: id, title, summary, source, link, published_at, seen_at } = row
  const at = published_at ?? seen_at
  const facts = fromJson(row.facts)
  const claim = { storyId: id, source, at, dated: published_at !== null, facts, textKey: '' }
  return { claim, story: { id, title, summary, source, link, at, stance: facts.stance } }
}

/** Where no story says which round it is, the company's history does. */
async function withOrdinal(
  db: Database,
  regrouped: Regrouped,
  teamId: TeamId,
  event: ShownEvent,
): Promise<ShownEvent> {
  const { facts, firstAt } = event.merged
  if (facts.category !== 'layoff' || facts.ordinal !== null || facts.company === null) return event
  const { company, category } = facts
  const since = firstAt - historyMs
  const question = { teamId, company: company.key, category, since, until: firstAt }
  const history = await findPast(db, regrouped, question)
  const ordinal = ordinalOf({ id: event.id, company, facts, happenedAt: firstAt }, history)
  return { ...event, merged: { ...event.merged, facts: { ...facts, ordinal } } }
}
