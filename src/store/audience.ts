import { sql } from 'kysely'
import { createHearing, type Hearing, type HearingParts } from '../core/channel/hearing.ts'
import type { Database } from './database.ts'
import { type ConfiguredChannels, findListeners } from './listeners.ts'
import type { Audience } from './tell.ts'

/**
 * Who hears of events, and what their watched words make of a story. Read and compiled anew only when a channel was added or its
 * settings changed: most passes tell nothing, and some installations have ten thousand channels.
 */
export function openAudience(
  configured: ConfiguredChannels,
  parts: HearingParts,
): (tx: Database) => Promise<Audience> {
  const hearing = createHearing(parts)
  let known: { version: string; audience: Audience } | undefined
  return async (tx) => {
    const version = await findVersion(tx)
    if (known?.version !== version) {
      known = { version, audience: compile(await findListeners(tx, configured), hearing) }
    }
    return known.audience
  }
}

async function findVersion(tx: Database): Promise<string> {
  const { rows } = await sql<{ version: string }>`
    select (select count(*) from channel) || ' ' || coalesce((select max(id) from setting_change), 0) as version`.execute(
    tx,
  )
  return rows[0]?.version ?? ''
}

function compile(listeners: Audience['listeners'], hearing: Hearing): Audience {
  const settings = listeners.map((listener) => listener.settings)
  const hearsAll = settings.some(({ watches }) =>
    watches.some(({ types }) => types.includes('any')),
  )
  hearing.watch(settings)
  return { listeners, hearsAll, hear: hearing.hear }
}
