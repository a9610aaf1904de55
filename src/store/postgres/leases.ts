import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Lease, Leases } from '../../ports.ts'
import type { Database } from '../database.ts'
import { passed } from './passed.ts'

export interface OpenLeases extends Leases {
  /** Names this process among the holders. */
  holder: string
  /** Frees all. */
  close(): Promise<void>
}

/** What was just freed may be asked for again after so long: whoever is polite to a host need not know who asked it last. */
const gapMs = 1000

/**
 * Leases as rows. That one has ended is told by the database's clock alone, and that is the whole of noticing a death. What is used is
 * prolonged at a third of its length, for as long as the database can be reached; what is not used ends by itself, so that others may
 * have it.
 *
 * @param beat done at the same times
 */
export function openLeases(db: Database, lengthMs: number, beat: () => Promise<void>): OpenLeases {
  const holder = randomUUID()
  const held = openHeld(lengthMs)
  const known = new Set<string>()

  const prolong = async (names: readonly string[]) => {
    const since = passed()
    held.note(await renew(db, names, holder, lengthMs), since)
  }
  const claim = async (names: readonly string[]) => {
    const fresh = names.filter((name) => !known.has(name))
    await makeRows(db, fresh)
    for (const name of fresh) known.add(name)
    const since = passed()
    held.note(await take(db, names, holder, lengthMs), since)
  }
  // A beat that fails is made up for by the next; where none comes through, what is held ends.
  const goOn = () => Promise.all([prolong(held.inUse()), beat()]).catch(() => {})
  const beating = setInterval(() => void goOn(), lengthMs / 3).unref()

  return {
    holder,
    async hold(names) {
      await prolong(names.filter((name) => held.isOurs(name) && held.leftMs(name) < lengthMs / 2))
      await claim(names.filter((name) => !held.isOurs(name)))
      return new Map(names.filter(held.isOurs).map((name) => [name, held.use(name)]))
    },
    async close() {
      clearInterval(beating)
      held.clear()
      const end = inMs(gapMs)
      await sql`update lease set until = ${end} where holder = ${holder} and until > ${end}`.execute(
        db,
      )
    },
  }
}

interface Row {
  name: string
  number: number
}

/** What is ours by what this process knows, in ms that pass also while the process is stopped. */
function openHeld(lengthMs: number) {
  const held = new Map<string, { number: number; until: number; usedAt: number }>()
  const leftMs = (name: string) => (held.get(name)?.until ?? 0) - passed()
  const isOurs = (name: string) => leftMs(name) > 0
  return {
    leftMs,
    isOurs,
    /** @param since before the database was asked */
    note(rows: readonly Row[], since: number) {
      for (const { name, number } of rows) {
        held.set(name, { number, until: since + lengthMs, usedAt: held.get(name)?.usedAt ?? since })
      }
    },
    use(name: string): Lease {
      const one = held.get(name)
      if (one) one.usedAt = passed()
      const number = one?.number ?? 0
      const isSame = () => held.get(name)?.number === number
      return { name, number, leftMs: () => (isSame() ? leftMs(name) : 0) }
    },
    /** Forgets what has ended. */
    inUse(): string[] {
      const since = passed() - lengthMs
      for (const name of [...held.keys()]) if (!isOurs(name)) held.delete(name)
      return [...held].filter(([, { usedAt }]) => usedAt > since).map(([name]) => name)
    },
    clear: () => held.clear(),
  }
}

const inMs = (ms: number) => sql`clock_timestamp() + ${ms} * interval '1 millisecond'`

async function makeRows(db: Database, names: readonly string[]): Promise<void> {
  if (names.length === 0) return
  await sql`
    insert into lease (name, number, until, holder)
    select name, 0, '-infinity', '' from unnest(cast(${names} as text[])) as name on conflict do nothing`.execute(
    db,
  )
}

/** What somebody writes under at this moment is not free, whatever its end says: it is passed over, not waited for. */
async function take(db: Database, names: readonly string[], holder: string, lengthMs: number) {
  if (names.length === 0) return []
  const { rows } = await sql<Row>`
    update lease set number = number + 1, until = ${inMs(lengthMs)}, holder = ${holder}
    where name in (
      select name from lease where name = any(${names}) and until <= clock_timestamp() order by name for update skip locked)
    returning name, number`.execute(db)
  return rows
}

async function renew(db: Database, names: readonly string[], holder: string, lengthMs: number) {
  if (names.length === 0) return []
  const { rows } = await sql<Row>`
    update lease set until = ${inMs(lengthMs)}
    where name in (
      select name from lease where name = any(${names}) and holder = ${holder} and until > clock_timestamp()
      order by name for update)
    returning name, number`.execute(db)
  return rows
}
