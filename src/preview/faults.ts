/** What a test has Slack, or the line to it, do wrong. */
export type Fault = {
  /** A Web API method, `response_url`, or `*` for every call. */
  method: string
  /** How many calls it spoils; 1 unless told. */
  times?: number
  /** Only calls whose arguments this accepts. */
  when?: (args: Record<string, unknown>) => boolean
} /** In seconds, or as the header has it. */ & (
  | { kind: 'rate-limit'; retryAfter: number | string }
  | { kind: 'status'; status: number }
  /** A refusal by one of Slack's words, `internal_error` say. */
  | { kind: 'error'; error: string }
  /** The connection drops before the work is done, or after it: the caller cannot tell which. */
  | { kind: 'reset'; done: boolean }
  /** No answer ever comes, whether or not the work was done. */
  | { kind: 'stall'; done: boolean }
  | { kind: 'slow'; ms: number }
)

export interface Faults {
  add(fault: Fault): void
  /** The fault that spoils this call, counted as used. */
  next(method: string, args: Record<string, unknown>): Fault | undefined
  clear(): void
}

export function openFaults(): Faults {
  let waiting: { fault: Fault; left: number }[] = []
  return {
    add: (fault) => {
      waiting.push({ fault, left: fault.times ?? 1 })
    },
    next(method, args) {
      const hit = waiting.find(
        ({ fault }) =>
          (fault.method === method || fault.method === '*') && (fault.when?.(args) ?? true),
      )
      if (!hit) return undefined
      hit.left -= 1
      waiting = waiting.filter(({ left }) => left > 0)
      return hit.fault
    },
    clear: () => {
      waiting = []
    },
  }
}
