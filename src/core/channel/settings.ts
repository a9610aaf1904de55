/**
 * What a channel asked to hear, and how. One model for three spellings: `channels.yaml`, the `/watch` grammar and the settings modal.
 */

import { categories } from '../facts.ts'
import { type Chosen, fileChoices, usual, watchChoices, wayChoices } from './choices.ts'

export const watchTypes = [...categories, 'any'] as const
export type WatchType = (typeof watchTypes)[number]

/**
 * Of a watch, beside its words: `industry` is `all` where layoffs at employers that are no technology companies count too (a watch that names companies
 * hears of these, whatever they are); `sure` is the least sure that it hears; `official` says whether registers are heard beside the press, alone, or not
 * before the press tells it too; `role` is the part that its companies, or without any somebody who is named, must have in an event.
 */
export type WatchChoices = Chosen<typeof watchChoices>

/** How what comes later of an event is shown: in place, also in its thread, or each story a message of its own. */
export type WayChoices = Chosen<typeof wayChoices>

/** What to do with a message that may or may not have arrived, where the history cannot be read. */
type FileChoices = Chosen<typeof fileChoices>

/** All that a watch gives must hold. An empty list, or null, asks for nothing. */
export interface Watch extends WatchChoices {
  /** A watched keyword or phrase in the rules' language. */
  match: string | null
  /** Company keys. An owner's key accepts its units; a unit's key accepts that unit alone. */
  companies: readonly string[]
  /** `any` accepts everything, also a story of neither category. Empty is both categories. */
  types: readonly WatchType[]
  /** An unknown number passes a minimum. */
  minHeadcount: number | null
  minAmountUsd: number | null
  /** Patterns of the rules' language that keep a story out of this watch. */
  not: readonly string[]
}

/** A watch that a channel has. Its id is unique in the channel and stays, whatever becomes of its words. */
export interface KeptWatch extends Watch {
  id: string
}

/** What never comes, whichever watch asked for it. `until` is an instant; null is for good. */
export type Mute =
  | { kind: 'company'; company: string; until: number | null }
  | { kind: 'words'; words: string; until: number | null }

/** `at`, `from` and `to` are "HH:MM" in `zone`, an IANA name. */
export interface Digest {
  every: 'daily' | 'weekly'
  /** 0 is Sunday; only with `weekly`. */
  day?: number
  at: string
  zone: string
}

export interface Quiet {
  from: string
  to: string
  zone: string
}

/** A channel hears what any of its watches accepts. */
export interface ChannelSettings extends WayChoices, FileChoices {
  watches: readonly KeptWatch[]
  mute: readonly Mute[]
  /** Null is at once. */
  digest: Digest | null
  quiet: Quiet | null
  pausedUntil: number | null
}

const watchAll: Watch = {
  match: null,
  companies: [],
  types: [],
  minHeadcount: null,
  minAmountUsd: null,
  not: [],
  ...usual(watchChoices),
}

/** A watch that asks for what is given and nothing more. */
export function watchFor(given: Partial<Watch>): Watch {
  return { ...watchAll, ...given }
}

/** The settings of a channel that said nothing: it hears nothing, at once. */
export const silentSettings: ChannelSettings = {
  watches: [],
  mute: [],
  digest: null,
  quiet: null,
  pausedUntil: null,
  ...usual(wayChoices),
  ...usual(fileChoices),
}
