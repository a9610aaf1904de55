import type { Place } from '../../src/core/delivery/delivery.ts'
import { draft } from '../../src/core/delivery/plan.ts'
import type { ChannelId, EventId, TeamId } from '../../src/core/ids.ts'
import { channelKey } from '../../src/poll/ports.ts'
import type { Database } from '../../src/store/database.ts'
import { nobody } from '../../src/store/listeners.ts'
import { openOutbox } from '../../src/store/outbox.ts'
import { openTransact } from '../../src/store/records.ts'
import { type Bot, now } from './bot.ts'

/** A message about an event, waiting unless `row` says otherwise: columns as no flow leaves them by itself. */
export async function delivered(
  { db, slack }: Bot,
  channel: string,
  event: number,
  { created_at = now, ...row }: { created_at?: number; [column: string]: unknown } = {},
): Promise<void> {
  const place = {
    teamId: slack.team.id as TeamId,
    channelId: slack.channel(channel).id as ChannelId,
  }
  const alert = draft(place, 'alert', now, { events: [event as EventId] })
  const transact = openTransact(db, nobody)
  const shown = await transact(async (records) => {
    await records.addMessages([alert], created_at)
    return records.findShown(event as EventId)
  })
  const id = shown.get(channelKey(place))?.id
  if (id === undefined) throw new Error('test: no message was made')
  await db
    .updateTable('delivery')
    .set({ created_at, ...row })
    .where('id', '=', id)
    .execute()
}

/** Slack's word for why nothing can be posted there. */
export async function refuse(db: Database, place: Place, word: string): Promise<void> {
  await openOutbox(db, nobody).settle(place, [], { channel: { blocked: word } }, now)
}
