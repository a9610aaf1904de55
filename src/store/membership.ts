import { sql } from 'kysely'
import type { Place } from '../core/delivery/delivery.ts'
import type { ChannelId, TeamId } from '../core/ids.ts'
import type { Membership, RecentMessage } from '../desk/ports.ts'
import type { Database } from './database.ts'

export function openMembership(db: Database): Membership {
  return {
    async findRecent(teamId, channels, most) {
      return channels.length === 0 ? [] : findRecent(db, teamId, channels, most)
    },
    recordJoined: (place, at) => db.transaction().execute((tx) => recordJoined(tx, place, at)),
    recordLeft: (place) => db.transaction().execute((tx) => recordLeft(tx, place)),
    removeWorkspace: (teamId) => db.transaction().execute((tx) => removeWorkspace(tx, teamId)),
  }
}

async function findRecent(
  db: Database,
  teamId: TeamId,
  channels: readonly ChannelId[],
  most: number,
): Promise<RecentMessage[]> {
  const rows = await db
    .selectFrom('delivery')
    .innerJoin('message', 'message.id', 'delivery.message_id')
    .select(['delivery.channel_id as channelId', 'delivery.state'])
    .select(['delivery.hold', 'delivery.error'])
    .select(['delivery.attempted_at', 'delivery.created_at'])
    .select(({ selectFrom }) =>
      selectFrom('message_event')
        .innerJoin('event_story', 'event_story.event_id', 'message_event.event_id')
        .innerJoin('story', 'story.id', 'event_story.story_id')
        .select('story.title')
        .whereRef('message_event.message_id', '=', 'message.id')
        .orderBy('story.id')
        .limit(1)
        .as('title'),
    )
    .where('delivery.team_id', '=', teamId)
    .where('delivery.channel_id', 'in', channels)
    .where('message.kind', 'in', ['alert', 'digest', 'burst'])
    .orderBy('message.id', 'desc')
    .limit(most)
    .execute()
  return rows.map(({ attempted_at, created_at, title, ...message }) => ({
    ...message,
    at: attempted_at ?? created_at,
    title: title ?? 'several events',
  }))
}

async function recordJoined(tx: Database, place: Place, at: number): Promise<void> {
  const { teamId, channelId } = place
  const before = await tx
    .selectFrom('channel')
    .select('member')
    .where('team_id', '=', teamId)
    .where('id', '=', channelId)
    .executeTakeFirst()
  // An attempt that was under way when the bot left was refused only after that.
  if (before?.member === 0) await giveUp(tx, place)
  await tx
    .insertInto('channel')
    .values({ team_id: teamId, id: channelId, since: at, not_before: 0, member: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['team_id', 'id'])
        .doUpdateSet({ member: 1, blocked: null, blocked_at: null, since: at }),
    )
    .execute()
}

async function recordLeft(tx: Database, place: Place): Promise<void> {
  await tx
    .updateTable('channel')
    .set({ member: 0 })
    .where('team_id', '=', place.teamId)
    .where('id', '=', place.channelId)
    .execute()
  await giveUp(tx, place)
}

/** What waits to be posted there. An attempt under way stays: nobody knows yet what comes of it. */
async function giveUp(tx: Database, { teamId, channelId }: Place): Promise<void> {
  await tx
    .updateTable('delivery')
    .set(({ ref }) => ({
      state: 'given_up',
      hold: null,
      error: 'the bot was removed from the channel',
      wanted: ref('shown'),
    }))
    .where('team_id', '=', teamId)
    .where('channel_id', '=', channelId)
    .where('state', 'in', ['waiting', 'held', 'refused'])
    .execute()
}

/** What a workspace has rows in; what hangs on these goes with them. */
const theirs = [
  'delivery',
  'message',
  'correction',
  'setting_change',
  'channel',
  'event',
  'story',
  'feed',
  'installation',
]

async function removeWorkspace(tx: Database, teamId: TeamId): Promise<void> {
  for (const table of theirs) {
    await sql`delete from ${sql.table(table)} where team_id = ${teamId}`.execute(tx)
  }
}
