import { sql } from 'kysely'
import type { Pending, Place, Queue } from '../core/delivery/delivery.ts'
import { never } from '../core/delivery/settlement.ts'
import type { DeliveryId, TeamId } from '../core/ids.ts'
import type { DuePlace } from '../deliver/ports.ts'
import type { Database } from './database.ts'
import type { Json } from './json.ts'
import { greatest, indexedBy, isIn } from './sql.ts'

/** Word for word the condition of the index of unsettled deliveries: SQLite uses it only so. */
export const isOpen = sql`(delivery.state in ('waiting', 'sending', 'held', 'refused') or delivery.wanted > delivery.shown) and delivery.next_at < 9000000000000000`

/** A change of what stands is due by itself; a message to post also waits for its channel. */
function dueAt(db: Database) {
  const free = greatest(db, sql.ref('delivery.next_at'), sql`coalesce(channel.not_before, 0)`)
  return sql<number>`case when delivery.state = 'sent' then delivery.next_at else ${free} end`
}

/** Rows of one channel that are read at a time. */
const atOnce = 200
/** A summary with so many events takes no more. */
const summarySize = 200

/** Nothing of a workspace that another process serves. */
function notOthers(holder: string | null) {
  if (holder === null) return sql`true`
  return sql`not exists (select 1 from lease where lease.name = 'team ' || delivery.team_id
    and lease.until > clock_timestamp() and lease.holder <> ${holder})`
}

/** Of one workspace, before others that wait have had theirs: its limits let no more through. */
const aTurn = 8

/**
 * Channels with something to do now, the longest overdue first; of a workspace with many, some only after those of others. It looks
 * into no more workspaces than it takes to find so many: where each channel of each waits, that is a small part of all.
 */
export async function findDue(
  db: Database,
  now: number,
  limit: number,
  holder: string | null,
): Promise<DuePlace[]> {
  const teams = await findWaitingTeams(db, now, holder)
  const some = Math.ceil(limit / aTurn)
  const [inTurn, rest]: [DuePlace[], DuePlace[]] = [[], []]
  for (let at = 0; at < teams.length && inTurn.length < limit; at += some) {
    for (const { isInTurn, ...place } of await findDueOf(
      db,
      teams.slice(at, at + some),
      now,
      limit,
    ))
      (isInTurn ? inTurn : rest).push(place)
  }
  return [...inTurn, ...rest].slice(0, limit)
}

/** Workspaces in which a message has its time, the longest overdue first; of those that are so alike, each process has others first. */
async function findWaitingTeams(
  db: Database,
  now: number,
  holder: string | null,
): Promise<TeamId[]> {
  const { rows } = await sql<{ teamId: TeamId }>`
    select team_id as "teamId" from (
      select team_id, min(next_at) as since from delivery where ${isOpen} and next_at <= ${now} group by team_id) as delivery
    where ${notOthers(holder)} order by since, random()`.execute(db)
  return rows.map(({ teamId }) => teamId)
}

/** Said of both tables, or Postgres would read all channels. */
async function findDueOf(
  db: Database,
  teams: readonly TeamId[],
  now: number,
  limit: number,
): Promise<(DuePlace & { isInTurn: boolean })[]> {
  const { rows } = await sql<Place & { place: number; posts: number }>`
    select "teamId", "channelId", place, posts from (
      select delivery.team_id as "teamId", delivery.channel_id as "channelId", min(${dueAt(db)}) as due,
        row_number() over (partition by delivery.team_id order by min(${dueAt(db)})) as place,
        min(case when delivery.state in ('sent', 'sending') then 0 else 1 end) filter (where ${dueAt(db)} <= ${now}) as posts
      from delivery left join channel on channel.team_id = delivery.team_id and channel.id = delivery.channel_id
        and ${isIn(db, 'channel.team_id', teams)}
      where ${isOpen} and delivery.next_at <= ${now} and ${isIn(db, 'delivery.team_id', teams)}
      group by delivery.team_id, delivery.channel_id having min(${dueAt(db)}) <= ${now}) as waiting
    order by place > ${aTurn}, due limit ${limit}`.execute(db)
  return rows.map(({ teamId, channelId, place, posts }) => ({
    teamId,
    channelId,
    onlyPosts: posts === 1,
    isInTurn: place <= aTurn,
  }))
}

export async function findNextDue(
  db: Database,
  until: number,
  holder: string | null,
): Promise<number | null> {
  const { rows } = await sql<{ due: number | null }>`
    select min(${dueAt(db)}) as due
    from delivery left join channel on channel.team_id = delivery.team_id and channel.id = delivery.channel_id
    where ${isOpen} and delivery.next_at <= ${until} and ${notOthers(holder)}`.execute(db)
  return rows[0]?.due ?? null
}

/**
 * When the message, or the change of one, that has waited longest fell due, or will; null where nothing is open. What waits for the
 * message whose thread it belongs to falls due with that.
 */
export async function findLongestUnsent(db: Database): Promise<number | null> {
  const { rows } = await sql<{ due: number | null }>`
    select min(${dueAt(db)}) as due
    from delivery left join channel on channel.team_id = delivery.team_id and channel.id = delivery.channel_id
      left join delivery as parent on parent.id = delivery.parent_id
    where ${isOpen} and (parent.id is null or parent.ts is not null or parent.state = 'given_up')`.execute(
    db,
  )
  return rows[0]?.due ?? null
}

/** A channel's queue, with its settings as they are saved: null where the configuration speaks. */
export async function findQueue(
  db: Database,
  place: Place,
  now: number,
  burstMs: number,
): Promise<Omit<Queue, 'settings'> & { saved: Json<unknown> | null }> {
  const channel = await db
    .selectFrom('channel')
    .select(['settings', 'not_before'])
    .where('team_id', '=', place.teamId)
    .where('id', '=', place.channelId)
    .executeTakeFirst()
  return {
    ...place,
    saved: channel?.settings ?? null,
    notBefore: channel?.not_before ?? 0,
    pending: await findPending(db, place, now),
    ...(await findBurst(db, place, now - burstMs)),
  }
}

/** By the index of what is open: a channel's history may be long. */
async function findPending(db: Database, place: Place, now: number): Promise<Pending[]> {
  const { rows } = await sql<PendingRow>`
    select delivery.id, delivery.message_id as "messageId", message.kind, delivery.state, delivery.wanted,
      delivery.shown, delivery.ts, delivery.next_at as "nextAt", delivery.attempts,
      delivery.attempted_at as "attemptedAt", delivery.hold, delivery.error, delivery.material,
      delivery.created_at as "createdAt", parent.id as "parentId", parent.ts as "parentTs",
      parent.state = 'given_up' or (parent.state = 'held' and parent.next_at >= ${never}) as "parentIsLost"
    from delivery ${indexedBy(db, 'delivery_open')} join message on message.id = delivery.message_id
      left join delivery as parent on parent.id = delivery.parent_id
    where delivery.team_id = ${place.teamId} and delivery.channel_id = ${place.channelId}
      and ${isOpen} and delivery.next_at <= ${now}
    order by coalesce(parent.message_id, delivery.message_id), parent.id is not null, delivery.message_id
    limit ${atOnce}`.execute(db)
  return rows.map(({ parentId, parentTs, parentIsLost, material, ...row }) => ({
    ...row,
    material: material === 1,
    parent:
      parentId === null ? null : { id: parentId, ts: parentTs, isLost: Boolean(parentIsLost) },
  }))
}

interface PendingRow extends Omit<Pending, 'parent' | 'material'> {
  parentId: DeliveryId | null
  parentTs: string | null
  parentIsLost: 0 | 1 | boolean | null
  material: 0 | 1
}

async function findBurst(
  db: Database,
  { teamId, channelId }: Place,
  since: number,
): Promise<Pick<Queue, 'recent' | 'burst'>> {
  const recent = await db
    .selectFrom('delivery')
    .innerJoin('message', 'message.id', 'delivery.message_id')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('delivery.team_id', '=', teamId)
    .where('delivery.channel_id', '=', channelId)
    .where('delivery.ts', '>', (since / 1000).toFixed(6))
    .where('message.kind', '=', 'alert')
    .executeTakeFirstOrThrow()
  const burst = await db
    .selectFrom('message')
    .innerJoin('delivery', 'delivery.message_id', 'message.id')
    .select('delivery.id')
    .where('message.team_id', '=', teamId)
    .where('message.channel_id', '=', channelId)
    .where('message.created_at', '>', since)
    .where('message.kind', '=', 'burst')
    .where('delivery.state', '<>', 'given_up')
    .where(
      ({ selectFrom, fn }) =>
        selectFrom('message_event')
          .select(fn.countAll<number>().as('events'))
          .whereRef('message_event.message_id', '=', 'message.id'),
      '<',
      summarySize,
    )
    .orderBy('message.id', 'desc')
    .executeTakeFirst()
  return { recent: recent.count, burst: burst?.id ?? null }
}
