/**
 * What a channel asked to hear, and how. One model for three spellings: `channels.yaml`, the `/watch` grammar and the settings modal.
 */

import { type Asked, asksNothing } from './asked.ts'
import { type Chosen, fileChoices, usual, wayChoices } from './choices.ts'

/** How what comes later of an event is shown: in place, also in its thread, or each story a message of its own. */
export type WayChoices = Chosen<typeof wayChoices>

/** What to do with a message that may or may not have arrived, where the history cannot be read. */
type FileChoices = Chosen<typeof fileChoices>

/** All that a watch gives must hold. An empty list, or null, asks for nothing. */
export type Watch = Asked

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

/** A watch that asks for what is given and nothing more. */
export function watchFor(given: Partial<Watch>): Watch {
  return { ...asksNothing, ...given }
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
