import { createHearing, type Hearing, type HearingParts } from '../core/channel/hearing.ts'
import type { Heard } from '../core/channel/route.ts'
import type { Listener } from '../core/delivery/delivery.ts'
import type { Facts } from '../core/facts.ts'
import type { Story } from '../core/story.ts'
import type { Records } from './ports.ts'

/** The channels, and what they make of a story. */
export interface Audience {
  listeners: readonly Listener[]
  /** Some watch takes a story of neither category. */
  hearsAll: boolean
  hear(facts: Facts, story: Story): Heard
}

/**
 * Who hears of events, and what their watched words make of a story. Read and compiled anew only when a channel came or went, or its
 * settings changed: most passes tell nothing, and some installations have ten thousand channels.
 */
export function openAudience(parts: HearingParts): (records: Records) => Promise<Audience> {
  const hearing = createHearing(parts)
  let known: { revision: number; audience: Audience } | undefined
  return async (records) => {
    const revision = await records.findAudienceRevision()
    if (known?.revision !== revision) {
      known = { revision, audience: compile(await records.findListeners(), hearing) }
    }
    return known.audience
  }
}

function compile(listeners: Audience['listeners'], hearing: Hearing): Audience {
  const settings = listeners.map((listener) => listener.settings)
  const hearsAll = settings.some(({ watches }) =>
    watches.some(({ types }) => types.includes('any')),
  )
  hearing.watch(settings)
  return { listeners, hearsAll, hear: hearing.hear }
}
