import { sql } from 'kysely'
import type { ChannelSettings } from '../core/channel/settings.ts'
import type { Place } from '../core/delivery/delivery.ts'
import type { ChannelId, TeamId } from '../core/ids.ts'
import type { Editors } from '../desk/ports.ts'
import type { Database } from './database.ts'
import { fromJson, type Json, toJson } from './json.ts'
import { readKept } from './kept-settings.ts'
import type { ConfiguredChannels } from './listeners.ts'
import { readMeta, writeMeta } from './meta.ts'
import { engineOf } from './sql.ts'
import { inTurn } from './turn.ts'

/** What the files of a process say; the name differs where they do. */
export interface Configuration {
  name: string
  channels: ConfiguredChannels
}

/** What holds, by its name, and when a process last said that it works by it. */
interface Kept {
  name: string
  seenAt: number
  /** What held before, the newest first. */
  past: readonly string[]
}

/** A process says so this often. */
const sayEveryMs = 20_000
/** Where nobody says so for this long, nobody works by it any more. */
const goneAfterMs = 90_000
const mostPast = 50

/**
 * Whether this configuration is the one that holds for all that serve the database: what nobody had before does at once;
 * what was replaced comes back only where nobody works by its successor any more. So a process that is started again in the midst of a
 * change to another file undoes nothing, and a change that is taken back holds once the last process has it.
 */
export async function isToHold(
  db: Database,
  { name, channels }: Configuration,
  now: number,
): Promise<boolean> {
  if (engineOf(db) === 'sqlite') return true
  const before = await read(db)
  if (before?.name === name && now - before.seenAt < sayEveryMs) return true
  return inTurn(db, async (tx) => {
    const kept = await read(tx)
    const isNext = !kept || kept.name === name || !kept.past.includes(name)
    if (!isNext && now - kept.seenAt < goneAfterMs) return false
    const others = kept && kept.name !== name ? [kept.name, ...kept.past] : (kept?.past ?? [])
    const past = others.filter((one) => one !== name).slice(0, mostPast)
    await writeMeta(tx, 'configuration', toJson<Kept>({ name, seenAt: now, past }))
    if (kept?.name !== name) await keepChannels(tx, channels)
    return true
  })
}

async function read(db: Database): Promise<Kept | null> {
  const kept = await readMeta(db, 'configuration')
  return kept === null ? null : fromJson(kept as Json<Kept>)
}

interface KeptChannels {
  teamId: TeamId
  channels: readonly [ChannelId, Json<ChannelSettings>][]
  /** Absent where an older version wrote it. */
  editors?: readonly [ChannelId, readonly string[]][]
}

/** Whoever compiled who hears compiles it anew. */
async function keepChannels(
  tx: Database,
  { teamId, channels, editors = new Map() }: ConfiguredChannels,
): Promise<void> {
  const kept: KeptChannels = {
    teamId,
    channels: [...channels].map(([id, settings]) => [id, toJson(settings)]),
    editors: [...editors],
  }
  await writeMeta(tx, 'channels', toJson(kept))
  await sql`update revision set audience = audience + 1`.execute(tx)
}

/** What `channels.yaml` gives by the configuration that holds, be it another process's. */
export async function readConfigured(
  db: Database,
  own: ConfiguredChannels,
): Promise<ConfiguredChannels> {
  if (engineOf(db) === 'sqlite') return own
  const text = await readMeta(db, 'channels')
  return text === null ? own : channelsOf(text, own)
}

function channelsOf(text: string, own: ConfiguredChannels): ConfiguredChannels {
  const { teamId, channels, editors } = fromJson(text as Json<KeptChannels>)
  return {
    teamId,
    channels: new Map(channels.map(([id, kept]) => [id, readKept(kept)])),
    editors: editors ? new Map(editors) : (own.editors ?? new Map()),
  }
}

/** Likewise of one channel, which is asked for at each step of each delivery. */
export function openConfigured(
  db: Database,
  own: ConfiguredChannels,
): (place: Place) => Promise<ChannelSettings | undefined> {
  const findHolding = openHolding(db, own)
  return async (place) => {
    const { teamId, channels } = await findHolding()
    return place.teamId === teamId ? channels.get(place.channelId) : undefined
  }
}

/** Who may change what, by the configuration that holds. */
export function openEditors(db: Database, own: ConfiguredChannels): Editors {
  const findHolding = openHolding(db, own)
  return {
    async findEditors({ channelId }) {
      const { editors } = await findHolding()
      return editors?.get(channelId) ?? null
    },
    async findAllEditors(team) {
      const { teamId, editors } = await findHolding()
      if (team !== teamId || !editors || editors.size === 0) return null
      return [...new Set([...editors.values()].flat())]
    },
  }
}

/** The whole is read only where the configuration changed. */
function openHolding(db: Database, own: ConfiguredChannels): () => Promise<ConfiguredChannels> {
  let known: Configuration | null = null
  return async () => {
    if (engineOf(db) === 'sqlite') return own
    const holds = await read(db)
    if (holds?.name !== known?.name) known = await readHolding(db, own)
    return known?.channels ?? own
  }
}

/** The name and the channels of one moment. */
async function readHolding(db: Database, own: ConfiguredChannels): Promise<Configuration | null> {
  const { rows } = await sql<{ configuration: Json<Kept>; channels: string }>`
    select configuration.value as configuration, channels.value as channels
    from meta as configuration join meta as channels on channels.key = 'channels'
    where configuration.key = 'configuration'`.execute(db)
  const [row] = rows
  return row
    ? { name: fromJson(row.configuration).name, channels: channelsOf(row.channels, own) }
    : null
}
