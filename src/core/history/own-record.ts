import type { Correction } from '../events/correction.ts'

/** An event of which people were told, and what became known of it. */
export interface ToldEvent {
  /** Distinct publishers. */
  sources: number
  /** Jobs, a share of the staff or an amount. */
  hasNumber: boolean
  /** When it was posted as an alert of its own; null where it only came in a summary or digest, or was old already. */
  alertedAt: number | null
  /** When the earliest of its stories came out; null where none of them says. */
  publishedAt: number | null
  /** Kinds of the corrections that stand. */
  corrected: readonly Correction['kind'][]
}

/** What the bot knows of its own work: only what can be counted from its rows. */
export interface OwnRecord {
  told: number
  /** Events that people corrected, and by what was wrong; one may have been wrong twice over. */
  corrected: { events: number; company: number; number: number; dismissed: number }
  /** People said that it is the same as another. */
  toldTwice: number
  /** People said that it is two events. */
  mixed: number
  /** Told by two publishers or more. */
  confirmed: number
  withNumber: number
  /** The median from publication to alert, over the events of which both are known; null where there is none. */
  wait: { usualMs: number; events: number } | null
}

export function recordOf(told: readonly ToldEvent[]): OwnRecord {
  const count = (holds: (event: ToldEvent) => boolean) => told.filter(holds).length
  const isCorrected =
    (...kinds: readonly Correction['kind'][]) =>
    ({ corrected }: ToldEvent) =>
      corrected.some((kind) => kinds.includes(kind))
  return {
    told: told.length,
    corrected: {
      events: count(isCorrected('company', 'headcount', 'amount', 'dismissed')),
      company: count(isCorrected('company')),
      number: count(isCorrected('headcount', 'amount')),
      dismissed: count(isCorrected('dismissed')),
    },
    toldTwice: count(isCorrected('joined')),
    mixed: count(isCorrected('parted')),
    confirmed: count(({ sources }) => sources > 1),
    withNumber: count(({ hasNumber }) => hasNumber),
    wait: waitOf(told),
  }
}

function waitOf(told: readonly ToldEvent[]): OwnRecord['wait'] {
  const waits = told
    .flatMap(({ alertedAt, publishedAt }) =>
      alertedAt === null || publishedAt === null ? [] : [Math.max(0, alertedAt - publishedAt)],
    )
    .sort((a, b) => a - b)
  const usualMs = waits[(waits.length - 1) >> 1]
  return usualMs === undefined ? null : { usualMs, events: waits.length }
}
