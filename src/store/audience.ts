import { createHearing, type Hearing, type HearingParts } from '../core/channel/hearing.ts'
import type { Database } from './database.ts'
import { type ConfiguredChannels, findListeners } from './listeners.ts'
import type { Audience } from './tell.ts'

/**
 * Who hears of events, and what their watched words make of a story. Read and compiled anew only when a channel came or went, or its
 * settings changed: most passes tell nothing, and some installations have ten thousand channels.
 */
export function openAudience(
  configured: ConfiguredChannels,
  parts: HearingParts,
): (tx: Database) => Promise<Audience> {
  const hearing = createHearing(parts)
  let known: { revision: number; audience: Audience } | undefined
  return async (tx) => {
    const revision = await findRevision(tx)
    if (known?.revision !== revision) {
      known = { revision, audience: compile(await findListeners(tx, configured), hearing) }
    }
    return known.audience
  }
}

async function findRevision(tx: Database): Promise<number> {
  const { audience } = await tx.selectFrom('revision').select('audience').executeTakeFirstOrThrow()
  return audience
}

function compile(listeners: Audience['listeners'], hearing: Hearing): Audience {
  const settings = listeners.map((listener) => listener.settings)
  const hearsAll = settings.some(({ watches }) =>
    watches.some(({ types }) => types.includes('any')),
  )
  hearing.watch(settings)
  return { listeners, hearsAll, hear: hearing.hear }
}
