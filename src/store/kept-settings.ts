import { settingsAsKept } from '../core/channel/kept.ts'
import type { ChannelSettings } from '../core/channel/settings.ts'
import { fromJson, type Json } from './json.ts'

/** A channel's settings as they were kept, also from before watches had ids, or all that they can ask for today. */
export function readKept(kept: Json<ChannelSettings>): ChannelSettings {
  return settingsAsKept(fromJson(kept))
}
