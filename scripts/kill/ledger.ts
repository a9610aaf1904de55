import type { Slack } from '../../src/preview/slack.ts'
import { openAt } from '../../test/support/databases.ts'

/** What was due, what stands in Slack, and the difference. */
export interface Ledger {
  /** Events that were reported, times the channels that hear of them. */
  due: number
  /** Messages in Slack, lines of threads included. */
  messages: number
  /** Due, and announced nowhere in its channel; or a line that was written down and does not stand. */
  lost: string[]
  /** Announced twice in a channel, or once where nobody was to hear it, or posted twice under one delivery_id. */
  doubled: string[]
  /** Deliveries by state. */
  states: Record<string, number>
}

/** Messages to be sent or changed that nobody has settled yet. */
export async function countOpen(path: string): Promise<number> {
  const rows = await readDeliveries(path)
  return rows.filter(
    ({ state, wanted, shown }) =>
      state === 'waiting' || state === 'sending' || (state === 'sent' && wanted > shown),
  ).length
}

/** Whether each feed was read once: what a first pass meets is not all told. */
export async function isFirstPassDone(path: string): Promise<boolean> {
  const db = await openAt(path)
  const feeds = await db.selectFrom('feed').select('first_read_at').execute()
  await db.destroy()
  return feeds.length > 0 && feeds.every((feed) => feed.first_read_at !== null)
}

/** What was reported while the bot was not in a channel is not due there. */
export interface Absence {
  channel: string
  companies: ReadonlySet<string>
}

export async function balance(
  path: string,
  slack: Slack,
  channels: readonly string[],
  companies: readonly string[],
  absence?: Absence,
): Promise<Ledger> {
  const ids = await readEvents(path)
  const deliveries = await readDeliveries(path)
  const lost: string[] = []
  const doubled: string[] = []
  const posted = channels.flatMap((id) => slack.team.channels.get(id)?.messages ?? [])
  const byDelivery = new Map<string, string[]>()
  for (const { metadata, ts } of posted) {
    // A greeting has none.
    if (!metadata) continue
    const id = String(metadata.event_payload.delivery_id)
    byDelivery.set(id, [...(byDelivery.get(id) ?? []), ts])
  }
  for (const [id, times] of byDelivery) {
    if (times.length > 1) doubled.push(`delivery ${id} stands at ${times.join(' and ')}`)
  }
  for (const { id, state } of deliveries) {
    if (state === 'sent' && !byDelivery.has(id)) lost.push(`delivery ${id}`)
  }
  for (const channel of channels) {
    const announced = posted
      .filter((message) => message.channel === channel)
      .filter(({ metadata }) => metadata?.event_type === 'bellwether_alert')
      .flatMap(({ metadata }) => String(metadata?.event_payload.event_ids).split(','))
    for (const company of companies) {
      const id = ids.get(company)
      const times = announced.filter((one) => one === String(id)).length
      const isAbsent = channel === absence?.channel && absence.companies.has(company)
      const due = isAbsent ? 0 : 1
      const line = `${company} in ${channel}: told ${times} times, due ${due}`
      if (times < due) lost.push(line)
      if (times > due) doubled.push(line)
    }
  }
  return {
    due: companies.length * channels.length - (absence?.companies.size ?? 0),
    messages: posted.length,
    lost,
    doubled,
    states: Object.fromEntries(
      Map.groupBy(deliveries, ({ state }) => state)
        .entries()
        .map(([state, rows]) => [state, rows.length]),
    ),
  }
}

/** Whether all of these companies' cuts were recorded. */
export async function areRecorded(path: string, companies: readonly string[]): Promise<boolean> {
  const ids = await readEvents(path)
  return companies.every((company) => ids.has(company))
}

async function readDeliveries(path: string) {
  const db = await openAt(path)
  const rows = await db.selectFrom('delivery').select(['id', 'state', 'wanted', 'shown']).execute()
  await db.destroy()
  return rows as { id: string; state: string; wanted: number; shown: number }[]
}

async function readEvents(path: string): Promise<Map<string | null, number>> {
  const db = await openAt(path)
  const rows = await db.selectFrom('event').select(['id', 'company_name']).execute()
  await db.destroy()
  return new Map(rows.map((row) => [row.company_name, row.id]))
}
