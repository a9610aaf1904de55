import type { WayName } from './choices.ts'
import type { Word } from './command-words.ts'
import type { Digest, Quiet, Watch, WayChoices } from './settings.ts'

/** Commands of one word; `open` is none at all. */
export type Bare = 'open' | 'list' | 'feeds' | 'resume' | 'undo' | 'reset' | 'export' | 'help'

/** A zone of null is the asker's own. */
export type WatchCommand =
  | { [One in Bare]: { kind: One } }[Bare]
  /** Its companies are names, not yet keys. */
  | { kind: 'add'; watch: Watch }
  | { kind: 'add_feed'; url: string }
  | { kind: 'remove'; what: Removed }
  | { kind: 'mute'; what: Muted; until: Until | null }
  | { kind: 'unmute'; what: Muted }
  | { kind: 'pause'; until: Until | null }
  | { kind: 'digest'; digest: (Omit<Digest, 'zone'> & { zone: string | null }) | null }
  | { kind: 'quiet'; quiet: (Omit<Quiet, 'zone'> & { zone: string | null }) | null }
  | { kind: 'choose'; way: WayName; word: WayChoices[WayName] }
  | { kind: 'test'; headline: string }
  | { kind: 'why'; link: string }

type Removed =
  | { kind: 'words'; words: string }
  /** One that asks for the same; its companies are names. */
  | { kind: 'watch'; watch: Watch }
  /** Counted from 1, as `list` numbers them. */
  | { kind: 'number'; number: number }
  | { kind: 'company'; name: string }
  | { kind: 'feed'; url: string }

/** `either`: a company where there is one of that name, else words. */
export interface Muted {
  kind: 'company' | 'words' | 'either'
  name: string
}

export type Until =
  | { kind: 'length'; ms: number }
  /** The next time a clock shows `time`, on `day` (0 is Sunday) where one is given. */
  | { kind: 'clock'; day: number | null; time: string }
  | { kind: 'tomorrow'; time: string }
  /** The next such day; its month is counted from 1. */
  | { kind: 'day of year'; month: number; day: number; time: string }
  /** `date` is "2026-12-01". */
  | { kind: 'date'; date: string; time: string }

export interface Mistake {
  kind: 'mistake'
  /** What was read before it: "add "data center"". Empty where nothing was. */
  understood: string
  /** The word at which it stopped; empty at the end. */
  stoppedAt: string
  because: string
  /** A whole command that would be right. */
  example: string
}

export type ParsedCommand = { kind: 'command'; command: WatchCommand } | Mistake

export type Parse = (words: readonly Word[], verb: Word, rest: string) => ParsedCommand

export const command = (one: WatchCommand): ParsedCommand => ({ kind: 'command', command: one })

export function mistake(
  understood: readonly Word[],
  at: Word | null,
  because: string,
  example: string,
): Mistake {
  return {
    kind: 'mistake',
    understood: understood.map(({ raw }) => raw).join(' '),
    stoppedAt: at?.raw ?? '',
    because,
    example: `/watch ${example}`,
  }
}
