import type { Pending } from '../../src/core/delivery/delivery.ts'
import type { Hints } from '../../src/core/feed/fetched.ts'
import type { DeliveryId, MessageId } from '../../src/core/ids.ts'
import type { CompanyEntry } from '../../src/core/reading/company-entry.ts'

/** An alert that waits to be posted since `now`. */
export const pending = (now: number, more: Partial<Pending> = {}): Pending => ({
  id: 'd1' as DeliveryId,
  messageId: 1 as MessageId,
  kind: 'alert',
  state: 'waiting',
  parent: null,
  wanted: 1,
  shown: 0,
  ts: null,
  nextAt: now,
  attempts: 0,
  attemptedAt: null,
  hold: null,
  error: null,
  material: false,
  createdAt: now,
  ...more,
})

/** A company of companies.yaml that says no more than it must. */
export const companyEntry = (
  id: string,
  name: string,
  more: Partial<CompanyEntry> = {},
): CompanyEntry => ({
  id,
  name,
  aliases: [],
  tickers: [],
  units: [],
  plainWord: false,
  sector: null,
  ...more,
})

/** Of a publisher who says nothing of when to ask again. */
export const noHints: Hints = {
  freshMs: null,
  ttlMs: null,
  updateEveryMs: null,
  skipHours: [],
  skipDays: [],
}
