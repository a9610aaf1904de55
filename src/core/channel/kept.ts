import { type ChannelSettings, silentSettings, type Watch, watchFor } from './settings.ts'
import { withIds } from './watch-identity.ts'

/** A watch as any version kept it, with all that can be asked for today. */
export function watchAsKept(kept: object): Watch {
  const { allIndustries, ...watch } = kept as Partial<Watch> & { allIndustries?: boolean }
  return watchFor({ ...(allIndustries && { industry: 'all' }), ...watch })
}

/** A channel's settings as any version kept them; watches without an id get one. */
export function settingsAsKept(kept: ChannelSettings): ChannelSettings {
  const watches = kept.watches.map((watch) => ({ ...watchAsKept(watch), id: watch.id }))
  return { ...silentSettings, ...kept, watches: withIds(watches) }
}
