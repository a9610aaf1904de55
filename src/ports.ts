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
