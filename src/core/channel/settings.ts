/**
 * What a channel asked to hear, and how. One model for three spellings: `channels.yaml`, the `/watch` grammar and the settings modal.
 */

import { categories, type Sure } from '../facts.ts'

export const watchTypes = [...categories, 'any'] as const
export type WatchType = (typeof watchTypes)[number]

/** Whether registers are heard: beside the press, alone, or not until the press tells it too. */
export const officials = ['any', 'only', 'off'] as const
export type OfficialWish = (typeof officials)[number]

/** The part that its companies must have in an event. */
export const watchRoles = ['any', 'employer', 'payer', 'recipient', 'target'] as const
export type WatchRole = (typeof watchRoles)[number]

/** All that a watch gives must hold. An empty list, or null, asks for nothing. */
export interface Watch {
  /** A watched keyword or phrase in the rules' language. */
  match: string | null
  /** Company keys. An owner's key accepts its units; a unit's key accepts that unit alone. */
  companies: readonly string[]
  /** `any` accepts everything, also a story of neither category. Empty is both categories. */
  types: readonly WatchType[]
  /** Without companies: somebody is named in this role. */
  role: WatchRole
  /** An unknown number passes a minimum. */
  minHeadcount: number | null
  minAmountUsd: number | null
  /** Also layoffs of employers that are no technology companies. A watch that names companies hears of these, whatever they are. */
  allIndustries: boolean
  /** The least sure that it hears: what is less sure does not come. */
  sure: Sure
  official: OfficialWish
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

/** How what comes later of an event is shown: in place, also in its thread, or each story a message of its own. */
export type Updates = 'update' | 'thread' | 'every'

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
export interface ChannelSettings {
  watches: readonly KeptWatch[]
  mute: readonly Mute[]
  updates: Updates
  /** Null is at once. */
  digest: Digest | null
  quiet: Quiet | null
  pausedUntil: number | null
  /** What to do with a message that may or may not have arrived, where the history cannot be read. */
  onUnknown: 'send' | 'hold'
}

const watchAll: Watch = {
  match: null,
  companies: [],
  types: [],
  role: 'any',
  minHeadcount: null,
  minAmountUsd: null,
  allIndustries: false,
  sure: 'likely',
  official: 'any',
  not: [],
}

/** A watch that asks for what is given and nothing more. */
export function watchFor(given: Partial<Watch>): Watch {
  return { ...watchAll, ...given }
}

/** The settings of a channel that said nothing: it hears nothing, at once. */
export const silentSettings: ChannelSettings = {
  watches: [],
  mute: [],
  updates: 'update',
  digest: null,
  quiet: null,
  pausedUntil: null,
  onUnknown: 'hold',
}
