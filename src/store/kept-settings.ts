import { type ChannelSettings, watchFor } from '../core/channel/settings.ts'
import { withIds } from '../core/channel/watch-identity.ts'
import { fromJson, type Json } from './json.ts'

/** A channel's settings as they were kept, also from before watches had ids, or all that they can ask for today. */
export function readKept(kept: Json<ChannelSettings>): ChannelSettings {
  const settings = fromJson(kept)
  return {
    ...settings,
    watches: withIds(settings.watches.map((watch) => ({ ...watchFor({}), ...watch }))),
  }
}
