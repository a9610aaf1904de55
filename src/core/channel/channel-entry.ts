import type { Category, Sure } from '../facts.ts'
import {
  type ChannelSettings,
  type OfficialWish,
  silentSettings,
  type Watch,
  type WatchRole,
  watchFor,
} from './settings.ts'
import { withIds } from './watch-identity.ts'

/** A channel's entry in `channels.yaml`, read and checked: the long form and the flat keys beside it. */
export interface ChannelEntry extends Partial<Omit<ChannelSettings, 'watches' | 'pausedUntil'>> {
  watches?: readonly Partial<Watch>[]
  hears?: readonly Category[]
  companies?: readonly string[]
  keywords?: readonly string[]
  minHeadcount?: number
  minAmountUsd?: number
  allIndustries?: boolean
  sure?: Sure
  official?: OfficialWish
  role?: WatchRole
}

/**
 * The flat keys written out as watches, after the long ones: each keyword is a watch of its own, the companies are one together,
 * all of them within `hears` and above the minima. An entry with neither `watches` nor a flat key hears both categories.
 */
export function expandEntry(entry: ChannelEntry): ChannelSettings {
  const { watches, hears, companies, keywords, ...narrowed } = entry
  const { minHeadcount, minAmountUsd, allIndustries, sure, official, role, ...rest } = narrowed
  const given = { types: hears, minHeadcount, minAmountUsd, allIndustries, sure, official, role }
  const within: Partial<Watch> = Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  )
  const flat: Watch[] = (keywords ?? []).map((match) => watchFor({ ...within, match }))
  if (companies?.length) flat.push(watchFor({ ...within, companies }))
  const isBare = Object.keys(within).length > 0 || watches === undefined
  if (flat.length === 0 && isBare) flat.push(watchFor(within))
  const all = [...(watches ?? []).map(watchFor), ...flat]
  return { ...silentSettings, ...rest, watches: withIds(all) }
}
