import { sql } from 'kysely'
import { type ChannelSettings, silentSettings } from '../core/channel/settings.ts'
import type { Place } from '../core/delivery/delivery.ts'
import type { SettingsStore } from '../desk/ports.ts'
import { openConfigured } from './configuration.ts'
import type { Database } from './database.ts'
import { type Json, toJson } from './json.ts'
import { readKept } from './kept-settings.ts'
import type { ConfiguredChannels } from './listeners.ts'

type Kept = Json<ChannelSettings> | null

/** @param configured what `channels.yaml` gives: it speaks for a channel until the first change made in Slack. */
export function settingsStore(db: Database, configured: ConfiguredChannels): SettingsStore {
  const findConfigured = openConfigured(db, configured)
  return {
    async findSettings(place) {
      const row = await findChannel(db, place)
      const blocked = row?.blocked ?? null
      if (row?.settings)
        return { settings: readKept(row.settings as Kept & {}), blocked, from: 'slack' }
      const given = await findConfigured(place)
      return given
        ? { settings: given, blocked, from: 'file' }
        : { settings: silentSettings, blocked, from: 'nobody' }
    },
    async recordSettings(place, { settings, userId, at, what }) {
      await db.transaction().execute(async (tx) => {
        const before = await findKept(tx, place)
        const after = settings && toJson(settings)
        await keep(tx, place, after, at)
        await note(tx, place, { before, after, userId, at, what })
      })
    },
    async findChanges(place, most) {
      const rows = await changesOf(db, place).limit(most).execute()
      return rows.map(({ id, user_id: userId, at, what }) => ({ id, userId, at, what }))
    },
    undoChange: (place, userId, at) =>
      db.transaction().execute(async (tx) => {
        const rows = await changesOf(tx, place).limit(200).execute()
        const change = lastStanding(rows)
        if (!change) return null
        const [before, after] = [await findKept(tx, place), change.before as Kept]
        await keep(tx, place, after, at)
        await note(tx, place, {
          before,
          after,
          userId,
          at,
          what: `undid: ${change.what}`,
          undoes: change.id,
        })
        const { id, what } = change
        return { id, userId: change.user_id, at: change.at, what }
      }),
  }
}

/** The newest change that was not undone and is no undoing itself. */
function lastStanding<Row extends { id: number; undoes: number | null }>(
  newestFirst: readonly Row[],
): Row | undefined {
  const undone = new Set(newestFirst.map(({ undoes }) => undoes))
  return newestFirst.find(({ id, undoes }) => undoes === null && !undone.has(id))
}

function changesOf(db: Database, { teamId, channelId }: Place) {
  return db
    .selectFrom('setting_change')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('channel_id', '=', channelId)
    .orderBy('id', 'desc')
}

async function findKept(db: Database, place: Place): Promise<Kept> {
  const row = await findChannel(db, place)
  return (row?.settings ?? null) as Kept
}

function findChannel(db: Database, { teamId, channelId }: Place) {
  return db
    .selectFrom('channel')
    .select(['settings', 'blocked'])
    .where('team_id', '=', teamId)
    .where('id', '=', channelId)
    .executeTakeFirst()
}

/** A channel that nobody knew begins to hear now. What its old settings held back is decided anew. */
async function keep(db: Database, place: Place, settings: Kept, at: number): Promise<void> {
  const { teamId, channelId } = place
  await db
    .insertInto('channel')
    .values({ team_id: teamId, id: channelId, settings, since: at, not_before: 0 })
    .onConflict((conflict) => conflict.columns(['team_id', 'id']).doUpdateSet({ settings }))
    .execute()
  await sql`
    update delivery set state = 'waiting', hold = null, next_at = ${at}
    where team_id = ${teamId} and channel_id = ${channelId}
      and state = 'held' and hold in ('paused', 'digest', 'quiet')`.execute(db)
}

async function note(
  db: Database,
  { teamId, channelId }: Place,
  change: {
    before: Kept
    after: Kept
    userId: string
    at: number
    what: string
    undoes?: number
  },
): Promise<void> {
  const { userId, ...rest } = change
  await db
    .insertInto('setting_change')
    .values({ team_id: teamId, channel_id: channelId, user_id: userId, ...rest })
    .execute()
}
