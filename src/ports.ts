/** What everybody who acts is given. */

/** pino's shape, narrowed: fields first, then one short lower-case sentence. */
export interface Log {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** Milliseconds since 1970, UTC. */
export type Clock = () => number

/** By it one waits, and keeps things apart: a clock that is set back must silence nobody. */
export interface Timer {
  /** Milliseconds since whenever; it only goes on. */
  passed(): number
  /** Or less, where it is stopped. Never rejects. */
  wait(ms: number, signal: AbortSignal): Promise<void>
}

/**
 * The right to be the one that works on something, until it ends. Whoever has it next has a greater number, by which the store refuses
 * what is written too late.
 */
export interface Lease {
  name: string
  number: number
  /** By a clock that nobody sets, from before it was asked for. */
  leftMs(): number
}

export interface Leases {
  /** Of these names, those that are ours: held already, or free until now. What is used goes on by itself. */
  hold(names: readonly string[]): Promise<ReadonlyMap<string, Lease>>
}

/** Tells that there may be more to send. It is a hint: what it does not tell is found by looking. */
export interface Bell {
  /** How long what it does not tell may lie unnoticed. */
  sweepMs: number
  /** Hears until it is stopped. Never rejects: after a fault it begins anew. */
  listen(log: Log, signal: AbortSignal): Promise<void>
  /** Ends when it rings, also where it may have rung unheard, and at the latest after `sweepMs`. */
  next(): Promise<void>
  /** Whether it was to be heard and is not. */
  isDeaf(): boolean
}

/** What Slack sent that was acted on, known to all who may be sent it again. */
export interface Answered {
  /** Whether nobody claimed it before. */
  claim(key: string): Promise<boolean>
}

/** Done at its time by one of those that serve the database. One that is lost, late or done twice costs nothing. */
export interface Job {
  name: string
  cron: string
  run(): Promise<unknown>
}

/** The clock of those jobs. */
export interface Jobs {
  /** Until it is stopped. Never rejects: after a fault it begins anew. */
  run(jobs: readonly Job[], log: Log, signal: AbortSignal): Promise<void>
  /** Whether they were to run and may not be. */
  areDown(): boolean
}

/** What the work can do without: true where it was to do its part and does not. */
export type Impaired = Readonly<Record<'bell' | 'jobs', boolean>>
