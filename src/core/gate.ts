/**
 * A limit of so many calls in a time, with room for a short burst: the generic cell rate algorithm.
 * One gate a workspace and method; Slack counts them so.
 */
export interface Gate {
  everyMs: number
  /** Calls that may go at once after a rest. */
  burst: number
  /** When all calls let through so far would be over, at one in `everyMs`. */
  busyUntil: number
}

/** Books the next free place: the call may go at `at`, which is `now` while the burst lasts. */
export function book(gate: Gate, now: number): { gate: Gate; at: number } {
  const busyUntil = Math.max(gate.busyUntil, now)
  const at = Math.max(now, busyUntil - gate.burst * gate.everyMs)
  return { gate: { ...gate, busyUntil: busyUntil + gate.everyMs }, at }
}

/** Slack asked to wait: from then on one call at a time, no burst before. */
export function shut(gate: Gate, until: number): Gate {
  return { ...gate, busyUntil: Math.max(gate.busyUntil, until + gate.burst * gate.everyMs) }
}
