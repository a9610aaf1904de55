import type { Selectable } from 'kysely'
import type { StoryId } from '../core/ids.ts'
import type { Story } from '../core/story.ts'
import { textKey } from '../core/text/text-key.ts'
import type { NewStory } from '../poll/ports.ts'
import type { Database } from './database.ts'
import { toJson } from './json.ts'
import type { StoryTable } from './schema.ts'
import { statement } from './statement.ts'

const insertStory = statement<{ id: StoryId }>(`
  insert into story (feed_id, team_id, title, summary, source, link, published_at, seen_at, verdict, rules_hash,
    told, text_key)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id`)
const insertItem = statement(`
  insert into feed_item (feed_id, key, story_id, mark, seen_at) values (?, ?, ?, ?, ?) on conflict do nothing`)
const markTold = statement('update story set told = 1, text_key = ? where id = ?')

/** A story that no feed had shown, known by its keys from now on. One that tells no event is kept for a while only. */
export async function recordStory(tx: Database, { story, ...told }: NewStory): Promise<Story> {
  const [row] = await insertStory(
    tx,
    story.feedId,
    story.teamId,
    story.title,
    story.summary,
    story.source,
    story.link,
    story.publishedAt,
    story.seenAt,
    toJson(told.verdict),
    told.rulesHash,
    told.isTold ? 1 : 0,
    told.isTold ? textKey(story) : null,
  )
  if (!row) throw new Error('store: a story was inserted without an id')
  for (const key of told.keys) {
    await insertItem(tx, story.feedId, key, row.id, told.mark, story.seenAt)
  }
  return { ...story, id: row.id }
}

/** What tells an event is kept for good, and found again by its text. */
export async function keepStory(tx: Database, story: Story): Promise<void> {
  await markTold(tx, textKey(story), story.id)
}

type StoryRow = Pick<
  Selectable<StoryTable>,
  | 'id'
  | 'feed_id'
  | 'team_id'
  | 'title'
  | 'summary'
  | 'source'
  | 'link'
  | 'published_at'
  | 'seen_at'
>

/** What the feed said, without what became of it. */
export function storyOf(row: StoryRow): Story {
  const { id, title, summary, source, link } = row
  const from = { feedId: row.feed_id, teamId: row.team_id }
  const times = { publishedAt: row.published_at, seenAt: row.seen_at }
  return { id, ...from, title, summary, source, link, ...times }
}
