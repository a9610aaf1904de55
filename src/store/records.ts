import { sql } from 'kysely'
import type { FeedId } from '../core/ids.ts'
import type {
  EventRecords,
  MessageRecords,
  Records,
  StoryRecords,
  Transact,
} from '../poll/ports.ts'
import { findCandidates } from './candidates.ts'
import { readConfigured } from './configuration.ts'
import type { Database } from './database.ts'
import {
  countTellings,
  findTold,
  insertEvent,
  insertTelling,
  updateEvent,
  updateTelling,
} from './events.ts'
import { isHeld } from './held.ts'
import { fromJson, toJson } from './json.ts'
import { type ConfiguredChannels, findListeners } from './listeners.ts'
import { attach, findShown, insertMessages, wantRevision } from './messages.ts'
import { oldDealRecords } from './old-deals.ts'
import { jsonNumber } from './sql.ts'
import { statement } from './statement.ts'
import { keepStory, recordStory } from './stories.ts'
import { inTurn } from './turn.ts'

/** @param configured what `channels.yaml` gives: see `findListeners` */
export function openTransact(db: Database, configured: ConfiguredChannels): Transact {
  return (run) => inTurn(db, (tx) => run(openRecords(tx, configured)))
}

const settle = statement(`
  update feed set state = ?, next_at = ?, first_read_at = coalesce(first_read_at, ?), stories = stories + ? where id = ?`)

/** Keys in one statement. */
const atOnce = 500

export function openRecords(tx: Database, configured: ConfiguredChannels): Records {
  return {
    ...storyRecords(tx),
    ...eventRecords(tx),
    ...messageRecords(tx),
    ...oldDealRecords(tx),
    async findAudienceRevision() {
      const row = await tx.selectFrom('revision').select('audience').executeTakeFirstOrThrow()
      return row.audience
    },
    findListeners: async () => findListeners(tx, await readConfigured(tx, configured)),
  }
}

function storyRecords(tx: Database): StoryRecords {
  return {
    addStory: (story) => recordStory(tx, story),
    keepStory: (story) => keepStory(tx, story),
    async findReading(story) {
      const row = await tx
        .selectFrom('story')
        .select(['verdict', 'seen_at'])
        .where('id', '=', story)
        .executeTakeFirst()
      return row ? { verdict: fromJson(row.verdict), seenAt: row.seen_at } : null
    },
    async changeReading({ id, title, summary }, verdict, rulesHash, at) {
      const reading = { title, summary, verdict: toJson(verdict), rules_hash: rulesHash }
      await tx
        .updateTable('story')
        .set({ ...reading, edited_at: at })
        .where('id', '=', id)
        .execute()
    },
    markItem: (feed, keys, mark, at) => noteItems(tx, feed, keys, { mark, seen_at: at }),
    noteShown: (feed, keys, at) => noteItems(tx, feed, keys, { seen_at: at }),
    async settleFeed(feed, { state, readAt, stories }) {
      await settle(tx, toJson(state), state.nextAt, readAt, stories, feed)
    },
    isHeld: (lease) => isHeld(tx, lease),
    async isAnyReadSince(at) {
      const { rows } = await sql`
        select 1 from feed where active = 1 and ${jsonNumber(tx, 'state', 'lastSuccessAt')} > ${at} limit 1`.execute(
        tx,
      )
      return rows.length > 0
    },
  }
}

function eventRecords(tx: Database): EventRecords {
  return {
    findCandidates: (claim, teamId) => findCandidates(tx, claim, teamId),
    findTold: (claim) => findTold(tx, claim),
    countTellings: (event, feed) => countTellings(tx, event, feed),
    addEvent: (teamId, merged, at, silent) => insertEvent(tx, teamId, merged, at, silent),
    changeEvent: (event, merged, unveil) => updateEvent(tx, event, merged, unveil),
    async unveil(events) {
      await tx.updateTable('event').set({ silent: 0 }).where('id', 'in', events).execute()
    },
    addTelling: (telling, at) => insertTelling(tx, telling, at),
    changeTelling: (event, claim) => updateTelling(tx, event, claim),
  }
}

function messageRecords(tx: Database): MessageRecords {
  return {
    async hasTold() {
      const row = await tx.selectFrom('message').select('id').limit(1).executeTakeFirst()
      return row !== undefined
    },
    findShown: (event) => findShown(tx, event),
    wantRevision: (event, isMaterial, at) => wantRevision(tx, event, isMaterial, at),
    attach: (attached, at) => attach(tx, attached, at),
    async addMessages(messages, at) {
      await insertMessages(tx, messages, at)
    },
  }
}

async function noteItems(
  tx: Database,
  feed: FeedId,
  keys: readonly string[],
  change: { mark?: string; seen_at: number },
): Promise<void> {
  for (let at = 0; at < keys.length; at += atOnce) {
    await tx
      .updateTable('feed_item')
      .set(change)
      .where('feed_id', '=', feed)
      .where('key', 'in', keys.slice(at, at + atOnce))
      .execute()
  }
}
