import { sql } from 'kysely'
import type { ChannelSettings } from '../core/channel/settings.ts'
import type { Listener } from '../core/delivery/delivery.ts'
import type { ChannelId, TeamId } from '../core/ids.ts'
import type { Database } from './database.ts'
import type { Json } from './json.ts'
import { readKept } from './kept-settings.ts'
import { each, integer } from './sql.ts'

/** What `channels.yaml` gives each channel of one workspace. */
export interface ConfiguredChannels {
  teamId: TeamId
  channels: ReadonlyMap<ChannelId, ChannelSettings>
  /** Who alone may change a channel, of whichever workspace, where it names somebody. */
  editors?: ReadonlyMap<ChannelId, readonly string[]>
}

/** Where no configuration speaks for any channel. */
export const nobody: ConfiguredChannels = { teamId: '' as TeamId, channels: new Map() }

/** Notes the configured channels that are new to this database: what was recorded before is no news to them. */
export async function recordChannels(
  db: Database,
  { teamId, channels }: ConfiguredChannels,
  now: number,
): Promise<void> {
  const rows = [...channels.keys()].map((id) => ({ id }))
  await sql`
    insert into channel (team_id, id, since)
    select cast(${teamId} as text), value ->> 'id', ${integer(now)} from ${each(db, rows)} where true
    on conflict do nothing`.execute(db)
}

/** The configured channels that somebody changed in Slack since: the file no longer speaks for them. */
export async function findTakenOver(
  db: Database,
  channels: readonly ChannelId[],
): Promise<ChannelId[]> {
  const rows = await db
    .selectFrom('channel')
    .select('id')
    .where('settings', 'is not', null)
    .where('id', 'in', channels)
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

/**
 * Every channel that hears of events, but those that the bot was removed from, with the settings that hold there: what was changed in Slack, else the configuration's.
 */
export async function findListeners(
  db: Database,
  { teamId, channels }: ConfiguredChannels,
): Promise<Listener[]> {
  const rows = await db
    .selectFrom('channel')
    .select(['team_id', 'id', 'settings', 'since'])
    .where((channel) => channel.or([channel('member', 'is', null), channel('member', '=', 1)]))
    .orderBy('team_id')
    .orderBy('id')
    .execute()
  return rows.flatMap((row) => {
    const given = row.team_id === teamId ? channels.get(row.id) : undefined
    const settings = row.settings ? readKept(row.settings as Json<ChannelSettings>) : given
    return settings ? [{ teamId: row.team_id, channelId: row.id, settings, since: row.since }] : []
  })
}
