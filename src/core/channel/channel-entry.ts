import { type ChannelSettings, silentSettings, type Watch, watchFor } from './settings.ts'
import { withIds } from './watch-identity.ts'

/** A channel's entry in `channels.yaml`, read and checked: the long form and the flat keys beside it. */
export interface ChannelEntry extends Partial<Omit<ChannelSettings, 'watches' | 'pausedUntil'>> {
  watches?: readonly Partial<Watch>[]
  companies?: readonly string[]
  keywords?: readonly string[]
  /** What narrows each watch of the flat keys. */
  within?: Partial<Watch>
}

/**
 * The flat keys written out as watches, after the long ones: each keyword is a watch of its own, the companies are one together,
 * all of them `within` the same. An entry with neither `watches` nor a flat key hears both categories.
 */
export function expandEntry(entry: ChannelEntry): ChannelSettings {
  const { watches, companies, keywords, within = {}, ...rest } = entry
  const flat: Watch[] = (keywords ?? []).map((match) => watchFor({ ...within, match }))
  if (companies?.length) flat.push(watchFor({ ...within, companies }))
  const isBare = Object.keys(within).length > 0 || watches === undefined
  if (flat.length === 0 && isBare) flat.push(watchFor(within))
  const all = [...(watches ?? []).map(watchFor), ...flat]
  return { ...silentSettings, ...rest, watches: withIds(all) }
}
