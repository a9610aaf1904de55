/** What an examination found, for people as a line and for programs as JSON. */
export interface Finding {
  /** What was looked at: one lower-case word. */
  check: string
  /** `unknown`: it could not be found out; that is no fault by itself. */
  state: 'fine' | 'fault' | 'unknown'
  /** A sentence; of a fault, with what to do. */
  says: string
}

type Find = (check: string, says: string) => Finding

export const fine: Find = (check, says) => ({ check, state: 'fine', says })
export const faulty: Find = (check, says) => ({ check, state: 'fault', says })
export const unknown: Find = (check, says) => ({ check, state: 'unknown', says })

const marks = { fine: 'ok   ', fault: 'FAULT', unknown: '?    ' } as const

/** "ok     socket         Slack would open one" */
export function findingLine({ check, state, says }: Finding): string {
  return `${marks[state]}  ${check.padEnd(13)}  ${says}\n`
}
