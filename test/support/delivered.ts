import { type Bot, now } from './bot.ts'

/** A message about an event, waiting unless `row` says otherwise. */
export async function delivered(
  { db, slack }: Bot,
  channel: string,
  event: number,
  { created_at = now, ...row }: { created_at?: number; [column: string]: unknown },
) {
  const place = { team_id: slack.team.id as never, channel_id: slack.channel(channel).id as never }
  const { id } = await db
    .insertInto('message')
    .values({ ...place, kind: 'alert', body: null, created_at })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('message_event')
    .values({ message_id: id, event_id: event as never })
    .execute()
  await db
    .insertInto('delivery')
    .values({
      ...place,
      id: `d${id}` as never,
      message_id: id,
      parent_id: null,
      state: 'waiting',
      wanted: 1,
      shown: 0,
      ts: null,
      next_at: now,
      attempts: 0,
      attempted_at: null,
      error: null,
      material: 0,
      created_at,
      ...row,
    })
    .execute()
}
