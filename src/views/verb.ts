import type { Facts } from '../core/facts.ts'

/** For each stance, the verb before its object: "cuts", "may cut", "denies cutting", "calls off cutting". */
type Verb = readonly [does: string, does2: string, doing: string]

export function say([does, plain, doing]: Verb, facts: Facts, reversed: boolean): string {
  if (reversed) return `calls off ${doing}`
  if (facts.stance === 'denied') return `denies ${doing}`
  return facts.stance === 'rumoured' ? `may ${plain}` : does
}
