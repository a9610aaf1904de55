/** A row of a history file, read: a public tracker's or our own export's. */

import type { Correction } from '../events/correction.ts'
import type { Facts } from '../facts.ts'
import type { TeamId } from '../ids.ts'

/** What one publisher told of the row's event. */
export interface Telling {
  source: string
  title: string
  summary: string
  link: string | null
  publishedAt: number | null
  /** Null: at the import. */
  seenAt: number | null
}

export interface GivenCorrection {
  teamId: TeamId
  userId: string
  at: number
  correction: Correction
  general: boolean
  undoneAt: number | null
}

/** One event, as its file tells it. */
export interface HistoryRow {
  facts: Facts
  /** When it happened; a tracker knows only the day, and noon stands for it. */
  at: number
  /** Never empty. */
  tellings: readonly Telling[]
  origin: 'tracker' | 'export'
  /**
   * What sets it apart from other rows of its file that tell the same: where the jobs were, the event's id in an export. Null where
   * the row does not say.
   */
  part: string | null
  /** The workspace that alone knows of it; null for all. */
  teamId: TeamId | null
  corrections: readonly GivenCorrection[]
}

export type RowReading =
  /** `remarks`: cells that could not be read, and without which the row is taken. */
  | { kind: 'row'; row: HistoryRow; remarks: readonly string[] }
  | { kind: 'faults'; faults: readonly string[] }
