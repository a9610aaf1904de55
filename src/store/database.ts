import type { Kysely } from 'kysely'
import type { Schema } from './schema.ts'

export type Database = Kysely<Schema>

/** Whom a database serves, for life: the preview's stand-in or a real Slack. */
export type Owner = 'preview' | 'slack'

/** Why a database cannot be used: a kind, and a sentence that says what to do. */
export interface DatabaseFault {
  kind: 'fault'
  /** `away`: what cannot be reached now may be there in a moment. */
  fault:
    | 'absent'
    | 'away'
    | 'unreachable'
    | 'read_only'
    | 'locked'
    | 'not_ours'
    | 'newer'
    | 'other_owner'
    | 'half_moved'
  sentence: string
}

/** A file that is mistyped, or that nobody has begun yet. */
export const noDatabase = (name: string): string =>
  `there is no database at "${name}"; "start" makes it, but without Slack credentials it serves the preview's own`

/** Whoever served it would take for new what has not come over yet. */
export const halfMoved = (name: string, from: string): string =>
  `"${name}" holds a part of "${from}": run "move" again, to its end`

export type OpenedDatabase = { kind: 'opened'; db: Database } | DatabaseFault

export type ExaminedDatabase =
  | { kind: 'absent' }
  | DatabaseFault
  | {
      kind: 'sound'
      /** Migrations that were applied; `knows` is what this program would bring it to. */
      version: number
      knows: number
      bytes: number
      owner: Owner | null
      /** The database from which it is being filled by `move`; null where it is whole. */
      movedFrom: string | null
      /** Whether a process polls and delivers for it at this moment. */
      isServed: boolean
      /**
       * Whether fewer listen for what is to be sent than deliver. One may not hear; or it is gone and its leases have not ended yet,
       * or it sends what is left and ends, and never listens.
       */
      mayBeDeaf: boolean
    }
