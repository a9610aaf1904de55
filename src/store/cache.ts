import { EventEmitter } from 'node:events'
import { Keyv, type KeyvStorageEntry, keyvStorageCapability } from 'keyv'
import { sql } from 'kysely'
import type { Clock } from '../ports.ts'
import type { Database } from './database.ts'

/**
 * A cache of one namespace in our own database, for what may be lost: Keyv answers `undefined` where the store fails. Never for
 * what decides whether something was done. Values are JSON; a Date comes back as text.
 */
export function openCache<Value>(db: Database, namespace: string, clock: Clock): Keyv<Value> {
  // Keyv would hand two of its instances that share an adapter the namespace of the last: each gets its own, bound here.
  return new Keyv<Value>({ store: createAdapter(db, namespace, clock) })
}

function createAdapter(db: Database, namespace: string, clock: Clock) {
  const find = (keys: readonly string[]) => findValid(db, namespace, keys, clock())
  const adapter = Object.assign(new EventEmitter(), {
    get: async <V>(key: string) => (await find([key])).get(key) as V | undefined,
    async getMany<V>(keys: string[]) {
      const found = await find(keys)
      return keys.map((key) => found.get(key) as V | undefined)
    },
    has: async (key: string) => (await find([key])).has(key),
    async hasMany(keys: string[]) {
      const found = await find(keys)
      return keys.map((key) => found.has(key))
    },
    async set(key: string, value: unknown, expires?: number) {
      await put(db, namespace, [{ key, value, ...(expires === undefined ? {} : { expires }) }])
      return true
    },
    setMany: <V>(entries: KeyvStorageEntry<V>[]) => put(db, namespace, entries),
    delete: async (key: string) => (await drop(db, namespace, [key]))[0] ?? false,
    deleteMany: (keys: string[]) => drop(db, namespace, keys),
    async clear() {
      await db.deleteFrom('cache').where('namespace', '=', namespace).execute()
    },
    async *iterator<V>() {
      for (const { key, value } of await rowsOf(db, namespace).execute()) {
        yield [key, value as Awaited<V>]
      }
    },
    async disconnect() {},
  })
  // Without this mark Keyv takes an adapter for one of its older kind, with lifetimes instead of instants.
  return Object.assign(adapter, { capabilities: keyvStorageCapability(adapter) })
}

function rowsOf(db: Database, namespace: string) {
  return db.selectFrom('cache').select(['key', 'value']).where('namespace', '=', namespace)
}

async function findValid(
  db: Database,
  namespace: string,
  keys: readonly string[],
  now: number,
): Promise<Map<string, string>> {
  const rows = await rowsOf(db, namespace)
    .where('key', 'in', keys)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
    .execute()
  return new Map(rows.map(({ key, value }) => [key, value]))
}

async function put(
  db: Database,
  namespace: string,
  entries: readonly KeyvStorageEntry<unknown>[],
): Promise<true[]> {
  const rows = entries.map(({ key, value, expires }) => ({
    namespace,
    key,
    value: String(value),
    expires_at: expires ?? null,
  }))
  await db
    .insertInto('cache')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['namespace', 'key']).doUpdateSet((eb) => ({
        value: eb.ref('excluded.value'),
        expires_at: eb.ref('excluded.expires_at'),
      })),
    )
    .execute()
  return entries.map(() => true)
}

/** Of each key, whether it was there. */
async function drop(db: Database, namespace: string, keys: readonly string[]): Promise<boolean[]> {
  const gone = await db
    .deleteFrom('cache')
    .where('namespace', '=', namespace)
    .where('key', 'in', keys)
    .returning('key')
    .execute()
  const dropped = new Set(gone.map(({ key }) => key))
  return keys.map((key) => dropped.has(key))
}

/** What has expired takes room until it is swept. */
export async function sweepCache(db: Database, now: number): Promise<void> {
  await sql`delete from cache where expires_at <= ${now}`.execute(db)
}
