/** Whether a claim fits an event, and how well. `why` is one clause for people; `gap` is the time to the nearest telling. */
export type Fit =
  | { kind: 'fits'; weight: number; gap: number; why: string }
  | { kind: 'differs'; gap: number; why: string }

/** What agrees: the text before the number, the number before what does not contradict, a small part of the number last. */
export const weights = { text: 3, number: 2, silence: 1, revision: 1, part: 0 }

/** Both known, and the larger at most `ratio` times the smaller. */
export function isNear(a: number | null, b: number | null, ratio: number): boolean {
  return a !== null && b !== null && Math.max(a, b) <= Math.min(a, b) * ratio
}
